#include "cli/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace cli {
namespace {

std::atomic<bool> was_interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set from a signal handler");

extern "C" void note_interrupt(int) { was_interrupted.store(true); }

std::string clock_text(double seconds) {
    const auto whole = static_cast<long>(std::min(seconds + 0.5, 359'999.0));
    if (whole < 3600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
    return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

std::string rate_text(double rate) { return rate >= 100 ? fmt::format("{:.0f}", rate) : fmt::format("{:.2g}", rate); }

} // namespace

ProgressBar::ProgressBar(bool is_quiet)
    : start_(std::chrono::steady_clock::now()), is_shown_(!is_quiet && isatty(STDERR_FILENO)) {}

ProgressBar::~ProgressBar() {
    if (drawn_ > 0) std::fprintf(stderr, "\r%*s\r", static_cast<int>(drawn_), "");
}

void ProgressBar::update(const experiments::Progress& progress) {
    if (!is_shown_) return;
    const auto now = std::chrono::steady_clock::now();
    if (drawn_ > 0 && now - last_ < std::chrono::milliseconds(100)) return;
    last_ = now;
    const std::string line = progress_line(progress, std::chrono::duration<double>(now - start_).count(), 30);
    drawn_ = std::max(drawn_, line.size());
    std::fprintf(stderr, "\r%-*s", static_cast<int>(drawn_), line.c_str());
    std::fflush(stderr);
}

std::string progress_line(const experiments::Progress& progress, double seconds, std::size_t width) {
    const double share =
        progress.months == 0 ? 1.0 : static_cast<double>(progress.months_done) / static_cast<double>(progress.months);
    const auto filled = static_cast<std::size_t>(share * static_cast<double>(width));
    std::string line = fmt::format("[{}{}] {}/{} runs  {:.0f} %", std::string(filled, '#'),
                                   std::string(width - filled, '-'), progress.runs_done, progress.runs, 100 * share);
    if (share > 0 && seconds > 0)
        line += fmt::format("  {} runs/s  ETA {}", rate_text(share * static_cast<double>(progress.runs) / seconds),
                            clock_text(seconds * (1 - share) / share));
    return line;
}

const std::atomic<bool>& watch_interrupt() {
    struct sigaction action {};
    action.sa_handler = note_interrupt;
    action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
    sigaction(SIGINT, &action, nullptr);
    return was_interrupted;
}

const std::atomic<bool>& watch_ends() {
    // As often as it comes: a batch system tells every process of a job, and so does the script that started this one.
    struct sigaction action {
    }, before{};
    action.sa_handler = note_interrupt;
    action.sa_flags = SA_RESTART;
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGHUP, &action, &before);
    if (before.sa_handler == SIG_IGN) sigaction(SIGHUP, &before, nullptr); // `nohup`: it is to go on
    return watch_interrupt();
}

} // namespace cli
