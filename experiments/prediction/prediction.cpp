// Folds and scores of mode B.
#include "experiments/prediction/prediction.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace experiments {
namespace {

/// Errors and moments of some rows' predictions.
struct Fit {
    double rmse = absent, r = absent;
};

Fit fit_of(std::span<const double> observed, std::span<const double> predicted) {
    const auto n = static_cast<double>(observed.size());
    if (observed.size() < 3) return {};
    double mo = 0, mp = 0;
    for (std::size_t i = 0; i < observed.size(); ++i)
        mo += observed[i] / n, mp += predicted[i] / n;
    double square = 0, oo = 0, pp = 0, op = 0;
    for (std::size_t i = 0; i < observed.size(); ++i) {
        const double o = observed[i] - mo, p = predicted[i] - mp, off = observed[i] - predicted[i];
        square += off * off, oo += o * o, pp += p * p, op += o * p;
    }
    return {std::sqrt(square / n), oo > 0 && pp > 0 ? op / std::sqrt(oo * pp) : absent};
}

/// Both predictors on the rows of the given groups.
struct Both {
    Fit ours, lunch;
};

Both both_of(const std::vector<std::vector<std::size_t>>& groups, std::span<const std::uint32_t> drawn,
             std::span<const Institution> rows, std::span<const Prediction> predictions) {
    std::vector<double> observed, ours, lunch;
    for (const std::uint32_t group : drawn)
        for (const std::size_t row : groups[group]) {
            observed.push_back(*rows[row].observed);
            ours.push_back(predictions[row].mean);
            lunch.push_back(predictions[row].lunch_only);
        }
    return {fit_of(observed, ours), fit_of(observed, lunch)};
}

/// Scored rows by county, or one by one where counties are few.
std::vector<std::vector<std::size_t>> groups_of(std::span<const Institution> rows,
                                                std::span<const Prediction> predictions, bool& is_by_county) {
    std::map<std::string, std::vector<std::size_t>> by_county;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (predictions[i].is_scored) by_county[rows[i].county].push_back(i);
    std::vector<std::vector<std::size_t>> groups;
    is_by_county = by_county.size() >= counties_to_cross_validate;
    for (const auto& [county, members] : by_county)
        if (is_by_county)
            groups.push_back(members);
        else
            for (const std::size_t i : members)
                groups.push_back({i});
    return groups;
}

} // namespace

Institution institution_of(const models::School& school, const models::PredictionPriors& priors, double dollars_2018) {
    Institution i;
    i.id = school.id, i.name = school.name, i.county = school.county;
    i.lunch = school.low_income_share;
    i.x = {1,
           school.low_income_share,
           school.income_usd / 10'000,
           school.language_share,
           school.spending_per_pupil / 1'000 * dollars_2018,
           school.enrolment / school.teachers};
    const double grades = school.grade_high - school.grade_low + 1;
    i.tested = std::max(1.0, school.enrolment * std::min(1.0, priors.grades_tested / grades));
    i.observed = school.mean_score;
    return i;
}

std::vector<Institution> without_shared_counties(std::span<const Institution> rows,
                                                 std::span<const Institution> others) {
    std::set<std::string> ids, shared;
    for (const Institution& other : others)
        ids.insert(other.id);
    for (const Institution& row : rows)
        if (ids.count(row.id)) shared.insert(row.county);
    std::vector<Institution> rest;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(rest),
                 [&](const Institution& row) { return !shared.count(row.county); });
    return rest;
}

std::string unfit(std::span<const Institution> rows, bool is_left_out) {
    std::set<std::string> counties{""};
    for (const Institution& row : rows)
        if (is_left_out) counties.insert(row.county);
    for (const std::string& county : counties) {
        std::set<double> scores;
        std::size_t n = 0;
        for (const Institution& row : rows)
            if (row.observed && (county.empty() || row.county != county)) ++n, scores.insert(*row.observed);
        const std::string where = county.empty() ? "" : " outside county " + county;
        if (n < n_terms + 2) return std::to_string(n) + (n == 1 ? " row has" : " rows have") + " a mean_score" + where;
        if (scores.size() < 2) return "every mean_score" + where + " is the same";
    }
    return "";
}

std::size_t county_count(std::span<const Institution> rows) {
    std::set<std::string> counties;
    for (const Institution& row : rows)
        if (row.observed) counties.insert(row.county);
    return counties.size();
}

std::vector<Prediction> predict_left_out(std::span<const Institution> rows, const models::PredictionPriors& priors) {
    std::set<std::string> counties;
    for (const Institution& row : rows)
        counties.insert(row.county);
    std::vector<Prediction> predictions(rows.size());
    for (const std::string& county : counties) {
        std::vector<Institution> others;
        std::copy_if(rows.begin(), rows.end(), std::back_inserter(others),
                     [&](const Institution& row) { return row.county != county; });
        const ScoreFit calibration = calibrate(others, priors);
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (rows[i].county == county) predictions[i] = predict(rows[i], calibration, priors);
    }
    return predictions;
}

Score score_of(std::span<const Institution> rows, std::span<const Prediction> predictions, const Resampling& how) {
    Score score;
    const auto groups = groups_of(rows, predictions, score.is_by_county);
    std::vector<std::uint32_t> all(groups.size());
    for (std::uint32_t g = 0; g < all.size(); ++g)
        all[g] = g;
    const Both both = both_of(groups, all, rows, predictions);
    score.rmse = both.ours.rmse, score.r = both.ours.r;
    score.rmse_lunch_only = both.lunch.rmse, score.r_lunch_only = both.lunch.r;
    std::vector<double> rmse_gains, r_gains;
    for (std::size_t b = 0; b < how.n && groups.size() > 1; ++b) {
        const Both drawn = both_of(groups, resample(how, b, groups.size()), rows, predictions);
        rmse_gains.push_back(drawn.lunch.rmse - drawn.ours.rmse);
        r_gains.push_back(drawn.ours.r - drawn.lunch.r);
    }
    score.rmse_gain = interval_of(score.rmse_lunch_only - score.rmse, rmse_gains, IntervalKind::percentile);
    score.r_gain = interval_of(score.r - score.r_lunch_only, r_gains, IntervalKind::percentile);
    double inside = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!predictions[i].is_scored) continue;
        ++score.n;
        inside += std::abs(*rows[i].observed - predictions[i].mean) <= normal_95 * predictions[i].sd ? 1 : 0;
    }
    if (score.n > 0) score.covered = inside / static_cast<double>(score.n);
    return score;
}

} // namespace experiments
