// compare, regret, pareto, stability: which strategy to choose, and how sure one may be.
#include "cli/analysis/analysis.h"
#include "experiments/analysis/robustness_choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cli {
namespace {

using namespace experiments;
using scenarios::Json;

constexpr std::size_t most_worlds = 12; ///< More are not shown one by one.

Findings refusal(const std::string& message) {
    Findings findings;
    findings.problems.push_back(message);
    return findings;
}

std::string no_strategy(const Data& data) {
    return data.name + ": column: nothing tells strategies apart; expected a column 'strategy' or --strategy COLUMN";
}

std::vector<Payoffs> all_payoffs(const Data& data) {
    std::vector<Payoffs> outcomes;
    for (std::size_t o = 0; o < data.outputs.size(); ++o)
        outcomes.push_back(payoffs_of(data, o));
    return outcomes;
}

DecisionSettings decision_of(const AnalysisSettings& settings, std::size_t output) {
    return {settings.good_of(output), settings.optimism, settings.threshold, settings.tail};
}

std::vector<DecisionSettings> decisions_of(const AnalysisSettings& settings, std::size_t n) {
    std::vector<DecisionSettings> result;
    for (std::size_t o = 0; o < n; ++o)
        result.push_back(decision_of(settings, o));
    return result;
}

void add_replicate_caveat(const Payoffs& payoffs, Findings& findings) {
    if (payoffs.n_replicates < 2)
        findings.caveats.push_back(
            "There is one replicate, so nothing says how far luck alone would move these figures.");
}

/// Says which strategies cannot be ranked because they lack a world in which others ran.
void add_incomplete_caveat(const Payoffs& payoffs, const DecisionSettings& settings, Findings& findings) {
    std::vector<std::string> left_out;
    const auto cells = cells_of(payoffs, settings);
    for (std::size_t s = 0; s < cells.size(); ++s)
        if (std::all_of(cells[s].begin(), cells[s].end(), [](double v) { return std::isnan(v); }))
            left_out.push_back(payoffs.strategies[s]);
    if (!left_out.empty() && left_out.size() < 20)
        findings.caveats.push_back(fmt::format(
            "Not ranked, because they have no run in a world in which others have: {}.", fmt::join(left_out, ", ")));
}

void add_tail_caveat(const AnalysisSettings& settings, Findings& findings) {
    if (settings.tail < 1)
        findings.caveats.push_back(fmt::format("Every cell stands for the mean of its worst {} of replicates (--tail).",
                                               scenarios::plain.level(settings.tail, "share")));
}

std::string names(const std::vector<std::string>& all, const std::vector<std::size_t>& chosen) {
    std::vector<std::string> result;
    for (const std::size_t s : chosen)
        result.push_back(all[s]);
    return fmt::format("{}", fmt::join(result, ", "));
}

/// Rows of one world (or of all together) of one outcome.
void put_pairs(const Payoffs& payoffs, const std::vector<PairResult>& rows, const std::string& world,
               Findings& findings) {
    for (const PairResult& row : rows) {
        const Estimate& d = row.difference;
        findings.table.rows.push_back({payoffs.outcome, world, payoffs.strategies[row.strategy], row.level.mean, d.mean,
                                       d.lo, d.hi, row.p, row.p_better, row.p_best, row.correlation, row.variance_ratio,
                                       row.runs_needed > 0 ? static_cast<double>(row.runs_needed) : absent});
        findings.json["results"].push_back({{"strategy", payoffs.strategies[row.strategy]},
                                            {"world", world},
                                            {"outcome", payoffs.outcome},
                                            {"n", d.n},
                                            {"mean", json_number(row.level.mean)},
                                            {"difference", json_number(d.mean)},
                                            {"lo", json_number(d.lo)},
                                            {"hi", json_number(d.hi)},
                                            {"p", json_number(row.p)},
                                            {"p_better", json_number(row.p_better)},
                                            {"p_best", json_number(row.p_best)},
                                            {"correlation", json_number(row.correlation)},
                                            {"variance_ratio", json_number(row.variance_ratio)},
                                            {"unpaired_half_width", json_number(row.welch_half)},
                                            {"pairs_needed", row.runs_needed > 0 ? Json(row.runs_needed) : Json()}});
    }
}

std::string compare_sentence(const Payoffs& payoffs, const std::vector<PairResult>& rows, std::size_t baseline,
                             sim::Good good) {
    const PairResult* best = nullptr;
    for (const PairResult& row : rows)
        if (row.strategy != baseline && row.difference.n > 0 &&
            (!best || is_better(row.difference.mean, best->difference.mean, good)))
            best = &row;
    if (!best) return "No strategy can be compared with the baseline.";
    const Estimate& d = best->difference;
    const bool is_gain = is_better(d.mean, 0, good), is_clear = d.lo > 0 || d.hi < 0;
    std::string text =
        fmt::format("{} does {} than {} in {} by {}", payoffs.strategies[best->strategy], is_gain ? "better" : "worse",
                    payoffs.strategies[baseline], payoffs.outcome, scenarios::plain.number(std::abs(d.mean)));
    text += std::isnan(d.lo) ? fmt::format(" (one pair says nothing of luck)")
                             : fmt::format(" (95 % interval of the difference {} to {}, {} pairs)",
                                           scenarios::plain.number(d.lo), scenarios::plain.number(d.hi), d.n);
    return text + (is_clear ? "." : ": this is not settled.");
}

void add_pairing_caveat(const std::vector<PairResult>& rows, std::size_t baseline, Findings& findings) {
    std::vector<double> ratios, correlations;
    for (const PairResult& row : rows)
        if (row.strategy != baseline) ratios.push_back(row.variance_ratio), correlations.push_back(row.correlation);
    const double ratio = quantile(ratios, 0.5), rho = quantile(correlations, 0.5);
    findings.json["pairing"] = {{"variance_ratio", json_number(ratio)}, {"correlation", json_number(rho)}};
    if (std::isnan(ratio)) return;
    findings.caveats.push_back(
        ratio > 1.05
            ? fmt::format("Pairing helped: with correlation {:.2f} between pairs the differences are as sure as with "
                          "{:.1f} times the runs under luck of their own (medians).",
                          rho, ratio)
            : fmt::format("Pairing did not help (correlation {:.2f}): do the strategies meet the same luck?", rho));
}

/// One output over the rows of one condition (or all rows).
bool compare_part(const Data& data, std::size_t o, const std::string& words, const AnalysisSettings& settings,
                  bool is_first, Findings& findings) {
    const Payoffs payoffs = payoffs_of(data, o);
    std::size_t baseline = 0;
    if (!find_baseline(data, payoffs, settings, baseline, findings)) return false;
    const auto all = compare_pairs(payoffs, baseline, settings.good_of(o));
    if (is_first) {
        findings.json["baseline"] = payoffs.strategies[baseline];
        findings.sentence = compare_sentence(payoffs, all, baseline, settings.good_of(o));
        add_pairing_caveat(all, baseline, findings);
        add_replicate_caveat(payoffs, findings);
    }
    put_pairs(payoffs, all, words, findings);
    if (payoffs.has_points) return true;
    const std::size_t n_worlds = payoffs.worlds.size();
    const bool shows_worlds = n_worlds > 1 && n_worlds <= most_worlds && payoffs.n_replicates > 1;
    if (n_worlds > most_worlds && is_first)
        findings.caveats.push_back(fmt::format("The {} worlds are taken together; --only {}=NAME shows one.", n_worlds,
                                               data.world ? data.world->id : "INPUT"));
    for (std::size_t w = 0; shows_worlds && w < n_worlds; ++w)
        put_pairs(payoffs, compare_pairs(payoffs, baseline, settings.good_of(o), static_cast<int>(w)),
                  payoffs.worlds[w], findings);
    return true;
}

} // namespace

