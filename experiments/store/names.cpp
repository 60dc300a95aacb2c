#include "experiments/store/names.h"

#include "scenarios/json.h"
#include "scenarios/strategies.h"

namespace experiments {
namespace {

using scenarios::Json;

std::string text_at(const Json& object, const char* key) {
    const auto it = object.find(key);
    return it != object.end() && it->is_string() ? it->get<std::string>() : "";
}

/// What one file calls the strategy: a strategy's own file, or a scenario in which it is written; "" if neither.
std::string name_in(const Json& document, const std::string& id) {
    if (!document.is_object()) return "";
    if (document.contains("levers") && text_at(document, "id") == id) return text_at(document, "name");
    const Json own = document.value("strategies", Json());
    return own.is_object() && own.contains(id) && own[id].is_object() ? text_at(own[id], "name") : "";
}

} // namespace

std::string strategy_name(const StoreHeader& header, const std::string& id) {
    if (const scenarios::Strategy* shipped = scenarios::find_strategy(id)) return shipped->name;
    for (const StoredFile& file : header.files) {
        if (!file.path.ends_with(".json")) continue;
        scenarios::Problems unheard; // it was read without faults when the sweep began
        const auto document = scenarios::parse_json(file.content, file.path, unheard);
        if (std::string called = document ? name_in(*document, id) : ""; !called.empty()) return called;
    }
    return id;
}

} // namespace experiments
