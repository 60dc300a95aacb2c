// Criteria of choice, fronts, pairs, stability: exact numbers, and what replicates do to them.
#include "experiments/analysis/robustness_choice.h"
#include "experiments/statistics/chance.h"
#include "tests/experiments/oracles.h"

using namespace experiments;
using sim::Good;
using tests::is_near;
using tests::largest_gap;
using tests::oracles;

namespace {

const nlohmann::json& robust() { return oracles()["robust_decision"]; }

Payoffs oracle_payoffs() {
    Payoffs payoffs{"y", {"s0", "s1", "s2", "s3"}, {"w0", "w1", "w2", "w3"}, 1, {}};
    for (const auto& row : robust()["payoff_rows_are_strategies"]) {
        payoffs.runs.emplace_back();
        for (const double value : row)
            payoffs.runs.back().push_back({value});
    }
    return payoffs;
}

std::vector<double> scores(Criterion criterion, double threshold = absent) {
    const DecisionSettings settings{Good::up, 0.6, threshold};
    return scores_of(cells_of(oracle_payoffs(), settings), criterion, settings);
}

} // namespace

TEST_CASE("criteria give the oracle's scores and choices", "[experiments][oracle]") {
    struct Known {
        Criterion criterion;
        const char* name;
    };
    for (const Known& known :
         {Known{Criterion::maximin, "maximin"}, Known{Criterion::maximax, "maximax"},
          Known{Criterion::laplace, "laplace"}, Known{Criterion::hurwicz, "hurwicz_alpha_0_6_optimism"}}) {
        CAPTURE(known.name);
        const auto got = scores(known.criterion);
        CHECK(largest_gap(got, robust()[known.name]["scores"]) < 1e-12);
        CHECK(best_of(got, known.criterion, Good::up).front() == robust()[known.name]["best"].get<std::size_t>());
    }
    CHECK(largest_gap(scores(Criterion::minimax_regret), robust()["minimax_regret"]["scores"]) < 1e-12);
    CHECK(best_of(scores(Criterion::minimax_regret), Criterion::minimax_regret, Good::up) ==
          std::vector<std::size_t>{0, 1});
    CHECK(largest_gap(scores(Criterion::mean_regret), robust()["mean_regret"]) < 1e-12);
    CHECK(largest_gap(scores(Criterion::p90_regret), robust()["p90_regret_linear"]) < 1e-12);
    CHECK(largest_gap(scores(Criterion::satisficing, 5), robust()["starr_domain_threshold_5"]["scores"]) < 1e-12);
    CHECK(best_of(scores(Criterion::satisficing, 5), Criterion::satisficing, Good::up) == std::vector<std::size_t>{1});
    const auto ratio = scores(Criterion::signal_to_noise);
    for (const std::size_t s : {0u, 2u, 3u})
        CHECK(is_near(ratio[s], robust()["mean_over_population_sd"][s]));
    CHECK(std::isnan(ratio[1])); // its SD is 0: undefined, and said so
    const auto regret = regrets(cells_of(oracle_payoffs(), {}), Good::up);
    for (std::size_t s = 0; s < 4; ++s)
        CHECK(largest_gap(regret[s], robust()["regret"][s]) == 0);
}

TEST_CASE("where less is better every criterion mirrors", "[experiments]") {
    Payoffs mirrored = oracle_payoffs();
    for (auto& worlds : mirrored.runs)
        for (auto& runs : worlds)
            runs[0] = -runs[0];
    DecisionSettings down{Good::down};
    for (const CriterionInfo& info : criteria()) {
        if (info.criterion == Criterion::satisficing || info.criterion == Criterion::signal_to_noise) continue;
        CAPTURE(info.id);
        const auto up_scores = scores(info.criterion);
        const auto down_scores = scores_of(cells_of(mirrored, down), info.criterion, down);
        for (std::size_t s = 0; s < 4; ++s)
            CHECK(down_scores[s] == Approx(info.is_smaller ? up_scores[s] : -up_scores[s]));
        CHECK(best_of(down_scores, info.criterion, Good::down) == best_of(up_scores, info.criterion, Good::up));
    }
}

