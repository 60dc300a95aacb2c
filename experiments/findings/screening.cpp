// morris, tornado: which inputs matter at all, one move at a time.
#include "experiments/analysis/sensitivity_screening.h"
#include "experiments/findings/factors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace experiments::findings {
namespace {

bool contains(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

double grid_step(std::size_t levels) { return static_cast<double>(levels) / (2.0 * static_cast<double>(levels - 1)); }

/// Inputs as lengths are measured: on the scale of the store's design, in logarithms, or as they are.
struct Measured {
    InputRows rows;
    EffectScale scale;
};

const Input* spec_of(const AnalysisSettings& settings, const std::string& id) {
    if (!settings.store) return nullptr;
    for (const Input& input : settings.store->inputs)
        if (input.id == id) return &input;
    return nullptr;
}

Measured measured(const Data& data, const AnalysisSettings& settings, const InputRows& inputs) {
    Measured result{inputs, {}};
    for (std::size_t k = 0; k < data.inputs.size(); ++k) {
        const Column& input = data.inputs[k];
        const Input* spec = spec_of(settings, input.id);
        const bool is_log = contains(settings.logs, input.id);
        double low = HUGE_VAL, high = -HUGE_VAL;
        for (auto& row : result.rows) {
            if (spec && !input.is_categorical())
                row[k] = unit_of(*spec, row[k]);
            else if (is_log)
                row[k] = std::log10(row[k]);
            low = std::min(low, row[k]), high = std::max(high, row[k]);
        }
        if (spec && !input.is_categorical()) low = 0, high = 1;
        for (const auto& [id, given] : settings.ranges)
            if (id == input.id && !spec)
                low = is_log ? std::log10(given.first) : given.first,
                high = is_log ? std::log10(given.second) : given.second;
        result.scale.low.push_back(low);
        result.scale.high.push_back(high);
        result.scale.is_words.push_back(input.is_categorical());
    }
    const bool is_grid = settings.store && settings.store->method == "morris";
    if (settings.levels > 0 || is_grid)
        result.scale.step = grid_step(settings.levels > 0 ? settings.levels : settings.store->levels);
    return result;
}

/// Lengths of the steps of an input, as shares of its range.
std::vector<double> lengths_of(const Measured& m, const std::vector<Step>& steps, std::size_t input,
                               std::size_t factor) {
    std::vector<double> lengths;
    for (const Step& step : steps)
        if (step.factor == factor && m.rows[step.to][input] != m.rows[step.from][input])
            lengths.push_back(std::abs(m.rows[step.to][input] - m.rows[step.from][input]) /
                              (m.scale.high[input] - m.scale.low[input]));
    return lengths;
}

bool are_equal(const std::vector<double>& lengths) {
    if (lengths.empty()) return true;
    const auto [low, high] = std::minmax_element(lengths.begin(), lengths.end());
    return *high - *low <= 0.01 * *high;
}

std::size_t n_distinct(const InputRows& rows, std::size_t input) {
    std::set<double> values;
    for (const auto& row : rows)
        values.insert(row[input]);
    return values.size();
}

/// Levels that the steps of the table speak of: equal steps of n / (2 (n - 1)) between n values in every input; 0 if
/// they speak of none.
std::size_t levels_of_table(const Measured& m, const std::vector<Step>& steps, const Factors& factors) {
    std::size_t levels = 0;
    for (std::size_t k = 0; k < factors.of_input.size(); ++k) {
        if (m.scale.is_words[k]) continue;
        const std::vector<double> lengths = lengths_of(m, steps, k, factors.of_input[k]);
        const std::size_t n = n_distinct(m.rows, k);
        if (lengths.size() < 8 || n < 2 || !are_equal(lengths) || std::abs(lengths[0] - grid_step(n)) > 0.01) return 0;
        if (levels > 0 && levels != n) return 0;
        levels = n;
    }
    return levels;
}

/// What --levels says against the store's design or the steps of the table; "" if nothing.
std::string contradiction(const AnalysisSettings& settings, const Measured& m, const std::vector<Step>& steps,
                          const Factors& factors) {
    const auto says = [&](const char* who, std::size_t levels) {
        return fmt::format("--levels {} means steps of {} of the range, but {} has {} levels, steps of {}",
                           settings.levels, short_number(grid_step(settings.levels)), who, levels,
                           short_number(grid_step(levels)));
    };
    if (settings.levels == 0) return "";
    if (settings.store && settings.store->method == "morris")
        return settings.levels == settings.store->levels ? "" : says("the design", settings.store->levels);
    if (const std::size_t levels = levels_of_table(m, steps, factors); levels > 0 && levels != settings.levels)
        return says("the table", levels);
    for (std::size_t k = 0; k < factors.of_input.size(); ++k)
        if (!m.scale.is_words[k] && n_distinct(m.rows, k) > settings.levels)
            return fmt::format("--levels {}, but {} has {} values", settings.levels, factors.names[factors.of_input[k]],
                               n_distinct(m.rows, k));
    return "";
}

/// Steps of unequal length would weigh as if the effect were straight.
void add_scale_caveats(const Data& data, const AnalysisSettings& settings, const Measured& m,
                       const std::vector<Step>& steps, const Factors& factors, Findings& findings) {
    std::vector<std::string> words, unequal, in_logs;
    for (std::size_t k = 0; k < data.inputs.size(); ++k) {
        const std::string& id = data.inputs[k].id;
        if (data.inputs[k].is_categorical()) words.push_back(id);
        if (data.inputs[k].is_categorical() || spec_of(settings, id) || m.scale.step > 0) continue;
        if (are_equal(lengths_of(m, steps, k, factors.of_input[k]))) continue;
        Measured logs = m;
        bool is_positive = true;
        for (auto& row : logs.rows)
            is_positive = is_positive && row[k] > 0, row[k] = std::log10(row[k]);
        const bool is_log = is_positive && are_equal(lengths_of(logs, steps, k, factors.of_input[k]));
        (is_log ? in_logs : unequal).push_back(id);
    }
    if (!in_logs.empty())
        findings.caveats.push_back(fmt::format(
            "The steps of {} are unequal, but equal in logarithms: effects by shares of the plain range are "
            "inflated. --log {} takes them as they were meant.",
            some_of(in_logs), fmt::join(in_logs, ",")));
    if (!unequal.empty())
        findings.caveats.push_back(
            fmt::format("The steps of {} are of unequal length: effects are taken per plain range, as if they were "
                        "straight. Where the design's own scale is another, --levels or --log says so.",
                        some_of(unequal)));
    if (!words.empty())
        findings.caveats.push_back(fmt::format(
            "Words have no order, so any change of {} is one step and its effect has no sign.", some_of(words)));
    if (!settings.store && settings.levels == 0 && settings.ranges.size() < data.inputs.size())
        findings.caveats.push_back("Effects are per range of the input as it occurs in the table; --ranges or --levels "
                                   "say what the design meant.");
}

void add_lost_caveat(const std::vector<std::string>& names, const std::vector<Effects>& effects, Findings& findings) {
    std::vector<std::string> lost;
    for (std::size_t k = 0; k < names.size(); ++k)
        if (effects[k].mu_star.value < 1.5 * effects[k].mu_star_of_noise()) lost.push_back(names[k]);
    if (!lost.empty())
        findings.caveats.push_back(
            fmt::format("Cannot be told from noise, which alone would give nearly such a mu*: {}.", some_of(lost)));
}

void put_effects(const std::vector<std::string>& names, const std::vector<Effects>& effects, bool has_noise,
                 Findings& findings) {
    std::vector<Field> fields{{"input", ""}};
    add_figure(fields, "mu*", "mu_star");
    fields.insert(fields.end(), {{"mu", "mu"},
                                 {"sigma", "sigma"},
                                 {has_noise ? "noise" : "", "noise"},
                                 {has_noise ? "sigma_without_noise" : "", ""},
                                 {"", "n"}});
    Records& records = findings.add("", "effects/{0}", fields);
    for (std::size_t k = 0; k < names.size(); ++k) {
        std::vector<Value> row{names[k]};
        put_figure(row, effects[k].mu_star);
        row.insert(row.end(),
                   {effects[k].mu, effects[k].sigma, effects[k].noise, effects[k].sigma_without_noise(), effects[k].n});
        records.rows.push_back(std::move(row));
    }
    records.sorted_by = 1;
}

/// Rows that are no trajectories.
Findings no_design(const Data& data, const Points& points, const Steps& steps, const Factors& factors) {
    const std::string expected =
        fmt::format("expected trajectories or stars of {} rows, each one move of one input from the last or the first; "
                    "{}; `importance` takes any design",
                    factors.names.size() + 1, one_strategy);
    const std::string counted =
        fmt::format("{} of {} moves change one input alone", steps.steps.size(), steps.n_possible);
    if (steps.first_break >= points.size())
        return refusal(data, fmt::format("{} points are no whole number of trajectories: {}", points.size(), counted),
                       expected);
    std::vector<std::string> names;
    for (const std::size_t f : moved_factors(points.inputs, steps.first_break - 1, steps.first_break, factors.of_input))
        names.push_back(factors.names[f]);
    return refusal_at(data, points, steps.first_break,
                      fmt::format("moves {} ({}): the rows are no trajectories, {}",
                                  names.size() == 1 ? "an input again" : fmt::format("{} inputs", names.size()),
                                  some_of(names, 4), counted),
                      expected);
}

} // namespace

Findings analyse_morris(const Data& data, const AnalysisSettings& settings) {
    if (const auto wrong = misfit(data, settings); !wrong.empty())
        return refusal(data, wrong, "expected one group an input");
    for (const std::string& id : settings.logs) {
        const auto input =
            std::find_if(data.inputs.begin(), data.inputs.end(), [&](const auto& c) { return c.id == id; });
        if (input == data.inputs.end())
            return refusal(data, fmt::format("--log: no input '{}'", id), scenarios::suggestion(id, input_ids(data)));
        const bool is_positive =
            std::all_of(input->values.begin(), input->values.end(), [](double x) { return x > 0; });
        if (input->is_categorical() || !is_positive)
            return refusal(data, fmt::format("--log: {} has values without a logarithm", id),
                           "expected an input that is above 0");
    }
    const Factors factors = factors_of(data, settings);
    const Points points = points_of(data, 0);
    const std::size_t block = factors.names.size() + 1;
    const Steps steps = find_steps(points.inputs, factors.of_input);
    if (!steps.is_design() || steps.steps.empty()) return no_design(data, points, steps, factors);
    if (const std::size_t again = steps.is_whole ? first_repeated_block(points.inputs, block) : points.size();
        again * block < points.size() && again > 0 && (points.size() / block) % again == 0)
        return refusal_at(
            data, points, again * block,
            fmt::format("trajectory {} is an earlier one again: was the table appended to itself?", again + 1),
            "expected every trajectory once");
    const Measured m = measured(data, settings, points.inputs);
    if (const std::string wrong = contradiction(settings, m, steps.steps, factors); !wrong.empty())
        return refusal(data, wrong, "expected the levels of the design, or no --levels");
    const auto effects =
        morris_effects(m.rows, points.runs, factors.of_input, steps.steps, m.scale, settings.resampling);
    std::size_t best = 0, n_used = 0;
    for (std::size_t k = 0; k < effects.size(); ++k) {
        n_used += effects[k].n;
        if (effects[k].n == 0)
            return refusal(data, fmt::format("'{}' never moves alone", factors.names[k]),
                           "expected trajectories or stars that move one input a row");
        if (effects[k].mu_star.value > effects[best].mu_star.value) best = k;
    }
    Findings findings;
    findings.sentence = fmt::format("{} moves {} most: by {} on average over its whole range ({}).",
                                    factors.names[best], data.outputs[0].id, short_number(effects[best].mu_star.value),
                                    interval_words(effects[best].mu_star, false));
    put_effects(factors.names, effects, data.n_replicates() > 1, findings);
    findings.json["trajectories"] = points.size() / block;
    findings.json["moves"] = {{"used", n_used}, {"of", steps.n_possible}};
    if (n_used < steps.n_possible)
        findings.caveats.push_back(
            fmt::format("{} of {} moves were used: the others {}.", n_used, steps.n_possible,
                        steps.is_whole ? "begin or end at a point that never ran, or do not move their input"
                                       : "are gone with rows that are not in the table (or belong to no trajectory)"));
    if (settings.store)
        findings.caveats.push_back(
            "Effects are on the scale of the design: per whole range of each input as its values "
            "were spread (logarithms, shares of a distribution).");
    add_scale_caveats(data, settings, m, steps.steps, factors, findings);
    add_lost_caveat(factors.names, effects, findings);
    findings.caveats.push_back("A sigma near or above mu* means that the effect bends or depends on other inputs; "
                               "screening says which inputs may be left out, not how much variance they explain.");
    return findings;
}

Findings analyse_tornado(const Data& data, const AnalysisSettings&) {
    if (data.inputs.empty()) return refusal(data, "no input columns", "expected the inputs of a one-at-a-time design");
    const Points points = points_of(data, 0);
    const std::size_t base = baseline_of(points.inputs);
    if (base == points.size())
        return refusal(data, "no row is a baseline that all others differ from in one input",
                       "expected the rows of a one-at-a-time design; " + one_strategy +
                           "; `importance` takes any design");
    const std::vector<Swing> all = swings(points.inputs, points.runs, base);
    std::vector<std::size_t> order(all.size());
    for (std::size_t k = 0; k < order.size(); ++k)
        order[k] = k;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return all[a].size > all[b].size || (std::isnan(all[b].size) && !std::isnan(all[a].size));
    });
    Findings findings;
    std::vector<Field> fields{{"input", ""}, {"from", ""}, {"to", ""}};
    add_figure(fields, "low", "low");
    add_figure(fields, "high", "high");
    fields.push_back({"swing", "swing"});
    Records& records = findings.add("", "swings/{0}", fields);
    const auto end = [&](std::size_t k, double value) -> Value {
        if (data.inputs[k].is_categorical()) return data.inputs[k].levels[static_cast<std::size_t>(value)];
        return value;
    };
    for (const std::size_t k : order) {
        const Swing& swing = all[k];
        std::vector<Value> row{data.inputs[k].id, end(k, swing.low_value), end(k, swing.high_value)};
        put_figure(row, {swing.low.mean, swing.low.lo, swing.low.hi});
        put_figure(row, {swing.high.mean, swing.high.lo, swing.high.hi});
        row.push_back(swing.size);
        records.rows.push_back(std::move(row));
    }
    const Swing& top = all[order[0]];
    const auto word = [&](double value) {
        const Value shown = end(order[0], value);
        return std::holds_alternative<double>(shown) ? short_number(value) : std::get<std::string>(shown);
    };
    findings.sentence =
        fmt::format("{} swings {} most: by {} from {} to {}, all else at the baseline ({}).", data.inputs[order[0]].id,
                    data.outputs[0].id, short_number(top.size), word(top.low_value), word(top.high_value),
                    base == 0 ? "the first point" : fmt::format("line {}", points.lines[base]));
    findings.json["baseline_line"] = points.lines[base];
    findings.caveats.push_back("One input at a time sees no interactions: what two inputs do together stays hidden.");
    return findings;
}

} // namespace experiments::findings
