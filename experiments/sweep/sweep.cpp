#include "experiments/sweep/sweep.h"

#include "experiments/statistics/statistics.h"
#include "experiments/store/run_queue.h"
#include "experiments/sweep/identity.h"
#include "scenarios/problems.h"
#include "sim/digest.h"
#include "sim/error.h"
#include "sim/mathematics.h"
#include "sim/parallel.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <map>
#include <mutex>
#include <unistd.h>
#include <unordered_map>

namespace experiments {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

int worker_number() {
    static std::atomic<int> count{0};
    thread_local const int number = count++;
    return number;
}

std::string host_name() {
    char name[256] = "";
    gethostname(name, sizeof name - 1);
    return name;
}

/// Months of all observables as float32, one observable after the other.
std::string packed(const std::vector<std::vector<double>>& series) {
    std::vector<float> values;
    for (const auto& months : series)
        for (const double value : months)
            values.push_back(static_cast<float>(value));
    std::string bytes(values.size() * sizeof(float), '\0');
    if (!values.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
    return bytes;
}

std::uint64_t identity_of(const Treatments& treatments, std::uint64_t treatment) {
    return treatment_identity(treatments.scenario_of(treatment), treatments.setup(treatment),
                              treatments.strategy_of(treatment), treatments.months(treatment),
                              treatments.experiment().seed);
}

/// Tries a run once; false if it was given up because of `stop`.
bool attempt(const Treatments& treatments, const models::Setup& setup, const std::atomic<bool>* stop,
             models::World& memory, models::WarmWorlds& warm, StoredRun& run) {
    const Experiment& experiment = treatments.experiment();
    const double limit = experiment.limits.seconds_per_run;
    const Clock::time_point start = Clock::now();
    bool is_over = false;
    const auto should_stop = [&] {
        is_over = limit > 0 && seconds_since(start) > limit;
        return is_over || (stop && stop->load(std::memory_order_relaxed));
    };
    run.status = RunStatus::failed;
    try {
        models::RunResult result = models::run(setup, {.seed = run.seed,
                                                       .replicate = run.replicate,
                                                       .months = run.months,
                                                       .keep_series = experiment.keep_series,
                                                       .should_stop = should_stop,
                                                       .memory = &memory,
                                                       .warm = &warm});
        for (const std::size_t i : experiment.outcomes)
            run.outcomes.push_back(result.outcomes[i]);
        run.series = packed(result.series);
        run.digest = sim::hex(result.digest);
        run.status = RunStatus::done;
        run.reason.clear();
    } catch (const models::Interrupted&) {
        if (!is_over) return false;
        run.status = RunStatus::over_limit;
        run.reason = fmt::format("took longer than {} s", scenarios::text_of(limit));
    } catch (const std::bad_alloc&) {
        run.reason = "not enough memory";
    } catch (const std::exception& error) {
        run.reason = error.what();
    }
    run.seconds = seconds_since(start);
    return true;
}

/// Sums by strategy of the outcome that is watched, for "best so far".
class Best {
  public:
    explicit Best(const Experiment& experiment) : experiment_(experiment), sums_(experiment.strategies.size()) {
        const std::string id = experiment.until ? experiment.until->outcome : std::string("ability-mean");
        for (std::size_t i = 0; i < experiment.outcomes.size(); ++i)
            if (models::observables()[experiment.outcomes[i]].id == id) place_ = i;
        watched_ = experiment.outcomes[place_];
    }
    double value(const StoredRun& run) const { return run.status == RunStatus::done ? run.outcomes[place_] : absent; }
    void note(std::size_t strategy, double value) {
        if (std::isnan(value)) return;
        sums_[strategy].first += value;
        sums_[strategy].second += 1;
    }
    std::string text() const {
        const auto& outcome = models::observables()[watched_];
        double best = absent;
        std::string text;
        for (std::size_t s = 0; s < sums_.size(); ++s) {
            const double mean = sums_[s].first / sums_[s].second;
            if (std::isnan(mean) || (!text.empty() && !is_better(mean, best, outcome.good))) continue;
            best = mean;
            text = fmt::format("{} ({} {:.3g})", experiment_.strategies[s], outcome.id, mean);
        }
        return sums_.size() > 1 ? text : "";
    }

  private:
    const Experiment& experiment_;
    std::vector<std::pair<double, double>> sums_; ///< Sum and number.
    std::size_t place_ = 0, watched_ = 0;
};

double bytes_of(const Experiment& experiment, std::uint64_t runs, std::uint64_t treatments) {
    const double run = 230.0 + 9.0 * static_cast<double>(experiment.outcomes.size());
    const double series =
        experiment.keep_series ? 4.0 * static_cast<double>(models::observables().size()) * experiment.months : 0;
    const double treatment = 60.0 + 9.0 * static_cast<double>(experiment.design.inputs.size());
    return 1.1 * (static_cast<double>(runs) * (run + series) + static_cast<double>(treatments) * treatment);
}

SweepEstimate estimate_of(const Treatments& treatments, std::uint64_t runs, const Shard& shard, int threads) {
    SweepEstimate estimate;
    const Experiment& experiment = treatments.experiment();
    estimate.runs = runs;
    estimate.most_runs =
        std::max(runs, experiment.until ? treatments.size() * experiment.most_replicates() / shard.count : runs);
    estimate.threads = sim::thread_count(threads);
    estimate.bytes = bytes_of(experiment, runs, treatments.size());
    return estimate;
}

/// Every so many-th of the missing runs, two for each thread, come first: they stand for all.
std::size_t pilot_first(std::vector<PlannedRun>& runs, int threads) {
    const std::size_t n = std::min<std::size_t>(runs.size(), 2 * static_cast<std::size_t>(sim::thread_count(threads)));
    for (std::size_t i = 0; i < n; ++i)
        std::swap(runs[i], runs[i * runs.size() / n]);
    return n;
}

/// Everything stored must have its place in the experiment; a grown experiment may have moved it.
class Reconciliation {
  public:
    Reconciliation(const Treatments& treatments, StoreWriter& store, const std::vector<RunPlace>& places)
        : treatments_(treatments), store_(store), places_(places) {}

    void run() {
        const StoreHeader header = header_of(treatments_);
        require_same_columns(header);
        std::vector<std::size_t> displaced;
        for (std::size_t i = 0; i < places_.size(); ++i)
            if (!is_in_place(places_[i])) displaced.push_back(i);
        const auto moves = moves_of(displaced);
        const StoreHeader& old = store_.header();
        const auto each = [&](const std::function<void(const StoredTreatment&)>& visit) {
            for (std::uint64_t t = 0; t < treatments_.size(); ++t)
                visit(treatments_.stored(t));
        };
        const bool is_known = old.experiment_text == header.experiment_text &&
                              old.files.size() == header.files.size() && old.model_version == header.model_version &&
                              moves.empty() && store_.holds(each);
        if (is_known) return;
        store_.replace_plan(header, each, moves);
    }

  private:
    void require_same_columns(const StoreHeader& header) const {
        const StoreHeader& old = store_.header();
        bool is_same = old.keeps_series == header.keeps_series && old.inputs.size() == header.inputs.size() &&
                       old.outcomes.size() == header.outcomes.size();
        for (std::size_t i = 0; is_same && i < old.inputs.size(); ++i)
            is_same = old.inputs[i].id == header.inputs[i].id && old.inputs[i].levels == header.inputs[i].levels;
        for (std::size_t i = 0; is_same && i < old.outcomes.size(); ++i)
            is_same = old.outcomes[i].id == header.outcomes[i].id;
        if (!is_same)
            throw sim::InputError(
                fmt::format("the store has other inputs, outcomes or series than the experiment{}; expected the same, "
                            "or another --out",
                            made_by()));
    }
    /// Which model made the store, where it was another.
    std::string made_by() const {
        const std::string& old = store_.header().model_version;
        if (old == models::model_version()) return "";
        return fmt::format(" (it was made by model {}, this is {})", old, models::model_version());
    }
    bool is_in_place(const RunPlace& place) {
        if (place.treatment >= treatments_.size() || place.replicate >= treatments_.experiment().most_replicates())
            return false;
        const auto [it, is_new] = identities_.try_emplace(place.treatment, 0);
        if (is_new) it->second = identity_of(treatments_, place.treatment);
        return run_identity(it->second, place.replicate) == place.run;
    }
    std::vector<std::pair<StoreWriter::Place, StoreWriter::Place>> moves_of(const std::vector<std::size_t>& displaced) {
        std::vector<std::pair<StoreWriter::Place, StoreWriter::Place>> moves;
        if (displaced.empty()) return moves;
        std::vector<std::uint64_t> identities(treatments_.size());
        sim::for_each_row(identities.size(), [&](std::size_t t) { identities[t] = identity_of(treatments_, t); });
        std::map<std::uint32_t, std::unordered_multimap<std::uint64_t, std::uint64_t>> planned; // by replicate
        for (const std::size_t i : displaced) {
            auto& by_run = planned[places_[i].replicate];
            if (by_run.empty() && places_[i].replicate < treatments_.experiment().most_replicates())
                for (std::uint64_t t = 0; t < identities.size(); ++t)
                    by_run.emplace(run_identity(identities[t], places_[i].replicate), t);
            const auto it = by_run.find(places_[i].run);
            if (it == by_run.end()) refuse(displaced.size());
            moves.push_back({{places_[i].treatment, places_[i].replicate}, {it->second, places_[i].replicate}});
            by_run.erase(it);
        }
        return moves;
    }
    [[noreturn]] void refuse(std::size_t n) const {
        throw sim::InputError(
            fmt::format("{} of {} stored runs are not those of this experiment{}; expected the same "
                        "experiment, scenario and data, perhaps with more points, replicates, strategies "
                        "or conditions, or another --out",
                        n, places_.size(), made_by()));
    }

    const Treatments& treatments_;
    StoreWriter& store_;
    const std::vector<RunPlace>& places_;
    std::unordered_map<std::uint64_t, std::uint64_t> identities_;
};

/// One sitting.
class Sitting {
  public:
    Sitting(const Experiment& experiment, const SweepOptions& options, const SweepWatch& watch)
        : options_(options), watch_(watch), treatments_(experiment), best_(experiment),
          store_(options.out, options.is_resumed ? StoreWriter::Start::resume : StoreWriter::Start::fresh,
                 header_of(treatments_)),
          plan_(plan_of(treatments_), options.shard) {
        const std::vector<RunPlace> places = store_.places(options.retries_failed);
        try {
            Reconciliation(treatments_, store_, places).run();
        } catch (const sim::InputError& error) {
            throw sim::InputError(options.out + ": " + error.what());
        }
        if (options.retries_failed) result_.n_damaged = store_.forget_failed();
        note_stored();
    }

    SweepResult run() {
        std::vector<PlannedRun> runs = plan_.missing();
        progress_.stored = plan_.n_noted();
        queue_.emplace(store_,
                       StoredSession{0, host_name(), options_.shard.text(), "", "", "", static_cast<int>(getpid()),
                                     progress_.stored + runs.size(), progress_.stored, 0, 0, 0});
        sim::with_threads(options_.threads, [&] {
            const std::size_t n_pilot = pilot_first(runs, options_.threads);
            run_some(runs, 0, n_pilot);
            tell_estimate(runs.size(), n_pilot);
            run_some(runs, n_pilot, runs.size());
            while (!is_stopped() && !(runs = plan_.missing()).empty())
                run_some(runs, 0, runs.size());
        });
        result_.was_interrupted = is_stopped() && !plan_.missing().empty();
        queue_->finish(result_.was_interrupted ? "interrupted" : "finished");
        progress_.seconds = seconds_since(start_);
        result_.progress = progress_;
        result_.counts = Store(options_.out).counts();
        return result_;
    }

  private:
    void note_stored() {
        if (!treatments_.experiment().until) {
            for (const RunPlace& place : store_.places())
                plan_.note(place.treatment, place.replicate, absent);
            return;
        }
        Store(options_.out).each_run([&](const StoredRun& run) {
            plan_.note(run.treatment, run.replicate, best_.value(run));
        });
    }
    bool is_stopped() const { return watch_.stop && watch_.stop->load(std::memory_order_relaxed); }

    void run_some(const std::vector<PlannedRun>& runs, std::size_t begin, std::size_t end) {
        progress_.planned = progress_.stored + progress_.done + progress_.failed + runs.size() - begin;
        tell();
        sim::for_each_task(end - begin, [&](std::size_t i) {
            if (is_stopped()) return;
            std::optional<StoredRun> run = run_planned(treatments_, runs[begin + i], watch_.stop, &worlds_);
            if (!run) return;
            run->shard = options_.shard.text();
            const double value = best_.value(*run);
            const RunStatus status = run->status;
            const double busy = run->seconds * run->attempts;
            queue_->put(std::move(*run));
            const std::lock_guard guard(mutex_);
            busy_seconds_ += busy;
            plan_.note(runs[begin + i].treatment, runs[begin + i].replicate, value);
            best_.note(static_cast<std::size_t>(runs[begin + i].treatment % treatments_.group_size()), value);
            (status == RunStatus::done ? progress_.done : progress_.failed) += 1;
            tell();
        });
    }
    void tell() {
        if (!watch_.on_progress) return;
        progress_.seconds = seconds_since(start_);
        progress_.best = best_.text();
        watch_.on_progress(progress_);
    }
    void tell_estimate(std::size_t runs, std::size_t n_pilot) {
        SweepEstimate estimate = estimate_of(treatments_, runs, options_.shard, options_.threads);
        const std::uint64_t n = progress_.done + progress_.failed;
        estimate.pilot_runs = n;
        if (n > 0) estimate.seconds_per_run = busy_seconds_ / static_cast<double>(n);
        estimate.seconds = estimate.seconds_per_run * static_cast<double>(runs - n_pilot) / estimate.threads;
        if (watch_.on_estimate && !is_stopped()) watch_.on_estimate(estimate);
    }

    SweepOptions options_;
    const SweepWatch& watch_;
    Treatments treatments_;
    Best best_;
    StoreWriter store_;
    std::optional<RunQueue> queue_;
    SweepPlan plan_;
    SweepResult result_;
    Worlds worlds_;
    SweepProgress progress_;
    std::mutex mutex_;
    double busy_seconds_ = 0;
    Clock::time_point start_ = Clock::now();
};

} // namespace

std::optional<StoredRun> run_planned(const Treatments& treatments, const PlannedRun& planned,
                                     const std::atomic<bool>* stop, Worlds* worlds) {
    const Experiment& experiment = treatments.experiment();
    const models::Setup setup = treatments.setup(planned.treatment);
    Worlds own;
    StoredRun run;
    run.treatment = planned.treatment;
    run.replicate = planned.replicate;
    run.seed = experiment.seed;
    run.months = treatments.months(planned.treatment);
    run.run = sim::hex(run_identity(treatment_identity(treatments.scenario_of(planned.treatment), setup,
                                                       treatments.strategy_of(planned.treatment), run.months, run.seed),
                                    planned.replicate));
    run.host = host_name();
    run.worker = worker_number();
    run.started = time_text();
    for (run.attempts = 0; run.attempts <= experiment.limits.retries;) {
        ++run.attempts;
        Worlds& shared = worlds ? *worlds : own;
        const auto once = [&](models::World& memory) {
            return attempt(treatments, setup, stop, memory, shared.warm(), run);
        };
        if (!shared.with(once)) return std::nullopt;
        if (run.status == RunStatus::done) break;
    }
    run.finished = time_text();
    return run;
}

SweepResult run_sweep(const Experiment& experiment, const SweepOptions& options, const SweepWatch& watch) {
    return Sitting(experiment, options, watch).run();
}

SweepEstimate estimate_sweep(const Experiment& experiment, const Shard& shard, int threads) {
    const Treatments treatments(experiment);
    std::vector<PlannedRun> runs = SweepPlan(plan_of(treatments), shard).missing();
    SweepEstimate estimate = estimate_of(treatments, runs.size(), shard, threads);
    estimate.pilot_runs = pilot_first(runs, threads);
    std::vector<double> seconds(estimate.pilot_runs, 0.0);
    sim::with_threads(threads, [&] {
        sim::for_each_task(estimate.pilot_runs,
                           [&](std::size_t i) { seconds[i] = run_planned(treatments, runs[i], nullptr)->seconds; });
    });
    if (estimate.pilot_runs > 0)
        estimate.seconds_per_run = sim::tree_sum(seconds) / static_cast<double>(estimate.pilot_runs);
    estimate.seconds = estimate.seconds_per_run * static_cast<double>(runs.size()) / estimate.threads;
    return estimate;
}

} // namespace experiments
