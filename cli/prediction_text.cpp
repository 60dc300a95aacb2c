#include "cli/prediction_text.h"

#include "cli/record.h"
#include "scenarios/version.h"
#include "scenarios/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cli {
namespace {

using experiments::Institution;
using experiments::Prediction;
using scenarios::Json;
using scenarios::plain;

constexpr std::size_t most_shown = 5; ///< Institutions named at each end.
constexpr double noteworthy = 1.6449; ///< SDs; one of ten lies further off by chance alone.

std::string headline(const PredictionReport& report) {
    const experiments::Score& s = report.score;
    std::string text = fmt::format("{}: mean scores of {} institutions from poverty, language, income and resources "
                                   "alone (mode B), {}. ",
                                   report.file, report.rows.size(), report.how);
    if (!std::isfinite(s.rmse)) return text + "Fewer than three of them have a mean_score, so nothing can be scored.";
    text += fmt::format("The model misses a mean score by {} (root mean square), lunch share alone by {}. ",
                        plain.level(s.rmse, "points"), plain.number(s.rmse_lunch_only));
    const double gain = s.rmse_gain.value;
    const std::string verdict = s.rmse_gain.lo > 0   ? "The model is clearly better"
                                : s.rmse_gain.hi < 0 ? "Lunch share alone is clearly better"
                                                     : "Neither is clearly better";
    text += fmt::format("{}: {} {}", verdict, plain.size(gain, "points"), gain < 0 ? "more" : "less");
    if (std::isfinite(s.rmse_gain.lo))
        text += fmt::format(" ({}, {} resampled)", plain.interval(s.rmse_gain, "points"),
                            s.is_by_county ? "whole counties" : "institutions");
    if (std::isfinite(s.r))
        text += fmt::format(". Correlation with the true scores {} against {}", plain.number(s.r),
                            plain.number(s.r_lunch_only));
    return text + fmt::format(". {} of the scores lie inside their 95 % interval.", plain.level(s.covered, "share"));
}

/// Prior and what the rows made of it.
TextTable slopes(const PredictionReport& report) {
    TextTable table{
        {"cause", "evidence says", "with these rows", "unit", "meaning"}, {}, {true, false, false, true, true}};
    for (std::size_t k = 0; k < models::n_causes; ++k) {
        const sim::ParameterRow& row = models::prediction_table().rows()[k];
        const std::size_t at = k + 1;
        const double slope = report.calibration.slope[at];
        const double half = experiments::normal_95 * std::sqrt(report.calibration.cov[at * experiments::n_terms + at]);
        table.rows.push_back(
            {row.id, fmt::format("{} ({})", plain.number(row.value), plain.range(row.range.low, row.range.high, "")),
             fmt::format("{} ({})", plain.number(slope), plain.range(slope - half, slope + half, "")), row.unit,
             row.summary});
    }
    return table;
}

/// The institutions furthest above (sign +1) or below (-1) what their intake suggests.
TextTable furthest(const PredictionReport& report, int sign) {
    TextTable table{
        {"institution", "county", "observed", "predicted", "95 % interval", "difference"}, {}, {true, true}};
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < report.rows.size(); ++i)
        if (sign * surprise(report.rows[i], report.predictions[i]) > noteworthy) order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return sign * surprise(report.rows[a], report.predictions[a]) >
               sign * surprise(report.rows[b], report.predictions[b]);
    });
    for (std::size_t n = 0; n < std::min(order.size(), most_shown); ++n) {
        const Institution& row = report.rows[order[n]];
        const Prediction& p = report.predictions[order[n]];
        const double half = experiments::normal_95 * p.sd;
        table.rows.push_back({row.name, row.county, plain.number(*row.observed), plain.number(p.mean),
                              plain.range(p.mean - half, p.mean + half, "points"),
                              plain.signed_number(*row.observed - p.mean)});
    }
    return table;
}

