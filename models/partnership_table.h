#pragma once
/// \file
/// Rows of partnerships come and go here, and only here, in an order that no thread can change.

#include "models/world.h"

#include <vector>

namespace models {

/// A match of seek_partners, waiting to become a row.
struct NewPartnership {
    sim::Row institution = sim::no_row, partner = sim::no_row;
    std::uint8_t programme = 0;
    double alignment = 0;
};

/// Key of the partnership of an institution and a partner, by their keys, in a programme.
inline sim::Key partnership_key(sim::Key institution, sim::Key partner, std::size_t programme) {
    return sim::key_of(sim::key_of(institution, partner), static_cast<sim::Key>(programme));
}

/// Appends rows in talks and sorts the table by institution, partner key, programme.
void add_partnerships(World& world, const sim::Luck& luck, const std::vector<NewPartnership>& born);

/// Signs the agreement of row `m`: pledges from what the partner has free, term, formality. False if the group would be
/// too small; the row is then left as it was.
bool sign_agreement(World& world, std::size_t m);

} // namespace models
