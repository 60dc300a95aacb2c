#pragma once
/// \file
/// The window for programs and for pages around it: what it shows as JSON, and what people do in it by words. Each deed
/// is an action as by hand, with undo and log.

#include "viz/context/context.h"

#include <string>

namespace viz {

/// {"region", "page", "month", "months", "is-idle", "is-current", "runs": {"a": {"strategy", "luck", "digest",
/// "months"},
/// ...}, "bands": {"a": 100, ...}, "headline", "table": [{"outcome", "difference", "interval"}, ...],
/// "caveats", "trouble", ...}. A digest is "" while its run is not whole;
/// "digest-as-run" is that of `accord run --replicates 1`, where the luck is 0.
std::string state_text(const Context& context);

/// Does {"play": true}, {"pause": true}, {"seek": 24}, {"lever": ID, "value": V}, {"condition": ID, "value": V},
/// {"strategy": ID}, {"branch": true|false}, {"undo": true}, {"redo": true}, {"restart": true}, {"lane": "a"|"b"},
/// {"show": PAGE}, {"ask": OUTCOME}, {"save": PURPOSE}, {"open": PATH}, {"recover": true}, {"forget": true},
/// {"dark": true|false}, one or several: first files, then lane and month, what acts there (strategy, lever, condition,
/// branch), undo, what is looked at, playing, saving. Throws sim::InputError with all that is wrong, and then does
/// nothing.
void do_deeds(Context& context, const std::string& json);

} // namespace viz