TEST_CASE("signal-to-noise prefers the steady and good, and is left out where it has no meaning", "[experiments]") {
    // mean, SD: steady 10.1, 0.08; wild 20, 8.2
    const Payoffs cost{"cost", {"steady", "wild"}, {"u", "v", "w"}, 1, {{{10}, {10.1}, {10.2}}, {{10}, {20}, {30}}}};
    const auto chosen = [](const Payoffs& payoffs, const DecisionSettings& settings) {
        return best_of(scores_of(cells_of(payoffs, settings), Criterion::signal_to_noise, settings),
                       Criterion::signal_to_noise, settings.good);
    };
    CHECK(chosen(cost, {Good::down}) == std::vector<std::size_t>{0});
    CHECK(chosen(cost, {Good::up}) == std::vector<std::size_t>{0});
    // A constant cost of 1000 is steady, but worse than 1 to 2.
    const Payoffs dear{"cost", {"dear", "cheap"}, {"u", "v"}, 1, {{{1000}, {1000}}, {{1}, {2}}}};
    CHECK(chosen(dear, {Good::down}) == std::vector<std::size_t>{1});
    const auto why = [](const Payoffs& payoffs, const DecisionSettings& settings) {
        return why_left_out(Criterion::signal_to_noise, cells_of(payoffs, settings), settings);
    };
    CHECK(why(cost, {Good::down}).empty());
    CHECK(why(dear, {Good::up}) == "signal-to-noise has no value for a strategy that is the same in all worlds");
    const Payoffs mixed{"y", {"a", "b"}, {"u", "v"}, 1, {{{-1}, {2}}, {{1}, {2}}}};
    for (const Good good : {Good::up, Good::down}) {
        CHECK(why(mixed, {good}) == "signal-to-noise has no meaning for negative numbers");
        for (const Ranking& ranking : rank(mixed, {good}, {1, 0}))
            CHECK(ranking.criterion != Criterion::signal_to_noise);
    }
}

TEST_CASE("undesirable deviations are the oracle's", "[experiments][oracle]") {
    CHECK(largest_gap(scores(Criterion::undesirable_deviations), oracles()["more_analyses"]["undesirable_deviations"]) <
          1e-12);
}

TEST_CASE("what lacks planned runs is not ranked", "[experiments]") {
    Payoffs payoffs{"y", {"a", "b"}, {"u", "v"}, 2, {{{1, 2}, {1, 2}}, {{5, absent}, {5, 6}}}};
    payoffs.is_short = {{false, false}, {true, false}};
    Payoffs futures = payoffs;
    const LeftOut strategies = drop_short(futures);
    CHECK(strategies.strategies == std::vector<std::string>{"b"});
    CHECK(best_of(scores_of(cells_of(futures, {}), Criterion::laplace, {}), Criterion::laplace, Good::up) ==
          std::vector<std::size_t>{0});
    payoffs.has_points = true; // a sample of worlds: the same ones for all
    const LeftOut points = drop_short(payoffs);
    CHECK(points.strategies.empty());
    CHECK(points.n_worlds == 1);
    CHECK(cells_of(payoffs, {})[1][1] == 5.5);
    CHECK(std::isnan(cells_of(payoffs, {})[0][0]));
}

TEST_CASE("independent runs are compared by Welch's interval, whatever their order", "[experiments][oracle]") {
    const auto& want = oracles()["replicate_statistics"];
    Payoffs payoffs{"y", {"a", "b"}, {"all"}, 10, {{{}}, {{}}}};
    payoffs.runs[0][0] = want["a"].get<std::vector<double>>();
    payoffs.runs[1][0] = want["b"].get<std::vector<double>>();
    payoffs.is_paired = false;
    const PairResult got = compare_pairs(payoffs, 1, Good::up)[0];
    CHECK(is_near(got.difference.mean, want["paired"]["mean"]));
    CHECK(is_near(got.difference.hi - got.difference.mean, want["welch"]["half_width"], 1e-6));
    CHECK(is_near(got.p, want["welch"]["p"], 1e-6));
    CHECK(std::isnan(got.correlation));
    std::reverse(payoffs.runs[0][0].begin(), payoffs.runs[0][0].end());
    CHECK(compare_pairs(payoffs, 1, Good::up)[0].difference.lo == Approx(got.difference.lo).epsilon(1e-14));
    const auto both = compare_pairs(payoffs, 1, Good::up);
    CHECK(both[0].p_best + both[1].p_best == Approx(1));
}

TEST_CASE("scores have intervals from replicates drawn jointly", "[experiments][statistical]") {
    // Two strategies that differ by exactly 1 under common luck: every replicate set prefers the same one.
    Payoffs payoffs{"y", {"a", "b"}, {"u", "v"}, 30, {}};
    payoffs.runs.assign(2, std::vector<std::vector<double>>(2));
    Chance chance(3, Purpose::noise, 0);
    for (std::size_t r = 0; r < 30; ++r)
        for (std::size_t w = 0; w < 2; ++w) {
            const double luck = 10 * chance.normal();
            payoffs.runs[0][w].push_back(luck);
            payoffs.runs[1][w].push_back(luck + 1);
        }
    for (const Ranking& ranking : rank(payoffs, {}, {1, 500})) {
        if (ranking.criterion == Criterion::signal_to_noise) continue;
        if (ranking.criterion == Criterion::undesirable_deviations) continue; // a shift does not change them
        CHECK(ranking.best == std::vector<std::size_t>{1});
        CHECK(ranking.p_best[1] == Approx(1));
        CHECK(ranking.scores[1].lo <= ranking.scores[1].value + 1e-12);
        CHECK(ranking.scores[1].hi >= ranking.scores[1].value - 1e-12);
    }
    CHECK(rank(payoffs, {}, {1, 500})[4].scores[0].lo == Approx(1)); // regret of the worse one is 1, without doubt
}

