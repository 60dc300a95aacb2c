#include "scenarios/region.h"

#include "models/programme.h"
#include "scenarios/cells.h"

namespace scenarios {
namespace {

std::optional<int> parse_grade(std::string_view text) {
    if (text == "K") return 0;
    if (text.empty() || text.size() > 2 || text.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    const int grade = static_cast<int>(*parse_number(text));
    return grade >= 1 && grade <= 16 ? std::optional<int>(grade) : std::nullopt;
}

} // namespace

std::optional<std::pair<int, int>> parse_grades(std::string_view text) {
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto low = parse_grade(text.substr(0, dash));
    const auto high = parse_grade(text.substr(dash + 1));
    if (!low || !high || *low > *high || (*low < 13 && *high > 12)) return std::nullopt;
    return std::pair{*low, *high};
}

models::InstitutionKind kind_of_grades(int low, int high) {
    if (low >= 13) return models::InstitutionKind::college;
    if (high >= 10) return models::InstitutionKind::secondary;
    return low >= 5 ? models::InstitutionKind::middle : models::InstitutionKind::primary;
}

std::vector<std::string> institution_kind_names() {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < models::n_institution_kinds; ++i)
        names.emplace_back(name(static_cast<models::InstitutionKind>(i)));
    return names;
}

std::vector<std::string> partner_kind_names() {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < models::n_partner_kinds; ++i)
        names.emplace_back(name(static_cast<models::PartnerKind>(i)));
    return names;
}

std::vector<std::string> programme_names() {
    std::vector<std::string> names;
    for (const models::ProgrammeInfo& info : models::programme_infos)
        names.emplace_back(info.id);
    return names;
}

} // namespace scenarios
