#pragma once
/// \file
/// The one writer of a store: the file held, and what may be done to its rows, each in one transaction. A sweep's runs
/// come through a queue (run_queue.h). Nothing stored is ever changed but its place in a grown experiment.

#include "experiments/store/store.h"

#include <functional>
#include <memory>
#include <utility>

namespace experiments {

/// A file held for writing: no second writer gets it.
class StoreWriter {
  public:
    enum class Start {
        fresh, ///< The file must not exist.
        resume ///< An existing store is continued; without one it is made.
    };
    /// Throws sim::InputError if a fresh store's file exists, or if it is no store of this version; sim::MachineError
    /// if the machine refuses or another writer has it. A new store gets `header`; an old one keeps its own until
    /// `replace_plan`.
    StoreWriter(const std::string& path, Start start, const StoreHeader& header);
    ~StoreWriter();
    StoreWriter(const StoreWriter&) = delete;
    StoreWriter& operator=(const StoreWriter&) = delete;

    bool is_new() const { return is_new_; }
    const StoreHeader& header() const { return header_; }

    /// Places of all stored runs, by treatment and replicate. Throws as Store does where a row is damaged, unless such
    /// rows are left out.
    std::vector<RunPlace> places(bool leaves_out_damaged = false) const;
    /// Are these the treatments that the store holds, undamaged?
    using EachTreatment = std::function<void(const std::function<void(const StoredTreatment&)>&)>;
    bool holds(const EachTreatment& each_treatment) const;

    using Place = std::pair<std::uint64_t, std::uint32_t>; ///< Treatment and replicate.
    /// In one transaction: the header, all treatments and, where `moves[i].first` is the place of a stored run, its new
    /// place `moves[i].second`.
    void replace_plan(const StoreHeader& header, const EachTreatment& each_treatment,
                      const std::vector<std::pair<Place, Place>>& moves);
    /// Removes runs that are not done, and what is damaged, so that they are tried again. Returns how many rows were
    /// damaged.
    std::uint64_t forget_failed();

    /// Notes a sitting, which names host, process and shard, and gives it its number.
    void begin(StoredSession& session);
    /// Adds runs and what the session says of itself, in one transaction.
    void write(const std::vector<StoredRun>& runs, const StoredSession& session);

    /// Copies a run, or says false if its place is taken by an equal one. Throws sim::InputError if the two differ.
    /// For merging, between begin_bulk and end_bulk; `name` is what messages call the new store.
    bool add(const StoredRun& run, const std::string& name);
    void note_unchecked(); ///< The runs come from a store without checksums.
    void begin_bulk();
    void end_bulk();

  private:
    void lock(const std::string& path, Start start);
    void open(const std::string& path, const StoreHeader& header);
    void make_current(); ///< Before the first change: a store of version 1 gets its checksums.
    void move_runs(const std::vector<std::pair<Place, Place>>& moves);
    void insert(const StoredRun& run);
    void remove(const Place& place);

    struct Statements;
    Statements& statements();
    struct Lock {
        int file = -1;
        ~Lock();
    };
    Lock lock_; ///< Released last: closing a descriptor would drop SQLite's own locks.
    std::unique_ptr<Connection> file_;
    std::unique_ptr<Statements> statements_; ///< Prepared when first needed.
    StoreHeader header_;
    bool is_new_ = false;
};

std::string time_text(); ///< Now, UTC, ISO 8601 with milliseconds.

/// Puts the stores of shards together in a new one, written beside `target` under a name of its own and renamed when it
/// is whole. Throws sim::InputError if they are not of one experiment, if two hold different results of one run, if a
/// row is damaged, or if `target` exists. Returns the number of runs.
std::uint64_t merge_stores(const std::vector<std::string>& sources, const std::string& target);

} // namespace experiments
