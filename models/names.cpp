// Names of kinds, stages and reasons, as shown to people and used in files.
#include "models/institution.h"
#include "models/partner.h"
#include "models/partnership.h"

#include <array>

namespace models {

std::string_view name(InstitutionKind kind) {
    constexpr std::array<std::string_view, n_institution_kinds> names{"primary", "middle", "secondary", "college",
                                                                      "university"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view name(PartnerKind kind) {
    constexpr std::array<std::string_view, n_partner_kinds> names{"business",   "nonprofit",  "university",   "agency",
                                                                  "foundation", "technology", "international"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view name(Stage stage) {
    constexpr std::array<std::string_view, n_stages> names{"goals",  "common-ground", "proposal",
                                                           "buy-in", "agreement",     "active"};
    return names[static_cast<std::size_t>(stage)];
}

std::string_view name(EndReason reason) {
    constexpr std::array<std::string_view, n_end_reasons> names{
        "talks-failed", "term-not-renewed", "trust-lost", "funds-ended", "partner-left", "overload", "champion-lost"};
    return names[static_cast<std::size_t>(reason)];
}

} // namespace models
