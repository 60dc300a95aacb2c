#pragma once
/// \file
/// Levers as leaders speak of them, and all else that has an id: what each is called and how its value reads. Ids stay
/// in files and in --set.

#include "sim/parameter.h"

#include <string>
#include <string_view>

namespace viz {

/// "open decisions" of "governance.openness".
std::string lever_name(std::string_view id);

/// How many times its value a lever's slider shows, and the unit behind it: 0.4 of "share" is 40 "%".
struct LeverUnit {
    double scale = 1;
    std::string unit;
};
LeverUnit lever_unit(const sim::ParameterRow& row);

/// "40 %", "yes", "12 USD a student a month", "24 months".
std::string lever_value(const sim::ParameterRow& row, double value);
/// "curriculum co design" of "curriculum-co-design": ids without their dashes.
std::string without_dashes(std::string_view id);
/// Name of a programme.
std::string programme_name(std::size_t programme);
/// Of a lever or a parameter of the model, by its id: what it is, in a few words.
std::string input_name(std::string_view id);
/// "1/month" as "a month"; what is a word already stays.
std::string unit_words(std::string_view unit);
/// Is it a yes or a no?
inline bool is_switch(const sim::ParameterRow& row) { return row.unit == "0 or 1"; }

} // namespace viz
