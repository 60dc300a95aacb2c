// The rows of a store: each column named once, with how it is written and read; each row with a checksum.
#include "experiments/store/schema.h"
#include "sim/parameter.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace experiments {
namespace {

/// A column of the table run before its outcomes.
struct RunColumn {
    const char *name, *type;
    void (*bind)(Statement& row, int at, const StoredRun& run);
    void (*read)(const Statement& row, int at, StoredRun& run);
};

using S = Statement;
using R = StoredRun;

std::optional<RunStatus> status_of(const std::string& word) {
    for (const RunStatus status : {RunStatus::done, RunStatus::failed, RunStatus::over_limit})
        if (word == name(status)) return status;
    return std::nullopt;
}

const RunColumn run_table[] = {
    {"run", "TEXT NOT NULL", [](S& row, int at, const R& run) { row.bind(at, run.run); },
     [](const S& row, int at, R& run) { run.run = row.text(at); }},
    {"treatment", "INTEGER NOT NULL", [](S& row, int at, const R& run) { row.bind_number(at, run.treatment); },
     [](const S& row, int at, R& run) { run.treatment = row.number(at); }},
    {"replicate", "INTEGER NOT NULL", [](S& row, int at, const R& run) { row.bind_number(at, run.replicate); },
     [](const S& row, int at, R& run) { run.replicate = static_cast<std::uint32_t>(row.number(at)); }},
    {"seed", "INTEGER NOT NULL", [](S& row, int at, const R& run) { row.bind_number(at, run.seed); },
     [](const S& row, int at, R& run) { run.seed = row.number(at); }},
    {"status", "TEXT NOT NULL", [](S& row, int at, const R& run) { row.bind(at, name(run.status)); },
     // A word that nobody knows is a failure, never a result; its text says what stood there.
     [](const S& row, int at, R& run) {
         const std::string word = row.text(at);
         run.status = status_of(word).value_or(RunStatus::failed);
         if (!status_of(word)) run.reason = fmt::format("unknown status '{}'", word);
     }},
    {"reason", "TEXT NOT NULL", [](S& row, int at, const R& run) { row.bind(at, run.reason); },
     [](const S& row, int at, R& run) {
         if (run.reason.empty()) run.reason = row.text(at);
     }},
    {"attempts", "INTEGER NOT NULL", [](S& row, int at, const R& run) { row.bind_number(at, run.attempts); },
     [](const S& row, int at, R& run) { run.attempts = static_cast<std::uint32_t>(row.number(at)); }},
    {"digest", "TEXT NOT NULL", [](S& row, int at, const R& run) { row.bind(at, run.digest); },
     [](const S& row, int at, R& run) { run.digest = row.text(at); }},
    {"started", "TEXT", [](S& row, int at, const R& run) { row.bind(at, run.started); },
     [](const S& row, int at, R& run) { run.started = row.text(at); }},
    {"finished", "TEXT", [](S& row, int at, const R& run) { row.bind(at, run.finished); },
     [](const S& row, int at, R& run) { run.finished = row.text(at); }},
    {"seconds", "REAL", [](S& row, int at, const R& run) { row.bind(at, run.seconds); },
     [](const S& row, int at, R& run) { run.seconds = row.real(at); }},
    {"host", "TEXT", [](S& row, int at, const R& run) { row.bind(at, run.host); },
     [](const S& row, int at, R& run) { run.host = row.text(at); }},
    {"worker", "INTEGER",
     [](S& row, int at, const R& run) { row.bind_number(at, static_cast<std::uint64_t>(run.worker)); },
     [](const S& row, int at, R& run) { run.worker = static_cast<int>(row.number(at)); }},
    {"shard", "TEXT", [](S& row, int at, const R& run) { row.bind(at, run.shard); },
     [](const S& row, int at, R& run) { run.shard = row.text(at); }},
};
constexpr int n_run_columns = static_cast<int>(std::size(run_table));
constexpr int n_treatment_columns = 4; ///< Before the inputs.
constexpr const char* series_codec = "f32";

/// Does the row's last cell hold the digest of those before it? Version 1 has no such cell.
bool is_whole(const Statement& row, int n_cells, const StoreHeader& header) {
    return header.version == 1 || row.number(n_cells) == row.row_digest(0, n_cells);
}

int cells_of_run(const StoreHeader& header) { return n_run_columns + static_cast<int>(header.outcomes.size()); }
int cells_of_treatment(const StoreHeader& header) {
    return n_treatment_columns + static_cast<int>(header.inputs.size());
}

std::string marks(int n) {
    std::string text = "?";
    for (int i = 1; i < n; ++i)
        text += ", ?";
    return text;
}

} // namespace

