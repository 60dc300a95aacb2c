#pragma once
/// \file
/// Ties that a user gave, and what became of them at the start: counts, and by name whatever was scaled or left out.

#include "models/model.h"
#include "report/page.h"

namespace report {

/// Fills `report.ties` from a region's ties; leaves it empty where none are given.
void add_ties(const models::Setup& setup, Report& report);

} // namespace report
