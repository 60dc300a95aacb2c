#pragma once
/// \file
/// A small store made by hand, for tests of the file itself.

#include "experiments/store/run_queue.h"
#include "models/model.h"
#include "sim/error.h"
#include "tests/scenarios/files.h"

#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace tests {

using namespace experiments;
using Start = StoreWriter::Start;

inline constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

inline StoreHeader header() {
    StoreHeader h;
    h.experiment = "small";
    h.title = "A \"quoted\" title, with ümlaut";
    h.experiment_text = "{}";
    h.model_version = "9.9";
    h.baseline = "go-it-alone";
    h.created = "2026-01-01T00:00:00.000Z";
    h.seed = 9'007'199'254'740'991;
    h.replicates = h.most_replicates = 2;
    h.months = 3;
    h.n_treatments = 2;
    h.keeps_series = true;
    h.inputs = {{"trust.gain", "1/term", "how fast", 0.05, 0.6, {}}, {"scenario", "", "which", 0, 1, {"one", "two"}}};
    h.outcomes = {{"ability-mean", "SD", "mean ability", sim::Good::up},
                  {"dropout", "share", "leavers", sim::Good::down}};
    h.caveats = {"one", "two"};
    h.files = {{"../s.json", "00ff", std::string("a\0b", 3)}};
    return h;
}

inline StoredRun run(std::uint64_t treatment, std::uint32_t replicate, double value) {
    StoredRun r;
    r.run = "000000000000000" + std::to_string(4 * treatment + replicate);
    r.treatment = treatment;
    r.replicate = replicate;
    r.seed = 7;
    r.outcomes = {value, nothing};
    r.digest = "00000000000000aa";
    r.months = 3;
    std::vector<float> series(models::observables().size() * 3);
    for (std::size_t i = 0; i < series.size(); ++i)
        series[i] = static_cast<float>(i) + static_cast<float>(value);
    r.series.assign(reinterpret_cast<const char*>(series.data()), series.size() * sizeof(float));
    return r;
}

inline const std::vector<StoredTreatment> treatments{{0, 0, "go-it-alone", "calm", {0.1, 1}},
                                                     {1, 0, "equity-first", "calm", {0.1, 0}}};

inline void each_treatment(const std::function<void(const StoredTreatment&)>& visit) {
    for (const StoredTreatment& treatment : treatments)
        visit(treatment);
}

inline void fill(const std::string& path, const std::vector<StoredRun>& runs) {
    StoreWriter writer(path, Start::fresh, header());
    writer.replace_plan(header(), each_treatment, {});
    RunQueue queue(writer, {});
    for (const StoredRun& r : runs)
        queue.put(r);
    queue.finish("finished");
}

inline StoredRun failed(std::uint64_t treatment, std::uint32_t replicate) {
    StoredRun r = run(treatment, replicate, 0);
    r.status = RunStatus::over_limit;
    r.reason = "took longer than 1 s";
    r.outcomes.clear();
    r.digest.clear();
    r.series.clear();
    return r;
}

template <class Error>
std::string refusal(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

} // namespace tests
