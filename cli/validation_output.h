#pragma once
/// \file
/// What `accord validate` prints, and its progress.

#include "cli/output.h"
#include "experiments/validation/validate.h"
#include "models/mechanisms.h"

#include <chrono>
#include <string>
#include <vector>

namespace cli {

/// What changes when one mechanism is off.
struct MechanismRow {
    std::string id, summary;
    std::vector<std::string> lost, won; ///< Targets met only with it; only without it.
    experiments::Validation without;
};
MechanismRow compare_without(const models::Mechanism& mechanism, const experiments::Validation& with,
                             experiments::Validation without);

/// The whole result in one of the three forms.
std::string validation_text(const experiments::Validation& result, const std::vector<MechanismRow>& mechanisms,
                            const experiments::Laboratory& lab, Format format);

/// "study 3/14: coaching in small and large programmes" on a terminal's stderr; silent elsewhere.
class StudyBar {
  public:
    StudyBar(bool is_quiet, std::string label);
    ~StudyBar();
    StudyBar(const StudyBar&) = delete;
    StudyBar& operator=(const StudyBar&) = delete;
    void update(std::size_t study, std::size_t studies, const std::string& what);

  private:
    std::string label_;
    bool is_shown_;
    std::chrono::steady_clock::time_point start_;
};

} // namespace cli
