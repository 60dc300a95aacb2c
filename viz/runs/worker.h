#pragma once
/// \file
/// The one way to work on a helper thread. Work that throws ends as a text, never the thread or the program.

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
    void loop();
    std::mutex& mutex_;
    std::condition_variable& changed_;
    const std::function<std::optional<Piece>()> next_;
    bool must_stop_ = false;
    std::string failure_;
    std::thread thread_; ///< Last: all else is there when it begins.
};

} // namespace viz
