#pragma once
/// \file
/// What is known of one id: what it is, where it acts, what stands behind it.

#include "scenarios/evidence.h"

#include <optional>
#include <string>
#include <vector>

namespace scenarios {

/// All that is said of one id.
struct Explanation {
    std::string id;
    std::string kind; ///< "parameter", "lever", "outcome", "strategy", "condition", "process", "mechanism", ...
    std::string what; ///< In plain words.
    Json facts;       ///< Unit, default, range ...: name -> text, number, or array of these.
    std::vector<std::string> acts_in;  ///< Places as models/acts.cpp declares them, for parameters and levers.
    std::string assumed;               ///< Why there is no source; "" where there is one or none is needed.
    std::string note;                  ///< How the number follows from its sources.
    std::vector<std::string> evidence; ///< Ids of findings.
    std::vector<std::string> related;  ///< Other ids worth a look.
    std::vector<std::string> also;     ///< Other kinds of which one has the same name.
};

/// Every id that can be explained, by kind in the order of `accord list`.
std::vector<std::string> explainable_ids(const std::vector<Finding>& findings);

/// Kinds of what can be explained, as `--kind` takes them; a name of several kinds means the first of them.
const std::vector<std::string>& explainable_kinds();

/// Whoever asks, as messages name it: "accord explain: ID", "accord explain: --kind".
struct ExplanationPlaces {
    std::string id, kind;
};

/// The explanation of an id, of the first kind that has it or of `kind`; its `id` is "" if there is none of that name.
Explanation explanation_of(const std::string& id, const std::vector<Finding>& findings, const std::string& kind = "");

/// The same; an unknown id (with what is near it), an unknown kind, an id that is none of that kind are problems.
std::optional<Explanation> explain(const std::string& id, const std::string& kind, const std::vector<Finding>& findings,
                                   const ExplanationPlaces& places, Problems& problems);

/// The findings behind it, in order.
std::vector<const Finding*> records_of(const Explanation& explanation, const std::vector<Finding>& findings);

/// All of it as a document, the findings with all their fields.
Json json_of(const Explanation& explanation, const std::vector<Finding>& findings);

/// "seek-partners: schools look for partners; both sides must agree": a declared place in words.
std::string place_text(const std::string& place);

} // namespace scenarios
