#include "scenarios/region.h"

#include "models/programme.h"
#include "scenarios/cells.h"

#include <algorithm>

namespace scenarios {
namespace {

std::optional<int> parse_grade(std::string_view text) {
    if (text == "PK") return -1;
    if (text == "K") return 0;
    if (text.empty() || text.size() > 2 || text.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    const int grade = static_cast<int>(*parse_number(text));
    return grade >= 1 && grade <= 16 ? std::optional<int>(grade) : std::nullopt;
}

template <class T>
std::string label(const std::vector<T>& all, const std::string& id) {
    const auto it = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.id == id; });
    return it == all.end() || it->name.empty() || it->name == id ? id : it->name + " (" + id + ")";
}

} // namespace

std::string school_label(const models::Region& region, const std::string& id) { return label(region.schools, id); }
std::string partner_label(const models::Region& region, const std::string& id) { return label(region.partners, id); }

std::optional<std::pair<int, int>> parse_grades(std::string_view text) {
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto low = parse_grade(text.substr(0, dash));
    const std::string_view last = text.substr(dash + 1);
    const auto high = last == "00" ? std::optional(0) : parse_grade(last); // K-00: kindergarten alone
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

std::vector<std::string> given_kind_names() {
    std::vector<std::string> names = partner_kind_names();
    for (const GivenKind& kind : given_kinds())
        names.emplace_back(kind.id);
    return names;
}

const std::vector<GivenKind>& given_kinds() {
    using models::PartnerKind;
    static const std::vector<GivenKind> kinds{
        {"hospital", PartnerKind::agency, {"wraparound", "internships", "mentoring"}},
        {"museum", PartnerKind::nonprofit, {"arts", "after-school", "curriculum-co-design"}},
        {"faith", PartnerKind::nonprofit, {"mentoring", "tutoring", "after-school"}},
        {"chamber", PartnerKind::business, {"internships", "career-academy", "mentoring"}},
        {"school", PartnerKind::university, {"exchange", "tutoring", "curriculum-co-design"}}};
    return kinds;
}

std::vector<std::string> programme_names() {
    std::vector<std::string> names;
    for (const models::ProgrammeInfo& info : models::programme_infos)
        names.emplace_back(info.id);
    return names;
}

} // namespace scenarios
