// regret, pareto, stability: which strategy to choose when the world is uncertain.
#include "experiments/analysis/robustness_choice.h"
#include "experiments/findings/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace experiments::findings {
namespace {

std::string no_strategy(const Data& data) {
    return data.name + ": column: nothing tells strategies apart; expected a column 'strategy' or --strategy COLUMN";
}

std::vector<Payoffs> all_payoffs(const Data& data, Findings& findings) {
    std::vector<Payoffs> outcomes;
    for (std::size_t o = 0; o < data.outputs.size(); ++o) {
        Findings unheard; // the same is left out of every outcome
        outcomes.push_back(ranked_payoffs(data, o, o == 0 ? findings : unheard));
    }
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

bool is_short(const Payoffs& payoffs, std::size_t strategy) {
    if (strategy >= payoffs.is_short.size()) return false;
    const std::vector<bool>& worlds = payoffs.is_short[strategy];
    return std::find(worlds.begin(), worlds.end(), true) != worlds.end();
}

/// Says which strategies cannot be ranked because they lack a world in which others ran.
void add_incomplete_caveat(const Payoffs& payoffs, const DecisionSettings& settings, Findings& findings) {
    std::vector<std::string> left_out;
    const auto cells = cells_of(payoffs, settings);
    for (std::size_t s = 0; s < cells.size(); ++s)
        if (std::all_of(cells[s].begin(), cells[s].end(), [](double v) { return std::isnan(v); }) &&
            !is_short(payoffs, s)) // said already
            left_out.push_back(payoffs.strategies[s]);
    if (!left_out.empty() && left_out.size() < 20)
        findings.caveats.push_back(fmt::format(
            "Not ranked, because they have no run in a world in which others have: {}.", fmt::join(left_out, ", ")));
}

void add_tail_caveat(const AnalysisSettings& settings, Findings& findings) {
    if (settings.tail < 1)
        findings.caveats.push_back(fmt::format("Every cell stands for the mean of its worst {} of replicates (--tail).",
                                               percent(settings.tail)));
}

std::string names(const std::vector<std::string>& all, const std::vector<std::size_t>& chosen) {
    std::vector<std::string> result;
    for (const std::size_t s : chosen)
        result.push_back(all[s]);
    return fmt::format("{}", fmt::join(result, ", "));
}

} // namespace

Findings analyse_regret(const Data& data, const AnalysisSettings& settings) {
    if (!data.strategy) return refusal(no_strategy(data));
    Findings findings;
    const Payoffs payoffs = ranked_payoffs(data, 0, findings);
    const DecisionSettings decision = decision_of(settings, 0);
    const auto cells = cells_of(payoffs, decision);
    const auto rankings = rank(payoffs, decision, settings.resampling);
    std::vector<Field> fields{{"criterion", ""}, {"strategy", ""}};
    add_figure(fields, "score", "score", true);
    fields.insert(fields.end(), {{"best in", "p_best"}, {"choice", ""}});
    Records& scores = findings.add("", "criteria/{0}/scores/{1}", fields);
    Records& choices = findings.add("", "criteria/{0}", {{"", ""}, {"", "best"}});
    std::vector<std::size_t> wins(payoffs.strategies.size(), 0);
    const Ranking* minimax = nullptr;
    for (const Ranking& ranking : rankings) {
        const CriterionInfo& info = criteria()[static_cast<std::size_t>(ranking.criterion)];
        if (ranking.criterion == Criterion::minimax_regret) minimax = &ranking;
        std::vector<std::string> best;
        for (std::size_t s = 0; s < wins.size(); ++s) {
            const bool is_best = std::find(ranking.best.begin(), ranking.best.end(), s) != ranking.best.end();
            wins[s] += is_best;
            if (is_best) best.push_back(payoffs.strategies[s]);
            std::vector<Value> row{info.id, payoffs.strategies[s]};
            put_figure(row, ranking.scores[s]);
            row.insert(row.end(), {ranking.p_best[s], std::string(is_best ? "<--" : "")});
            scores.rows.push_back(std::move(row));
        }
        choices.rows.push_back({info.id, best});
    }
    Records& regret = findings.add("", "regret/{0}/{1}", {{"", ""}, {"", ""}, {"", "."}});
    const auto table = regrets(cells, settings.good_of(0));
    for (std::size_t s = 0; s < table.size(); ++s)
        for (std::size_t w = 0; w < table[s].size(); ++w)
            regret.rows.push_back({payoffs.strategies[s], payoffs.worlds[w], table[s][w]});
    if (!minimax || minimax->best.empty()) {
        findings.sentence = "No strategy can be ranked: none has its runs in every world.";
    } else {
        const std::size_t champion = minimax->best.front();
        findings.sentence =
            fmt::format("{} has the least largest regret in {} over {} world{}: at worst {} behind the best strategy "
                        "({}); it is the choice of {} of {} criteria.",
                        names(payoffs.strategies, minimax->best), payoffs.outcome, payoffs.worlds.size(),
                        payoffs.worlds.size() == 1 ? "" : "s", short_number(minimax->scores[champion].value),
                        interval_words(minimax->scores[champion], false), wins[champion], rankings.size());
    }
    for (const CriterionInfo& info : criteria())
        if (const std::string why = why_left_out(info.criterion, cells, decision); !why.empty()) {
            findings.json["left_out"][info.id] = why;
            findings.caveats.push_back(fmt::format("{}; the criterion was left out.", scenarios::capital(why)));
        }
    findings.caveats.push_back(
        payoffs.is_paired
            ? "Intervals and \"best in\" resample the replicates jointly over strategies and worlds; the "
              "worlds themselves are taken as given and equally weighty."
            : "No column numbers the runs, so intervals and \"best in\" resample those of each strategy and "
              "world on their own; the worlds themselves are taken as given and equally weighty.");
    add_replicate_caveat(payoffs, findings);
    add_incomplete_caveat(payoffs, decision, findings);
    add_tail_caveat(settings, findings);
    return findings;
}

Findings analyse_pareto(const Data& data, const AnalysisSettings& settings) {
    if (data.outputs.size() < 2)
        return refusal(data.name + ": --output: one output has no front; expected two or more, --output a,b");
    if (!data.strategy && data.inputs.empty()) return refusal(no_strategy(data));
    Findings findings;
    const std::vector<Payoffs> outcomes = all_payoffs(data, findings);
    const ParetoFront front = pareto(outcomes, decisions_of(settings, outcomes.size()), settings.resampling);
    std::vector<Field> fields{{"strategy", "strategy"}};
    for (const Payoffs& outcome : outcomes)
        fields.push_back({outcome.outcome, outcome.outcome, "values"});
    fields.insert(fields.end(), {{"on the front", "front"}, {"on it in", "p_front"}});
    Records& strategies = findings.add("", "strategies/[]", fields);
    std::vector<std::size_t> members;
    for (std::size_t s = 0; s < front.points.size(); ++s) {
        std::vector<Value> row{outcomes[0].strategies[s]};
        row.insert(row.end(), front.points[s].begin(), front.points[s].end());
        row.insert(row.end(), {bool(front.is_front[s]), front.p_front[s]});
        strategies.rows.push_back(std::move(row));
        if (front.is_front[s]) members.push_back(s);
    }
    put_figure(findings.json, "hypervolume", front.volume);
    const std::string list = members.size() <= 8 ? ": " + names(outcomes[0].strategies, members) : "";
    findings.sentence = fmt::format("{} of {} strategies are beaten by no other in all of {} outcomes{}.",
                                    members.size(), front.points.size(), outcomes.size(), list);
    findings.caveats.push_back(
        fmt::format("Hypervolume {} ({}), from the worst to the best of each outcome scaled to 1.",
                    short_number(front.volume.value), interval_words(front.volume, false)));
    if (!data.unused.empty() && !data.strategy)
        findings.caveats.emplace_back("Every distinct row of inputs counts as a strategy.");
    add_replicate_caveat(outcomes[0], findings);
    add_incomplete_caveat(outcomes[0], decision_of(settings, 0), findings);
    add_tail_caveat(settings, findings);
    return findings;
}

Findings analyse_stability(const Data& data, const AnalysisSettings& settings) {
    if (!data.strategy) return refusal(no_strategy(data));
    Findings findings;
    const std::vector<Payoffs> outcomes = all_payoffs(data, findings);
    const Stability result = stability(outcomes, decisions_of(settings, outcomes.size()), settings.resampling);
    const std::string& chosen = outcomes[0].strategies[result.recommended];
    std::vector<Field> fields{{"what is shaken", ""}};
    for (const std::string& strategy : outcomes[0].strategies)
        fields.push_back({strategy, strategy});
    Records& shares = findings.add("", "shares/{0}", fields);
    std::vector<std::string> parts;
    for (const Shake& shake : result.shakes) {
        std::vector<Value> row{shake.what};
        row.insert(row.end(), shake.shares.begin(), shake.shares.end());
        shares.rows.push_back(std::move(row));
        parts.push_back(shake.what == "all at once"
                            ? fmt::format("{} when all is shaken at once", percent(shake.shares[result.recommended]))
                            : fmt::format("{} of {}", percent(shake.shares[result.recommended]),
                                          shake.what == "replicates" ? "replicate sets" : shake.what));
    }
    findings.json["recommended"] = result.is_ranked ? scenarios::Json(chosen) : scenarios::Json();
    findings.sentence =
        result.is_ranked ? fmt::format("{} is best by the mean; it stays best in {}.", chosen, fmt::join(parts, ", "))
                         : "No strategy can be ranked: none has its runs in every world.";
    findings.caveats.push_back(
        "Outcomes are scaled to 0 (worst seen) .. 1 (best seen); weights are drawn evenly from all "
        "that sum to 1; criteria: mean, maximin, Hurwicz, minimax, mean and 90 % regret.");
    add_replicate_caveat(outcomes[0], findings);
    add_incomplete_caveat(outcomes[0], decision_of(settings, 0), findings);
    add_tail_caveat(settings, findings);
    return findings;
}

} // namespace experiments::findings
