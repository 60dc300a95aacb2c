// Files that the program of 0.2.1 wrote (tests/kept): they open, or are refused with what to do.
#include "models/model.h"
#include "scenarios/version.h"
#include "tests/cli/program.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <regex>

using tests::accord;

namespace {

const std::string kept = ACCORD_SOURCE_DIR "/tests/kept/0.2.1/";

/// Whether this model is the one that made the files: then the very bits are asked for.
bool is_same_model() { return models::model_version() == "0.2.1"; }

/// A copy: reading a store may change the file beside it.
std::string copy_of(const std::string& name, const tests::Folder& folder) {
    std::filesystem::copy_file(kept + name, folder.path(name));
    return folder.path(name);
}

std::string first_match(const std::string& file, const std::string& pattern) {
    const std::string text = tests::content_of(ACCORD_SOURCE_DIR "/" + file);
    std::smatch found;
    return std::regex_search(text, found, std::regex(pattern)) ? found[1].str() : file + " names no version";
}

std::size_t n_lines(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

} // namespace

TEST_CASE("every page that names a version names the program's, and the model's is that of its changes", "[cli]") {
    const std::string program = scenarios::program_version(), model = models::model_version();
    CHECK(accord("--version").out == "accord " + program + ", model " + model + "\n");
    CHECK(first_match("CITATION.cff", "\nversion: ([0-9.]+)") == program);
    CHECK(first_match("CHANGELOG.md", "\n## ([0-9.]+)") == program);
    CHECK(first_match("CHANGELOG.md", "\n## [0-9.]+ [^\n]*model ([0-9.]+)") == model);
    CHECK(first_match("models/CHANGES.md", "\n## ([0-9.]+)") == model);
    CHECK(first_match("README.md", "accord ([0-9.]+), model [0-9.]+") == program);
    CHECK(first_match("README.md", "accord [0-9.]+, model ([0-9.]+)") == model);
}

TEST_CASE("a program without its window says which command builds it, and ends with 3", "[cli]") {
    const tests::Folder folder;
    const std::string out = folder.path("out"), err = folder.path("err");
    const int status = std::system(("'" ACCORD_WINDOWLESS "' view sonoma >'" + out + "' 2>'" + err + "'").c_str());
    CHECK(WEXITSTATUS(status) == 3);
    CHECK(tests::content_of(out).empty());
    CHECK_THAT(tests::content_of(err), Catch::Contains("`scripts/setup && scripts/build` builds it"));
}

TEST_CASE("a scenario of 0.2.1 runs, to the same bits while the model is the same", "[cli][kept]") {
    const tests::Outcome got = accord("run '" + kept + "two-schools.json' --format json");
    REQUIRE(got.code == 0);
    const auto then = nlohmann::ordered_json::parse(tests::content_of(kept + "run.json"));
    for (const char* key : {"scenario", "strategy", "condition", "seed", "replicates", "months"})
        CHECK(got.json()[key] == then[key]);
    if (is_same_model()) {
        CHECK(got.json()["digest"] == then["digest"]);
        for (const auto& [id, outcome] : then["outcomes"].items()) {
            CAPTURE(id);
            CHECK(got.json()["outcomes"][id]["mean"] == outcome["mean"]);
        }
    }
}

TEST_CASE("an experiment of 0.2.1 is planned as it was", "[cli][kept]") {
    const tests::Outcome got = accord("check '" + kept + "experiment.json'");
    CHECK(got.code == 0);
    CHECK_THAT(got.out, Catch::Contains("12 treatments, 3 strategies, 2 conditions, 2 points of 1 input, 2 replicates "
                                        "each, 24 runs"));
}

TEST_CASE("a calibration of 0.2.0 is refused with what to do", "[cli][kept]") {
    const tests::Outcome got =
        accord("compare two-schools --months 3 --replicates 2 --sets 2 --ensemble '" + kept + "calibration.json'");
    CHECK(got.code == 2);
    CHECK(got.out.empty());
    CHECK(got.err == kept + "calibration.json: /version: is of model 0.2.0; expected a record of model " +
                         models::model_version() + ": make it anew with `accord calibrate`\n");
}

TEST_CASE("a store that is viewed takes no settings", "[cli][kept]") {
    const tests::Folder folder;
    const std::string store = copy_of("store.db", folder);
    for (const char* option : {"--set trust.loss-ratio=4", "--without stock"}) {
        const tests::Outcome got = accord("view '" + store + "' " + option);
        CHECK(got.code == 2);
        CHECK(got.err == "accord view: --set, --without: do not go with the store of a sweep; expected a scenario\n");
    }
}

TEST_CASE("a store of 0.2.1 opens in every command that reads stores", "[cli][kept]") {
    const tests::Folder folder;
    const std::string store = copy_of("store.db", folder);
    const auto status = accord("status '" + store + "' --format json").json();
    CHECK(status["done"] == 12);
    CHECK(status["failed"] == 0);
    const tests::Outcome rows = accord("export '" + store + "' --table runs --format csv");
    REQUIRE(rows.code == 0);
    CHECK(n_lines(rows.out) == 13); // a header and the runs
    CHECK(accord("analyze '" + store + "' compare --output ability-mean --format json").code == 0);
    CHECK(accord("report '" + store + "' --out '" + folder.path("r.html") + "'").code == 0);
    CHECK(std::filesystem::file_size(folder.path("r.html")) > 10'000);
}

TEST_CASE("a run of 0.2.1 is replayed to its bits, or the replay says which model made it", "[cli][kept]") {
    const tests::Folder folder;
    const tests::Outcome got = accord("replay '" + copy_of("store.db", folder) + "' 03469f794de8f86e");
    CAPTURE(got.out, got.err);
    if (is_same_model())
        CHECK(got.code == 0);
    else
        CHECK_THAT(got.out + got.err, Catch::Contains("made by model 0.2.1"));
}

TEST_CASE("a sweep of 0.2.1 is finished by --resume, or refused with the model's name and what to do", "[cli][kept]") {
    const tests::Folder folder;
    const std::string store = copy_of("store.db", folder);
    const tests::Outcome got = accord("sweep '" + kept + "experiment.json' --out '" + store + "' --resume");
    CAPTURE(got.err);
    if (is_same_model()) {
        CHECK(got.code == 0);
        CHECK(accord("status '" + store + "' --format json").json()["done"] == 24);
    } else {
        CHECK(got.code == 2);
        CHECK_THAT(got.err, Catch::Contains("made by model 0.2.1") && Catch::Contains("another --out"));
    }
}
