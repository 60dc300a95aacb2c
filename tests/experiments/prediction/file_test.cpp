// A calibration of mode B as a file: what is written is read back, and what is wrong is named.
#include "experiments/prediction/file.h"
#include "models/model.h"
#include "tests/scenarios/files.h"

#include <catch2/catch.hpp>

using namespace experiments;

namespace {

const std::string shipped = ACCORD_SOURCE_DIR "/scenarios/data/prediction_california.json";

StoredCalibration read(const std::string& path) {
    scenarios::Problems problems;
    auto stored = read_calibration(path, problems);
    CAPTURE(problems.shown());
    REQUIRE(stored.has_value());
    return *stored;
}

std::vector<std::string> faults(const scenarios::Json& document) {
    const tests::Folder folder;
    scenarios::Problems problems;
    CHECK_FALSE(read_calibration(folder.write("c.json", document.dump()), problems).has_value());
    return folder.plain(problems);
}

} // namespace

TEST_CASE("a calibration is read back as it was written, to the last bit", "[experiments][prediction]") {
    const StoredCalibration first = read(shipped);
    const tests::Folder folder;
    const StoredCalibration again = read(folder.write("c.json", json_of(first).dump()));
    CHECK(json_of(again) == json_of(first));
    CHECK(again.file == first.file);
    CHECK(again.digest == first.digest);
    CHECK(again.calibration.slope == first.calibration.slope);
    CHECK(again.calibration.ids == first.calibration.ids);
    CHECK(json_of(first)["version"] == models::model_version()); // the model's: what was learned is of the model
}

TEST_CASE("the shipped calibration names the file it was fitted on and who was in it", "[experiments][prediction]") {
    const StoredCalibration stored = read(shipped);
    CHECK_THAT(stored.file, Catch::EndsWith("region_california_dev.csv"));
    CHECK(stored.digest.size() == 16);
    CHECK(stored.calibration.n == stored.calibration.ids.size());
    CHECK(stored.calibration.scale > 0);
}

TEST_CASE("each key that is missing or of the wrong kind is named", "[experiments][prediction][input]") {
    const scenarios::Json whole = json_of(read(shipped));
    for (const char* key : {"fitted-on", "digest", "scale", "slope", "n", "ids"}) {
        CAPTURE(key);
        scenarios::Json lacking = whole, wrong = whole;
        lacking.erase(key);
        wrong[key] = nullptr;
        const std::vector<std::string> expected{std::string("c.json: /") + key +
                                                ": is missing or of the wrong kind; expected what `accord predict "
                                                "FILE --save` writes"};
        CHECK(faults(lacking) == expected);
        CHECK(faults(wrong) == expected);
    }
}

TEST_CASE("all that is wrong is named at once, and what is no JSON or not there is refused",
          "[experiments][prediction][input]") {
    CHECK(faults(scenarios::Json::object()).size() > 6);
    scenarios::Problems problems;
    CHECK_FALSE(read_calibration("no/such/file.json", problems).has_value());
    CHECK(problems.size() == 1);
}
