#include "scenarios/schema.h"

#include <fmt/format.h>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <algorithm>

namespace scenarios {
namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

void parse_schema(const nlohmann::json& document, valijson::Schema& schema) {
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(document), schema);
}

const valijson::Schema& parsed_schema() {
    static const valijson::Schema* const schema = [] {
        static valijson::Schema made;
        parse_schema(scenario_schema(), made);
        return &made;
    }();
    return *schema;
}

/// "/a/b" of the validator's path "<root>[a][b]".
std::string pointer_of(const std::vector<std::string>& context) {
    std::string pointer;
    for (std::size_t i = 1; i < context.size(); ++i) {
        std::string_view part = context[i];
        if (part.starts_with('[')) part = part.substr(1, part.size() - 2);
        pointer = pointer_to(pointer, part);
    }
    return pointer.empty() ? "/" : pointer;
}

void judge(const valijson::Schema& schema, const Json& document, const std::string& file, std::string_view command,
           Problems& problems) {
    const nlohmann::json plain = document;
    const Adapter target(plain);
    valijson::ValidationResults results;
    valijson::Validator validator;
    if (validator.validate(schema, target, &results)) return;
    std::vector<std::string> deepest; // errors come innermost first, each followed by those of what holds it
    valijson::ValidationResults::Error error;
    while (results.popError(error)) {
        const bool holds_last = error.context.size() < deepest.size() &&
                                std::equal(error.context.begin(), error.context.end(), deepest.begin());
        if (holds_last && error.description.starts_with("Failed to validate")) continue;
        deepest = error.context;
        problems.add(fmt::format("{}: {}", file, pointer_of(error.context)),
                     "is refused by the schema: " + error.description,
                     fmt::format("expected what `{}` describes", command));
    }
}

} // namespace

void check_schema(const Json& document, const std::string& file, Problems& problems) {
    judge(parsed_schema(), document, file, "accord schema", problems);
}

void check_schema(const Json& schema, const Json& document, const std::string& file, std::string_view command,
                  Problems& problems) {
    valijson::Schema parsed;
    parse_schema(schema, parsed);
    judge(parsed, document, file, command, problems);
}

} // namespace scenarios
