#pragma once
/// \file
/// The simulated studies behind the targets. Each repeats the design of the published one as closely as the model
/// allows and says where it cannot; each is deterministic for a laboratory.

#include "experiments/validation/laboratory.h"

namespace experiments {

/// A study and the targets it speaks to.
struct Study {
    std::string id;
    std::string what; ///< One line: design, region, replicates.
    std::vector<std::string> targets;
    Findings (*run)(const Laboratory&);
};

/// V01 to V05, V07 and moments of HSB, STAR and London: pupils without partnerships, followed over years.
Findings pupils_study(const Laboratory& lab);
/// V06: growth by grade.
Findings growth_study(const Laboratory& lab);
/// Districts whose scores are hidden from the model: moments of the California file.
Findings districts_study(const Laboratory& lab);
/// V08 to V10: $1,000 a pupil and year, paired runs.
Findings money_study(const Laboratory& lab);
/// V11 and the STAR class-size trial: mixed programmes against the same pupils without them.
Findings trials_study(const Laboratory& lab);
/// V12: coaching in small and in large programmes.
Findings coaching_study(const Laboratory& lab);
/// V13: what is left after programmes end.
Findings fading_study(const Laboratory& lab);
/// V14, V15: coalitions with a backbone and a three-year grant.
Findings coalitions_study(const Laboratory& lab);
/// V16: schools of high and low trust.
Findings improving_study(const Laboratory& lab);
/// V17, V18, V26's share under partnerships: today's region in its steady state.
Findings reach_study(const Laboratory& lab);
/// V19 to V22: regressions over partnerships.
Findings relations_study(const Laboratory& lab);
/// V23, V24: community schools; neighbourhood services on top of a school programme.
Findings community_study(const Laboratory& lab);
/// V25: collective impact against matched networks.
Findings forms_study(const Laboratory& lab);
/// V26: indicators "trending right" without any partnership.
Findings null_study(const Laboratory& lab);
/// T-...: who works with whom, year after year, as the Council's disclosure counts it.
Findings real_ties_study(const Laboratory& lab);

/// All of them in the order of the targets.
const std::vector<Study>& studies();

} // namespace experiments