std::string ends(const PredictionReport& report, std::size_t width) {
    std::string text;
    for (const int sign : {1, -1}) {
        const TextTable table = furthest(report, sign);
        if (table.rows.empty()) continue;
        text += fmt::format("\nFurthest {} what their intake suggests\n", sign > 0 ? "above" : "below");
        text += table.text(width);
    }
    return text;
}

Json figure(const experiments::Figure& f) {
    return {{"value", json_number(f.value)}, {"lo", json_number(f.lo)}, {"hi", json_number(f.hi)}};
}

Json slopes_json(const PredictionReport& report) {
    Json list = Json::array();
    for (std::size_t k = 0; k < models::n_causes; ++k) {
        const sim::ParameterRow& row = models::prediction_table().rows()[k];
        const std::size_t at = k + 1;
        const double sd = std::sqrt(report.calibration.cov[at * experiments::n_terms + at]);
        list.push_back({{"id", row.id},
                        {"unit", row.unit},
                        {"prior", row.value},
                        {"prior_lo", row.range.low},
                        {"prior_hi", row.range.high},
                        {"estimate", report.calibration.slope[at]},
                        {"lo", report.calibration.slope[at] - experiments::normal_95 * sd},
                        {"hi", report.calibration.slope[at] + experiments::normal_95 * sd}});
    }
    return list;
}

Record record_of(const Institution& row, const Prediction& p) {
    const double half = experiments::normal_95 * p.sd;
    return {{"id", row.id},
            {"name", row.name},
            {"county", row.county},
            {"observed", value_of(row.observed)},
            {"predicted", p.mean},
            {"lo", p.mean - half},
            {"hi", p.mean + half},
            {"lunch_only", p.lunch_only},
            {"surprise", surprise(row, p)}};
}

constexpr std::string_view caution =
    "A difference is no causal effect: it holds everything that is not in these columns (who moves in, other "
    "languages, "
    "parents' schooling, the test, luck) and the chance of the few pupils tested. It says where to look, not whom to "
    "praise or blame.";

} // namespace

double surprise(const Institution& row, const Prediction& prediction) {
    return row.observed ? (*row.observed - prediction.mean) / prediction.sd : experiments::absent;
}

std::string prediction_text(const PredictionReport& report, std::size_t width) {
    std::string text = wrapped(headline(report), width) + "\n" + slopes(report).text(width);
    text += wrapped("SD = spread of pupils, here " + plain.level(report.calibration.scale, "points") +
                        "; in brackets 95 % intervals, before and after the rows were seen.",
                    width);
    text += ends(report, width) + "\n" + wrapped(std::string(caution), width);
    for (const std::string& note : report.notes)
        text += wrapped("- " + note, width, 2);
    return text;
}

Json prediction_json(const PredictionReport& report) {
    const experiments::Score& s = report.score;
    Json document{{"version", scenarios::program_version()},
                  {"file", report.file},
                  {"how", report.how},
                  {"rmse", json_number(s.rmse)},
                  {"r", json_number(s.r)},
                  {"rmse_lunch_only", json_number(s.rmse_lunch_only)},
                  {"r_lunch_only", json_number(s.r_lunch_only)},
                  {"n", s.n},
                  {"rmse_gain", figure(s.rmse_gain)},
                  {"r_gain", figure(s.r_gain)},
                  {"resampled", s.is_by_county ? "counties" : "institutions"},
                  {"covered", json_number(s.covered)},
                  {"fitted_on", report.calibration.n},
                  {"pupil_sd", report.calibration.scale},
                  {"prior_width", report.calibration.prior_width},
                  {"slopes", slopes_json(report)},
                  {"caveats", report.notes}};
    document["caveats"].push_back(caution);
    document["rows"] = Json::array();
    for (std::size_t i = 0; i < report.rows.size(); ++i)
        document["rows"].push_back(as_json(record_of(report.rows[i], report.predictions[i])));
    return document;
}

std::string prediction_csv(const PredictionReport& report) {
    std::vector<Record> records;
    for (std::size_t i = 0; i < report.rows.size(); ++i)
        records.push_back(record_of(report.rows[i], report.predictions[i]));
    return as_csv(records);
}

} // namespace cli
