#include "viz/runs/worker.h"

#include "sim/parallel.h"
#include "sim/rethrow.h"

#include <utility>
#include <vector>

namespace viz {
namespace {

/// Why `work` failed; "" if it did not.
std::string failure_of(const std::function<void()>& work) {
    try {
        work();
        return "";
    } catch (...) {
        return sim::text_of_current_error();
    }
}

// Where there are no threads.
bool must_call_again = false;
std::vector<Worker*>& all_workers() {
    static std::vector<Worker*> all;
    return all;
}

} // namespace

void call_again() { must_call_again = true; }

void take_turns() {
    const std::vector<Worker*> now = all_workers();
    for (Worker* one : now)
        for (std::unique_lock lock(one->mutex_); one->take_turn(lock);) {
        }
}

Worker::Worker(std::mutex& mutex, std::condition_variable& changed, std::function<std::optional<Piece>()> next)
    : mutex_(mutex), changed_(changed), next_(std::move(next)) {
    if constexpr (sim::has_threads)
        thread_ = std::thread([this] { loop(); });
    else
        all_workers().push_back(this);
}

Worker::~Worker() {
    if constexpr (sim::has_threads)
        thread_.join();
    else
        std::erase(all_workers(), this);
}

void Worker::stop() { must_stop_ = true; }

void Worker::loop() {
    std::unique_lock lock(mutex_);
    while (!must_stop_)
        if (!take_turn(lock)) changed_.wait(lock); // nobody is told: two threads that wake each other never sleep
}

bool Worker::take_turn(std::unique_lock<std::mutex>& lock) {
    if (must_stop_) return false;
    std::optional<Piece> piece = std::exchange(waiting_, std::nullopt);
    if (!piece) failure_ = failure_of([&] { piece = next_(); });
    if (!piece) return false;
    lock.unlock();
    const std::string failure = failure_of(piece->work);
    lock.lock();
    if constexpr (!sim::has_threads)
        if (std::exchange(must_call_again, false) && failure.empty()) {
            waiting_ = std::move(piece);
            return false;
        }
    if (const std::string own = failure_of([&] { piece->finish(failure); }); !own.empty()) failure_ = own;
    changed_.notify_all();
    return true;
}

} // namespace viz
