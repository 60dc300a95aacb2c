#pragma once
/// \file
/// Long work beside the interpreter: the GIL is free while it runs, Ctrl-C and progress are seen to meanwhile.

#include <nanobind/nanobind.h>

#include <atomic>
#include <cstdint>
#include <functional>

namespace python {

/// What the working thread and the waiting one tell each other.
struct Signals {
    std::atomic<bool> stop{false};              ///< Give up soon.
    std::atomic<std::uint64_t> done{0}, all{0}; ///< Runs
};

/// Runs `work` on a thread of its own, which must touch no Python object. Meanwhile, every 20 ms, Ctrl-C is looked for
/// and progress(done, all) is called unless it is None; what either raises stops the work and is raised when it has
/// ended. What `work` throws reaches the caller.
void wait_for(const std::function<void(Signals&)>& work, const nanobind::object& progress);

} // namespace python
