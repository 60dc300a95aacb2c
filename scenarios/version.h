#pragma once
/// \file
/// The program's version, which moves with releases (CHANGELOG.md). That of the model moves with results alone:
/// models::model_version().

namespace scenarios {

/// Such as "0.3.0": VERSION of the project in CMakeLists.txt, which CITATION.cff repeats.
const char* program_version();

} // namespace scenarios
