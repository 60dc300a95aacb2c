#pragma once
/// \file
/// The bar on stderr: runs done, rate and time left. Silent unless stderr is a terminal. No colour.

#include "experiments/runs/runner.h"

#include <atomic>
#include <chrono>
#include <string>

namespace cli {

/// Draws at most ten times a second; removed when it goes out of scope.
class ProgressBar {
  public:
    explicit ProgressBar(bool is_quiet);
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    void update(const experiments::Progress& progress);

  private:
    std::chrono::steady_clock::time_point start_, last_;
    bool is_shown_;
    std::size_t drawn_ = 0; ///< Length of what is on the line.
};

/// "[####----]  3/20 runs  15 %  1.2 runs/s  ETA 0:14"
std::string progress_line(const experiments::Progress& progress, double seconds, std::size_t width);

/// From now on Ctrl-C sets the flag (a second one ends the program at once); returns the flag.
const std::atomic<bool>& watch_interrupt();

/// The same, also for the signal of batch systems that end a job (TERM) and for a terminal that is closed (HUP).
const std::atomic<bool>& watch_ends();

} // namespace cli
