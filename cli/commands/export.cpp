// accord export DB --table T: a store's tables for R, Python and Excel.
#include "cli/choices.h"
#include "cli/commands/commands.h"
#include "cli/options.h"
#include "cli/store_note.h"
#include "experiments/store/store.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace cli {
namespace {

using experiments::Store;
using scenarios::Json;

const std::vector<std::string> tables{"runs", "treatments", "series", "inputs", "outcomes", "files", "sessions"};

/// Writes rows as they come: a store may be larger than memory.
class Rows {
  public:
    Rows(std::vector<std::string> header, Format format) : header_(std::move(header)), format_(format) {
        text_ = format_ == Format::json ? "[" : TextTable{header_, {}, {}}.csv();
    }
    void add(const std::vector<Json>& cells) {
        if (format_ == Format::json)
            add_json(cells);
        else
            add_csv(cells);
        ++n_;
        if (text_.size() > 1 << 16) flush();
    }
    void finish() {
        if (format_ == Format::json) text_ += n_ > 0 ? "\n]\n" : "]\n";
        flush();
    }

  private:
    void add_json(const std::vector<Json>& cells) {
        Json row = Json::object();
        for (std::size_t i = 0; i < cells.size(); ++i)
            row[header_[i]] = cells[i];
        text_ += (n_ > 0 ? ",\n  " : "\n  ") + row.dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    void add_csv(const std::vector<Json>& cells) {
        TextTable line{{}, {}, {}};
        for (const Json& cell : cells)
            line.header.push_back(cell.is_string()         ? cell.get<std::string>()
                                  : cell.is_null()         ? ""
                                  : cell.is_number_float() ? csv_number(cell.get<double>())
                                                           : cell.dump());
        text_ += line.csv();
    }
    void flush() {
        write_result(text_);
        text_.clear();
    }

    std::vector<std::string> header_;
    Format format_;
    std::string text_;
    std::size_t n_ = 0;
};

template <class Columns>
void append_ids(std::vector<std::string>& header, const Columns& columns) {
    for (const auto& column : columns)
        header.push_back(column.id);
}

void append_inputs(std::vector<Json>& cells, const Store& store, const experiments::StoredTreatment& treatment) {
    for (std::size_t i = 0; i < treatment.inputs.size(); ++i) {
        const auto& levels = store.header().inputs[i].levels;
        cells.push_back(levels.empty() ? json_number(treatment.inputs[i])
                                       : Json(levels.at(static_cast<std::size_t>(treatment.inputs[i]))));
    }
}

void export_runs(const Store& store, Format format) {
    std::vector<std::string> header{"run",       "treatment", "point",  "strategy", "condition",
                                    "replicate", "seed",      "status", "reason"};
    append_ids(header, store.header().inputs);
    append_ids(header, store.header().outcomes);
    for (const char* id : {"digest", "started", "finished", "seconds", "host", "worker", "shard"})
        header.emplace_back(id);
    Rows rows(header, format);
    experiments::StoredTreatment treatment;
    bool has_treatment = false;
    store.each_run([&](const experiments::StoredRun& run) {
        if (!has_treatment || treatment.treatment != run.treatment)
            if (auto found = store.treatment(run.treatment)) treatment = std::move(*found), has_treatment = true;
        std::vector<Json> cells{run.run,
                                run.treatment,
                                treatment.point,
                                treatment.strategy,
                                treatment.condition,
                                run.replicate,
                                run.seed,
                                std::string(name(run.status)),
                                run.reason};
        append_inputs(cells, store, treatment);
        for (const double value : run.outcomes)
            cells.push_back(json_number(value));
        for (const Json& cell : {Json(run.digest), Json(run.started), Json(run.finished), json_number(run.seconds),
                                 Json(run.host), Json(run.worker), Json(run.shard)})
            cells.push_back(cell);
        rows.add(cells);
    });
    rows.finish();
}

void export_treatments(const Store& store, Format format) {
    std::vector<std::string> header{"treatment", "point", "strategy", "condition"};
    append_ids(header, store.header().inputs);
    Rows rows(header, format);
    store.each_treatment([&](const experiments::StoredTreatment& treatment) {
        std::vector<Json> cells{treatment.treatment, treatment.point, treatment.strategy, treatment.condition};
        append_inputs(cells, store, treatment);
        rows.add(cells);
    });
    rows.finish();
}

void export_series(const Store& store, Format format) {
    if (!store.header().keeps_series)
        throw sim::InputError(store.path() + ": keeps no series; expected a sweep with \"series\": true");
    std::vector<std::string> header{"run", "treatment", "replicate", "month"};
    const std::vector<std::string> ids = store.series_ids();
    header.insert(header.end(), ids.begin(), ids.end());
    Rows rows(header, format);
    store.each_run([&](const experiments::StoredRun& run) {
        std::vector<std::vector<float>> series;
        for (const std::string& id : ids)
            series.push_back(store.series(run.treatment, run.replicate, id));
        for (std::size_t month = 0; !series.empty() && month < series.front().size(); ++month) {
            std::vector<Json> cells{run.run, run.treatment, run.replicate, month + 1};
            for (const auto& values : series)
                cells.push_back(json_number(static_cast<double>(values[month])));
            rows.add(cells);
        }
    });
    rows.finish();
}

void export_columns(const Store& store, const std::string& table, Format format) {
    if (table == "inputs") {
        Rows rows({"id", "unit", "low", "high", "levels", "about"}, format);
        for (const auto& c : store.header().inputs)
            rows.add({c.id, c.unit, json_number(c.low), json_number(c.high),
                      fmt::format("{}", fmt::join(c.levels, ";")), c.about});
        rows.finish();
    } else if (table == "outcomes") {
        Rows rows({"id", "unit", "good", "about"}, format);
        for (const auto& c : store.header().outcomes)
            rows.add({c.id, c.unit, c.good == sim::Good::up ? "up" : "down", c.about});
        rows.finish();
    } else if (table == "files") {
        Rows rows({"path", "digest", "bytes"}, format);
        for (const auto& file : store.header().files)
            rows.add({file.path, file.digest, file.content.size()});
        rows.finish();
    } else {
        Rows rows({"session", "host", "process", "shard", "state", "started", "updated", "done", "failed"}, format);
        for (const auto& s : store.sessions())
            rows.add({s.session, s.host, s.process, s.shard, s.state, s.started, s.updated, s.done, s.failed});
        rows.finish();
    }
}

int export_table(const std::string& path, const std::string& table, const CommonArguments& arguments) {
    scenarios::Problems problems;
    const Format format = parse_format(arguments, "accord export", problems);
    if (path.empty()) problems.add("accord export: DB", "is missing", "expected the store of a sweep");
    if (std::find(tables.begin(), tables.end(), table) == tables.end())
        problems.add("accord export: --table", fmt::format("unknown table '{}'", scenarios::shown(table)),
                     scenarios::suggestion(table, tables));
    problems.throw_if_any();
    const Store store(path);
    store.verify(); // before the first line, so that there is no partial output
    note_caveat(store);
    if (table == "runs")
        export_runs(store, format);
    else if (table == "treatments")
        export_treatments(store, format);
    else if (table == "series")
        export_series(store, format);
    else
        export_columns(store, table, format);
    return 0;
}

} // namespace

Run declare_export(Options& options) {
    struct Arguments {
        std::string path, table = "runs";
        CommonArguments common;
    };
    const auto arguments = std::make_shared<Arguments>();
    options.add(
        {{"DB", &arguments->path, "Store of a sweep", "", files_only()},
         {"--table", &arguments->table, fmt::format("One of: {}", fmt::join(tables, ", ")), "T", one_of(tables)}});
    add_format_option(options, arguments->common);
    options.examples =
        "Example:\n  accord export quick.db --table runs --format csv > runs.csv\nText and csv are the same.";
    return [arguments] { return export_table(arguments->path, arguments->table, arguments->common); };
}

} // namespace cli
