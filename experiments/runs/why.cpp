#include "experiments/runs/why.h"

#include "experiments/runs/fidelity.h"
#include "models/groups.h"
#include "models/observables.h"

#include <algorithm>
#include <cmath>

namespace experiments {
namespace {

constexpr std::size_t runs_wanted = 1024;      ///< Of one question, about: replicates follow from it.
constexpr std::uint32_t fewest_replicates = 4; ///< Fewer say nothing of their error.

std::uint32_t replicates_for(const LeadQuestion& question, std::size_t n_cells) {
    const auto affordable = static_cast<std::uint32_t>(runs_wanted / std::max<std::size_t>(1, n_cells));
    return std::min(question.replicates, std::max(fewest_replicates, affordable));
}

Plan plan_of(const LeadQuestion& question, std::size_t n_cells) {
    Plan plan;
    plan.seed = question.seed, plan.months = question.months, plan.threads = question.threads;
    plan.replicates = replicates_for(question, n_cells);
    return plan;
}

std::size_t ability() { return static_cast<std::size_t>(models::observable_index("ability-mean")); }

/// Groups in which the two differ in a lever.
std::vector<const models::LeverGroup*> differing(const models::Levers& a, const models::Levers& b) {
    std::vector<const models::LeverGroup*> groups;
    const auto& table = models::lever_table();
    for (const models::LeverGroup& group : models::lever_groups())
        if (std::any_of(table.rows().begin(), table.rows().end(), [&](const sim::ParameterRow& row) {
                return models::group_of_lever(row.id) == &group && table.at(a, row) != table.at(b, row);
            }))
            groups.push_back(&group);
    return groups;
}

/// `behind` with the levers of `ahead` in the groups whose bits are set.
Cell with_levers(const LeadQuestion& question, const std::vector<const models::LeverGroup*>& groups, std::size_t set) {
    Cell cell = question.behind;
    const auto& table = models::lever_table();
    for (const sim::ParameterRow& row : table.rows())
        for (std::size_t g = 0; g < groups.size(); ++g)
            if ((set >> g & 1) != 0 && models::group_of_lever(row.id) == groups[g])
                table.at(cell.setup.levers, row) = table.at(question.ahead.setup.levers, row);
    return cell;
}

/// `cell` without the groups whose bits are not set.
Cell with_mechanisms(Cell cell, std::size_t set) {
    const auto& groups = models::mechanism_groups();
    for (std::size_t g = 0; g < groups.size(); ++g)
        if ((set >> g & 1) == 0)
            for (const auto& [id, value] : groups[g].off)
                models::parameter_table().at(cell.setup.parameters, *models::parameter_table().find(id)) = value;
    return cell;
}

} // namespace

LeadShares lever_shares(const LeadQuestion& question, const Watch& watch) {
    LeadShares result;
    const auto groups = differing(question.ahead.setup.levers, question.behind.setup.levers);
    for (const models::LeverGroup* group : groups)
        result.groups.push_back(group->id);
    const std::size_t n = std::size_t{1} << groups.size();
    Plan plan = plan_of(question, n);
    for (std::size_t set = 0; set < n; ++set)
        plan.cells.push_back(with_levers(question, groups, set));
    const Runs runs = run_cells(plan, watch);
    result.replicates = plan.replicates, result.runs = runs.all.size();
    result.was_interrupted = runs.was_interrupted;
    std::vector<std::vector<double>> values;
    for (std::size_t r = 0; r < plan.replicates && !runs.was_interrupted; ++r) {
        std::vector<double> worth;
        for (std::size_t set = 0; set < n; ++set)
            worth.push_back(runs.at(set, r).is_done ? runs.at(set, r).result.outcomes[ability()] : absent);
        values.push_back(shapley(worth));
    }
    if (!values.empty() && !groups.empty()) result.shares = shares_of(values);
    return result;
}

MechanismShares mechanism_shares(const LeadQuestion& question, const Watch& watch) {
    MechanismShares result;
    for (const models::MechanismGroup& group : models::mechanism_groups())
        result.groups.push_back(group.id);
    result.groups.emplace_back(everything_else);
    const std::size_t n = std::size_t{1} << models::mechanism_groups().size();
    Plan plan = plan_of(question, 2 * n), whole = plan;
    std::vector<std::vector<std::size_t>> coalitions; // all but the whole model, which stays as it is
    for (std::size_t set = 0; set < n; ++set) {
        if (set + 1 < n) coalitions.push_back({2 * set, 2 * set + 1});
        plan.cells.push_back(with_mechanisms(question.ahead, set));
        plan.cells.push_back(with_mechanisms(question.behind, set));
    }
    whole.cells = {question.ahead, question.behind};
    whole.replicates = std::min(plan.replicates, held_replicates);
    const Runs first = run_cells(whole, {{}, watch.stop});
    const double wanted = mean_fidelity(first, {0, 1}, held_replicates);
    result.was_interrupted = first.was_interrupted || !hold_fidelity(plan, coalitions, wanted, watch);
    if (result.was_interrupted) return result;
    const Runs runs = run_cells(plan, watch);
    result.replicates = plan.replicates, result.was_interrupted = runs.was_interrupted;
    result.runs = first.all.size() + runs.all.size() + held_steps * plan.cells.size() * whole.replicates;
    result.fidelity = mean_fidelity(runs, {2 * n - 2, 2 * n - 1}, plan.replicates);
    for (const std::vector<std::size_t>& cells : coalitions) {
        const double got = mean_fidelity(runs, cells, plan.replicates);
        if (std::isnan(result.farthest_fidelity) ||
            std::abs(got - result.fidelity) > std::abs(result.farthest_fidelity - result.fidelity))
            result.farthest_fidelity = got;
    }
    std::vector<std::vector<double>> values;
    for (std::size_t r = 0; r < plan.replicates && !runs.was_interrupted; ++r) {
        std::vector<double> worth;
        for (std::size_t set = 0; set < n; ++set) {
            const Run &ahead = runs.at(2 * set, r), &behind = runs.at(2 * set + 1, r);
            worth.push_back(ahead.is_done && behind.is_done
                                ? ahead.result.outcomes[ability()] - behind.result.outcomes[ability()]
                                : absent);
        }
        values.push_back(shapley(worth));
        values.back().push_back(worth.front());
    }
    if (!values.empty()) result.shares = shares_of(values);
    return result;
}

} // namespace experiments
