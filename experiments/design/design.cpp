#include "experiments/design/design.h"

#include "experiments/design/methods.h"
#include "sim/error.h"
#include "sim/sobol.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>

namespace experiments {
namespace {

bool samples(Method method) {
    return method == Method::monte_carlo || method == Method::lhs || method == Method::maximin_lhs ||
           method == Method::sobol || method == Method::scrambled_sobol || method == Method::halton;
}

bool has_groups(Method method) {
    return method == Method::saltelli || method == Method::morris || method == Method::radial_morris;
}

bool is_known(const DesignSpec& spec, const std::string& id) {
    return std::any_of(spec.inputs.begin(), spec.inputs.end(), [&](const Input& input) { return input.id == id; });
}

std::vector<std::string> ids_of(const DesignSpec& spec) {
    std::vector<std::string> ids;
    for (const Input& input : spec.inputs)
        ids.push_back(input.id);
    return ids;
}

void judge_name(const DesignSpec& spec, const std::string& id, const std::string& place,
                scenarios::Problems& problems) {
    if (!is_known(spec, id))
        problems.add(place, fmt::format("unknown input '{}'", id), scenarios::suggestion(id, ids_of(spec)));
}

void judge_relations(const DesignSpec& spec, const std::string& place, scenarios::Problems& problems) {
    const std::size_t before = problems.size();
    const std::string& method = info_of(spec.method).id;
    if (!spec.correlations.empty() && !samples(spec.method))
        problems.add(place, fmt::format("{} needs independent inputs", method),
                     "expected no correlations, or a method such as lhs or sobol");
    const bool may_leave_out = spec.method == Method::factorial || spec.method == Method::one_at_a_time;
    if (!spec.constraints.empty() && !samples(spec.method) && !may_leave_out)
        problems.add(place, fmt::format("{} needs the whole cube", method),
                     "expected no constraints, or a method such as lhs or sobol");
    for (const Correlation& wanted : spec.correlations) {
        judge_name(spec, wanted.a, place, problems);
        judge_name(spec, wanted.b, place, problems);
        if (wanted.a == wanted.b || !(std::abs(wanted.rho) < 1))
            problems.add(place, fmt::format("correlation {} of '{}' and '{}'", wanted.rho, wanted.a, wanted.b),
                         "expected two inputs and a number between -1 and 1");
    }
    for (const Constraint& constraint : spec.constraints)
        for (const auto& [id, factor] : constraint.terms) {
            judge_name(spec, id, place, problems);
            for (const Input& input : spec.inputs)
                if (input.id == id && input.kind == InputKind::categorical)
                    problems.add(place, fmt::format("constraint on the categorical input '{}'", id),
                                 "expected inputs that are numbers");
        }
    if (problems.size() == before && !spec.correlations.empty() && cholesky_of(spec).empty())
        problems.add(place, "the correlations contradict each other", "expected a positive definite matrix");
}

void judge_groups(const DesignSpec& spec, const std::string& place, scenarios::Problems& problems) {
    if (spec.groups.empty()) return;
    if (!has_groups(spec.method))
        problems.add(place, fmt::format("{} has no groups", info_of(spec.method).id),
                     "expected groups with saltelli, morris or radial-morris only");
    else if (spec.groups.size() != spec.inputs.size())
        problems.add(place, fmt::format("{} groups for {} inputs", spec.groups.size(), spec.inputs.size()),
                     "expected one group name an input");
}

void judge_rows(const DesignSpec& spec, const std::string& place, scenarios::Problems& problems) {
    for (std::size_t i = 0; i < spec.rows.size(); ++i)
        for (std::size_t k = 0; k < spec.rows[i].size() && spec.rows[i].size() == spec.inputs.size(); ++k) {
            const Input& input = spec.inputs[k];
            const double value = spec.rows[i][k];
            const bool is_level =
                input.kind == InputKind::categorical && value >= 0 && value < static_cast<double>(input.levels.size());
            if (input.kind != InputKind::categorical ? !std::isfinite(value) : !is_level)
                problems.add(fmt::format("{}: row {}: {}", place, i + 1, input.id), "is no value of the input",
                             "expected a number or the place of a level");
        }
    for (std::size_t i = 0; i < spec.rows.size(); ++i)
        if (spec.rows[i].size() != spec.inputs.size())
            problems.add(fmt::format("{}: row {}", place, i + 1), fmt::format("{} values", spec.rows[i].size()),
                         fmt::format("expected {}", spec.inputs.size()));
}

/// Rows a method gives; `most_rows` + 1 stands for more.
std::size_t size_of(const DesignSpec& spec) {
    const std::size_t d = factors_of(ids_of(spec), spec.groups).size();
    switch (spec.method) {
    case Method::factorial:
        return factorial_size(spec, most_rows + 1);
    case Method::fractional_factorial:
        return fractional_size(spec);
    case Method::one_at_a_time:
        return 1 + 2 * d * std::max<std::size_t>(spec.levels, 2);
    case Method::saltelli:
        return spec.points * (2 + (spec.has_second_order ? 2 : 1) * d);
    case Method::morris:
    case Method::radial_morris:
        return spec.points * (d + 1);
    case Method::efast:
        return spec.points * d * spec.curves;
    case Method::explicit_rows:
        return spec.rows.size();
    default:
        return spec.points;
    }
}

/// A factorial over names alone needs no number of levels.
bool has_own_levels(const DesignSpec& spec) {
    return spec.method == Method::factorial &&
           std::all_of(spec.inputs.begin(), spec.inputs.end(),
                       [](const Input& input) { return input.kind == InputKind::categorical; });
}

void judge_size(const DesignSpec& spec, const std::string& place, scenarios::Problems& problems) {
    const bool is_sized = spec.method == Method::explicit_rows || spec.method == Method::one_at_a_time ||
                          spec.method == Method::fractional_factorial || spec.levels > 0 || has_own_levels(spec);
    const std::size_t fewest = spec.method == Method::efast ? 65 : 1;
    if (spec.points < fewest && !(is_sized && fewest == 1 && spec.method != Method::morris)) {
        if (spec.method == Method::factorial)
            problems.add(place + "/levels", "is missing", "expected how many values of each number are tried");
        else
            problems.add(place, fmt::format("{} points are too few", spec.points),
                         fmt::format("expected at least {}", fewest));
    }
    if (spec.points > most_rows || size_of(spec) > most_rows)
        problems.add(place, fmt::format("the design has more than {} rows", most_rows),
                     "expected fewer points or levels");
    const std::size_t dimensions = spec.inputs.size() * (spec.method == Method::saltelli ? 2 : 1);
    if (dimensions > sim::most_sobol_dimensions / 2)
        problems.add(place, fmt::format("{} inputs are too many", spec.inputs.size()), "expected at most 900");
    if (spec.method == Method::morris && spec.levels % 2 == 1)
        problems.add(place, fmt::format("{} levels are not even", spec.levels), "expected 4, 6, 8, ...");
    if (spec.method == Method::one_at_a_time && !spec.baseline.empty() && spec.baseline.size() != spec.inputs.size())
        problems.add(place, fmt::format("{} baseline values", spec.baseline.size()),
                     fmt::format("expected {}", spec.inputs.size()));
    if (spec.method != Method::fractional_factorial) return;
    for (const Input& input : spec.inputs)
        if (input.kind == InputKind::categorical && input.levels.size() != 2)
            problems.add(place, fmt::format("'{}' has {} levels", input.id, input.levels.size()),
                         "expected exactly 2 in a fractional factorial");
    if (spec.points > 0 && (!std::has_single_bit(spec.points) || spec.points <= spec.inputs.size()))
        problems.add(place, fmt::format("{} points", spec.points),
                     fmt::format("expected a power of two above {}", spec.inputs.size()));
}

std::vector<std::string> notes_of(const DesignSpec& spec, std::size_t n_rows) {
    std::vector<std::string> notes;
    const bool is_sequence =
        spec.method == Method::saltelli || spec.method == Method::sobol || spec.method == Method::scrambled_sobol;
    if (is_sequence && !std::has_single_bit(spec.points))
        notes.push_back(fmt::format("{} points are no power of two, so the Sobol sequence is not balanced; {} would be",
                                    spec.points, std::bit_ceil(spec.points)));
    if (!spec.constraints.empty())
        notes.push_back(fmt::format("constraints hold in all {} rows; inputs are therefore not independent", n_rows));
    return notes;
}

Rows units_as_values(const DesignSpec& spec, Rows units) {
    for (auto& row : units)
        row = values_of(spec, row);
    return units;
}

Rows rows_of(const DesignSpec& spec, std::vector<std::string>& notes) {
    switch (spec.method) {
    case Method::factorial:
        return factorial_rows(spec);
    case Method::fractional_factorial:
        return fractional_rows(spec, notes);
    case Method::one_at_a_time:
        return one_at_a_time_rows(spec);
    case Method::lhs:
    case Method::maximin_lhs:
        return latin_rows(spec);
    case Method::saltelli:
        return units_as_values(spec, saltelli_units(spec));
    case Method::morris:
        return units_as_values(spec, trajectory_units(spec));
    case Method::radial_morris:
        return units_as_values(spec, radial_units(spec));
    case Method::efast:
        return units_as_values(spec, curve_units(spec));
    case Method::explicit_rows:
        return spec.rows;
    default:
        return sampled_rows(spec);
    }
}

} // namespace

const std::vector<MethodInfo>& methods() {
    static const std::vector<MethodInfo> all{
        {Method::factorial, "factorial", "rows at most", "every combination of levels"},
        {Method::fractional_factorial, "fractional-factorial", "rows, a power of two", "two levels, fewest rows"},
        {Method::one_at_a_time, "one-at-a-time", "unused", "a baseline and each input at its ends"},
        {Method::monte_carlo, "monte-carlo", "rows", "independent random points"},
        {Method::lhs, "lhs", "rows", "Latin hypercube"},
        {Method::maximin_lhs, "maximin-lhs", "rows", "Latin hypercube with points far apart"},
        {Method::sobol, "sobol", "rows", "Sobol points, Joe-Kuo, from the zero point on"},
        {Method::scrambled_sobol, "scrambled-sobol", "rows", "Sobol points with Owen's scrambling"},
        {Method::halton, "halton", "rows", "Halton points"},
        {Method::saltelli, "saltelli", "base points", "Saltelli's design for Sobol indices, N(2D+2) rows"},
        {Method::morris, "morris", "trajectories", "Morris trajectories over a grid"},
        {Method::radial_morris, "radial-morris", "stars", "Morris with stars around Sobol points"},
        {Method::efast, "efast", "rows a curve", "extended FAST search curves"},
        {Method::explicit_rows, "explicit", "unused", "rows of a CSV file"}};
    return all;
}

const MethodInfo& info_of(Method method) { return methods()[static_cast<std::size_t>(method)]; }

std::vector<std::string> factors_of(const std::vector<std::string>& ids, const std::vector<std::string>& groups) {
    std::vector<std::string> factors;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const std::string& name = groups.size() == ids.size() ? groups[i] : ids[i];
        if (std::find(factors.begin(), factors.end(), name) == factors.end()) factors.push_back(name);
    }
    return factors;
}

