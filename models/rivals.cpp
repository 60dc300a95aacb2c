#include "models/rivals.h"

namespace models {

const std::vector<Rival>& rivals() {
    static const std::vector<Rival> all{
        {"fidelity",
         "product",
         "trust, shared goals, hours and contract complete each other",
         {{"delivery.substitution", 0}}},
        {"fidelity", "weakest-link", "the least of the four decides", {{"delivery.substitution", -20}}},
        {"fidelity", "threshold", "programmes work from a threshold on or hardly", {{"delivery.steepness", 40}}},
        {"fidelity", "gradual", "programmes work the better the better they are run", {{"delivery.steepness", 4}}},
        {"power", "equal-by-nature", "dependence moves no decision", {{"power.by-dependence", 0}}},
        {"power",
         "decides-only",
         "power decides, but moves neither money nor who may leave",
         {{"power.money", 0}, {"power.exit", 0}, {"power.talks", 0}}},
        {"staff",
         "pool-a-partner",
         "each partner hires from a pool of its own, as good as the trials'",
         {{"delivery.common-pool", 0}, {"delivery.trial-pool", 1}, {"delivery.class-staff", 0}}},
        {"staff", "all-alike", "whoever is hired, however many, is as good", {{"delivery.staff-quality-sd", 0}}},
        {"trust", "quickly-lost", "trust is lost three times as fast as it is won", {{"trust.loss-ratio", 3}}},
        {"trust", "slowly-lost", "trust is won faster than it is lost", {{"trust.loss-ratio", 0.6}}},
    };
    return all;
}

void set_rival(Parameters& parameters, const Rival& rival) {
    for (const auto& [id, value] : rival.values)
        parameter_table().at(parameters, *parameter_table().find(id)) = value;
}

} // namespace models