std::string run_definitions(const StoreHeader& header) {
    std::string sql;
    for (const RunColumn& column : run_table)
        sql += fmt::format("{} {}, ", column.name, column.type);
    for (const OutcomeColumn& outcome : header.outcomes)
        sql += sql_name(outcome.id) + " REAL, ";
    return sql + "checksum INTEGER NOT NULL";
}

std::string run_columns(const StoreHeader& header) {
    std::string columns;
    for (const RunColumn& column : run_table)
        columns += fmt::format("{}{}", columns.empty() ? "" : ", ", column.name);
    for (const OutcomeColumn& outcome : header.outcomes)
        columns += ", " + sql_name(outcome.id);
    return header.version == 1 ? columns : columns + ", checksum";
}

std::string run_marks(const StoreHeader& header) { return marks(cells_of_run(header) + 1); }

std::optional<StoredRun> run_of(const Statement& row, const StoreHeader& header) {
    if (!is_whole(row, cells_of_run(header), header)) return std::nullopt;
    StoredRun run;
    int at = 0;
    for (const RunColumn& column : run_table)
        column.read(row, at++, run);
    run.outcomes.reserve(header.outcomes.size());
    for (std::size_t i = 0; i < header.outcomes.size(); ++i)
        run.outcomes.push_back(row.real(at++));
    return run;
}

void bind_run(Statement& row, const StoredRun& run, const StoreHeader& header) {
    int at = 0;
    for (const RunColumn& column : run_table)
        column.bind(row, at++, run);
    for (std::size_t i = 0; i < header.outcomes.size(); ++i)
        row.bind(at++, run.outcomes.empty() ? sim::unset : run.outcomes.at(i));
    row.bind_number(at, row.bound_digest());
}

std::string run_label(const Statement& row) {
    return fmt::format("run {} (treatment {}, replicate {})", row.text(0), row.number(1), row.number(2));
}

std::optional<RunPlace> place_of(const Statement& row) {
    const auto status = status_of(row.text(3));
    if (!status) return std::nullopt;
    return RunPlace{std::strtoull(row.text(0).c_str(), nullptr, 16), row.number(1),
                    static_cast<std::uint32_t>(row.number(2)), *status};
}

std::optional<StoredTreatment> treatment_of(const Statement& row, const StoreHeader& header) {
    if (!is_whole(row, cells_of_treatment(header), header)) return std::nullopt;
    StoredTreatment treatment{row.number(0), row.number(1), row.text(2), row.text(3), {}};
    int at = n_treatment_columns;
    for (const InputColumn& input : header.inputs) {
        if (input.levels.empty()) {
            treatment.inputs.push_back(row.real(at++));
            continue;
        }
        const auto level = std::find(input.levels.begin(), input.levels.end(), row.text(at++));
        treatment.inputs.push_back(static_cast<double>(level - input.levels.begin()));
    }
    return treatment;
}

std::string treatment_marks(const StoreHeader& header) { return marks(cells_of_treatment(header) + 1); }

void bind_treatment(Statement& row, const StoredTreatment& treatment, const StoreHeader& header) {
    row.bind_number(0, treatment.treatment).bind_number(1, treatment.point);
    row.bind(2, treatment.strategy).bind(3, treatment.condition);
    int at = n_treatment_columns;
    for (std::size_t i = 0; i < header.inputs.size(); ++i) {
        const auto& levels = header.inputs[i].levels;
        if (levels.empty())
            row.bind(at++, treatment.inputs[i]);
        else
            row.bind(at++, levels.at(static_cast<std::size_t>(treatment.inputs[i])));
    }
    row.bind_number(at, row.bound_digest());
}

void bind_series(Statement& row, std::uint64_t treatment, std::uint32_t replicate, std::uint32_t months,
                 std::string_view bytes) {
    row.bind_number(0, treatment).bind_number(1, replicate).bind(2, series_codec).bind_number(3, months);
    row.bind_bytes(4, bytes);
    row.bind_number(5, row.bound_digest());
}

std::optional<SeriesBytes> series_of(const Statement& row, const StoreHeader& header) {
    if (!is_whole(row, 5, header) || row.text(2) != series_codec) return std::nullopt;
    return SeriesBytes{static_cast<std::uint32_t>(row.number(3)), row.text(4)};
}

} // namespace experiments