std::vector<std::size_t> factor_of_inputs(const DesignSpec& spec) {
    const std::vector<std::string> ids = ids_of(spec), factors = factors_of(ids, spec.groups);
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const std::string& name = spec.groups.empty() ? ids[i] : spec.groups[i];
        result.push_back(static_cast<std::size_t>(std::find(factors.begin(), factors.end(), name) - factors.begin()));
    }
    return result;
}

std::vector<double> values_of(const DesignSpec& spec, const std::vector<double>& units) {
    std::vector<double> values(units.size());
    for (std::size_t k = 0; k < units.size(); ++k)
        values[k] = value_at(spec.inputs[k], units[k]);
    return values;
}

void judge(const DesignSpec& spec, const std::string& place, scenarios::Problems& problems) {
    const std::size_t before = problems.size();
    if (spec.inputs.empty()) problems.add(place, "has no inputs", "expected at least one");
    std::set<std::string> seen;
    for (const Input& input : spec.inputs) {
        judge(input, place, problems);
        if (!seen.insert(input.id).second)
            problems.add(place, fmt::format("input '{}' is there twice", input.id), "expected it once");
    }
    if (problems.size() > before) return;
    judge_relations(spec, place, problems);
    judge_groups(spec, place, problems);
    judge_size(spec, place, problems);
    judge_rows(spec, place, problems);
}

