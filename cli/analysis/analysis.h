#pragma once
/// \file
/// What `accord analyze` says: one function a kind, from runs to findings, whatever file or store the runs came from.

#include "cli/output.h"
#include "experiments/analysis/robustness.h"
#include "experiments/analysis/table.h"
#include "experiments/statistics/bootstrap.h"
#include "scenarios/words.h"
#include "sim/observable.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace cli {

/// A cell: words or a number (NaN: not to be had).
using SheetCell = std::variant<std::string, double>;

/// A table of findings: rounded as text, exact as CSV.
struct Sheet {
    std::vector<std::string> header;
    std::vector<std::vector<SheetCell>> rows;

    TextTable text() const; ///< Numbers to four digits, "-" for NaN
    TextTable exact() const;
};

/// The result of one analysis.
struct Findings {
    std::string sentence;                             ///< In plain words, first
    Sheet table;                                      ///< With intervals
    std::vector<std::pair<std::string, Sheet>> more;  ///< Further tables, each under a line of text
    std::vector<std::string> caveats;                 ///< What limits the result
    scenarios::Json json = scenarios::Json::object(); ///< Members of the JSON result
    std::vector<std::string> problems;                ///< Not empty: the data do not fit; messages as of bad input
};

/// Settings of all kinds; each reads its own.
struct AnalysisSettings {
    std::vector<std::string> groups;                                       ///< One name an input
    std::vector<std::pair<std::string, std::pair<double, double>>> ranges; ///< Of inputs, for morris
    std::size_t levels = 0;                                                ///< morris: of the grid
    std::size_t curves = 1;                                                ///< efast
    double threshold = experiments::absent;
    bool is_below = false;       ///< Cases lie below the threshold.
    bool are_failures = false;   ///< Cases are the failed runs.
    double density = 0.8;        ///< discovery: wanted density of the box
    std::vector<sim::Good> good; ///< By output; missing = up
    std::string baseline;        ///< Strategy; "" = the first
    std::string gain;            ///< Strategy whose gain over the baseline is analysed; "" = outputs as they are
    double optimism = 0.6, tail = 1.0;
    double half_width = experiments::absent; ///< power
    experiments::Resampling resampling;

    sim::Good good_of(std::size_t output) const { return output < good.size() ? good[output] : sim::Good::up; }
};

/// A kind of analysis.
struct AnalysisKind {
    std::string id, summary;
    Findings (*analyse)(const experiments::Data& data, const AnalysisSettings& settings) = nullptr;
    bool needs_strategy = false; ///< Then inputs only count if they are named.
};
const std::vector<AnalysisKind>& analysis_kinds();

Findings analyse_summary(const experiments::Data& data, const AnalysisSettings& settings);
Findings analyse_sobol(const experiments::Data& data, const AnalysisSettings& settings);
Findings analyse_morris(const experiments::Data& data, const AnalysisSettings& settings);
Findings analyse_efast(const experiments::Data& data, const AnalysisSettings& settings);
Findings analyse_tornado(const experiments::Data& data, const AnalysisSettings& settings);
Findings analyse_importance(const experiments::Data& data, const AnalysisSettings& settings);
Findings analyse_discovery(const experiments::Data& data, const AnalysisSettings& settings);
Findings analyse_compare(const experiments::Data& data, const AnalysisSettings& settings);
Findings analyse_regret(const experiments::Data& data, const AnalysisSettings& settings);
Findings analyse_pareto(const experiments::Data& data, const AnalysisSettings& settings);
Findings analyse_stability(const experiments::Data& data, const AnalysisSettings& settings);
Findings analyse_power(const experiments::Data& data, const AnalysisSettings& settings);
Findings analyse_audit(const experiments::Data& data, const AnalysisSettings& settings);

/// The findings in the form asked for.
std::string findings_text(const Findings& findings);
void write_findings(const Findings& findings, Format format);

/// Place of the baseline among the strategies; false, and a problem, if it is none of them.
bool find_baseline(const experiments::Data& data, const experiments::Payoffs& payoffs, const AnalysisSettings& settings,
                   std::size_t& place, Findings& findings);

/// Parts that kinds share.
/// Puts the largest first where a table has more rows than a reader can look through.
void sort_long(Sheet& sheet, std::size_t column);
void add_failed_caveat(const experiments::Data& data, Findings& findings);
/// Numbers `name`, `name`_lo, `name`_hi.
void put_figure(scenarios::Json& json, const std::string& name, const experiments::Figure& figure);
/// Value, lo, hi at the end of a row.
void put_figure(std::vector<SheetCell>& row, const experiments::Figure& figure);

} // namespace cli