Findings analyse_compare(const Data& data, const AnalysisSettings& settings) {
    if (!data.strategy) return refusal(no_strategy(data));
    Findings findings;
    findings.table.header = {"outcome", "world",    "strategy", "mean",        "difference",      "lo",           "hi",
                             "p",       "p_better", "p_best",   "correlation", "variance\nratio", "pairs\nneeded"};
    const bool is_split = data.has_points() && data.condition;
    const auto parts = is_split ? by_condition(data) : std::vector<std::pair<std::string, Data>>{{"all", data}};
    for (std::size_t o = 0; o < data.outputs.size(); ++o)
        for (const auto& [condition, part] : parts)
            if (!compare_part(part, o, condition, settings, o == 0 && &part == &parts.front().second, findings))
                return findings;
    if (data.has_points()) {
        if (is_split) findings.sentence = fmt::format("Under {}: {}", parts.front().first, findings.sentence);
        findings.caveats.push_back(
            "A pair is a point of the design (mean over its replicates); intervals count points and the luck that they "
            "share, so they say how far the mean over points could move with other points and other luck.");
    }
    add_failed_caveat(data, findings);
    return findings;
}

Findings analyse_regret(const Data& data, const AnalysisSettings& settings) {
    if (!data.strategy) return refusal(no_strategy(data));
    Findings findings;
    const Payoffs payoffs = payoffs_of(data, 0);
    const auto rankings = rank(payoffs, decision_of(settings, 0), settings.resampling);
    findings.table.header = {"criterion", "strategy", "score", "lo", "hi", "best in", "choice"};
    std::vector<std::size_t> wins(payoffs.strategies.size(), 0);
    const Ranking* minimax = nullptr;
    for (const Ranking& ranking : rankings) {
        const CriterionInfo& info = criteria()[static_cast<std::size_t>(ranking.criterion)];
        if (ranking.criterion == Criterion::minimax_regret) minimax = &ranking;
        for (std::size_t s = 0; s < wins.size(); ++s) {
            const bool is_best = std::find(ranking.best.begin(), ranking.best.end(), s) != ranking.best.end();
            wins[s] += is_best;
            std::vector<SheetCell> row{info.id, payoffs.strategies[s]};
            put_figure(row, ranking.scores[s]);
            row.insert(row.end(), {SheetCell(ranking.p_best[s]), SheetCell(std::string(is_best ? "<--" : ""))});
            findings.table.rows.push_back(std::move(row));
            auto& json = findings.json["criteria"][info.id]["scores"][payoffs.strategies[s]];
            put_figure(json, "score", ranking.scores[s]);
            json["p_best"] = json_number(ranking.p_best[s]);
        }
        for (const std::size_t s : ranking.best)
            findings.json["criteria"][info.id]["best"].push_back(payoffs.strategies[s]);
    }
    const auto table = regrets(cells_of(payoffs, decision_of(settings, 0)), settings.good_of(0));
    for (std::size_t s = 0; s < table.size(); ++s)
        for (std::size_t w = 0; w < table[s].size(); ++w)
            findings.json["regret"][payoffs.strategies[s]][payoffs.worlds[w]] = json_number(table[s][w]);
    const std::size_t champion = minimax && !minimax->best.empty() ? minimax->best.front() : 0;
    findings.sentence = fmt::format(
        "{} has the least largest regret in {} over {} world{}: at worst {} behind the best strategy ({}); "
        "it is the choice "
        "of {} of {} criteria.",
        names(payoffs.strategies, minimax->best), payoffs.outcome, payoffs.worlds.size(),
        payoffs.worlds.size() == 1 ? "" : "s", scenarios::plain.number(minimax->scores[champion].value),
        scenarios::plain.interval(minimax->scores[champion], "", "no interval"), wins[champion], rankings.size());
    if (std::isnan(settings.threshold)) findings.caveats.push_back("Satisficing needs --threshold and was left out.");
    findings.caveats.push_back(
        "Intervals and \"best in\" resample the replicates jointly over strategies and worlds; the "
        "worlds themselves are taken as given and equally weighty.");
    add_replicate_caveat(payoffs, findings);
    add_incomplete_caveat(payoffs, decision_of(settings, 0), findings);
    add_tail_caveat(settings, findings);
    add_failed_caveat(data, findings);
    return findings;
}