Design make_design(const DesignSpec& spec) {
    scenarios::Problems problems;
    judge(spec, "design", problems);
    problems.throw_if_any();
    Design design{spec.method, spec.inputs, {}, factors_of(ids_of(spec), spec.groups), 1, false, {}};
    const std::size_t d = design.factors.size();
    design.has_second_order = spec.method == Method::saltelli && spec.has_second_order;
    if (spec.method == Method::saltelli) design.block = 2 + (spec.has_second_order ? 2 : 1) * d;
    if (spec.method == Method::morris || spec.method == Method::radial_morris) design.block = d + 1;
    if (spec.method == Method::efast) design.block = spec.points;
    std::vector<std::string> notes;
    design.rows = rows_of(spec, notes);
    design.notes = notes_of(spec, design.rows.size());
    design.notes.insert(design.notes.end(), notes.begin(), notes.end());
    return design;
}

DesignSpec extended(DesignSpec spec, std::size_t points) {
    const std::string& id = info_of(spec.method).id;
    const bool is_latin = spec.method == Method::lhs || spec.method == Method::maximin_lhs;
    const bool is_long = samples(spec.method) || has_groups(spec.method);
    if (!is_long)
        throw sim::InputError(fmt::format("design: {} has no longer form; expected a method that samples", id));
    if (points < spec.points)
        throw sim::InputError(fmt::format("design: {} points are fewer than {}; expected more", points, spec.points));
    if (is_latin && (points % spec.points != 0 || !std::has_single_bit(points / spec.points)))
        throw sim::InputError(fmt::format("design: a Latin hypercube of {} points grows by doubling, not to {}; "
                                          "expected {}, {}, ...",
                                          spec.points, points, 2 * spec.points, 4 * spec.points));
    if (spec.first_points == 0) spec.first_points = spec.points;
    spec.points = points;
    return spec;
}

} // namespace experiments
