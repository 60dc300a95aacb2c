#pragma once
/// \file
/// The runs of a sitting on their way into the store: written by a thread of its own in transactions of at most 100
/// runs or half a second, so that a killed sweep loses at most those.

#include "experiments/store/writer.h"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace experiments {

class RunQueue {
  public:
    /// Starts the writing thread. `session` names host, process and shard. Nothing else may be asked of the writer
    /// until the queue is finished.
    RunQueue(StoreWriter& store, StoredSession session);
    ~RunQueue(); ///< Writes what is queued, as far as that is possible.
    RunQueue(const RunQueue&) = delete;
    RunQueue& operator=(const RunQueue&) = delete;

    /// Queues a run; waits while the queue is full. Throws what the writing thread met.
    void put(StoredRun run);
    /// Writes what is left, notes how the session ended, and throws what the writing thread met.
    void finish(const std::string& state);

  private:
    void write_all();
    void write_batch(const std::vector<StoredRun>& batch);

    StoreWriter& store_;
    std::mutex mutex_;
    std::condition_variable has_news_, has_room_;
    std::vector<StoredRun> queue_;
    bool is_ending_ = false;
    std::exception_ptr failure_;
    StoredSession session_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::thread thread_;
};

} // namespace experiments
