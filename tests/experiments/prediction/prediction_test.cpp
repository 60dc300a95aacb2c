// Mode B: the fit against answers worked out by hand, and no leak from what is scored.
#include "experiments/prediction/prediction.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace experiments;

namespace {

const models::PredictionPriors priors = models::prediction_table().defaults();

/// 12 counties of 10 institutions that follow the prior's means exactly on a scale of 40 points, but for `error` SD.
std::vector<Institution> made_up(double error) {
    std::vector<Institution> rows;
    Chance chance(7, Purpose::noise, 0);
    for (int c = 0; c < 12; ++c)
        for (int n = 0; n < 10; ++n) {
            models::School s;
            s.id = std::to_string(c) + "-" + std::to_string(n), s.county = "county " + std::to_string(c);
            s.grade_low = 0, s.grade_high = 5, s.enrolment = 1e6, s.teachers = 5e4 * (0.8 + 0.4 * chance.uniform());
            s.low_income_share = chance.uniform(), s.language_share = 0.5 * chance.uniform();
            s.income_usd = 8'000 + 20'000 * chance.uniform(), s.spending_per_pupil = 4'000 + 3'000 * chance.uniform();
            Institution row = institution_of(s, priors, 1.54);
            double level = error * chance.normal();
            for (std::size_t k = 0; k < models::n_causes; ++k)
                level += priors.slope[k] * row.x[k + 1];
            row.observed = 600 + 40 * level;
            rows.push_back(row);
        }
    return rows;
}

} // namespace

TEST_CASE("what mode B knows of an institution is in the units of its priors", "[experiments][prediction]") {
    models::School s;
    s.grade_low = 0, s.grade_high = 6, s.enrolment = 700, s.teachers = 35, s.low_income_share = 0.4;
    s.language_share = 0.2, s.income_usd = 15'000, s.spending_per_pupil = 5'000, s.mean_score = 650;
    const Institution row = institution_of(s, priors, 1.5);
    CHECK(row.x == std::array<double, n_terms>{1, 0.4, 1.5, 0.2, 7.5, 20});
    CHECK(row.tested == 100); // one grade of seven
    CHECK(row.lunch == 0.4);
}

TEST_CASE("rows that follow the priors give the priors back up to one scale", "[experiments][prediction]") {
    const auto rows = made_up(0);
    const ScoreFit c = calibrate(rows, priors);
    // Scores are 40 points an SD; the fit measures in its own scale, so slopes are those times 40 / scale.
    for (std::size_t k = 0; k < models::n_causes; ++k) {
        CAPTURE(k);
        const double sd = std::sqrt(c.cov[(k + 1) * n_terms + k + 1]);
        CHECK(std::abs(c.slope[k + 1] - priors.slope[k] * 40 / c.scale) < 4 * sd);
    }
    for (const Institution& row : rows) // the least spread searched is 0.02 SD, so the priors still pull a little
        CHECK(predict(row, c, priors).mean == Approx(*row.observed).margin(1));
}

TEST_CASE("the yardstick is least squares on lunch share", "[experiments][prediction]") {
    std::vector<Institution> rows = made_up(0.3);
    for (Institution& row : rows)
        row.observed = 700 - 60 * row.lunch;
    const ScoreFit c = calibrate(rows, priors);
    CHECK(c.lunch_intercept == Approx(700));
    CHECK(c.lunch_slope == Approx(-60));
    CHECK(predict(rows[0], c, priors).lunch_only == Approx(*rows[0].observed));
}

TEST_CASE("a county's own scores do not touch its predictions", "[experiments][prediction]") {
    std::vector<Institution> rows = made_up(0.2);
    const auto before = predict_left_out(rows, priors);
    for (Institution& row : rows)
        if (row.county == "county 3") *row.observed += 500;
    const auto after = predict_left_out(rows, priors);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool is_own = rows[i].county == "county 3";
        CHECK((before[i].mean == after[i].mean && before[i].lunch_only == after[i].lunch_only &&
               before[i].sd == after[i].sd) == is_own);
    }
}

TEST_CASE("intervals cover what they say", "[experiments][prediction]") {
    // 120 rows at 95 %: four standard errors are 8 points; the seed is fixed.
    const auto rows = made_up(0.2);
    const auto predictions = predict_left_out(rows, priors);
    const Score score = score_of(rows, predictions, {1, 200});
    CHECK(score.n == 120);
    CHECK(score.is_by_county);
    CHECK(score.covered == Approx(0.95).margin(0.08));
    CHECK(score.rmse < score.rmse_lunch_only);
    CHECK(score.rmse_gain.lo <= score.rmse_gain.value);
    CHECK(score.rmse_gain.value <= score.rmse_gain.hi);
    CHECK(score.rmse_gain.value == Approx(score.rmse_lunch_only - score.rmse));
}

TEST_CASE("scores are those of a hand calculation", "[experiments][prediction]") {
    std::vector<Institution> rows(4);
    std::vector<Prediction> predictions(4);
    const double observed[] = {1, 2, 3, 9}, ours[] = {1, 2, 4, 0}, lunch[] = {3, 2, 1, 0};
    for (std::size_t i = 0; i < 4; ++i) {
        rows[i].observed = observed[i];
        predictions[i] = {ours[i], 1, lunch[i], i < 3};
    }
    const Score score = score_of(rows, predictions, {1, 0});
    CHECK(score.n == 3);
    CHECK(score.rmse == Approx(std::sqrt(1.0 / 3)));
    CHECK(score.rmse_lunch_only == Approx(std::sqrt(8.0 / 3)));
    CHECK(score.r_lunch_only == Approx(-1));
    CHECK(score.r == Approx(3 / std::sqrt(2 * 14.0 / 3)));
    CHECK(score.covered == 1);
}

TEST_CASE("what may be fitted on shares no county with what is predicted", "[experiments][prediction]") {
    const auto rows = made_up(0.2);
    const std::vector<Institution> some{rows[0], rows[1], rows[25]}; // of counties 0 and 2
    const auto rest = without_shared_counties(rows, some);
    CHECK(rest.size() == 100);
    for (const Institution& row : rest)
        CHECK((row.county != "county 0" && row.county != "county 2"));
    CHECK(without_shared_counties(rows, {}).size() == 120);
}

TEST_CASE("too few or equal scores are refused", "[experiments][prediction]") {
    auto rows = made_up(0.2);
    CHECK(unfit(rows, true) == "");
    for (Institution& row : rows)
        if (row.county != "county 5") row.observed = 600;
    CHECK(unfit(rows, false) == "");
    CHECK(unfit(rows, true) == "every mean_score outside county county 5 is the same");
    for (std::size_t i = 1; i < rows.size(); ++i)
        rows[i].observed.reset();
    CHECK(unfit(rows, false) == "1 row has a mean_score");
}
