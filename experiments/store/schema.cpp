#include "experiments/store/schema.h"

#include "scenarios/json.h"
#include "sim/digest.h"
#include "sim/error.h"

#include <fmt/format.h>

#include <utility>

namespace experiments {
namespace {

using scenarios::Json;

constexpr const char* fixed_tables = R"(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE input_file(position INTEGER PRIMARY KEY, path TEXT NOT NULL, digest TEXT NOT NULL, content BLOB);
CREATE TABLE input(position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, unit TEXT, about TEXT, low REAL, high REAL,
                   levels TEXT NOT NULL);
CREATE TABLE outcome(position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, unit TEXT, about TEXT, good TEXT NOT NULL);
CREATE TABLE series(treatment INTEGER NOT NULL, replicate INTEGER NOT NULL, codec TEXT NOT NULL, months INTEGER NOT NULL,
                    data BLOB, checksum INTEGER NOT NULL, PRIMARY KEY(treatment, replicate));
CREATE TABLE series_column(position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE session(session INTEGER PRIMARY KEY, host TEXT, process INTEGER, shard TEXT, started TEXT, updated TEXT,
                     state TEXT, planned INTEGER, done_before INTEGER, done INTEGER, failed INTEGER,
                     runs_per_second REAL);
)";

void put(Connection& file, const std::string& key, const std::string& value) {
    Statement(file, "INSERT OR REPLACE INTO meta VALUES(?, ?)").bind(0, key).bind(1, value).finish();
}

std::string get(Connection& file, const std::string& key) {
    Statement statement(file, "SELECT value FROM meta WHERE key = ?");
    statement.bind(0, key);
    return statement.step() ? statement.text(0) : "";
}

std::uint64_t get_number(Connection& file, const std::string& key) {
    const std::string text = get(file, key);
    return text.empty() ? 0 : std::stoull(text);
}

void create_treatments(Connection& file, const StoreHeader& header) {
    std::string sql = "CREATE TABLE treatment(treatment INTEGER PRIMARY KEY, point INTEGER NOT NULL, strategy TEXT NOT "
                      "NULL, condition TEXT NOT NULL";
    for (const InputColumn& input : header.inputs)
        sql += fmt::format(", {} {}", sql_name(input.id), input.levels.empty() ? "REAL" : "TEXT");
    file.run(sql + ", checksum INTEGER NOT NULL)");
}

void create_runs(Connection& file, const StoreHeader& header) {
    file.run(fmt::format("CREATE TABLE run({}, PRIMARY KEY(treatment, replicate)); CREATE INDEX run_id ON run(run); "
                         "CREATE INDEX run_status ON run(status)",
                         run_definitions(header)));
}

/// The order of `accord export --table runs`.
void create_view(Connection& file, const StoreHeader& header) {
    std::string sql = "CREATE VIEW runs AS SELECT r.run, r.treatment, t.point, t.strategy, t.condition, r.replicate, "
                      "r.seed, r.status, r.reason";
    for (const InputColumn& input : header.inputs)
        sql += ", t." + sql_name(input.id);
    for (const OutcomeColumn& outcome : header.outcomes)
        sql += ", r." + sql_name(outcome.id);
    file.run(sql +
             ", r.digest, r.started, r.finished, r.seconds, r.host, r.worker, r.shard FROM run r JOIN treatment t "
             "USING(treatment)");
}

/// Of everything that read_header takes.
std::uint64_t header_digest(Connection& file) {
    std::uint64_t digest = 0;
    for (const auto& [sql, n] : {std::pair("SELECT * FROM meta WHERE key <> 'checksum' ORDER BY key", 2),
                                 {"SELECT * FROM input ORDER BY position", 7},
                                 {"SELECT * FROM outcome ORDER BY position", 5},
                                 {"SELECT * FROM input_file ORDER BY position", 4},
                                 {"SELECT * FROM series_column ORDER BY position", 2}})
        for (Statement row(file, sql); row.step();)
            digest = 31 * digest + row.row_digest(0, n);
    return digest;
}

Json array_of(const std::vector<std::string>& texts) {
    Json array = Json::array();
    for (const std::string& text : texts)
        array.push_back(text);
    return array;
}

std::vector<std::string> texts_of(const std::string& array) {
    const Json parsed = Json::parse(array, nullptr, false);
    return parsed.is_array() ? parsed.get<std::vector<std::string>>() : std::vector<std::string>{};
}

} // namespace

std::string_view name(RunStatus status) {
    constexpr std::string_view names[] = {"done", "failed", "over-limit"};
    return names[static_cast<std::size_t>(status)];
}

bool is_blank(Connection& file) {
    return file.number("SELECT count(*) FROM sqlite_schema") == 0 && file.number("PRAGMA application_id") == 0;
}

void require_store(Connection& file) {
    if (is_blank(file))
        throw sim::InputError(file.path() + ": is empty: its sweep was stopped before it began; expected a store");
    if (file.number("PRAGMA application_id") != store_application)
        throw sim::InputError(file.path() + ": is a database of another program; expected a store of a sweep");
    if (const auto version = file.number("PRAGMA user_version"); version < 1 || version > store_version)
        throw sim::InputError(
            fmt::format("{}: is a store of version {}; expected version {}: use the accord that made it", file.path(),
                        version, store_version));
}

void create_tables(Connection& file, const StoreHeader& header, const std::vector<std::string>& series_ids) {
    file.run(fixed_tables);
    create_treatments(file, header);
    create_runs(file, header);
    create_view(file, header);
    for (std::size_t i = 0; i < header.inputs.size(); ++i) {
        const InputColumn& column = header.inputs[i];
        Statement row(file, "INSERT INTO input VALUES(?, ?, ?, ?, ?, ?, ?)");
        row.bind_number(0, i).bind(1, column.id).bind(2, column.unit).bind(3, column.about).bind(4, column.low);
        row.bind(5, column.high).bind(6, array_of(column.levels).dump()).finish();
    }
    for (std::size_t i = 0; i < header.outcomes.size(); ++i) {
        const OutcomeColumn& column = header.outcomes[i];
        Statement row(file, "INSERT INTO outcome VALUES(?, ?, ?, ?, ?)");
        row.bind_number(0, i).bind(1, column.id).bind(2, column.unit).bind(3, column.about);
        row.bind(4, column.good == sim::Good::up ? std::string_view("up") : std::string_view("down")).finish();
    }
    for (std::size_t i = 0; i < series_ids.size(); ++i)
        Statement(file, "INSERT INTO series_column VALUES(?, ?)").bind_number(0, i).bind(1, series_ids[i]).finish();
    put(file, "created", header.created);
    put(file, "seed", std::to_string(header.seed));
    rewrite_header(file, header);
    file.run(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", store_application, store_version));
}

void upgrade(Connection& file) {
    for (const char* table : {"run", "treatment", "series"}) {
        file.run(fmt::format("ALTER TABLE {} ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0", table));
        std::vector<std::pair<std::uint64_t, std::uint64_t>> checksums; // by row; not while the rows are read
        for (Statement row(file, fmt::format("SELECT rowid, * FROM {}", table)); row.step();)
            checksums.emplace_back(row.number(0), row.row_digest(1, row.n_columns() - 2));
        Statement write(file, fmt::format("UPDATE {} SET checksum = ? WHERE rowid = ?", table));
        for (const auto& [rowid, checksum] : checksums)
            write.bind_number(0, checksum).bind_number(1, rowid).finish();
    }
    file.run(fmt::format("PRAGMA user_version = {}", store_version));
    note_unchecked(file);
}

void note_unchecked(Connection& file) {
    put(file, "first_version", "1");
    put(file, "checksum", sim::hex(header_digest(file)));
}

bool was_unchecked(Connection& file) { return get(file, "first_version") == "1"; }

void rewrite_header(Connection& file, const StoreHeader& header) {
    put(file, "experiment", header.experiment);
    put(file, "title", header.title);
    put(file, "about", header.about);
    put(file, "experiment_file", header.experiment_file);
    put(file, "experiment_text", header.experiment_text);
    put(file, "region", header.region);
    put(file, "program_version", header.program_version);
    put(file, "model_version", header.model_version);
    put(file, "baseline", header.baseline);
    put(file, "replicates", std::to_string(header.replicates));
    put(file, "most_replicates", std::to_string(header.most_replicates));
    put(file, "months", std::to_string(header.months));
    put(file, "treatments", std::to_string(header.n_treatments));
    put(file, "series", header.keeps_series ? "1" : "0");
    put(file, "caveats", array_of(header.caveats).dump());
    file.run("DELETE FROM input_file");
    for (std::size_t i = 0; i < header.files.size(); ++i) {
        Statement row(file, "INSERT INTO input_file VALUES(?, ?, ?, ?)");
        row.bind_number(0, i).bind(1, header.files[i].path).bind(2, header.files[i].digest);
        row.bind_bytes(3, header.files[i].content).finish();
    }
    put(file, "checksum", sim::hex(header_digest(file)));
}

StoreHeader read_header(Connection& file) {
    StoreHeader h;
    h.version = static_cast<int>(file.number("PRAGMA user_version"));
    if (h.version > 1 && get(file, "checksum") != sim::hex(header_digest(file)))
        throw sim::InputError(file.path() + ": the checksum of its header (tables meta, input, outcome, input_file) is "
                                            "wrong: something was changed after it was written; expected an undamaged "
                                            "store");
    h.experiment = get(file, "experiment");
    h.title = get(file, "title");
    h.about = get(file, "about");
    h.experiment_file = get(file, "experiment_file");
    h.experiment_text = get(file, "experiment_text");
    h.region = get(file, "region");
    h.program_version = get(file, "program_version");
    h.model_version = get(file, "model_version");
    h.baseline = get(file, "baseline");
    h.created = get(file, "created");
    h.seed = get_number(file, "seed");
    h.replicates = static_cast<std::uint32_t>(get_number(file, "replicates"));
    h.most_replicates = static_cast<std::uint32_t>(get_number(file, "most_replicates"));
    h.months = static_cast<std::uint32_t>(get_number(file, "months"));
    h.n_treatments = get_number(file, "treatments");
    h.keeps_series = get(file, "series") == "1";
    h.caveats = texts_of(get(file, "caveats"));
    for (Statement row(file, "SELECT id, unit, about, low, high, levels FROM input ORDER BY position"); row.step();)
        h.inputs.push_back({row.text(0), row.text(1), row.text(2), row.real(3), row.real(4), texts_of(row.text(5))});
    for (Statement row(file, "SELECT id, unit, about, good FROM outcome ORDER BY position"); row.step();)
        h.outcomes.push_back(
            {row.text(0), row.text(1), row.text(2), row.text(3) == "up" ? sim::Good::up : sim::Good::down});
    for (Statement row(file, "SELECT path, digest, content FROM input_file ORDER BY position"); row.step();)
        h.files.push_back({row.text(0), row.text(1), row.text(2)});
    return h;
}

} // namespace experiments
