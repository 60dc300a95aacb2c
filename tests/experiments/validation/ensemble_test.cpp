// Whose parameter sets a comparison may take: those of this model, calibrated with the mechanisms of the run.
#include "experiments/validation/ensemble.h"
#include "models/mechanisms.h"
#include "models/model.h"
#include "scenarios/library.h"
#include "scenarios/scenario.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace experiments;

namespace {

/// A record as a user has it in a file; the file goes with it.
struct Record {
    std::string folder = (std::filesystem::temp_directory_path() / "accord-ensemble-XXXXXX").string();
    std::string file;

    explicit Record(const std::string& version) {
        REQUIRE(mkdtemp(folder.data()) != nullptr);
        file = folder + "/calibration.json";
        std::ofstream(file) << "{" << version << R"("ensemble": [{"parameters": {"trust.gain": 0.2}}]})";
    }
    Record(const Record&) = delete;
    Record& operator=(const Record&) = delete;
    ~Record() { std::filesystem::remove_all(folder); }

    /// What is said of it without the file's name, one a line.
    std::string said(const models::Parameters& own, std::size_t& n_sets) const {
        scenarios::Problems problems;
        n_sets = ensemble(own, file, problems).size();
        std::string text;
        for (const std::string& line : problems.shown()) {
            REQUIRE(line.rfind(file + ": ", 0) == 0);
            text += line.substr(file.size() + 2) + "\n";
        }
        return text;
    }
};

std::string of_model(const std::string& version) { return fmt::format("\"version\": \"{}\", ", version); }

} // namespace

TEST_CASE("a record of another model, or of none, is refused with what to do", "[experiments][ensemble][input]") {
    const models::Parameters own = models::parameter_table().defaults();
    const std::string wanted =
        fmt::format("; expected a record of model {}: make it anew with `accord calibrate`\n", models::model_version());
    std::size_t n = 0;
    CHECK(Record(of_model("0.1.0")).said(own, n) == "/version: is of model 0.1.0" + wanted);
    CHECK(n == 0);
    CHECK(Record("").said(own, n) == "/version: is missing" + wanted);
    CHECK(Record("\"version\": 3, ").said(own, n) == "/version: is a number" + wanted);
    CHECK(Record(of_model(models::model_version())).said(own, n) == "");
    CHECK(n == 1);
}

TEST_CASE("a record that was calibrated with other mechanisms than the run has is refused, each mechanism by name",
          "[experiments][ensemble][input]") {
    const Record record(of_model(models::model_version()));
    const std::string wanted = "; expected a run with the mechanisms of the calibration, or uncertainty chance\n";
    std::size_t n = 0;
    for (const models::Mechanism& m : models::mechanisms()) {
        models::Parameters own = models::parameter_table().defaults();
        models::switch_off(own, m);
        const std::string line = "/ensemble: was calibrated with " + m.id + ", which this run has off" + wanted;
        CHECK(record.said(own, n).find(line) != std::string::npos); // what it carries is off with it
    }
}

TEST_CASE("of the shipped record the caveats say what does not fit; with chance alone there is nothing to say",
          "[experiments][ensemble]") {
    const auto caveats = [](const std::string& kind, const std::vector<std::string>& without) {
        scenarios::Problems problems;
        JobSettings settings;
        settings.without = without;
        auto job = job_of(scenarios::load_scenario(scenarios::find_scenario("two-schools")), settings, "--", problems);
        take_sets(*job, settings, {kind, "2", ""}, "--", problems);
        return job->scenario.caveats;
    };
    const auto has = [](const std::vector<std::string>& all, const std::string& part) {
        return std::any_of(all.begin(), all.end(),
                           [&](const std::string& one) { return one.find(part) != std::string::npos; });
    };
    const std::string off = "The sets of parameters were calibrated with trust, which this run has off.";
    CHECK(has(caveats("parameters", {"trust"}), off));
    CHECK_FALSE(has(caveats("parameters", {}), off));
    CHECK_FALSE(has(caveats("chance", {"trust"}), "The sets of parameters"));
}
