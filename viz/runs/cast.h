#pragma once
/// \file
/// Who is on stage: names, kinds and places that stay the same for a whole run. Rows are those of the world.

#include "models/model.h"

#include <string>
#include <vector>

namespace viz {

struct SchoolCard {
    std::string name, county;
    models::InstitutionKind kind = models::InstitutionKind::primary;
    bool is_synthetic = false;
    double low_income = 0; ///< At the start [share]
    double x = 0, y = 0;   ///< [km]; drawn where the data have none
};

struct PartnerCard {
    std::string name;
    models::PartnerKind kind = models::PartnerKind::business;
    double x = 0, y = 0; ///< [km]
};

struct Cast {
    std::vector<SchoolCard> schools;
    std::vector<PartnerCard>
        partners; ///< Those without a name of their own are called by made-up words within their kind.
};

/// The cast of a world made of `region` (as read, before it is completed).
Cast cast_of(const models::Region& region, const models::World& world);

} // namespace viz
