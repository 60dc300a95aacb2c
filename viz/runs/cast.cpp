#include "viz/runs/cast.h"

#include <fmt/format.h>

#include <array>

namespace viz {

Cast cast_of(const models::Region& region, const models::World& world) {
    const models::Region all = models::completed(region);
    Cast cast;
    for (std::size_t i = 0; i < world.institutions.size(); ++i) {
        const models::School& s = all.schools[i];
        cast.schools.push_back({s.name.empty() ? s.id : s.name, s.county, s.kind, s.is_synthetic, s.low_income_share,
                                world.institutions.x[i], world.institutions.y[i]});
    }
    std::array<int, models::n_partner_kinds> count{};
    for (std::size_t k = 0; k < world.partners.size(); ++k) {
        const models::PartnerKind kind = world.partners.kind[k];
        const int number = ++count[static_cast<std::size_t>(kind)];
        std::string name =
            k < all.partners.size() ? all.partners[k].name : fmt::format("{} {}", models::name(kind), number);
        if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
        cast.partners.push_back({std::move(name), kind, world.partners.x[k], world.partners.y[k]});
    }
    return cast;
}

} // namespace viz
