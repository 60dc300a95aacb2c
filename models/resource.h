#pragma once
/// \file
/// What partners give. Money is counted in cents and time in minutes in the ledger (sim/ledger.h).

#include <array>
#include <cstddef>
#include <string_view>

namespace models {

enum class Resource { funds, staff, volunteers, placements, facilities, seats };
inline constexpr std::size_t n_resources = 6;
inline constexpr std::array<std::string_view, n_resources> resource_names{"funds",      "staff",      "volunteers",
                                                                          "placements", "facilities", "seats"};
/// Unit a month: dollars of the data's year, hours, hours, places, places, technology seats.
inline constexpr std::array<std::string_view, n_resources> resource_units{"USD", "h", "h", "places", "places", "seats"};
using Resources = std::array<double, n_resources>;

} // namespace models
