#pragma once
/// \file
/// The sections of a report, in the order of the page. Each gives the inside of a section element, escaped, or one line
/// that says why it has nothing to show.

#include "report/view.h"

#include <string>

namespace report {

std::string warnings(const View& view);    ///< What limits the results; first on the page.
std::string answer(const View& view);      ///< The finding in plain sentences, condition by condition.
std::string overview(const View& view);    ///< Strategy x condition, by outcome.
std::string differences(const View& view); ///< Differences with intervals.
std::string over_years(const View& view);  ///< The comparison at the end of some years on the way.
std::string over_time(const View& view);   ///< Fan charts.
std::string equity(const View& view);      ///< Who gains.
std::string flows(const View& view);       ///< Partners to programmes to pupils.
std::string sensitivity(const View& view);
std::string discovery(const View& view);
std::string regrets(const View& view);    ///< Shortfall against the best of each condition.
std::string costs(const View& view);      ///< Who pays what.
std::string lives(const View& view);      ///< How long partnerships last, and why they end.
std::string given_ties(const View& view); ///< Which of the user's ties started, were scaled or left out, by name.
std::string validation(const View& view);
std::string reproduction(const View& view); ///< Commands, seed, versions, digests.

} // namespace report
