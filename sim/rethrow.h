#pragma once
/// \file
/// Errors that say where they happened: work on many rows, runs or threads names the one that failed.

#include <string>

namespace sim {

/// Only inside a catch block: throws the error in flight again as "WHERE: what it said". InputError (each of its
/// messages), MachineError and Mistake stay what they are; other std::exceptions become std::runtime_error. Lack of
/// memory and what is no std::exception are thrown on as they came.
[[noreturn]] void rethrow_at(const std::string& where);

/// Only inside a catch block: what the error in flight says.
std::string text_of_current_error();

} // namespace sim
