#include "models/groups.h"

#include "models/acts.h"

#include <algorithm>

namespace models {

const std::vector<LeverGroup>& lever_groups() {
    static const std::vector<LeverGroup> all{
        {"search",
         "how hard and for what schools look",
         {"search.effort", "search.wanted", "search.by-need", "search.by-resources", "search.by-reputation",
          "search.by-nearness", "search.prefer-*", "agreement.readiness"},
         {"seek.awareness", "seek.proposals", "seek.room", "seek.size-power", "goals.fit-relevance",
          "delivery.fit-power"}},
        {"goals",
         "shared goals",
         {"search.by-alignment", "search.scrutiny", "agreement.goal-work"},
         {"seek.error-sd", "seek.masking", "talks.misalignment", "talks.fail-misalignment", "talks.common-ground",
          "talks.common-ground-max", "trust.mission-weight", "delivery.alignment"}},
        {"terms",
         "written terms",
         {"agreement.formality", "agreement.term", "agreement.evaluation"},
         {"talks.formality", "flows.formality-steadies", "delivery.clarity", "delivery.clarity-trust",
          "delivery.evaluation", "renewal.evaluation"}},
        {"voice",
         "who decides, and how openly",
         {"governance.*"},
         {"power.by-dependence", "power.school-led-weight", "trust.openness-weight", "trust.unfairness",
          "trust.even-openness", "hours.shared-decisions"}},
        {"coordination",
         "paid coordination, backbones and shared measures",
         {"coordination.*"},
         {"hours.pair", "hours.backbone-relief", "hours.measurement-relief", "power.backbone-rule", "delivery.hours",
          "coalition.pot-base"}},
        {"delivery",
         "support and depth of programmes",
         {"delivery.*"},
         {"delivery.support-effect", "talks.thin-dose", "delivery.saturation"}},
        {"money",
         "co-funding, reserves and diversity of payers",
         {"money.*"},
         {"flows.reserve-target", "flows.savings-months", "money.own-cut"}},
        {"equity", "steering to poor schools and pupils", {"search.equity"}, {"delivery.equity-tilt"}},
    };
    return all;
}

const LeverGroup* group_of_lever(std::string_view lever) {
    for (const LeverGroup& group : lever_groups())
        if (std::any_of(group.levers.begin(), group.levers.end(),
                        [&](const std::string& pattern) { return fits(lever, pattern); }))
            return &group;
    return nullptr;
}

const std::vector<MechanismGroup>& mechanism_groups() {
    static const std::vector<MechanismGroup> all{
        {"trust",
         "trust between and within organisations",
         {{"delivery.trust", 0},
          {"renewal.trust", 0},
          {"crisis.trust", 0},
          {"trust.chemistry", 0},
          {"delivery.school-trust", 0},
          {"leaders.teacher-trust", 0}}},
        {"contract",
         "clear agreements, and evaluation",
         {{"delivery.clarity", 0},
          {"delivery.clarity-trust", 0},
          {"delivery.evaluation", 0},
          {"renewal.evaluation", 0},
          {"flows.formality-steadies", 0}}},
        {"goals",
         "shared goals and fit with need",
         {{"delivery.alignment", 0}, {"delivery.fit-power", 0}, {"goals.susceptibility", 0}, {"trust.concealment", 0}}},
        {"power",
         "power by dependence: who decides, pays and may leave, and unfairness felt",
         {{"power.by-dependence", 0},
          {"trust.unfairness", 0},
          {"power.money", 0},
          {"power.exit", 0},
          {"power.talks", 0}}},
        {"coordination",
         "hours of coordination",
         {{"delivery.hours", 0}, {"renewal.overload", 0}, {"crisis.overload", 0}}},
        {"quality",
         "badly run programmes reaching less, and quality of staff",
         {{"delivery.staff-quality-sd", 0},
          {"delivery.caseload", 0},
          {"delivery.poor-ratio", 1},
          {"delivery.common-pool", 0},
          {"delivery.trial-pool", 1},
          {"delivery.class-staff", 0}}},
    };
    return all;
}

bool is_size_assumed(const sim::ParameterRow& row) {
    return row.evidence.is_assumed() || row.evidence.note.find("assumed") != std::string::npos;
}

AssumedSizes assumed_sizes(const std::vector<std::string>& parameters) {
    AssumedSizes result;
    for (const std::string& id : parameters)
        if (const sim::ParameterRow* row = parameter_table().find(id))
            ++result.all, result.assumed += is_size_assumed(*row) ? 1 : 0;
    return result;
}

} // namespace models
