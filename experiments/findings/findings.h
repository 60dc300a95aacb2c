#pragma once
/// \file
/// What an analysis says (`accord analyze`, accord.analyze): one function a kind, from runs to findings, whatever file
/// or store the runs came from.

#include "experiments/analysis/robustness.h"
#include "experiments/analysis/table.h"
#include "experiments/design/inputs.h"
#include "experiments/findings/value.h"
#include "experiments/statistics/bootstrap.h"
#include "experiments/sweep/completeness.h"
#include "scenarios/words.h"
#include "sim/observable.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace experiments::findings {

/// What a property of a finding is called: `header` in text and CSV, `key` in JSON; "" = it does not appear there.
struct Field {
    std::string header, key;
    std::string within{};     ///< JSON: the member of the record that holds it; "" = the record itself.
    bool is_optional = false; ///< JSON: left out where it is not to be had.
};

/// Findings of one kind, each written once and shown as text, CSV and JSON.
struct Records {
    std::string title; ///< A line above the table; "" for the main one.
    std::string
        member; ///< Where the records go in JSON: parts between '/', {k} is the text of value k, [] adds to a list;
                ///< "" = nowhere. A field with the key "." is the whole record.
    std::vector<Field> fields;
    std::vector<std::vector<Value>> rows{};
    std::size_t sorted_by = none; ///< Field that puts the largest first where a table is long (text, CSV).

    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    void put(scenarios::Json& document) const;
};

/// The result of one analysis.
struct Findings {
    std::string sentence;                             ///< In plain words, first
    std::deque<Records> tables;                       ///< With intervals, the main one first
    std::vector<std::string> caveats;                 ///< What limits the result
    scenarios::Json json = scenarios::Json::object(); ///< Further members of the JSON result
    std::vector<std::string> problems;                ///< Not empty: the data do not fit; messages as of bad input
    bool has_fault = false;                           ///< The program ends with 1.
    std::optional<Completeness> complete;             ///< Of the store

    Records& add(std::string title, std::string member, std::vector<Field> fields);
    scenarios::Json document() const; ///< All of it.
};

/// What a store knows of its design.
struct StoreFacts {
    Completeness complete;
    std::string method;        ///< Id of the design's method.
    std::size_t levels = 0;    ///< morris: of the grid
    std::vector<Input> inputs; ///< As they were varied.
    std::size_t n_outcomes = 0;
};

/// Settings of all kinds; each reads its own.
struct AnalysisSettings {
    std::vector<std::string> groups;                                       ///< One name an input
    std::vector<std::pair<std::string, std::pair<double, double>>> ranges; ///< Of inputs, for morris
    std::size_t levels = 0;                                                ///< morris: of the grid
    std::vector<std::string> logs;                                         ///< morris: inputs with steps in logarithms
    std::size_t curves = 1;                                                ///< efast
    std::string estimator = "saltelli";                                    ///< sobol: saltelli, jansen, martinez
    double peel = 0.05;                                                    ///< discovery: share peeled off a step
    std::size_t boxes = 1;                                                 ///< discovery: at most
    double threshold = absent;
    bool is_below = false;       ///< Cases lie below the threshold.
    bool are_failures = false;   ///< Cases are the failed runs.
    double density = 0.8;        ///< discovery: wanted density of the box
    std::vector<sim::Good> good; ///< By output; missing = up
    std::string baseline;        ///< Strategy; "" = the first
    std::string gain;            ///< Strategy whose gain over the baseline is analysed; "" = outputs as they are
    double optimism = 0.6, tail = 1.0;
    double half_width = absent; ///< power
    Resampling resampling;
    std::optional<StoreFacts> store;

    sim::Good good_of(std::size_t output) const { return output < good.size() ? good[output] : sim::Good::up; }
};

/// A kind of analysis.
struct AnalysisKind {
    std::string id, summary;
    Findings (*analyse)(const Data& data, const AnalysisSettings& settings) = nullptr;
    bool needs_strategy = false; ///< Then inputs only count if they are named.
    bool pools_rows = false;     ///< Takes rows together where nothing tells strategies apart.
    bool is_audit = false;       ///< Takes rows as they are, repeated ones too.
};
const std::vector<AnalysisKind>& analysis_kinds();

Findings analyse_summary(const Data& data, const AnalysisSettings& settings);
Findings analyse_sobol(const Data& data, const AnalysisSettings& settings);
Findings analyse_morris(const Data& data, const AnalysisSettings& settings);
Findings analyse_efast(const Data& data, const AnalysisSettings& settings);
Findings analyse_tornado(const Data& data, const AnalysisSettings& settings);
Findings analyse_importance(const Data& data, const AnalysisSettings& settings);
Findings analyse_discovery(const Data& data, const AnalysisSettings& settings);
Findings analyse_compare(const Data& data, const AnalysisSettings& settings);
Findings analyse_regret(const Data& data, const AnalysisSettings& settings);
Findings analyse_pareto(const Data& data, const AnalysisSettings& settings);
Findings analyse_stability(const Data& data, const AnalysisSettings& settings);
Findings analyse_power(const Data& data, const AnalysisSettings& settings);
Findings analyse_audit(const Data& data, const AnalysisSettings& settings);

/// Data that do not fit an analysis.
Findings refusal(const std::string& message);
/// Place of the baseline among the strategies; false, and a problem, if it is none of them.
bool find_baseline(const Data& data, const Payoffs& payoffs, const AnalysisSettings& settings, std::size_t& place,
                   Findings& findings);
/// Refuses strategies of which no run has its like among the baseline's; true if there are none.
bool judge_meetings(const Data& data, const std::string& baseline, Findings& findings);
/// Payoffs without what is short of runs, said in a caveat.
Payoffs ranked_payoffs(const Data& data, std::size_t output, Findings& findings);

/// What holds for every kind: what was taken for what, what was left out, failed, or is still to come.
void add_account(const Data& data, const AnalysisSettings& settings, bool is_audit, Findings& findings);

/// Parts that kinds share.
std::string short_number(double value);                          ///< As everywhere (scenarios/words.h), but "-" for NaN
std::string percent(double share);                               ///< "44 %"
std::string interval_words(const Figure& figure, bool is_share); ///< "95 % interval 0.1 to 0.3"
/// "a, b, c and 4 more"
std::string some_of(const std::vector<std::string>& words, std::size_t most = 12);
/// A count or, where it is 0, nothing.
Value count_or_absent(std::size_t count);
/// Fields `name`, `name`_lo, `name`_hi of a figure; in text lo and hi stand alone where `is_alone`.
void add_figure(std::vector<Field>& fields, const std::string& header, const std::string& key, bool is_alone = false);
/// Value, lo, hi at the end of a row, or as members of the JSON result.
void put_figure(std::vector<Value>& row, const Figure& figure);
void put_figure(scenarios::Json& json, const std::string& name, const Figure& figure);

} // namespace experiments::findings
