#include "experiments/sweep/verdict.h"

#include "experiments/sweep/experiment.h"
#include "experiments/sweep/plan.h"
#include "scenarios/condition_text.h"
#include "scenarios/region.h"
#include "sim/error.h"

#include <fmt/format.h>

#include <algorithm>

namespace experiments {
namespace {

double pupils_of(const std::vector<models::School>& schools) {
    double pupils = 0;
    for (const models::School& school : schools)
        pupils += school.enrolment;
    return pupils;
}

std::string count_text(std::size_t n, std::string_view one) {
    return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s");
}

std::string pupils_text(double pupils) { return fmt::format("{:.0f} pupils", pupils); }

void check_scenario(const std::string& file, scenarios::Problems& problems, std::vector<FileVerdict>& verdicts) {
    const auto scenario = scenarios::read_scenario(file, problems);
    if (!scenario) return;
    const models::Region& region = scenario->setup.region;
    const models::Region whole = models::completed(region);
    const std::size_t n_added = whole.schools.size() - region.schools.size();
    std::string summary =
        fmt::format("scenario {}: {}", scenario->name, count_text(region.schools.size(), "institution"));
    if (n_added > 0) summary += fmt::format(" and {} synthetic", n_added);
    summary += fmt::format(", {}", pupils_text(pupils_of(whole.schools)));
    summary +=
        region.synthetic_partners ? ", synthetic partners" : ", " + count_text(region.partners.size(), "partner");
    if (!region.ties.empty()) summary += ", " + count_text(region.ties.size(), "tie");
    summary +=
        fmt::format(", {}, {}, {}, {}", scenario->strategy, scenarios::condition_label(scenario->setup.conditions),
                    count_text(scenario->months, "month"), count_text(scenario->replicates, "replicate"));
    verdicts.push_back({file, "scenario", summary, scenario->notes});
}

void check_experiment(const std::string& file, scenarios::Problems& problems, std::vector<FileVerdict>& verdicts) {
    const auto experiment = read_experiment(file, problems);
    if (!experiment) return;
    try {
        const Treatments treatments(*experiment);
        const std::string summary =
            fmt::format("experiment {}: {}, {}, {}, {} of {} input{}, {} each, {}", experiment->name,
                        count_text(treatments.size(), "treatment"),
                        fmt::format("{} strateg{}", experiment->strategies.size(),
                                    experiment->strategies.size() == 1 ? "y" : "ies"),
                        count_text(experiment->conditions.size(), "condition"),
                        count_text(treatments.n_groups() / experiment->conditions.size(), "point"),
                        experiment->design.inputs.size(), experiment->design.inputs.size() == 1 ? "" : "s",
                        count_text(experiment->replicates, "replicate"),
                        count_text(treatments.size() * experiment->replicates, "run"));
        verdicts.push_back({file, "experiment", summary, treatments.design().notes});
    } catch (const sim::InputError& error) {
        for (const std::string& message : error.messages())
            problems.add(file + ": /" + message);
    }
}

void check_strategy(const std::string& file, scenarios::Problems& problems, std::vector<FileVerdict>& verdicts) {
    const auto strategy = scenarios::read_strategy(file, problems);
    if (!strategy) return;
    std::size_t moved = 0;
    const models::Levers usual = models::lever_table().defaults();
    for (const sim::ParameterRow& row : models::lever_table().rows())
        moved += sim::ParameterTable<models::Levers>::at(strategy->levers, row) !=
                 sim::ParameterTable<models::Levers>::at(usual, row);
    verdicts.push_back(
        {file,
         "strategy",
         fmt::format("strategy {}: {}, {} moved", strategy->id, strategy->name, count_text(moved, "lever")),
         {}});
}

/// Scenarios, strategies and experiments are told apart by the keys only one of them has.
void check_document(const std::string& file, scenarios::Problems& problems, std::vector<FileVerdict>& verdicts) {
    scenarios::Problems heard;
    const auto document = scenarios::read_json(file, heard);
    if (document && is_experiment(*document))
        check_experiment(file, problems, verdicts);
    else if (document && document->is_object() && document->contains("levers"))
        check_strategy(file, problems, verdicts);
    else
        check_scenario(file, problems, verdicts);
}

/// Region files are told apart by the column only they have.
void check_region_file(const std::string& file, scenarios::Problems& problems, std::vector<FileVerdict>& verdicts) {
    const std::size_t before = problems.size();
    scenarios::Problems heard;
    const std::vector<std::string> header = scenarios::csv_header(file, heard);
    const auto has = [&](const char* column) {
        return std::find(header.begin(), header.end(), column) != header.end();
    };
    FileVerdict verdict{file, "schools", "", {}};
    if (has("school") || has("partner")) {
        const auto ties = scenarios::read_ties(file, nullptr, 2000, problems, verdict.notes);
        verdict.kind = "ties";
        verdict.summary = "ties: " + count_text(ties.size(), "tie") + " (their ids are checked with a scenario)";
    } else if (has("funds_usd_per_month") || has("staff_hours_per_month") || (has("kind") && !has("enrolment"))) {
        const auto partners = scenarios::read_partners(file, problems, verdict.notes);
        verdict.kind = "partners";
        verdict.summary = "partners: " + count_text(partners.size(), "partner");
    } else {
        const auto schools = scenarios::read_schools(file, std::nullopt, problems, verdict.notes);
        verdict.summary =
            fmt::format("schools: {}, {}", count_text(schools.size(), "institution"), pupils_text(pupils_of(schools)));
    }
    if (problems.size() == before) verdicts.push_back(std::move(verdict));
}

} // namespace

scenarios::Json json_of(const FileVerdict& verdict) {
    return {{"file", verdict.file},
            {"kind", verdict.kind},
            {"ok", true},
            {"summary", verdict.summary},
            {"notes", verdict.notes}};
}

std::vector<FileVerdict> check_files(const std::vector<std::string>& files, scenarios::Problems& problems) {
    std::vector<FileVerdict> verdicts;
    for (const std::string& file : files) {
        if (file.ends_with(".csv"))
            check_region_file(file, problems, verdicts);
        else
            check_document(file, problems, verdicts);
    }
    return verdicts;
}

} // namespace experiments
