#include "viz/runs/lever_words.h"

#include "models/model.h"
#include "scenarios/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace viz {
namespace {

struct LeverName {
    std::string_view id, name;
};
constexpr auto names = std::to_array<LeverName>({
    {"search.effort", "effort to find partners"},
    {"search.wanted", "partnerships wanted"},
    {"search.scrutiny", "scrutiny before talks"},
    {"search.by-alignment", "look for shared goals"},
    {"search.by-need", "look for what pupils need"},
    {"search.by-resources", "look for means"},
    {"search.by-reputation", "look for good names"},
    {"search.by-nearness", "look nearby"},
    {"search.equity", "poor schools first"},
    {"agreement.goal-work", "work on common goals"},
    {"agreement.formality", "how much is written down"},
    {"agreement.term", "length of agreements"},
    {"agreement.evaluation", "agreed evaluation"},
    {"agreement.readiness", "readiness to sign and renew"},
    {"governance.equal-votes", "equal votes"},
    {"governance.school-led", "schools decide"},
    {"governance.openness", "open decisions"},
    {"coordination.bought", "paid hours of coordination"},
    {"coordination.backbone", "backbone organisation"},
    {"coordination.shared-measurement", "shared measurement"},
    {"coordination.pooled", "pooled money"},
    {"delivery.support", "support for those who deliver"},
    {"delivery.depth", "full dose for few pupils"},
    {"money.co-funding", "schools' share of cash costs"},
    {"money.reserve", "money set aside"},
    {"money.diversify", "lean on no single partner"},
});

} // namespace

std::string without_dashes(std::string_view id) {
    std::string text(id);
    std::replace(text.begin(), text.end(), '-', ' ');
    return text;
}

std::string programme_name(std::size_t programme) { return without_dashes(models::programme_infos[programme].id); }

std::string input_name(std::string_view id) {
    if (models::lever_table().find(std::string(id))) return lever_name(id);
    if (const auto* row = models::parameter_table().find(std::string(id))) return row->summary;
    const int condition = models::condition_index(id);
    if (condition >= 0) return std::string(models::condition_infos[static_cast<std::size_t>(condition)].name);
    return without_dashes(id.substr(id.find('.') + 1));
}

std::string unit_words(std::string_view unit) {
    if (unit == "0 or 1") return "0 no, 1 yes";
    if (unit == "h/month/1000") return "h a month for 1,000 pupils";
    std::string words(unit.starts_with("1/") ? unit.substr(1) : unit);
    for (std::size_t at = 0; (at = words.find('/')) != std::string::npos;)
        words.replace(at, 1, at == 0 ? "a " : " a ");
    return words;
}

std::string lever_name(std::string_view id) {
    const auto it = std::find_if(names.begin(), names.end(), [&](const LeverName& one) { return one.id == id; });
    if (it != names.end()) return std::string(it->name);
    constexpr std::string_view liking = "search.prefer-";
    if (id.starts_with(liking)) return "liking for " + without_dashes(id.substr(liking.size()));
    return without_dashes(id.substr(id.find('.') + 1));
}

LeverUnit lever_unit(const sim::ParameterRow& row) {
    if (is_switch(row)) return {1, ""};
    if (row.unit == "share") return {100, "%"};
    if (row.unit == "1/month") return {100, "% a month"};
    if (row.unit == "month") return {1, "months"};
    if (row.unit == "weight" || row.unit == "count") return {1, ""};
    if (row.unit == "h/month/1000") return {1, "h a month for 1,000 pupils"};
    return {1, scenarios::shown_unit(row.unit).level};
}

std::string lever_value(const sim::ParameterRow& row, double value) {
    if (is_switch(row)) return value >= 0.5 ? "yes" : "no";
    const LeverUnit unit = lever_unit(row);
    // Three digits: a slider's last bits are nobody's decision.
    const std::string number = scenarios::typeset.number(std::stod(fmt::format("{:.3g}", unit.scale * value)));
    return number + (unit.unit.empty() ? "" : " " + unit.unit);
}

} // namespace viz
