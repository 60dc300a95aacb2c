// power: runs needed to settle what is open.
#include "experiments/analysis/robustness_choice.h"
#include "experiments/findings/findings.h"
#include "experiments/statistics/crossed.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace experiments::findings {

bool find_baseline(const Data& data, const Payoffs& payoffs, const AnalysisSettings& settings, std::size_t& place,
                   Findings& findings) {
    const auto it = std::find(payoffs.strategies.begin(), payoffs.strategies.end(), settings.baseline);
    place = settings.baseline.empty() ? 0 : static_cast<std::size_t>(it - payoffs.strategies.begin());
    if (place < payoffs.strategies.size()) return true;
    findings.problems.push_back(fmt::format("{}: --baseline: unknown strategy '{}'; {}", data.name,
                                            scenarios::shown(settings.baseline),
                                            scenarios::suggestion(settings.baseline, payoffs.strategies)));
    return false;
}

namespace {

/// Runs for a mean of the wanted half width, one row a strategy (or all).
void put_precision(const Data& data, const AnalysisSettings& settings, Findings& findings) {
    Records& records = findings.add("", "rows/[]",
                                    {{"output", "output"},
                                     {"strategy", "strategy"},
                                     {"runs", "n"},
                                     {"sd", "sd"},
                                     {"half width", "half_width"},
                                     {"runs needed", "runs_needed"}});
    for (std::size_t o = 0; o < data.outputs.size(); ++o) {
        const Payoffs payoffs = payoffs_of(data, o);
        for (std::size_t s = 0; s < (data.strategy ? payoffs.strategies.size() : 1); ++s) {
            std::vector<double> y = data.strategy ? std::vector<double>{} : data.outputs[o].values;
            for (std::size_t w = 0; data.strategy && w < payoffs.worlds.size(); ++w)
                y.insert(y.end(), payoffs.runs[s][w].begin(), payoffs.runs[s][w].end());
            const Estimate all = crossed(y, data.strategy && payoffs.has_points ? payoffs.worlds.size() : 1).mean;
            // Runs as they come: where points and luck are shared, a run tells less than one on its own.
            const std::size_t needed = runs_for(all.se * std::sqrt(static_cast<double>(all.n)), settings.half_width);
            const std::string strategy = data.strategy ? payoffs.strategies[s] : "all";
            records.rows.push_back(
                {data.outputs[o].id, strategy, all.n, all.sd, 0.5 * (all.hi - all.lo), count_or_absent(needed)});
            if (o == 0 && s == 0)
                findings.sentence = fmt::format("The mean of {} is known to +-{}; for +-{} it takes {} runs.",
                                                data.outputs[o].id, scenarios::plain.number(0.5 * (all.hi - all.lo)),
                                                scenarios::plain.number(settings.half_width),
                                                needed > 0 ? std::to_string(needed) : "far too many");
        }
    }
}

/// Pairs until each difference from the baseline is settled.
void put_settling(const Data& data, const AnalysisSettings& settings, Findings& findings) {
    const bool is_paired = payoffs_of(data, 0).is_paired;
    const std::string what = is_paired ? "pairs" : "runs";
    Records& records = findings.add("", "rows/[]",
                                    {{"output", "output"},
                                     {"strategy", "strategy"},
                                     {what, "n"},
                                     {"difference", "difference"},
                                     {"lo", "lo"},
                                     {"hi", "hi"},
                                     {"settled", "settled"},
                                     {what + " needed", "runs_needed"}});
    std::size_t n_open = 0, n_all = 0, most = 0;
    for (std::size_t o = 0; o < data.outputs.size(); ++o) {
        const Payoffs payoffs = payoffs_of(data, o);
        std::size_t baseline = 0;
        if (!find_baseline(data, payoffs, settings, baseline, findings)) return;
        if (!judge_meetings(data, payoffs.strategies[baseline], findings)) return;
        for (const PairResult& row : compare_pairs(payoffs, baseline, settings.good_of(o))) {
            if (row.strategy == baseline) continue;
            const Estimate& d = row.difference;
            const bool is_clear = d.lo > 0 || d.hi < 0;
            ++n_all, n_open += !is_clear;
            if (!is_clear) most = std::max(most, row.runs_needed);
            records.rows.push_back({payoffs.outcome, payoffs.strategies[row.strategy], d.n, d.mean, d.lo, d.hi,
                                    is_clear, count_or_absent(row.runs_needed)});
        }
    }
    findings.sentence =
        n_open == 0
            ? fmt::format("All {} differences are settled by the runs there are.", n_all)
            : fmt::format("{} of {} differences are open; about {} {} would settle them if they are what they seem.",
                          n_open, n_all, most > 0 ? std::to_string(most) : "more than a billion",
                          is_paired ? "pairs" : "runs of each");
    if (!is_paired)
        findings.caveats.push_back("Nothing is paired: no column says which runs share their luck, so they count as "
                                   "independent (Welch's interval); pairs under the same luck may need far fewer.");
}

} // namespace

Findings analyse_power(const Data& data, const AnalysisSettings& settings) {
    Findings findings;
    if (!std::isnan(settings.half_width))
        put_precision(data, settings, findings);
    else if (data.strategy)
        put_settling(data, settings, findings);
    else
        findings.problems.push_back(
            data.name + ": nothing says what is to be settled; expected --half-width NUMBER, or --strategy COLUMN");
    findings.caveats.push_back(
        "Runs needed follow from the spread seen so far (Student's t); with few runs that spread is itself "
        "uncertain, so ask again halfway.");
    return findings;
}

} // namespace experiments::findings
