#pragma once
/// \file
/// The one writer of a store. Runs are queued and written by a thread of its own in transactions of at most 100 runs or
/// half a second, so that a killed sweep loses at most those. Nothing stored is ever changed but its place in a grown
/// experiment.

#include "experiments/store/store.h"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace experiments {

/// Where a run stands in an experiment, and which one it is.
struct RunPlace {
    std::uint64_t run = 0; ///< Its id as a number.
    std::uint64_t treatment = 0;
    std::uint32_t replicate = 0;
    RunStatus status = RunStatus::done;
};

/// A file held for writing: no second writer gets it.
class StoreWriter {
  public:
    enum class Start {
        fresh, ///< The file must not exist.
        resume ///< An existing store is continued; without one it is made.
    };
    /// Throws sim::InputError if a fresh store's file exists, or if it is no store; sim::MachineError if the machine
    /// refuses or another writer has it. A new store gets `header`; an old one keeps its own until `replace_plan`.
    StoreWriter(const std::string& path, Start start, const StoreHeader& header);
    ~StoreWriter(); ///< Writes what is queued, as far as that is possible.
    StoreWriter(const StoreWriter&) = delete;
    StoreWriter& operator=(const StoreWriter&) = delete;

    bool is_new() const { return is_new_; }
    const StoreHeader& header() const { return header_; }

    /// Places of all stored runs, by treatment and replicate.
    std::vector<RunPlace> places() const;
    std::uint64_t n_treatments() const; ///< Rows of the table.

    /// In one transaction: the header, all treatments and, where `moves[i].first` is the place of a stored run, its new
    /// place `moves[i].second`.
    using Place = std::pair<std::uint64_t, std::uint32_t>; ///< Treatment and replicate.
    void replace_plan(const StoreHeader& header,
                      const std::function<void(const std::function<void(const StoredTreatment&)>&)>& each_treatment,
                      const std::vector<std::pair<Place, Place>>& moves);
    /// Removes failed runs, so that they are tried again.
    void forget(const std::vector<Place>& runs);

    /// Starts the writing thread. `session` names host, process and shard.
    void begin(const StoredSession& session);
    /// Queues a run; waits while the queue is full. Throws what the writing thread met.
    void put(StoredRun run);
    /// Writes what is left, notes how the session ended, and throws what the writing thread met.
    void finish(const std::string& state);

    /// Copies a run, or says false if its place is taken by an equal one. Throws sim::InputError if the two differ.
    /// For merging; between Transaction-like begin_bulk and end_bulk, never together with begin/put.
    bool add(const StoredRun& run);
    void begin_bulk();
    void end_bulk();

  private:
    void open(const std::string& path, Start start, const StoreHeader& header);
    void lock(const std::string& path, Start start);
    void write_all();
    void write_batch(std::vector<StoredRun>& batch);
    void insert(const StoredRun& run);
    void prepare();

    struct Statements;
    struct Lock {
        int file = -1;
        ~Lock();
    };
    Lock lock_; ///< Released last: closing a descriptor would drop SQLite's own locks.
    std::unique_ptr<Connection> file_;
    std::unique_ptr<Statements> statements_;
    StoreHeader header_;
    bool is_new_ = false;

    std::mutex mutex_;
    std::condition_variable has_news_, has_room_;
    std::vector<StoredRun> queue_;
    bool is_ending_ = false;
    std::exception_ptr failure_;
    StoredSession session_;
    std::chrono::steady_clock::time_point start_;
    std::thread thread_;
};

std::string time_text(); ///< Now, UTC, ISO 8601 with milliseconds.

/// Puts the stores of shards together in a new one. Throws sim::InputError if they are not of one experiment, if two
/// hold different results of one run, or if `target` exists. Returns the number of runs.
std::uint64_t merge_stores(const std::vector<std::string>& sources, const std::string& target);

} // namespace experiments
