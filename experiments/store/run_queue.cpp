#include "experiments/store/run_queue.h"

#include "sim/parallel.h"

#include <algorithm>
#include <iterator>

namespace experiments {
namespace {

constexpr std::size_t largest_batch = 100;                    ///< Runs a transaction.
constexpr std::size_t longest_queue = 400;                    ///< Runs waiting to be written.
constexpr auto longest_wait = std::chrono::milliseconds(500); ///< Between a run's end and its commit.

} // namespace

RunQueue::RunQueue(StoreWriter& store, StoredSession session) : store_(store), session_(std::move(session)) {
    store_.begin(session_);
    if constexpr (sim::has_threads) thread_ = std::thread([this] { write_all(); });
}

RunQueue::~RunQueue() {
    try {
        if (!is_ending_) finish("stopped");
    } catch (...) { // Told before, or about to be: the exception that unwinds says why.
    }
}

void RunQueue::put(StoredRun run) {
    if constexpr (!sim::has_threads) return write_batch({std::move(run)});
    std::unique_lock guard(mutex_);
    has_room_.wait(guard, [&] { return queue_.size() < longest_queue || failure_; });
    if (failure_) std::rethrow_exception(failure_);
    queue_.push_back(std::move(run));
    if (queue_.size() == 1 || queue_.size() == largest_batch) has_news_.notify_one();
}

void RunQueue::finish(const std::string& state) {
    {
        const std::lock_guard guard(mutex_);
        is_ending_ = true;
        session_.state = state;
    }
    has_news_.notify_one();
    if (thread_.joinable()) thread_.join();
    if constexpr (!sim::has_threads) write_batch({}); // notes how the session ended
    if (failure_) std::rethrow_exception(failure_);
}

void RunQueue::write_all() {
    std::vector<StoredRun> batch;
    try {
        for (bool is_last = false; !is_last;) {
            {
                std::unique_lock guard(mutex_);
                has_news_.wait_for(guard, 4 * longest_wait, [&] { return is_ending_ || !queue_.empty(); });
                has_news_.wait_for(guard, longest_wait, [&] { return is_ending_ || queue_.size() >= largest_batch; });
                const std::size_t n = std::min(queue_.size(), largest_batch);
                batch.assign(std::make_move_iterator(queue_.begin()),
                             std::make_move_iterator(queue_.begin() + static_cast<std::ptrdiff_t>(n)));
                queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(n));
                is_last = is_ending_ && queue_.empty();
            }
            has_room_.notify_all();
            write_batch(batch);
        }
    } catch (...) {
        const std::lock_guard guard(mutex_);
        failure_ = std::current_exception();
        queue_.clear();
        has_room_.notify_all();
    }
}

void RunQueue::write_batch(const std::vector<StoredRun>& batch) {
    StoredSession session;
    {
        const std::lock_guard guard(mutex_);
        for (const StoredRun& run : batch)
            (run.status == RunStatus::done ? session_.done : session_.failed) += 1;
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start_;
        session_.runs_per_second =
            static_cast<double>(session_.done + session_.failed) / std::max(seconds.count(), 1e-3);
        session = session_;
    }
    store_.write(batch, session);
}

} // namespace experiments
