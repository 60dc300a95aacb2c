#pragma once
/// \file
/// The store of a sweep, as readers see it: one SQLite file, a row a run, written by one writer (writer.h) and
/// readable while it is written. The schema is documented in experiments/README.md; the view `runs` is for any tool.
///
/// Vocabulary: a *treatment* is one point of the design under one condition with one strategy; a *run* is one replicate
/// of it. Treatments of one point and condition are a *group*: they differ in strategy alone and share their luck.
/// Absent numbers are NaN here and NULL in the file.

#include "sim/observable.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace experiments {

class Connection; // sqlite.h

/// A column of the design: something that the experiment varies.
struct InputColumn {
    std::string id; ///< Of a parameter, lever, condition, region or scenario field, as in the experiment file.
    std::string unit;
    std::string about;               ///< One line for people.
    double low = 0, high = 1;        ///< Of its distribution, where it has bounds.
    std::vector<std::string> levels; ///< Of a categorical input: value i means levels[i]; else empty.
};

/// A column of results.
struct OutcomeColumn {
    std::string id;
    std::string unit;
    std::string about; ///< Definition in words.
    sim::Good good = sim::Good::up;
};

/// A file the results were made of, with its bytes, so that a run can be repeated elsewhere.
struct StoredFile {
    std::string path;   ///< As read when the sweep began.
    std::string digest; ///< 16 hex digits.
    std::string content;
};

/// What the whole sweep shares.
struct StoreHeader {
    int version = 2;             ///< Of the file's form; 1 (program 0.2) had no checksums.
    std::string experiment;      ///< Its name.
    std::string title, about;    ///< For people.
    std::string experiment_file; ///< Path as given.
    std::string experiment_text; ///< The whole experiment file.
    std::string region;          ///< Name for people.
    std::string program_version, model_version;
    std::string baseline; ///< Strategy the others are compared with; "" if the experiment has none.
    std::string created;  ///< UTC, ISO 8601.
    std::uint64_t seed = 1;
    std::uint32_t replicates = 0;      ///< Of each treatment, before `until` adds more.
    std::uint32_t most_replicates = 0; ///< Of each treatment, with `until`; else the same.
    std::uint32_t months = 0;          ///< Horizon; an input `horizon-months` overrides it.
    std::uint64_t n_treatments = 0;    ///< Of the whole experiment, whatever the shard.
    bool keeps_series = false;
    std::vector<InputColumn> inputs;     ///< In order of the design's columns.
    std::vector<OutcomeColumn> outcomes; ///< In order of the file's columns.
    std::vector<std::string> caveats;    ///< What limits the results.
    std::vector<StoredFile> files;       ///< Scenario first, then its data.
};

/// What became of a run.
enum class RunStatus {
    done,
    failed,    ///< The model said why: `reason`.
    over_limit ///< It took longer than the experiment allows.
};
std::string_view name(RunStatus status); ///< "done", "failed", "over-limit"

/// One treatment.
struct StoredTreatment {
    std::uint64_t treatment = 0; ///< Its number in the experiment, from 0: (point, condition, strategy), last fastest.
    std::uint64_t point = 0;     ///< Row of the design.
    std::string strategy;        ///< Id
    std::string condition;       ///< Label, as scenarios::condition_label writes it.
    std::vector<double> inputs;  ///< [header.inputs]
};

/// One run.
struct StoredRun {
    std::string run; ///< 16 hex digits: hash of all that decides the result.
    std::uint64_t treatment = 0;
    std::uint32_t replicate = 0;
    std::uint64_t seed = 0;
    RunStatus status = RunStatus::done;
    std::string reason;            ///< "" when done.
    std::uint32_t attempts = 1;    ///< How often it was tried.
    std::vector<double> outcomes;  ///< [header.outcomes]; NaN = absent or not done.
    std::string digest;            ///< Of the final world, 16 hex digits; "" when not done.
    std::string started, finished; ///< UTC, ISO 8601 with milliseconds.
    double seconds = 0;
    std::string host;
    int worker = 0;     ///< Thread that ran it.
    std::string shard;  ///< "1/1"
    std::string series; ///< float32, little-endian, [observables x months]; only while writing.
    std::uint32_t months = 0;
};

