#include "viz/runs/cast.h"

#include <fmt/format.h>

#include <array>

namespace viz {
namespace {

// Partners drawn from the seed have no name. These can be said aloud and belong to nobody.
constexpr std::array<const char*, 24> first_words{"Alder",  "Beacon", "Cedar",  "Dune",    "Ember",   "Fern",
                                                  "Grove",  "Harbor", "Ivy",    "Juniper", "Kestrel", "Linden",
                                                  "Maple",  "North",  "Oak",    "Pebble",  "Quill",   "Ridge",
                                                  "Summit", "Tide",   "Upland", "Valley",  "Willow",  "Yarrow"};
constexpr std::array<const char*, models::n_partner_kinds> last_words{
    "Company", "Community", "University", "Agency", "Foundation", "Technologies", "International"};

/// "Alder Foundation"; "Alder Foundation 2" when the words begin anew.
std::string made_up_name(models::PartnerKind kind, std::size_t number) {
    const std::size_t turn = number / first_words.size();
    return fmt::format("{} {}{}", first_words[number % first_words.size()], last_words[static_cast<std::size_t>(kind)],
                       turn ? fmt::format(" {}", turn + 1) : "");
}

} // namespace

Cast cast_of(const models::Region& region, const models::World& world) {
    const models::Region all = models::completed(region);
    Cast cast;
    for (std::size_t i = 0; i < world.institutions.size(); ++i) {
        const models::School& s = all.schools[i];
        cast.schools.push_back({s.name.empty() ? s.id : s.name, s.county, s.kind, s.is_synthetic, s.low_income_share,
                                world.institutions.x[i], world.institutions.y[i]});
    }
    std::array<std::size_t, models::n_partner_kinds> count{};
    for (std::size_t k = 0; k < world.partners.size(); ++k) {
        const models::PartnerKind kind = world.partners.kind[k];
        const std::size_t number = count[static_cast<std::size_t>(kind)]++;
        std::string name = k < all.partners.size() ? all.partners[k].name : made_up_name(kind, number);
        if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
        cast.partners.push_back({std::move(name), kind, world.partners.x[k], world.partners.y[k]});
    }
    return cast;
}

} // namespace viz