Findings analyse_pareto(const Data& data, const AnalysisSettings& settings) {
    if (data.outputs.size() < 2)
        return refusal(data.name + ": --output: one output has no front; expected two or more, --output a,b");
    if (!data.strategy && data.inputs.empty()) return refusal(no_strategy(data));
    Findings findings;
    const std::vector<Payoffs> outcomes = all_payoffs(data);
    const ParetoFront front = pareto(outcomes, decisions_of(settings, outcomes.size()), settings.resampling);
    findings.table.header = {"strategy"};
    for (const Payoffs& outcome : outcomes)
        findings.table.header.push_back(outcome.outcome);
    findings.table.header.insert(findings.table.header.end(), {"on the front", "on it in"});
    std::vector<std::size_t> members;
    for (std::size_t s = 0; s < front.points.size(); ++s) {
        std::vector<SheetCell> row{outcomes[0].strategies[s]};
        row.insert(row.end(), front.points[s].begin(), front.points[s].end());
        row.insert(row.end(), {SheetCell(std::string(front.is_front[s] ? "yes" : "no")), SheetCell(front.p_front[s])});
        findings.table.rows.push_back(std::move(row));
        if (front.is_front[s]) members.push_back(s);
        Json values;
        for (std::size_t o = 0; o < outcomes.size(); ++o)
            values[outcomes[o].outcome] = json_number(front.points[s][o]);
        findings.json["strategies"].push_back({{"strategy", outcomes[0].strategies[s]},
                                               {"front", bool(front.is_front[s])},
                                               {"p_front", json_number(front.p_front[s])},
                                               {"values", values}});
    }
    put_figure(findings.json, "hypervolume", front.volume);
    const std::string list = members.size() <= 8 ? ": " + names(outcomes[0].strategies, members) : "";
    findings.sentence = fmt::format("{} of {} strategies are beaten by no other in all of {} outcomes{}.",
                                    members.size(), front.points.size(), outcomes.size(), list);
    findings.caveats.push_back(fmt::format(
        "Hypervolume {} ({}), from the worst to the best of each outcome scaled to 1.",
        scenarios::plain.number(front.volume.value), scenarios::plain.interval(front.volume, "", "no interval")));
    add_replicate_caveat(outcomes[0], findings);
    add_incomplete_caveat(outcomes[0], decision_of(settings, 0), findings);
    add_tail_caveat(settings, findings);
    add_failed_caveat(data, findings);
    return findings;
}

