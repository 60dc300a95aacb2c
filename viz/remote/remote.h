#pragma once
/// \file
/// Work that others do: the page's window asks its workers, who hold the same program, and is called anew until the
/// answer is there (runs/worker.h). A run is a pure function of its script, so who worked it out changes no bit.

#include "viz/runs/work.h"

#include <cstdint>
#include <functional>
#include <string>

namespace viz {

/// How questions leave the window. `group`: the same group goes to the same worker, who has what it begins in; 0 is
/// that of runs, which are waited for.
struct Post {
    std::function<void(int id, std::uint32_t group, const std::string& request)> ask;
    std::function<void(int id)> cancel; ///< Nobody waits for it any more.
};

/// For the window: work that is asked of others.
EngineWork asked_work(Post post);
/// A part of the answer to question `id` came; `failure` with the last: why there is none, or "".
void take_answer(int id, std::string part, bool is_last, const std::string& failure);

/// For a worker: answers a question; `tell` gets each part of the answer as it is known.
void answer_request(const std::string& request, const std::function<void(const std::string& part)>& tell);

} // namespace viz
