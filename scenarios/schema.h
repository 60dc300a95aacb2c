#pragma once
/// \file
/// The published JSON Schema (draft 7) of scenario files, made from the tables of parameters, levers and conditions, so
/// that it cannot fall behind them. `accord schema` prints it; scenario.schema.json is its committed copy.

#include "scenarios/json.h"
#include "scenarios/problems.h"

#include <string>
#include <string_view>

namespace scenarios {

/// The schema.
Json scenario_schema();

/// That of the key burn-in, of scenarios and experiments.
Json burn_in_schema();

/// The schema as text with a final line end: the exact content of scenario.schema.json.
std::string scenario_schema_text();

/// The same of strategy files; strategy.schema.json is the copy.
Json strategy_schema();
std::string strategy_schema_text();

/// Judges `document` by the schema with a validator of its own (valijson). Run after the reader found nothing: what is
/// still reported is a disagreement between the two.
void check_schema(const Json& document, const std::string& file, Problems& problems);

/// The same by another schema, which `command` prints.
void check_schema(const Json& schema, const Json& document, const std::string& file, std::string_view command,
                  Problems& problems);

} // namespace scenarios
