#pragma once
/// \file
/// The shipped scenarios and where they are.

#include "scenarios/problems.h"

#include <string>
#include <vector>

namespace scenarios {

/// A shipped scenario as `accord list scenarios` shows it.
struct LibraryEntry {
    std::string id; ///< File name without .json; `accord run ID` finds it.
    std::string title;
    std::string about;
    std::string file;
};

/// Says where another program keeps the shipped files: looked for there after $ACCORD_HOME and before all other places.
void set_home(const std::string& folder);

/// Folder of the library: $ACCORD_HOME/scenarios/library, or scenarios/library below the home that was set, below the
/// working folder, below ../share/accord of the program's folder (installed), below one above the program, or that of
/// the source tree; "" if there is none.
std::string library_folder();

/// Folder of the shipped strategies, looked for in the same places; "" if there is none.
std::string strategies_folder();

/// A shipped file by its path from the root, looked for in the same places; the path itself and a problem if there is
/// none.
std::string home_file(const std::string& path, Problems& problems);

/// All shipped scenarios: those of the library by id, then the cases people know (library/cases) by id.
std::vector<LibraryEntry> library(Problems& problems);

/// `argument` itself if it looks like a path or is a file; else the library's scenario of that id, if there is one.
std::string find_scenario(const std::string& argument);

} // namespace scenarios
