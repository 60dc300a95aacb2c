#pragma once
/// \file
/// What programmes do to their participants in one school this month, as the students' kernels read it.

#include <cstdint>

namespace models {

/// One programme in one institution. Rates are per teaching month. Data only: kernels include this header.
struct Exposure {
    std::uint32_t programme = 0;      ///< Bit in a student's flags (bit_of_programme).
    float lasting = 0, transient = 0; ///< Gains [SD/month].
    float absence = 0;                ///< Share of days absent avoided.
    float readiness = 0;              ///< [SD/month].
    float staying = 0;                ///< Fall of the log-hazard of dropping out.
    float college = 0;                ///< Rise of the log-odds of college entry.
};

} // namespace models