TEST_CASE("the tail looks at the worst replicates only", "[experiments]") {
    Payoffs payoffs{"y", {"a"}, {"w"}, 10, {{{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}}}};
    CHECK(cells_of(payoffs, {.tail = 0.2})[0][0] == 1.5);
    CHECK(cells_of(payoffs, {.good = Good::down, .tail = 0.2})[0][0] == 9.5);
    CHECK(cells_of(payoffs, {.tail = 0.01})[0][0] == 1);
    CHECK(cells_of(payoffs, {})[0][0] == 5.5);
}

TEST_CASE("the front keeps equals, and the volume is exact", "[experiments][oracle]") {
    const auto& front = robust()["pareto_min_min"];
    const auto is_front =
        nondominated(front["points"].get<std::vector<std::vector<double>>>(), {Good::down, Good::down});
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < is_front.size(); ++i)
        if (is_front[i]) kept.push_back(i);
    CHECK(kept == front["nondominated"].get<std::vector<std::size_t>>());
    const auto& volume = robust()["hypervolume_2d"];
    CHECK(hypervolume(volume["points"].get<std::vector<std::vector<double>>>(),
                      volume["ref"].get<std::vector<double>>()) == volume["value"].get<double>());
    // Two boxes of 1 x 2 x 3 and 2 x 2 x 1 corners under the reference 4, sharing (4-3)(4-2)(4-3): by hand.
    CHECK(hypervolume({{1, 2, 3}, {3, 2, 1}}, {4, 4, 4}) == Approx(3 * 2 * 1 + 1 * 2 * 3 - 1 * 2 * 1));
    CHECK(hypervolume({{5, 5}}, {4, 4}) == 0);
}

TEST_CASE("a front from replicates says how sure it is", "[experiments]") {
    Payoffs gain{"gain", {"a", "b", "c"}, {"w"}, 4, {{{5, 5, 5, 5}}, {{3, 3, 3, 3}}, {{2, 2, 2, 2}}}};
    Payoffs cost{"cost", {"a", "b", "c"}, {"w"}, 4, {{{9, 9, 9, 9}}, {{4, 4, 4, 4}}, {{3, 5, 3, 5}}}};
    const ParetoFront front = pareto({gain, cost}, {{Good::up}, {Good::down}}, {1, 200});
    CHECK(front.is_front == std::vector<bool>{true, true, false});
    CHECK(front.p_front[0] == Approx(1));
    CHECK(front.p_front[2] > 0.1);
    CHECK(front.p_front[2] < 0.9);
    CHECK(front.reference == std::vector<double>{2, 9});
}

TEST_CASE("pairs say difference, proof of pairing and runs needed", "[experiments][oracle]") {
    const auto& want = oracles()["replicate_statistics"];
    Payoffs payoffs{
        "y", {"a", "b"}, {"w"}, 10, {{want["a"].get<std::vector<double>>()}, {want["b"].get<std::vector<double>>()}}};
    const auto rows = compare_pairs(payoffs, 1, Good::up);
    CHECK(is_near(rows[0].difference.lo, want["paired"]["lo"]));
    CHECK(is_near(rows[0].p, want["paired"]["p"]));
    CHECK(is_near(rows[0].correlation, want["correlation"]));
    CHECK(is_near(rows[0].welch_half, want["welch"]["half_width"]));
    CHECK(rows[0].variance_ratio > 30);
    CHECK(rows[0].p_better == 1);
    CHECK(rows[0].runs_needed == runs_for(rows[0].difference.sd, 0.44));
    CHECK(rows[0].runs_needed <= 5);
    CHECK(rows[1].difference.mean == 0);
    CHECK(runs_for(1, 0) == 0);
    CHECK(runs_for(0, 1) == 2);
}

TEST_CASE("a recommendation is shaken by criteria, replicates, weights and worlds", "[experiments]") {
    Payoffs firm{
        "y", {"good", "bad"}, {"u", "v"}, 5, {{{9, 9, 8, 9, 9}, {9, 8, 9, 9, 9}}, {{1, 2, 1, 1, 1}, {1, 1, 2, 1, 1}}}};
    const Stability sure = stability({firm}, {{}}, {1, 100});
    CHECK(sure.recommended == 0);
    for (const Shake& shake : sure.shakes)
        CHECK(shake.shares[0] == Approx(1));
    CHECK(sure.shakes.size() == 4); // one outcome has no weights
    Payoffs gain{"gain", {"rich", "thrifty"}, {"w"}, 1, {{{10}}, {{0}}}};
    Payoffs cost{"cost", {"rich", "thrifty"}, {"w"}, 1, {{{10}}, {{0}}}};
    const Stability torn = stability({gain, cost}, {{Good::up}, {Good::down}}, {1, 4000});
    REQUIRE(torn.shakes[1].what == "weights of outcomes");
    CHECK(is_near(torn.shakes[1].shares[0], 0.5, 4 * std::sqrt(0.25 / 4000))); // four SE: one seed in 16,000
}
