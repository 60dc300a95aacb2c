#include "viz/runs/worker.h"

#include "sim/rethrow.h"

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

} // namespace

Worker::Worker(std::mutex& mutex, std::condition_variable& changed, std::function<std::optional<Piece>()> next)
    : mutex_(mutex), changed_(changed), next_(std::move(next)), thread_([this] { loop(); }) {}

Worker::~Worker() { thread_.join(); }

void Worker::stop() { must_stop_ = true; }

void Worker::loop() {
    std::unique_lock lock(mutex_);
    while (!must_stop_) {
        std::optional<Piece> piece;
        failure_ = failure_of([&] { piece = next_(); });
        if (!piece) {
            changed_.wait(lock);
            continue; // nothing was done, nobody is told: two threads that wake each other never sleep
        }
        lock.unlock();
        const std::string failure = failure_of(piece->work);
        lock.lock();
        if (const std::string own = failure_of([&] { piece->finish(failure); }); !own.empty()) failure_ = own;
        changed_.notify_all();
    }
}

} // namespace viz