/// Where a run stands in an experiment, and which one it is.
struct RunPlace {
    std::uint64_t run = 0; ///< Its id as a number.
    std::uint64_t treatment = 0;
    std::uint32_t replicate = 0;
    RunStatus status = RunStatus::done;
};

/// How far a store is.
struct StoreCounts {
    std::uint64_t done = 0, failed = 0, over_limit = 0;
    double seconds = 0; ///< Of runs, all together [s]
    std::uint64_t all() const { return done + failed + over_limit; }
};

/// Mean of an outcome over all finished runs of a strategy.
struct StrategyMean {
    std::string strategy;
    double mean = 0;
    std::uint64_t runs = 0;
};

/// One sitting of a sweep on a store: who wrote, how far it was last heard of.
struct StoredSession {
    std::uint64_t session = 0;
    std::string host, shard, started, updated;
    std::string state; ///< "running", "finished", "interrupted", "stopped": the last with an error
    int process = 0;   ///< Its number on that host.
    std::uint64_t planned = 0, done_before = 0, done = 0, failed = 0;
    double runs_per_second = 0; ///< Since the session began.
};

/// Does the file begin as a store does? A pipe is not taken for one before it is read.
bool is_store(const std::string& path);

/// A store, open for reading. Several may read one store while it is written. Everything throws sim::InputError for a
/// file that is missing, foreign, damaged or of another version, sim::MachineError for what the machine refuses.
///
/// Each row has a checksum, which is verified whenever the row is read. What visits many rows visits the whole ones and
/// then throws sim::InputError with a line for each that is not (the first 20), so nothing is to be kept of it.
class Store {
  public:
    explicit Store(const std::string& path);
    ~Store();
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;

    const std::string& path() const { return path_; }
    const StoreHeader& header() const { return header_; }
    /// Index in header().outcomes / header().inputs, or -1.
    int outcome_index(std::string_view id) const;
    int input_index(std::string_view id) const;

    /// Throws as said above unless every run, treatment and series is as it was written. For those who must not begin
    /// to write before they know.
    void verify() const;
    /// What a reader must be told of a store without checksums; empty for one that has them.
    std::string caveat() const;

    StoreCounts counts() const;
    std::vector<StoredSession> sessions() const;

    /// Treatments that have a run or are planned, by number. `each_treatment` holds one at a time.
    std::vector<StoredTreatment> treatments() const;
    void each_treatment(const std::function<void(const StoredTreatment&)>& visit) const;
    std::optional<StoredTreatment> treatment(std::uint64_t number) const;

    /// All runs, done or not, by treatment and replicate, one at a time: a store may be larger than memory.
    void each_run(const std::function<void(const StoredRun&)>& visit) const;
    /// Where all runs stand, in the same order. Quick: nothing else of the rows is read, and checksums are left to who
    /// reads the results.
    void each_place(const std::function<void(const RunPlace&)>& visit) const;
    /// Those that are not done, in the same order.
    void each_failed(const std::function<void(const StoredRun&)>& visit) const;
    /// The run of an id; of several equal runs (equal treatments) the first.
    std::optional<StoredRun> find_run(const std::string& run) const;
    std::vector<StoredRun> runs_of(std::uint64_t treatment) const;

    /// Values of one outcome by replicate (index = replicate; NaN where absent, failed or not run) in one treatment.
    std::vector<double> values(std::uint64_t treatment, std::size_t outcome) const;
    /// The same of all treatments at once: [n_treatments][replicates], one pass over the file.
    std::vector<std::vector<double>> values(std::size_t outcome) const;

    /// Means by strategy over all worlds, best first.
    std::vector<StrategyMean> strategy_means(std::size_t outcome) const;

    /// Months of observable `id` of a run; empty if the sweep kept no series.
    std::vector<float> series(std::uint64_t treatment, std::uint32_t replicate, std::string_view id) const;

    std::vector<std::string> series_ids() const; ///< Observables of the series, in order; empty without series.

    /// First lines of PRAGMA integrity_check: "ok", or what is damaged.
    std::string integrity() const;

  private:
    void each_run_where(const std::string& condition, const std::function<void(const StoredRun&)>& visit,
                        std::uint64_t number = 0) const;

    std::string path_;
    std::unique_ptr<Connection> file_;
    StoreHeader header_;
};

} // namespace experiments
