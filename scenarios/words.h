#pragma once
/// \file
/// The one voice: how numbers, changes, intervals, units and lists read, in the terminal, in a report and in the
/// window.
///
/// The rule for numbers. Digits go by size: none after the point from 1,000 on, one from 10, two from 1, three from
/// 0.01; below, the first two that count. A whole number is shown whole, nothing that is not 0 is shown as 0, and what
/// does not exist is "absent".

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scenarios {

/// How an outcome's unit is shown: shares as percent, changes of shares as percentage points.
struct ShownUnit {
    double scale = 1;   ///< Shown = value x scale.
    std::string level;  ///< "%", "SD", "USD a student a year"
    std::string change; ///< "percentage points", "SD"
};
ShownUnit shown_unit(std::string_view unit);

/// Numbers for one medium, which differ in their minus sign alone.
struct Voice {
    std::string_view minus;

    std::string number(double value) const;        ///< "12.3", "1,234", "0.00042", "-2.50"
    std::string signed_number(double value) const; ///< "+0.031", "-2.50", "0"
    /// The same in the scale of a unit, for tables whose header names the unit: 0.123 of "share" is "12.3".
    std::string number(double value, std::string_view unit) const;
    std::string signed_number(double value, std::string_view unit) const;
    /// A value with its unit: "0.022 SD", "12.3 %", "118 USD a student a year".
    std::string level(double value, std::string_view unit) const;
    /// A change with sign and unit: "+0.031 SD", "-2 percentage points".
    std::string change(double value, std::string_view unit) const;
    /// How large a change is, where words say which way: "2 percentage points".
    std::string size(double value, std::string_view unit) const;
    /// "0.012 to 0.050", in the unit's scale; "" without an interval.
    std::string range(double low, double high, std::string_view unit) const;
    /// "95 % interval 0.012 to 0.050", or `none`: the words for its absence.
    std::string interval(double low, double high, std::string_view unit, std::string_view none = one_run) const;
    /// Of an estimate: anything with `lo` and `hi`.
    template <class Found>
    std::string interval(const Found& found, std::string_view unit, std::string_view none = one_run) const {
        return interval(found.lo, found.hi, unit, none);
    }

    static constexpr std::string_view one_run = "one run only: no interval";
};

inline constexpr Voice plain{"-"};        ///< For terminals and files: what can be typed and searched for.
inline constexpr Voice typeset{"\u2212"}; ///< For pages and windows: a true minus sign.

/// "18 months", "1 year", "3 years".
std::string duration(std::uint32_t months);
/// "1 run", "20 runs", "1,234 runs"; `many` where it is not `one` with an s.
std::string plural(std::size_t n, std::string_view one, std::string_view many = "");
/// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& words);
/// The first letter large.
std::string capital(std::string text);

} // namespace scenarios
