#include "cli/wording.h"

#include <algorithm>

namespace cli {

const std::vector<OutcomeWords>& outcome_words() {
    static const std::vector<OutcomeWords> words{
        {"ability-mean", "Students", "test-score ability, all pupils", "ability"},
        {"ability-low-income", "Students", "test-score ability, low-income pupils", "low-income ability"},
        {"gap-low-income", "Students", "gap of low-income pupils to the others", "low-income gap"},
        {"gap-income-90-10", "Students", "gap between the richest and poorest tenth", "90/10 gap"},
        {"test-mean", "Students", "mean of the last tests", "tests"},
        {"far-below", "Students", "more than one SD below the norm", "far below"},
        {"worst-tenth-schools", "Students", "weakest tenth of schools", "weakest schools"},
        {"chronic-absence", "Students", "chronically absent", "chronic absence"},
        {"chronic-absence-low-income", "Students", "chronically absent, low-income pupils", "absence, low-income"},
        {"graduation-rate", "Students", "graduate from secondary school", "graduation"},
        {"graduation-gap", "Students", "graduation gap of low-income pupils", "graduation gap"},
        {"dropout-rate", "Students", "drop out", "dropout"},
        {"college-entry", "Students", "graduates who enter college", "college entry"},
        {"college-entry-low-income", "Students", "low-income graduates who enter college", "college, low-income"},
        {"career-readiness", "Students", "career readiness of graduates", "readiness"},
        {"students-served", "Students", "students in a partner programme", "served"},
        {"served-poor-less-others", "Students", "share served, low-income less others", "reach of the poor"},
        {"trending-right", "Students", "schools' indicators trending right", "trending right"},
        {"partnerships-live", "Partnerships", "alive at the end", "alive"},
        {"schools-with-partners", "Partnerships", "schools with a partner", "schools in"},
        {"partnerships-formed", "Partnerships", "formed", "formed"},
        {"partnerships-ended", "Partnerships", "ended", "ended"},
        {"talks-failed", "Partnerships", "talks that failed", "talks failed"},
        {"ended-not-renewed", "Partnerships", "ended: not renewed", "not renewed"},
        {"ended-trust-lost", "Partnerships", "ended: trust lost", "trust lost"},
        {"ended-funds", "Partnerships", "ended: promises not kept", "funds ended"},
        {"ended-partner-left", "Partnerships", "ended: partner left", "partner left"},
        {"ended-overload", "Partnerships", "ended: too little coordination", "overload"},
        {"ended-champion-lost", "Partnerships", "ended: champion lost", "champion lost"},
        {"trust", "Partnerships", "trust", "trust"},
        {"value", "Partnerships", "value as schools see it", "value"},
        {"alignment", "Partnerships", "shared goals", "alignment"},
        {"fidelity", "Partnerships", "quality of implementation", "fidelity"},
        {"dose", "Partnerships", "dose of the full one", "dose"},
        {"kept-promises", "Partnerships", "delivered of what was promised", "kept promises"},
        {"school-weight", "Partnerships", "schools' weight in decisions", "school weight"},
        {"coordination-load", "Partnerships", "coordination hours needed of available", "load"},
        {"largest-partner-share", "Partnerships", "support from the largest partner", "largest partner"},
        {"coalitions-alive", "Partnerships", "coalitions at work", "coalitions"},
        {"school-trust", "Partnerships", "trust within schools", "school trust"},
        {"support", "Partnerships", "community support", "support"},
        {"cost-per-student", "Money", "cost a student and year, all payers", "cost"},
        {"cost-schools", "Money", "paid by schools", "schools pay"},
        {"cost-partners-cash", "Money", "paid by partners in cash", "partners' cash"},
        {"cost-partners-in-kind", "Money", "given by partners in kind", "in kind"},
        {"cost-backbone-grants", "Money", "founding grants of backbones", "grants"},
        {"spending-per-pupil", "Money", "schools' own spending", "spending"},
    };
    return words;
}

const OutcomeWords* find_words(std::string_view id) {
    const auto& all = outcome_words();
    const auto it = std::find_if(all.begin(), all.end(), [&](const OutcomeWords& words) { return words.id == id; });
    return it == all.end() ? nullptr : &*it;
}

} // namespace cli
