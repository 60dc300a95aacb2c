#pragma once
/// \file
/// What the page's window and its workers tell each other, as bytes: both are the same program, so values keep their
/// layout. Never for files.

#include "viz/runs/bands.h"
#include "viz/runs/causes.h"
#include "viz/runs/trajectory.h"

#include <string>
#include <vector>

namespace viz {

enum class Ask : std::uint8_t {
    run,   ///< Frames of a script, as they come
    luck,  ///< All observables of a script's replicate
    causes ///< An answer about a script's run, its causes checked
};

/// One question. It decides its answer: who asks the same again may be given what is known already.
struct Request {
    Ask kind = Ask::run;
    Script script; ///< Its scenario goes as file, seed and months, and is read on the other side.
    Answer answer; ///< Whose causes are to be checked
};
std::string packed(const Request& request);
/// Throws sim::InputError where the scenario cannot be read. Scenarios that were read are kept for the next.
Request request_of(const std::string& bytes);

/// A part of a run: the next of its months.
struct RunPart {
    std::shared_ptr<const Cast> cast; ///< In the first part
    std::vector<std::shared_ptr<const Frame>> frames;
    std::vector<std::vector<Happening>> happenings;
    std::uint64_t digest = 0; ///< With the last
    bool is_complete = false;
};
std::string packed(const RunPart& part);
RunPart run_part_of(const std::string& bytes);

std::string packed(const ReplicateSeries& series);
ReplicateSeries series_of(const std::string& bytes);

/// Causes with their scripts, which get the scenario of `script`.
std::string packed(const Answer& answer);
Answer answer_of(const std::string& bytes, const Script& script);

} // namespace viz
