#include "experiments/prediction/file.h"

#include "models/model.h"

#include <fmt/format.h>

namespace experiments {
namespace {

using scenarios::Json;

/// Keys of a calibration file in both directions; `f(key, field)`.
template <class C, class F>
void for_each_key(C& c, F&& f) {
    f("centre", c.centre), f("scale", c.scale), f("district-sd", c.district_sd), f("county-sd", c.county_sd);
    f("prior-width", c.prior_width), f("slope", c.slope), f("covariance", c.cov);
    f("lunch-intercept", c.lunch_intercept), f("lunch-slope", c.lunch_slope);
    f("n", c.n), f("counties", c.counties), f("ids", c.ids);
}

} // namespace

Json json_of(const StoredCalibration& stored) {
    Json document{{"about", "what mode B learned from a region's mean scores; slopes in SD of pupils, intercept first, "
                            "then poverty, income, language, spending, crowding (accord list parameters: predict.*)"},
                  {"fitted-on", stored.file},
                  {"digest", stored.digest},
                  {"version", models::model_version()}};
    for_each_key(stored.calibration, [&](const char* key, const auto& field) { document[key] = field; });
    return document;
}

std::optional<StoredCalibration> read_calibration(const std::string& path, scenarios::Problems& problems) {
    const auto document = scenarios::read_json(path, problems);
    if (!document) return std::nullopt;
    const std::size_t before = problems.size();
    StoredCalibration stored;
    const auto read = [&](const char* key, auto& field) {
        try {
            document->at(key).get_to(field);
        } catch (const Json::exception&) {
            problems.add(fmt::format("{}: /{}", path, key), "is missing or of the wrong kind",
                         "expected what `accord predict FILE --save` writes");
        }
    };
    read("fitted-on", stored.file), read("digest", stored.digest);
    for_each_key(stored.calibration, read);
    if (problems.size() > before) return std::nullopt;
    return stored;
}

} // namespace experiments
