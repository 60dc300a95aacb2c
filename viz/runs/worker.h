#pragma once
/// \file
/// The one way to work beside the window. Where there are threads, each worker has one; a page has none, so there
/// workers take turns between two frames, and what takes long is asked of others (work.h). Work that throws ends as a
/// text, never the thread or the program.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace viz {

/// One thing to do.
struct Piece {
    std::function<void()> work;                     ///< Called without the lock; may throw anything.
    std::function<void(const std::string&)> finish; ///< Then, under the lock; with why it failed, or "".
};

/// Called by work that waits for another's answer: it is not finished, and is called anew in the worker's next turn.
/// Only where there are no threads.
void call_again();
/// All workers take a turn each. Only where there are no threads; elsewhere they need none.
void take_turns();

/// A thread that asks for pieces of work until it is stopped, and sleeps while there is none.
class Worker {
  public:
    /// `next` is called under `mutex` and gives a piece, or nothing; `changed` wakes all who wait for either.
    Worker(std::mutex& mutex, std::condition_variable& changed, std::function<std::optional<Piece>()> next);
    ~Worker(); ///< Joins: stop first.
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void stop();                                            ///< Under the lock: no piece is begun any more.
    const std::string& failure() const { return failure_; } ///< Under the lock: of `next` or `finish`, "" if none.

  private:
    friend void take_turns();
    void loop();
    /// One piece, or a waiting one anew, the lock given back meanwhile; false where there was none, or it waits on.
    bool take_turn(std::unique_lock<std::mutex>& lock);
    std::mutex& mutex_;
    std::condition_variable& changed_;
    const std::function<std::optional<Piece>()> next_;
    bool must_stop_ = false;
    std::string failure_;
    std::optional<Piece> waiting_; ///< That called call_again
    std::thread thread_;           ///< Begun last: all else is there by then.
};

} // namespace viz
