// What every analysis says of its runs: what was taken for what, what failed, lacks or had no part.
#include "experiments/findings/findings.h"

#include <fmt/format.h>

namespace experiments::findings {
namespace {

using scenarios::Json;

Json id_of(const std::optional<Column>& column) { return column ? Json(column->id) : Json(); }

Json ids_of(const std::vector<Column>& columns) {
    Json ids = Json::array();
    for (const Column& column : columns)
        ids.push_back(column.id);
    return ids;
}

void put_columns(const Data& data, Findings& findings) {
    findings.json["columns"] = {{"strategy", id_of(data.strategy)},   {"world", id_of(data.world)},
                                {"replicate", id_of(data.replicate)}, {"seed", id_of(data.seed)},
                                {"time", id_of(data.time)},           {"inputs", ids_of(data.inputs)},
                                {"outputs", ids_of(data.outputs)},    {"unused", data.unused}};
}

void add_failed(const Data& data, Findings& findings) {
    const std::size_t n = data.n_failed(), missing = data.n_missing();
    findings.json["runs"] = data.n_rows;
    findings.json["failed"] = n;
    if (n > 0)
        findings.caveats.push_back(fmt::format(
            "{} of {} runs failed and are left out; `discovery --cases failed` looks for the reason.", n, data.n_rows));
    if (missing > 0) {
        findings.json["missing"] = missing;
        findings.caveats.push_back(
            fmt::format("{} of {} runs are not done yet and are left out; `accord sweep ... --resume` does them.",
                        missing, data.n_rows));
    }
    for (std::size_t o = 0; o < data.outputs.size(); ++o)
        if (const std::size_t absent = data.n_absent(o); absent > 0)
            findings.caveats.push_back(
                fmt::format("{} of {} runs have no {} (there is none in them, they did not fail) "
                            "and are left out of it.",
                            absent, data.n_rows, data.outputs[o].id));
}

} // namespace

void add_account(const Data& data, const AnalysisSettings& settings, bool is_audit, Findings& findings) {
    put_columns(data, findings);
    if (!is_audit) add_failed(data, findings);
    findings.caveats.insert(findings.caveats.end(), data.notes.begin(), data.notes.end());
    if (!data.unused.empty())
        findings.caveats.push_back(
            fmt::format("Without a part, though {}: {} (--inputs, --world or --output gives one).",
                        data.unused.size() == 1 ? "it varies" : "they vary", some_of(data.unused, 8)));
    if (settings.store) findings.complete = settings.store->complete;
}

} // namespace experiments::findings
