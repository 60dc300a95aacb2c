// Sweeps into stores, stores merged, and what a store holds.
#include "python/bindings/convert.h"
#include "python/bindings/module.h"
#include "python/bindings/waiting.h"

#include "experiments/store/writer.h"
#include "experiments/sweep/completeness.h"
#include "experiments/sweep/replay.h"
#include "experiments/sweep/sweep.h"
#include "scenarios/text.h"
#include "sim/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>

namespace python {
namespace {

namespace nb = nanobind;
using namespace nb::literals;
using experiments::Store;

experiments::Experiment read(const std::string& experiment) {
    scenarios::Problems problems;
    auto found = experiments::read_experiment(experiments::find_experiment(experiment), problems);
    problems.throw_if_any();
    return std::move(*found);
}

experiments::Shard shard_of(const std::string& text) {
    const auto shard = experiments::parse_shard(text);
    if (!shard)
        throw sim::InputError(fmt::format("accord.sweep: shard: '{}' is no part; expected I/N with I from 1 to N",
                                          scenarios::shown(text)));
    return *shard;
}

Dict sweep(const std::string& experiment, const Texts& texts, const std::string& out, const std::string& shard,
           int threads, bool is_resumed, bool retries_failed, const nb::object& progress) {
    experiments::SweepResult result;
    wait_for(
        [&](Signals& signals) {
            const scenarios::GivenTexts given(texts);
            const experiments::SweepOptions options{out, is_resumed, retries_failed, shard_of(shard), threads};
            experiments::SweepWatch watch;
            watch.stop = &signals.stop;
            watch.on_progress = [&](const experiments::SweepProgress& p) {
                signals.all.store(p.planned), signals.done.store(p.stored + p.done + p.failed);
            };
            result = experiments::run_sweep(read(experiment), options, watch);
        },
        progress);
    nb::dict said;
    said["done"] = result.counts.done;
    said["failed"] = result.counts.failed + result.counts.over_limit;
    said["seconds"] = result.progress.seconds;
    said["interrupted"] = result.was_interrupted;
    return said;
}

/// Treatments and runs of an experiment as planned, before anything runs.
Dict size_of(const std::string& experiment, const Texts& texts) {
    const scenarios::GivenTexts given(texts);
    const experiments::Experiment read_one = read(experiment);
    const experiments::Treatments treatments(read_one);
    nb::dict said;
    said["name"] = read_one.name;
    said["treatments"] = treatments.size();
    said["worlds"] = treatments.n_groups();
    said["runs"] = treatments.size() * read_one.most_replicates();
    return said;
}

/// Experiment and all it names, as read here, by path: what another machine needs.
Texts files_of(const std::string& experiment, const Texts& texts) {
    const scenarios::GivenTexts given(texts);
    const experiments::Experiment found = read(experiment);
    scenarios::Problems problems;
    Texts files{{experiment, scenarios::read_text(found.file, problems).value_or("")}};
    files[found.file] = files[experiment];
    for (const scenarios::InputFile& file : found.files)
        files[file.path] = scenarios::read_text(file.path, problems).value_or("");
    problems.throw_if_any();
    return files;
}

/// Column after column of all runs, by treatment and replicate; numbers as arrays, NaN where absent.
Dict runs_of(const Store& store) {
    const experiments::StoreHeader& header = store.header();
    std::vector<std::string> ids, strategies, conditions, status, reason, digest, started, finished, host, shard;
    std::vector<std::uint64_t> treatment, point, replicate, seed;
    std::vector<int> worker;
    std::vector<double> seconds;
    std::vector<std::vector<double>> inputs(header.inputs.size()), outcomes(header.outcomes.size());
    const std::vector<experiments::StoredTreatment> treatments = store.treatments();
    auto of = treatments.begin();
    store.each_run([&](const experiments::StoredRun& run) {
        while (of != treatments.end() && of->treatment < run.treatment)
            ++of;
        if (of == treatments.end() || of->treatment != run.treatment) return;
        ids.push_back(run.run), treatment.push_back(run.treatment), point.push_back(of->point);
        strategies.push_back(of->strategy), conditions.push_back(of->condition), replicate.push_back(run.replicate);
        seed.push_back(run.seed), status.emplace_back(name(run.status)), reason.push_back(run.reason);
        for (std::size_t k = 0; k < inputs.size(); ++k)
            inputs[k].push_back(of->inputs[k]);
        for (std::size_t k = 0; k < outcomes.size(); ++k)
            outcomes[k].push_back(run.outcomes[k]);
        digest.push_back(run.digest), started.push_back(run.started), finished.push_back(run.finished);
        seconds.push_back(run.seconds), host.push_back(run.host), worker.push_back(run.worker);
        shard.push_back(run.shard);
    });
    nb::dict columns;
    const auto put = [&](const char* id, const auto& values) { columns[id] = nb::cast(values); };
    put("run", ids), put("treatment", treatment), put("point", point), put("strategy", strategies);
    put("condition", conditions), put("replicate", replicate), put("seed", seed), put("status", status);
    put("reason", reason);
    for (std::size_t k = 0; k < inputs.size(); ++k) {
        const auto& levels = header.inputs[k].levels;
        if (levels.empty()) {
            columns[header.inputs[k].id.c_str()] = column_of(std::move(inputs[k]));
            continue;
        }
        std::vector<std::string> words;
        for (const double level : inputs[k])
            words.push_back(levels.at(static_cast<std::size_t>(level)));
        put(header.inputs[k].id.c_str(), words);
    }
    for (std::size_t k = 0; k < outcomes.size(); ++k)
        columns[header.outcomes[k].id.c_str()] = column_of(std::move(outcomes[k]));
    put("digest", digest), put("started", started), put("finished", finished);
    columns["seconds"] = column_of(std::move(seconds));
    put("host", host), put("worker", worker), put("shard", shard);
    return columns;
}

scenarios::Json account_of(const Store& store) {
    const experiments::StoreHeader& header = store.header();
    const auto complete = experiments::completeness_of(store);
    scenarios::Json inputs = scenarios::Json::object(), outcomes = scenarios::Json::object();
    for (const auto& input : header.inputs)
        inputs[input.id] = {{"unit", input.unit}, {"low", input.low}, {"high", input.high}, {"about", input.about}};
    for (const auto& outcome : header.outcomes)
        outcomes[outcome.id] = {
            {"unit", outcome.unit}, {"good", outcome.good == sim::Good::up ? "up" : "down"}, {"about", outcome.about}};
    return {{"experiment", header.experiment},
            {"title", header.title},
            {"about", header.about},
            {"region", header.region},
            {"version", header.program_version},
            {"model", header.model_version},
            {"baseline", header.baseline},
            {"seed", header.seed},
            {"replicates", header.replicates},
            {"months", header.months},
            {"complete",
             {{"planned", complete.planned},
              {"done", complete.done},
              {"failed", complete.failed},
              {"missing", complete.missing()}}},
            {"inputs", inputs},
            {"outcomes", outcomes},
            {"caveats", header.caveats},
            {"text", header.experiment_text}};
}

/// Months of one observable over all runs in order, NaN where a run has fewer months. Shape [runs x months].
Array series_of(const Store& store, const std::string& id) {
    std::vector<std::vector<float>> all;
    std::size_t months = 0;
    store.each_place([&](const experiments::RunPlace& place) {
        all.push_back(store.series(place.treatment, place.replicate, id));
        months = std::max(months, all.back().size());
    });
    std::vector<double> numbers(all.size() * months, std::numeric_limits<double>::quiet_NaN());
    for (std::size_t i = 0; i < all.size(); ++i)
        std::copy(all[i].begin(), all[i].end(), numbers.begin() + static_cast<std::ptrdiff_t>(i * months));
    const std::size_t n = all.size();
    return array_of(std::move(numbers), {n, months});
}

Dict replay(const Store& store, const std::string& run) {
    const experiments::Replay again = experiments::replay_run(store, run);
    nb::dict said;
    said["identical"] = again.is_identical();
    said["digest"] = again.again.digest;
    said["stored"] = again.stored.digest;
    said["differing"] = nb::cast(again.differing);
    said["notes"] = nb::cast(again.notes);
    return said;
}

} // namespace

void bind_sweeps(nb::module_& module) {
    module.def("sweep", &sweep, "experiment"_a, "texts"_a, "out"_a, "shard"_a, "threads"_a, "resume"_a,
               "retry_failed"_a, "progress"_a.none());
    module.def("size_of", &size_of, "experiment"_a, "texts"_a);
    module.def("files_of", &files_of, "experiment"_a, "texts"_a);
    module.def("merge", &experiments::merge_stores, "sources"_a, "target"_a, nb::call_guard<nb::gil_scoped_release>());
    nb::class_<Store>(module, "Store")
        .def(nb::init<const std::string&>(), "path"_a)
        .def("account", [](const Store& store) { return dict_of(account_of(store)); })
        .def("runs", &runs_of)
        .def("series", &series_of, "outcome"_a)
        .def("series_ids", &Store::series_ids)
        .def("verify", &Store::verify)
        .def("replay", &replay, "run"_a);
}

} // namespace python
