// accord predict REGION.csv: mean scores from poverty, language, income and resources, against lunch share alone.
#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/options.h"
#include "cli/prediction_text.h"
#include "experiments/prediction/file.h"
#include "models/model.h"
#include "scenarios/library.h"
#include "scenarios/region.h"
#include "scenarios/text.h"
#include "sim/digest.h"
#include "sim/output_file.h"

#include <fmt/format.h>

#include <memory>

namespace cli {
namespace {

using experiments::Institution;

constexpr const char* shipped = "scenarios/data/prediction_california.json";

struct Arguments {
    std::string region, fit, save;
    CommonArguments common;
};

/// Income is optional in a region file, but mode B needs it: says each line that lacks it.
void need_income(const std::string& path, const std::vector<models::School>& schools, scenarios::Problems& problems) {
    scenarios::Problems heard; // the same file was read before
    const auto table = scenarios::read_csv(path, scenarios::school_columns(), heard);
    if (!table || !heard.is_empty() || table->rows.size() != schools.size()) return;
    if (!table->has("income_usd"))
        problems.add(path + ":1: income_usd", "is missing", "expected average incomes; predictions rest on them");
    for (std::size_t n = 0; table->has("income_usd") && n < schools.size(); ++n)
        if (schools[n].income_usd <= 0)
            problems.add(fmt::format("{}:{}: income_usd", path, table->rows[n].line), "is empty or 0",
                         "expected an average income; predictions rest on it");
}

std::vector<Institution> read_institutions(const std::string& path, scenarios::Problems& problems) {
    std::vector<std::string> notes;
    const auto schools = scenarios::read_schools(path, std::nullopt, problems, notes);
    need_income(path, schools, problems);
    const models::PredictionPriors priors = models::prediction_table().defaults();
    std::vector<Institution> rows;
    for (const models::School& school : schools)
        if (school.grade_low < 13)
            rows.push_back(experiments::institution_of(school, priors,
                                                       models::parameter_table().find("money.dollars-2018")->value));
    return rows;
}

void refuse_unfit(const std::string& path, const std::vector<Institution>& rows, bool is_left_out,
                  scenarios::Problems& problems) {
    if (const std::string why = experiments::unfit(rows, is_left_out); !why.empty())
        problems.add(
            path, why,
            fmt::format("expected at least {} rows with different scores to fit on", experiments::n_terms + 2));
}

/// Fits on `others` less the counties it shares with the region, and predicts the region.
void predict_from(const std::vector<Institution>& others, const std::string& path, PredictionReport& report,
                  scenarios::Problems& problems) {
    const auto rest = experiments::without_shared_counties(others, report.rows);
    refuse_unfit(path, rest, false, problems);
    problems.throw_if_any();
    const models::PredictionPriors priors = models::prediction_table().defaults();
    report.calibration = experiments::calibrate(rest, priors);
    report.how = fmt::format("fitted on {} institutions of {}", report.calibration.n, path);
    if (rest.size() < others.size())
        report.notes.push_back(fmt::format("{} rows of {} lie in counties that both files share and were left out of "
                                           "the fit",
                                           others.size() - rest.size(), path));
    for (const Institution& row : report.rows)
        report.predictions.push_back(experiments::predict(row, report.calibration, priors));
}

/// With the shipped calibration; where the region is part of what it was fitted on, it is fitted anew without it.
void predict_shipped(PredictionReport& report, scenarios::Problems& problems) {
    const auto stored = experiments::read_calibration(scenarios::home_file(shipped, problems), problems);
    problems.throw_if_any();
    const auto& ids = stored->calibration.ids;
    const bool is_part = std::any_of(report.rows.begin(), report.rows.end(), [&](const Institution& row) {
        return std::find(ids.begin(), ids.end(), row.id) != ids.end();
    });
    if (is_part) {
        const auto source = read_institutions(scenarios::home_file(stored->file, problems), problems);
        problems.throw_if_any();
        return predict_from(source, stored->file, report, problems);
    }
    report.calibration = stored->calibration;
    report.how =
        fmt::format("with the shipped calibration ({} institutions of {})", report.calibration.n, stored->file);
    for (const Institution& row : report.rows)
        report.predictions.push_back(
            experiments::predict(row, report.calibration, models::prediction_table().defaults()));
    report.notes.emplace_back("the shipped calibration knows California in 1998-99, the Stanford 9 test and dollars of "
                              "1999; on another test or in other dollars give --fit");
}

void predict_across_counties(PredictionReport& report, scenarios::Problems& problems) {
    refuse_unfit(report.file, report.rows, true, problems);
    problems.throw_if_any();
    const models::PredictionPriors priors = models::prediction_table().defaults();
    report.predictions = experiments::predict_left_out(report.rows, priors);
    report.calibration = experiments::calibrate(report.rows, priors);
    report.how = fmt::format("each of {} counties predicted from the others alone", report.calibration.counties);
}

void save(const Arguments& arguments, const PredictionReport& report) {
    scenarios::Problems problems;
    const std::string& file = arguments.fit.empty() ? arguments.region : arguments.fit;
    const std::string bytes = scenarios::read_text(file, problems).value_or("");
    problems.throw_if_any();
    const std::string digest = sim::hex(sim::digest_bytes(bytes.data(), bytes.size(), 0));
    sim::write_whole(arguments.save, experiments::json_of({report.calibration, file, digest}).dump(1) + "\n");
}

int predict(const Arguments& arguments) {
    scenarios::Problems problems;
    const Format format = parse_format(arguments.common, "accord predict", problems);
    PredictionReport report;
    report.file = arguments.region;
    if (arguments.region.empty())
        problems.add("accord predict: REGION.csv", "is missing", "expected a file with the columns of schools.csv");
    else
        report.rows = read_institutions(arguments.region, problems);
    std::vector<Institution> others;
    if (!arguments.fit.empty()) others = read_institutions(arguments.fit, problems);
    problems.throw_if_any();
    if (!arguments.fit.empty())
        predict_from(others, arguments.fit, report, problems);
    else if (experiments::county_count(report.rows) >= experiments::counties_to_cross_validate)
        predict_across_counties(report, problems);
    else
        predict_shipped(report, problems);
    report.score = experiments::score_of(report.rows, report.predictions, {1, 2000});
    report.notes.emplace_back("scores of small districts are noisy; the intervals hold that noise");
    if (!arguments.save.empty()) save(arguments, report);
    if (format == Format::json)
        write_result(prediction_json(report));
    else
        write_result(format == Format::csv ? prediction_csv(report) : prediction_text(report, output_width()));
    return 0;
}

} // namespace

Run declare_predict(Options& options) {
    const auto arguments = std::make_shared<Arguments>();
    options.add({{"REGION.csv", &arguments->region, "Institutions to predict: the columns of schools.csv with income",
                  "", files_only()},
                 {"--fit", &arguments->fit, "Fit on this file instead of across counties", "OTHER.csv", files_only()},
                 {"--save", &arguments->save, "Write what was learned to this file", "FILE.json", files_only()}});
    add_format_option(options, arguments->common);
    options.examples = "Examples:\n  accord predict scenarios/data/region_california_dev.csv\n"
                       "  accord predict my-schools.csv --fit scenarios/data/region_california_dev.csv";
    return [arguments] { return predict(*arguments); };
}

} // namespace cli