Findings analyse_stability(const Data& data, const AnalysisSettings& settings) {
    if (!data.strategy) return refusal(no_strategy(data));
    Findings findings;
    const std::vector<Payoffs> outcomes = all_payoffs(data);
    const Stability result = stability(outcomes, decisions_of(settings, outcomes.size()), settings.resampling);
    const std::string& chosen = outcomes[0].strategies[result.recommended];
    findings.table.header = {"what is shaken"};
    findings.table.header.insert(findings.table.header.end(), outcomes[0].strategies.begin(),
                                 outcomes[0].strategies.end());
    std::vector<std::string> parts;
    for (const Shake& shake : result.shakes) {
        std::vector<SheetCell> row{shake.what};
        row.insert(row.end(), shake.shares.begin(), shake.shares.end());
        findings.table.rows.push_back(std::move(row));
        for (std::size_t s = 0; s < shake.shares.size(); ++s)
            findings.json["shares"][shake.what][outcomes[0].strategies[s]] = json_number(shake.shares[s]);
        parts.push_back(shake.what == "all at once"
                            ? fmt::format("{} when all is shaken at once",
                                          scenarios::plain.level(shake.shares[result.recommended], "share"))
                            : fmt::format("{} of {}", scenarios::plain.level(shake.shares[result.recommended], "share"),
                                          shake.what == "replicates" ? "replicate sets" : shake.what));
    }
    findings.json["recommended"] = chosen;
    findings.sentence = fmt::format("{} is best by the mean; it stays best in {}.", chosen, fmt::join(parts, ", "));
    findings.caveats.push_back(
        "Outcomes are scaled to 0 (worst seen) .. 1 (best seen); weights are drawn evenly from all "
        "that sum to 1; criteria: mean, maximin, Hurwicz, minimax, mean and 90 % regret.");
    add_replicate_caveat(outcomes[0], findings);
    add_incomplete_caveat(outcomes[0], decision_of(settings, 0), findings);
    add_tail_caveat(settings, findings);
    add_failed_caveat(data, findings);
    return findings;
}

} // namespace cli
