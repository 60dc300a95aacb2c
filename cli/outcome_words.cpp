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
        {"chronic-absence", "Students", "chronically absent", "chronic absence"},
        {"graduation-rate", "Students", "graduate from secondary school", "graduation"},
        {"dropout-rate", "Students", "drop out", "dropout"},
        {"college-entry", "Students", "graduates who enter college", "college entry"},
        {"career-readiness", "Students", "career readiness of graduates", "readiness"},
        {"students-served", "Students", "students in a partner programme", "served"},
        {"trending-right", "Students", "indicators trending right", "trending right"},
        {"partnerships-live", "Partnerships", "alive at the end", "alive"},
        {"partnerships-formed", "Partnerships", "formed", "formed"},
        {"partnerships-ended", "Partnerships", "ended", "ended"},
        {"trust", "Partnerships", "trust", "trust"},
        {"fidelity", "Partnerships", "quality of implementation", "fidelity"},
        {"kept-promises", "Partnerships", "delivered of what was promised", "kept promises"},
        {"coordination-load", "Partnerships", "coordination hours needed of available", "load"},
        {"largest-partner-share", "Partnerships", "support from the largest partner", "largest partner"},
        {"support", "Partnerships", "community support", "support"},
        {"cost-per-student", "Money", "cost a student and year, all payers", "cost"},
        {"cost-schools", "Money", "paid by schools", "schools pay"},
        {"cost-partners", "Money", "paid by partners", "partners pay"},
        {"cost-backbone", "Money", "paid for backbones", "backbone cost"},
        {"cost-per-001-sd", "Money", "cost of 0.01 SD", "cost of 0.01 SD"},
    };
    return words;
}

const OutcomeWords* find_words(std::string_view id) {
    const auto& all = outcome_words();
    const auto it = std::find_if(all.begin(), all.end(), [&](const OutcomeWords& words) { return words.id == id; });
    return it == all.end() ? nullptr : &*it;
}

} // namespace cli
