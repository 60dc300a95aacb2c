#pragma once
/// \file
/// Mode B: mean scores of institutions predicted from poverty, language, income and resources, scored against lunch
/// share alone. Everything a prediction rests on (scale, priors' width, spreads, slopes) comes from the rows fitted on.
///
///     y_i = scale (a + sum_k b_k x_ik + county_c + district_i) + error_i
///     b_k ~ N(prior mean, (width x prior SE)^2),  a: any,  county ~ N(0, g^2),  district ~ N(0, t^2)
///     error_i has variance scale^2 (1 - between) / pupils tested;  scale = SD of means / sqrt(between)
///
/// g, t and width are those under which the rows fitted on are likeliest (b integrated out), on a grid over their
/// ranges; the rest is the posterior (Lindley & Smith 1972). Priors: models/prediction.h.

#include "experiments/statistics/bootstrap.h"
#include "models/prediction.h"
#include "models/region.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace experiments {

inline constexpr std::size_t n_terms = models::n_causes + 1; ///< Intercept first.

/// What mode B may know of an institution, and the score it hides.
struct Institution {
    std::string id, name, county;
    std::array<double, n_terms> x{}; ///< 1, then the causes in their units
    double lunch = 0;                ///< [share]
    double tested = 1;               ///< Pupils behind the mean score
    std::optional<double> observed;  ///< Mean score [points]
};

/// The institution of a row of schools.csv whose income is known.
Institution institution_of(const models::School& school, const models::PredictionPriors& priors, double dollars_2018);

/// What was learned from rows with scores.
struct ScoreFit {
    double centre = 0, scale = 1;                ///< Mean of the means; SD of pupils [points]
    double district_sd = 0, county_sd = 0;       ///< [SD]
    double prior_width = 1;                      ///< Chosen among its range
    std::array<double, n_terms> slope{};         ///< Posterior mean [SD a unit]
    std::array<double, n_terms * n_terms> cov{}; ///< Posterior covariance, row by row
    double lunch_intercept = 0, lunch_slope = 0; ///< Least squares on lunch share alone [points]
    std::size_t n = 0, counties = 0;             ///< Fitted on
    std::vector<std::string> ids;                ///< Of these institutions
};

/// Fits the rows that have a score; `unfit` must be empty.
ScoreFit calibrate(std::span<const Institution> rows, const models::PredictionPriors& priors);

/// A prediction of one mean score [points].
struct Prediction {
    double mean = 0;
    double sd = 0;         ///< Of the score to come: slopes, county, district and the few pupils tested
    double lunch_only = 0; ///< The yardstick
    bool is_scored = true; ///< False: no score to hold it against
};
Prediction predict(const Institution& row, const ScoreFit& calibration, const models::PredictionPriors& priors);

/// Predictions with each county left out of the fit in turn.
std::vector<Prediction> predict_left_out(std::span<const Institution> rows, const models::PredictionPriors& priors);

/// The rows without those counties that hold an institution of `others` too: what may be fitted on to predict them.
std::vector<Institution> without_shared_counties(std::span<const Institution> rows,
                                                 std::span<const Institution> others);

/// Why the rows cannot be fitted on ("5 rows have a mean_score"), or "". With `is_left_out`, each county in turn.
std::string unfit(std::span<const Institution> rows, bool is_left_out);

/// Number of counties among rows with a score.
std::size_t county_count(std::span<const Institution> rows);

/// How predictions did. Intervals resample whole counties (whole rows where there are fewer than ten).
struct Score {
    double rmse = absent, r = absent, rmse_lunch_only = absent, r_lunch_only = absent;
    Figure rmse_gain, r_gain; ///< Yardstick's RMSE less ours; our r less the yardstick's
    double covered = absent;  ///< Share of scores inside their 95 % interval
    std::size_t n = 0;
    bool is_by_county = false; ///< What was resampled
};
Score score_of(std::span<const Institution> rows, std::span<const Prediction> predictions, const Resampling& how);

inline constexpr std::size_t counties_to_cross_validate = 10; ///< As the contract says.
inline constexpr double normal_95 = 1.959963984540054;        ///< Half-width of a normal 95 % interval in SD

} // namespace experiments
