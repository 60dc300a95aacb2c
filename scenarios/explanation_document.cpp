// Whether what is asked for can be explained, and the explanation as a document.
#include "scenarios/explanation.h"
#include "scenarios/problems.h"
#include "sim/error.h"

#include <fmt/format.h>

#include <algorithm>

namespace scenarios {
namespace {

using Ids = std::vector<std::string>;

Json json_of(const Finding& f) {
    return {{"id", f.id},
            {"finding", f.finding},
            {"population", f.population},
            {"value", f.value},
            {"low", f.low},
            {"high", f.high},
            {"se", f.se},
            {"unit", f.unit},
            {"source", f.source},
            {"url", f.url},
            {"verified", f.verified},
            {"note", f.note},
            {"confidence", f.confidence},
            {"topic", f.topic},
            {"constrains", f.constrains}};
}

/// The nearest id, then those that hold the word, shortest first.
std::string suggestions(const std::string& id, const std::vector<std::string>& known) {
    constexpr std::size_t most = 5;
    std::vector<std::string> near;
    const auto add = [&](const std::string& other) {
        if (near.size() < most && !other.empty() && std::find(near.begin(), near.end(), other) == near.end())
            near.push_back(other);
    };
    add(sim::nearest(id, known));
    std::vector<std::string> holding;
    std::copy_if(known.begin(), known.end(), std::back_inserter(holding),
                 [&](const std::string& other) { return id.size() > 2 && other.find(id) != std::string::npos; });
    std::stable_sort(holding.begin(), holding.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
    for (const std::string& other : holding)
        add(other);
    if (near.empty()) return "expected an id of `accord list parameters`, outcomes, strategies, ...";
    return fmt::format("did you mean '{}'?", fmt::join(near, "', '"));
}

} // namespace

std::optional<Explanation> explain(const std::string& id, const std::string& kind, const std::vector<Finding>& findings,
                                   const ExplanationPlaces& places, Problems& problems) {
    const std::size_t before = problems.size();
    Explanation e = explanation_of(id, findings, kind);
    const Ids& kinds = explainable_kinds();
    const bool is_kind = kind.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
    if (!is_kind) problems.add(places.kind, fmt::format("unknown kind '{}'", shown(kind)), suggestion(kind, kinds));
    if (id.empty())
        problems.add(places.id, "is missing", "expected an id of `accord list parameters`, outcomes, strategies, ...");
    else if (is_kind && e.id.empty() && !e.also.empty())
        problems.add(places.kind, fmt::format("'{}' is no {}", shown(id), kind),
                     fmt::format("expected {}", fmt::join(e.also, " or ")));
    else if (is_kind && e.id.empty())
        problems.add(places.id, fmt::format("nothing is called '{}'", shown(id)),
                     suggestions(id, explainable_ids(findings)));
    if (problems.size() > before) return std::nullopt;
    return e;
}

std::vector<const Finding*> records_of(const Explanation& e, const std::vector<Finding>& findings) {
    std::vector<const Finding*> found;
    for (const std::string& id : e.evidence)
        for (const Finding& finding : findings)
            if (finding.id == id) found.push_back(&finding);
    return found;
}

Json json_of(const Explanation& e, const std::vector<Finding>& findings) {
    Json document{{"id", e.id}, {"kind", e.kind}, {"summary", e.what}};
    document.update(e.facts);
    document["acts-in"] = e.acts_in;
    document["assumed"] = e.assumed.empty() ? Json(nullptr) : Json(e.assumed);
    document["note"] = e.note;
    document["evidence"] = Json::array();
    for (const Finding* finding : records_of(e, findings))
        document["evidence"].push_back(json_of(*finding));
    document["related"] = e.related;
    document["also"] = e.also;
    return document;
}

} // namespace scenarios
