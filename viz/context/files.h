#pragma once
/// \file
/// What leaves and enters the window as files. One path a purpose; nothing that lies there is replaced, and nothing
/// unsaved given up, without a question; what went wrong is an error in sight.

#include "viz/session/session_file.h"

#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace viz {

class Context;

enum class Purpose : std::uint8_t {
    session,
    numbers,
    report,
    picture,
    debriefs,
    drawing,
    chart_picture,
    chart_numbers
};
inline constexpr std::size_t n_purposes = 8;
struct PurposeInfo {
    const char *name, *button, *extension;
};
inline constexpr std::array<PurposeInfo, n_purposes> purposes{{{"session", "Save session", ".json"},
                                                               {"numbers", "Export numbers", ".csv"},
                                                               {"report", "Export report", ".html"},
                                                               {"picture", "Export picture", ".png"},
                                                               {"debriefs", "Export debrief pages", ".html"},
                                                               {"drawing", "Save as SVG", ".svg"},
                                                               {"picture of the chart", "Save as PNG", ".png"},
                                                               {"numbers of the chart", "Save as CSV", ".csv"}}};
constexpr const PurposeInfo& info(Purpose purpose) { return purposes[static_cast<std::size_t>(purpose)]; }

inline constexpr std::array<Purpose, 3> chart_purposes{Purpose::drawing, Purpose::chart_picture,
                                                       Purpose::chart_numbers};

/// The chart that is being exported: as a drawing and as numbers, and where it lies in the window.
struct ChartFile {
    std::string svg, csv;
    std::array<float, 4> place{}; ///< Left, top, right, bottom [pixel of the window]
};

/// A question that waits for a person; Esc takes it away with nothing done.
struct Asked {
    std::string text;
    std::vector<std::pair<std::string, std::function<void(Context&)>>> answers; ///< Button, what it does; may be empty
};

/// What was done so far that a saved session would keep and going away would lose.
struct Mark {
    std::size_t deeds = 0, moves = 0, notes = 0;
    friend bool operator==(const Mark&, const Mark&) = default;
};

class Files {
  public:
    Files(); ///< Paths in the current folder, absolute.

    std::string& path(Purpose purpose) { return paths_[static_cast<std::size_t>(purpose)]; }
    const std::string& path(Purpose purpose) const { return paths_[static_cast<std::size_t>(purpose)]; }
    std::string workshop;                            ///< Where each Next saves a workshop, once it was saved by hand
    std::string wanted_picture;                      ///< To take after this frame
    ChartFile chart;                                 ///< Of the last chart that was asked for
    std::optional<std::array<float, 4>> wanted_part; ///< Of the picture, once what lies over it is gone
    int frames_to_part = 0;
    std::string notice; ///< What came of the last one
    bool is_error = false;
    std::optional<Asked> asked;
    Mark saved;                    ///< As it was saved, opened or begun
    std::vector<std::string> kept; ///< Sessions of windows that did not come to their end (recovery.h)
    std::function<void(const std::string&)> hand_out; ///< In a page: what was written goes to its reader as a download
    std::string recovered; ///< The file that this session was recovered from, until it is kept anew
    bool must_close = false;

    /// Runs `work`; what it returns, or the text of what it throws, is the notice. False if it threw.
    bool attempt(const std::function<std::string()>& work);
    /// Would writing there replace a file that this session has neither written nor opened, or that changed since?
    bool would_replace(const std::string& file) const;
    void now_ours(const std::string& file); ///< Was just written or opened.

  private:
    std::array<std::string, n_purposes> paths_;
    std::vector<std::pair<std::string, std::filesystem::file_time_type>> ours_;
};

/// Writes what the purpose says to its path; asks first where that replaces a file of others.
void write(Context& context, Purpose purpose);
void write_anyway(Context& context, Purpose purpose);
void save_workshop(Context& context); ///< Where it was saved by hand, if it was.
/// The session of the session's path; asks first if work is unsaved.
void open_session(Context& context);
/// Ends the window; asks first if work is unsaved.
void close(Context& context);
bool is_unsaved(const Context& context);
Mark mark_of(const Context& context);

/// All that would have to be written now; the workshop too.
StoredSession stored_now(const Context& context);
/// A session that was read goes on, and with it a workshop, if one was played.
void resume(Context& context, const StoredSession& read, std::shared_ptr<const scenarios::Scenario> scenario);
void go_on(Context& context, std::unique_ptr<Workshop> played);
/// Reads a file and goes on with it; throws sim::InputError with everything that is wrong.
void resume_from(Context& context, const std::string& path);

} // namespace viz
