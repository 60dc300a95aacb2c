#pragma once
/// \file
/// What a window keeps for the case that it does not come to its end: after each change, within a second, the session
/// as it stands, in a file of its own that goes away when the window is closed as it should be. The file is a session
/// as any other; a lock that the system gives back when a process dies says whether its window still lives.

#include "viz/context/context.h"

#include <string>
#include <vector>

namespace viz {

/// $XDG_STATE_HOME/accord/recovery, or ~/.local/state/accord/recovery; "" where neither is known.
std::string recovery_folder();

/// Sessions in `folder` whose windows live no longer, the latest first.
std::vector<std::string> left_behind(const std::string& folder);
/// Takes such a session away.
void forget(const std::string& file);
/// What is open was read from such a file: it counts as unsaved, and the file goes once it is kept anew.
void was_recovered(Context& context, const std::string& file);
/// Such a session goes on, unsaved as it was; what is wrong with its file is an error in sight.
void recover(Context& context, const std::string& file);

class Recovery {
  public:
    /// Keeps nothing where `folder` is "" or cannot be written; `problem()` says why.
    explicit Recovery(std::string folder);
    ~Recovery(); ///< Gives the lock back; the file stays unless discard() was called.
    Recovery(const Recovery&) = delete;
    Recovery& operator=(const Recovery&) = delete;

    /// Writes the session if it is another than last time and a second has gone by (`must`: at once).
    /// `seconds` is any clock that only goes forward. The first call only remembers where the session began. A session
    /// that was recovered is written at once; then the file that it came from goes.
    void keep(Context& context, double seconds, bool must = false);
    void discard(); ///< The window was closed as it should be: nothing has to be kept.

    const std::string& file() const { return file_; } ///< "" before anything was written
    const std::string& problem() const { return problem_; }

  private:
    bool begin();
    const std::string folder_;
    std::string known_, file_, problem_;
    double last_ = -1e9;
    int lock_ = -1;
};

} // namespace viz
