#include "scenarios/evidence.h"

#include "scenarios/library.h"

#include <fmt/format.h>

#include <array>
#include <set>
#include <utility>

namespace scenarios {
namespace {

constexpr auto checks = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"page", "the page of the source was read"},
    {"memory", "from memory, not read again"},
    {"data", "computed from public data"},
    {"recomputed", "computed from the data in this repository"},
});

/// Reads keys of one record; each must be there and of its kind.
class Record {
  public:
    Record(const Json& json, std::string place, Problems& problems)
        : json_(json), place_(std::move(place)), problems_(problems) {}

    std::string text(const char* key, bool may_be_empty = false) {
        const auto it = json_.find(key);
        const bool is_text = it != json_.end() && it->is_string() && (may_be_empty || !it->get<std::string>().empty());
        if (is_text) return it->get<std::string>();
        problems_.add(place_ + "/" + key, it == json_.end() ? "is missing" : "is not a text", "expected a text");
        return "";
    }
    Json number(const char* key) {
        const auto it = json_.find(key);
        if (it != json_.end() && (it->is_number() || it->is_null())) return *it;
        problems_.add(place_ + "/" + key, it == json_.end() ? "is missing" : "is not a number",
                      "expected a number or null");
        return nullptr;
    }

  private:
    const Json& json_;
    std::string place_;
    Problems& problems_;
};

Finding read_finding(const Json& json, const std::string& place, Problems& problems) {
    Record record(json, place, problems);
    Finding f;
    f.id = record.text("id"), f.topic = record.text("topic"), f.finding = record.text("quantity");
    f.population = record.text("population");
    f.unit = record.text("unit");
    f.value = record.number("value"), f.low = record.number("low"), f.high = record.number("high");
    f.se = record.number("se");
    f.source = record.text("source"), f.url = record.text("url", true);
    f.verified = record.text("verified"), f.confidence = record.text("confidence");
    f.note = record.text("note", true), f.constrains = record.text("constrains");
    return f;
}

std::string shortest(const Json& number) { return fmt::format("{:.6g}", number.get<double>()); }

} // namespace

std::string verified_text(const std::string& verified) {
    for (const auto& [key, words] : checks)
        if (verified == key) return std::string(words);
    return verified;
}

std::string value_text(const Finding& f) {
    const bool has_interval = !f.low.is_null() && !f.high.is_null();
    if (f.value.is_null() && !has_interval) return f.unit == "-" ? "no number" : "no number; " + f.unit;
    std::string text = f.value.is_null() ? "" : shortest(f.value);
    if (has_interval && text.empty())
        text = fmt::format("{} to {}", shortest(f.low), shortest(f.high));
    else if (has_interval)
        text += fmt::format(" ({} to {})", shortest(f.low), shortest(f.high));
    if (!f.se.is_null()) text += fmt::format(", standard error {},", shortest(f.se));
    return text + " " + f.unit;
}

std::vector<Finding> read_evidence(const std::string& path, Problems& problems) {
    std::vector<Finding> all;
    const auto document = read_json(path, problems);
    if (!document) return all;
    if (!document->is_array()) {
        problems.add(path + ": /", "is " + kind_of(*document), "expected an array of findings");
        return all;
    }
    std::set<std::string> ids;
    for (std::size_t n = 0; n < document->size(); ++n) {
        const std::string place = fmt::format("{}: /{}", path, n);
        if (!(*document)[n].is_object()) {
            problems.add(place, "is " + kind_of((*document)[n]), "expected a finding, an object");
            continue;
        }
        all.push_back(read_finding((*document)[n], place, problems));
        if (!ids.insert(all.back().id).second)
            problems.add(place + "/id", fmt::format("'{}' appears twice", shown(all.back().id)), "expected a new id");
    }
    return all;
}

std::vector<Finding> evidence(Problems& problems) {
    return read_evidence(home_file("models/evidence.json", problems), problems);
}

} // namespace scenarios
