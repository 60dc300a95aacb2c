// The schedule, in order, and the run of a world.
#include "models/model.h"

#include "models/processes.h"
#include "sim/random.h"

#include <cmath>

namespace models {

const std::vector<sim::Process<World>>& schedule() {
    using enum sim::Due;
    static const std::vector<sim::Process<World>> list{
        {"strike-conditions", monthly, "what the outside does: cuts, recessions, shocks", strike_conditions},
        {"turn-over-leaders", monthly, "principals, superintendents, champions and teachers come and go",
         turn_over_leaders},
        {"seek-partners", monthly, "schools look for partners; both sides must agree", seek_partners},
        {"negotiate-agreements", monthly, "talks: goals, common ground, proposal, buy-in, agreement; or failure",
         negotiate_agreements},
        {"share-decisions", monthly, "power follows dependence and rules; goals drift", share_decisions},
        {"allocate-resources", monthly, "budgets, pledges and dues move through the ledgers", allocate_resources},
        {"deliver-activities", monthly, "coordination, fidelity and dose decide what reaches pupils",
         deliver_activities},
        {"students-learn", monthly, "pupils learn, attend and leave (teaching months)", students_learn},
        {"report-cards", term_end, "tests with error, absence, needs", report_cards},
        {"update-trust", term_end, "trust and value follow what was lived", update_trust},
        {"renew-partnerships", term_end, "partnerships and coalitions are renewed or end", renew_partnerships},
        {"spread-practice", term_end, "teaching practice is adopted, fades and spreads", spread_practice},
        {"community-supports", term_end, "support, trust within schools, reputations", community_supports},
        {"advance-year", year_end, "graduation, college entry, promotion, intake", advance_year},
    };
    return list;
}

void advance(World& world, std::uint32_t months, const std::function<void(const World&)>& after,
             std::vector<double>* seconds) {
    if (seconds) seconds->resize(schedule().size(), 0.0);
    for (std::uint32_t n = 0; n < months; ++n) {
        const sim::Step step{world.luck, world.month};
        sim::run_step(schedule(), world, step, 0, seconds, [](std::size_t) {});
        ++world.month;
        if (after) after(world);
    }
}

namespace {

/// Months of one observable folded into its outcome.
double fold(sim::Summary summary, const std::vector<double>& months) {
    std::size_t first = summary == sim::Summary::total ? 0
                        : summary == sim::Summary::last
                            ? months.size() - 1
                            : months.size() - std::min<std::size_t>(months.size(), sim::months_per_year);
    double sum = 0, n = 0;
    for (; first < months.size(); ++first)
        if (std::isfinite(months[first])) sum += months[first], n += 1;
    if (n == 0) return sim::unset;
    return summary == sim::Summary::total ? sum : sum / n;
}

} // namespace

RunResult run(const Setup& setup, std::uint64_t seed, std::uint32_t replicate, std::uint32_t months, bool keep_series,
              const std::function<bool()>& should_stop, World* memory) {
    World own;
    World& world = memory ? *memory : own;
    build_world(setup, sim::luck(seed, replicate), world);
    const auto& all = observables();
    RunResult result;
    std::vector<std::vector<double>> series(all.size());
    advance(world, months, [&](const World& w) {
        if (should_stop && should_stop()) throw Interrupted{};
        for (std::size_t o = 0; o < all.size(); ++o)
            series[o].push_back(all[o].read(w));
    });
    for (std::size_t o = 0; o < all.size(); ++o)
        result.outcomes.push_back(fold(all[o].summary, series[o]));
    if (keep_series) result.series = std::move(series);
    result.digest = digest(world);
    return result;
}

std::string model_version() { return "0.2.1"; }

} // namespace models
