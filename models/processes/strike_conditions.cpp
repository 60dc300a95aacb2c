// Conditions strike.
#include "models/derived.h"
#include "models/processes.h"

#include <algorithm>
#include <numeric>

namespace models {
namespace {

std::vector<double> means_of_partners(const World& w) {
    std::vector<double> value(w.partners.size());
    for (std::size_t k = 0; k < value.size(); ++k)
        value[k] = value_of(w.parameters, row_of<n_resources>(w.partners.capacity_start, k));
    return value;
}

/// Partners from the richest down; equal means by key.
std::vector<std::size_t> richest_first(const World& w, const std::vector<double>& value) {
    std::vector<std::size_t> order(value.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return value[a] != value[b] ? value[a] > value[b] : w.partners.key[a] < w.partners.key[b];
    });
    return order;
}

/// Partners' goals move by `part` towards one end, likelier one that schools need little.
void misalign(World& w, const sim::Step& step, double part) {
    Goals weight{};
    for (std::size_t i = 0; i < w.institutions.size(); ++i)
        for (std::size_t d = 0; d < n_goals; ++d)
            weight[d] += w.institutions.need[i * n_goals + d];
    const double most = *std::max_element(weight.begin(), weight.end());
    for (double& v : weight)
        v = most - v;
    const double total = std::accumulate(weight.begin(), weight.end(), 0.0);
    for (std::size_t k = 0; k < w.partners.size(); ++k) {
        double left = step.stream(code(Decision::condition_goals), w.partners.key[k]).uniform() * total;
        std::size_t end = 0;
        while (end + 1 < n_goals && (left -= weight[end]) >= 0)
            ++end;
        for (std::size_t d = 0; d < n_goals; ++d) {
            double& goal = w.partners.goals_start[k * n_goals + d];
            goal += part * ((d == end ? 1.0 : 0.0) - goal);
        }
    }
    w.partners.goals = w.partners.goals_start;
}

/// How many partners count as the richest: power_top of all, at least one.
std::size_t n_richest(const World& w) {
    const double n = w.parameters.condition.power_top * static_cast<double>(w.partners.size());
    return std::min(w.partners.size(), std::max<std::size_t>(1, static_cast<std::size_t>(n)));
}

/// Part of everybody's means goes to the richest; the total of each resource stays.
void concentrate(World& w, const std::vector<std::size_t>& order, double part) {
    const std::size_t top = n_richest(w);
    for (std::size_t r = 0; r < n_resources; ++r) {
        double moved = 0, held = 0;
        for (std::size_t n = 0; n < order.size(); ++n) {
            double& means = w.partners.capacity_start[order[n] * n_resources + r];
            if (n < top)
                held += means;
            else
                moved += part * means, means -= part * means;
        }
        for (std::size_t n = 0; n < top; ++n) {
            double& means = w.partners.capacity_start[order[n] * n_resources + r];
            means += held > 0 ? moved * means / held : moved / static_cast<double>(top);
        }
    }
}

/// Schools no longer meet part of the partners outside the richest.
void make_scarce(World& w, const sim::Step& step, const std::vector<std::size_t>& order, double part) {
    std::vector<std::uint8_t> is_top(order.size(), 0);
    for (std::size_t n = 0; n < n_richest(w); ++n)
        is_top[order[n]] = 1;
    std::vector<sim::Row> kept;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < w.institutions.size(); ++i) {
        for (std::size_t c = begin; c < w.candidate_begin[i + 1]; ++c) {
            const sim::Row k = w.candidates[c];
            const sim::Key pair = sim::key_of(w.institutions.key[i], w.partners.key[k]);
            if (is_top[k] || !step.stream(code(Decision::partner_exits), pair).bernoulli(part)) kept.push_back(k);
        }
        begin = w.candidate_begin[i + 1];
        w.candidate_begin[i + 1] = kept.size();
    }
    w.candidates.swap(kept);
    index_candidates(w);
}

void partners_leave(World& w, double share) {
    const std::vector<double> value = means_of_partners(w);
    const double total = std::accumulate(value.begin(), value.end(), 0.0);
    double gone = 0;
    for (const std::size_t k : richest_first(w, value)) {
        if (gone >= share * total) break;
        w.partners.is_present[k] = 0;
        gone += value[k];
    }
}

/// What shapes month 0.
void set_the_stage(World& w, const sim::Step& step, const FeltConditions& felt) {
    const ConditionParameters& p = w.parameters.condition;
    const auto strength = [&](Condition c) { return felt[static_cast<std::size_t>(c)].strength; };
    const double misaligned = std::max(strength(Condition::misaligned_goals), strength(Condition::hidden_goals));
    const double unequal = strength(Condition::unequal_power);
    if (misaligned > 0) misalign(w, step, misaligned * p.goal_dispersion);
    if (unequal <= 0) return;
    const auto order = richest_first(w, means_of_partners(w));
    concentrate(w, order, unequal * p.power_concentration);
    make_scarce(w, step, order, unequal * p.power_scarcity);
}

} // namespace

/// Conditions strike: what the outside does this month.
///
///     depth(t)   = 1 from `start` for `length` months, then falls to 0 over `recovery`       [share]
///     public_cut = 1 - (1 - s_cut cut_depth depth)(1 - s_recession recession_cut depth)      [share]
///     donors     = 1 - s_recession recession_donors depth; jobs likewise, engagement with a length of its own
/// t counts from the run's month 0; while a world is run in it is calm. In month 0 misaligned (or hidden) goals move
/// partners' goals towards ends that schools need least, and unequal power moves means to the largest tenth of partners
/// and takes other candidates away; at `start` the largest partners leave (partner exit). Each is exactly nothing at
/// strength 0. Reads conditions. Writes environment, and then partners' goals, capacity, is_present, candidates. Draws
/// Decision::condition_goals, once a partner; Decision::partner_exits, once a pair (school, partner).
void strike_conditions(World& w, const sim::Step& step) {
    const ConditionParameters& p = w.parameters.condition;
    const auto month = static_cast<std::uint32_t>(std::max(0.0, run_month(w, step.month)));
    const FeltConditions all = w.steered ? *w.steered : felt(w.conditions, month, p);
    if (step.month == w.begins) set_the_stage(w, step, all);
    const Felt exit = all[static_cast<std::size_t>(Condition::partner_exit)];
    if (exit.is_first && exit.strength > 0) partners_leave(w, exit.strength * p.exit_share);
    // `size` at strength 1, as much of it as is felt.
    const auto part = [&](Condition c, double size) {
        const Felt& one = all[static_cast<std::size_t>(c)];
        return one.strength * size * one.course;
    };
    Environment& e = w.environment;
    e.public_cut =
        1 - (1 - part(Condition::funding_cut, p.cut_depth)) * (1 - part(Condition::recession, p.recession_cut));
    e.donor_factor = 1 - part(Condition::recession, p.recession_donors);
    e.jobs_factor = 1 - part(Condition::recession, p.recession_jobs);
    e.turnover_factor = 1 + part(Condition::leadership_churn, p.churn_factor - 1);
    e.regulation = part(Condition::heavy_regulation, p.regulation_factor);
    e.hidden = part(Condition::hidden_goals, p.hidden_share);
    e.culture_factor = 1 + part(Condition::culture_clash, p.culture_factor - 1);
    e.engagement_shock = part(Condition::absence_shock, p.absence_engagement);
}

} // namespace models
