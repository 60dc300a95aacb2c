// compare: strategies against one, paired where a column says what belongs together.
#include "experiments/analysis/robustness_choice.h"
#include "experiments/findings/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace experiments::findings {

Payoffs ranked_payoffs(const Data& data, std::size_t output, Findings& findings) {
    Payoffs payoffs = experiments::payoffs_of(data, output);
    const experiments::LeftOut left_out = experiments::drop_short(payoffs);
    if (!left_out.strategies.empty())
        findings.caveats.push_back(
            fmt::format("Not ranked, because runs of them are still to come: {}.", some_of(left_out.strategies)));
    if (left_out.n_worlds > 0)
        findings.caveats.push_back(fmt::format("{} of {} worlds are left out for all strategies, because runs in them "
                                               "are still to come.",
                                               left_out.n_worlds, payoffs.worlds.size()));
    return payoffs;
}

bool judge_meetings(const Data& data, const std::string& baseline, Findings& findings) {
    for (const experiments::Stranger& stranger : experiments::strangers(data, baseline))
        findings.problems.push_back(fmt::format(
            "{}: {}: {}; expected runs under the same worlds and replicates, or --unpaired for independent runs",
            data.name, data.strategy->id, stranger.why));
    return findings.problems.empty();
}

namespace {

using scenarios::Json;

constexpr std::size_t most_worlds = 12; ///< More are not shown one by one.

Records& table_of(bool is_paired, Findings& findings) {
    std::vector<Field> fields{
        {"outcome", "outcome"}, {"world", "world"}, {"strategy", "strategy"}, {"", "n"}, {"mean", "mean"}};
    add_figure(fields, "difference", "difference", true);
    fields[6].key = "lo", fields[7].key = "hi";
    fields.insert(fields.end(), {{"p", "p"},
                                 {"p_better", "p_better"},
                                 {"p_best", "p_best"},
                                 {is_paired ? "correlation" : "", "correlation"},
                                 {is_paired ? "variance\nratio" : "", "variance_ratio"},
                                 {"", "unpaired_half_width"},
                                 {is_paired ? "pairs\nneeded" : "runs\nneeded", "pairs_needed"}});
    return findings.add("", "results/[]", fields);
}

/// Rows of one world (or of all together) of one outcome.
void put_pairs(const Payoffs& payoffs, const std::vector<PairResult>& rows, const std::string& world,
               Records& records) {
    for (const PairResult& row : rows) {
        const Estimate& d = row.difference;
        records.rows.push_back({payoffs.outcome, world, payoffs.strategies[row.strategy], d.n, row.level.mean, d.mean,
                                d.lo, d.hi, row.p, row.p_better, row.p_best, row.correlation, row.variance_ratio,
                                row.welch_half, count_or_absent(row.runs_needed)});
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
                    payoffs.strategies[baseline], payoffs.outcome, short_number(std::abs(d.mean)));
    const std::string what = payoffs.is_paired ? "pairs" : "independent runs, nothing paired";
    text += std::isnan(d.lo) ? fmt::format(" (one {} says nothing of luck)", payoffs.is_paired ? "pair" : "run")
                             : fmt::format(" (95 % interval of the difference {} to {}, {} {})", short_number(d.lo),
                                           short_number(d.hi), d.n, what);
    return text + (is_clear ? "." : ": this is not settled.");
}

/// What pairs the runs: a column, worlds, points of a design, nothing.
Json paired_by(const Data& data, const Payoffs& payoffs) {
    if (!payoffs.is_paired) return nullptr;
    if (payoffs.has_points) return "point";
    if (payoffs.n_replicates > 1) return data.replicate->id;
    return data.world ? Json(data.world->id) : Json("inputs");
}

void add_pairing_caveat(const Data& data, const Payoffs& payoffs, const std::vector<PairResult>& rows,
                        std::size_t baseline, Findings& findings) {
    std::vector<double> ratios, correlations;
    for (const PairResult& row : rows)
        if (row.strategy != baseline) ratios.push_back(row.variance_ratio), correlations.push_back(row.correlation);
    const double ratio = quantile(ratios, 0.5), rho = quantile(correlations, 0.5);
    findings.json["pairing"] = {
        {"by", paired_by(data, payoffs)}, {"variance_ratio", json_number(ratio)}, {"correlation", json_number(rho)}};
    if (!payoffs.is_paired)
        findings.caveats.push_back("Nothing is paired: no column says which runs share their luck, so they count as "
                                   "independent (Welch's interval). --replicate COLUMN names one that does.");
    else if (!std::isnan(ratio))
        findings.caveats.push_back(
            ratio > 1.05
                ? fmt::format(
                      "Pairing helped: with correlation {:.2f} between pairs the differences are as sure as with "
                      "{:.1f} times the runs under luck of their own (medians).",
                      rho, ratio)
                : fmt::format("Pairing did not help (correlation {:.2f}): do the strategies meet the same luck?", rho));
}

/// Runs of strategies that have no like among the baseline's.
void add_alone_caveat(const Payoffs& payoffs, std::size_t baseline, Findings& findings) {
    std::size_t n_alone = 0, n = 0;
    std::vector<std::string> names;
    for (std::size_t s = 0; s < payoffs.runs.size(); ++s) {
        std::size_t alone = 0;
        for (std::size_t w = 0; s != baseline && w < payoffs.worlds.size(); ++w)
            for (std::size_t r = 0; r < payoffs.n_replicates; ++r) {
                const bool is_here = !std::isnan(payoffs.runs[s][w][r]);
                n += is_here || !std::isnan(payoffs.runs[baseline][w][r]);
                alone += is_here == std::isnan(payoffs.runs[baseline][w][r]);
            }
        if (alone > 0) names.push_back(payoffs.strategies[s]);
        n_alone += alone;
    }
    if (n_alone > 0 && payoffs.is_paired)
        findings.caveats.push_back(
            fmt::format("{} of {} pairs with {} lack one of their runs and are left out of the differences (of {}).",
                        n_alone, n, payoffs.strategies[baseline], some_of(names)));
}

/// Shows the rows of strategies that are short, but not as ranked.
void unrank(const Payoffs& payoffs, std::vector<PairResult>& rows) {
    for (PairResult& row : rows) {
        const auto& is_short = payoffs.is_short[row.strategy];
        if (std::find(is_short.begin(), is_short.end(), true) != is_short.end()) row.p_best = absent;
    }
}

/// One output over the rows of one condition (or all rows).
bool compare_part(const Data& data, std::size_t o, const std::string& words, const AnalysisSettings& settings,
                  bool is_first, Findings& findings) {
    Findings first;
    const Payoffs ranked = ranked_payoffs(data, o, is_first ? findings : first);
    const Payoffs payoffs = data.has_points() ? ranked : payoffs_of(data, o);
    std::size_t baseline = 0;
    if (!find_baseline(data, payoffs, settings, baseline, findings)) return false;
    if (is_first && !judge_meetings(data, payoffs.strategies[baseline], findings)) return false;
    const sim::Good good = settings.good_of(o);
    auto all = compare_pairs(payoffs, baseline, good);
    if (!payoffs.has_points) unrank(payoffs, all);
    if (is_first) {
        findings.json["baseline"] = payoffs.strategies[baseline];
        findings.sentence = compare_sentence(payoffs, compare_pairs(ranked, baseline, good), baseline, good);
        add_pairing_caveat(data, payoffs, all, baseline, findings);
        add_alone_caveat(payoffs, baseline, findings);
        if (payoffs.n_replicates < 2)
            findings.caveats.push_back(
                "There is one replicate, so nothing says how far luck alone would move these figures.");
    }
    Records& records = findings.tables.empty() ? table_of(payoffs.is_paired, findings) : findings.tables.front();
    put_pairs(payoffs, all, words, records);
    if (payoffs.has_points) return true;
    const std::size_t n_worlds = payoffs.worlds.size();
    const bool shows_worlds = n_worlds > 1 && n_worlds <= most_worlds && payoffs.n_replicates > 1;
    if (n_worlds > most_worlds && is_first)
        findings.caveats.push_back(fmt::format("The {} worlds are taken together; --only {}=NAME shows one.", n_worlds,
                                               data.world ? data.world->id : "INPUT"));
    for (std::size_t w = 0; shows_worlds && w < n_worlds; ++w) {
        auto rows = compare_pairs(payoffs, baseline, good, static_cast<int>(w));
        unrank(payoffs, rows);
        put_pairs(payoffs, rows, payoffs.worlds[w], records);
    }
    return true;
}

} // namespace

Findings analyse_compare(const Data& data, const AnalysisSettings& settings) {
    if (!data.strategy)
        return refusal(data.name +
                       ": column: nothing tells strategies apart; expected a column 'strategy' or --strategy COLUMN");
    Findings findings;
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
    return findings;
}

} // namespace experiments::findings
