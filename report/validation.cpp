#include "report/validation.h"

#include "scenarios/json.h"
#include "scenarios/library.h"

#include <fmt/format.h>

#include <filesystem>

namespace report {
namespace {

using scenarios::Json;
using scenarios::Problems;

/// One line of the table.
struct Target {
    std::string id, use;
    double target = absent, low = absent, high = absent, simulated = absent, se = absent;
    bool is_met = false, is_judged = false; ///< Some are reported without a verdict.
};

/// Reads the members of a target; says what is wrong with each.
class TargetReader {
  public:
    TargetReader(const Json& json, std::string place, Problems& problems)
        : json_(json), place_(std::move(place)), problems_(problems) {}

    Target read() {
        Target target;
        target.id = words("id", true);
        target.use = words("use", false);
        target.target = number("target", false);
        target.low = number("low", false); // null: open on that side
        target.high = number("high", false);
        target.simulated = number("simulated", false); // null: the model has no such figure
        target.se = number("se", false);
        const auto it = json_.find("pass");
        if (it != json_.end() && it->is_boolean())
            target.is_met = *it, target.is_judged = true;
        else if (it == json_.end() || !it->is_null()) // null: reported without a verdict
            wrong("pass", it, "expected true, false or null");
        return target;
    }

  private:
    void wrong(const char* key, const Json::const_iterator& it, const char* expected) {
        problems_.add(place_ + "/" + key, it == json_.end() ? "is missing" : "is " + scenarios::kind_of(*it), expected);
    }
    std::string words(const char* key, bool is_needed) {
        const auto it = json_.find(key);
        if (it != json_.end() && it->is_string()) return *it;
        if (is_needed || it != json_.end()) wrong(key, it, "expected text");
        return "";
    }
    double number(const char* key, bool is_needed) {
        const auto it = json_.find(key);
        if (it != json_.end() && it->is_number()) return *it;
        if (is_needed || (it != json_.end() && !it->is_null())) wrong(key, it, "expected a number");
        return absent;
    }

    const Json& json_;
    std::string place_;
    Problems& problems_;
};

Finding finding_of(const std::vector<Target>& targets) {
    std::size_t n_met = 0, n_fitted = 0, n_judged = 0;
    Finding finding;
    finding.table = {"", {"finding", "published", "from", "to", "simulated", "\u00b1 SE", "met"}, {}, {}, {}};
    for (const Target& one : targets) {
        if (!one.is_judged) continue;
        n_judged += 1;
        n_met += one.is_met;
        n_fitted += one.use == "calibrate";
        finding.table.rows.push_back({one.use.empty() ? one.id : fmt::format("{} ({})", one.id, one.use),
                                      typeset.number(one.target), typeset.number(one.low), typeset.number(one.high),
                                      typeset.number(one.simulated), typeset.number(one.se),
                                      one.is_met ? "yes" : "no"});
        finding.table.marks.push_back(std::vector<int>(7, 0));
        finding.table.marks.back().back() = one.is_met ? 1 : -1;
    }
    finding.text = fmt::format("{} of {} published findings are met: the simulated figure lies in the published range.",
                               n_met, n_judged);
    if (n_fitted > 0)
        finding.text +=
            fmt::format(" {} of them were used to calibrate the model, so meeting them proves little.", n_fitted);
    if (n_met < n_judged) finding.text += " Where one is missed, do not rely on results that rest on it.";
    return finding;
}

} // namespace

void add_validation(const std::string& path, Report& report, Problems& problems) {
    const std::size_t before = problems.size();
    const auto document = scenarios::read_json(path, problems);
    if (!document) return;
    const auto list = document->is_object() ? document->find("targets") : document->end();
    if (!document->is_object() || list == document->end() || !list->is_array() || list->empty()) {
        problems.add(path + ": /targets", "is missing or empty",
                     "expected what `accord validate --format json` writes");
        return;
    }
    std::vector<Target> targets;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const std::string place = fmt::format("{}: /targets/{}", path, i);
        if ((*list)[i].is_object())
            targets.push_back(TargetReader((*list)[i], place, problems).read());
        else
            problems.add(place, "is " + scenarios::kind_of((*list)[i]), "expected an object");
    }
    if (problems.size() == before) report.validation = {finding_of(targets)};
}

std::string shipped_validation() {
    const std::filesystem::path path =
        std::filesystem::path(scenarios::library_folder()).parent_path().parent_path() / "models" / "validation.json";
    return std::filesystem::exists(path) ? path.string() : "";
}

} // namespace report
