#pragma once
/// \file
/// The evidence base, models/evidence.json: one record a published finding. Read at run time, so that what the program
/// shows is what the file holds.

#include "scenarios/json.h"

#include <string>
#include <vector>

namespace scenarios {

/// A published finding; texts are "" and numbers null where the source gives none.
struct Finding {
    std::string id;         ///< "M-JM-TEST"
    std::string finding;    ///< What was found
    std::string population; ///< In whom, as far as the record says; "not stated in the base" where it says nothing
    std::string unit;       ///< Of value, low, high and se
    Json value, low, high, se;
    std::string source, url;
    std::string verified;   ///< page, memory, data or recomputed
    std::string confidence; ///< high, medium or low
    std::string note, constrains, topic;
};

/// How a value was checked, in words: "the page of the source was read".
std::string verified_text(const std::string& verified);

/// "0.0316 (-0.004 to 0.067) SD", or that there is no number; as models/EVIDENCE.md writes it.
std::string value_text(const Finding& finding);

/// All records in their order. A missing file, key or a wrong kind of value is a problem.
std::vector<Finding> evidence(Problems& problems);

/// The same of any file, for tests.
std::vector<Finding> read_evidence(const std::string& path, Problems& problems);

} // namespace scenarios
