#include "experiments/findings/source.h"

#include "experiments/store/store.h"
#include "experiments/sweep/completeness.h"
#include "scenarios/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace experiments::findings {
namespace {

using scenarios::CsvTable;
using scenarios::Problems;

constexpr std::array roles{"run", "treatment", "point", "strategy", "condition", "replicate", "seed", "status"};
constexpr std::size_t strategy_column = 3, condition_column = 4;

std::string cell_of(const InputColumn& input, double value) {
    if (input.levels.empty()) return csv_number(value);
    const auto level = static_cast<std::size_t>(value);
    return level < input.levels.size() ? input.levels[level] : "";
}

/// Outcomes of the store that are asked for, by place: the outputs and what filters name. A store may have hundreds of
/// thousands of runs; what nobody asks for is not read into memory.
std::vector<std::size_t> wanted_outcomes(const Store& store, const ColumnNames& names,
                                         const std::vector<RowFilter>& only, Problems& problems) {
    std::vector<std::string> known(roles.begin(), roles.end()), asked = names.outputs;
    for (const auto& input : store.header().inputs)
        known.push_back(input.id);
    const std::vector<std::string> not_outcomes = known;
    for (const auto& outcome : store.header().outcomes)
        known.push_back(outcome.id);
    asked.insert(asked.end(), names.inputs.begin(), names.inputs.end());
    for (const auto& [name, value] : only)
        asked.push_back(name);
    std::vector<std::size_t> wanted;
    for (const std::string& name : asked) {
        const int place = store.outcome_index(name);
        if (place >= 0 && std::find(wanted.begin(), wanted.end(), static_cast<std::size_t>(place)) == wanted.end())
            wanted.push_back(static_cast<std::size_t>(place));
        if (place < 0 && std::find(not_outcomes.begin(), not_outcomes.end(), name) == not_outcomes.end())
            problems.add(store.path() + ": column", fmt::format("no column '{}'", scenarios::shown(name)),
                         scenarios::suggestion(name, known));
    }
    return wanted;
}

/// Makes rows of runs.
class Rows {
  public:
    Rows(const Store& store, std::vector<std::size_t> outcomes)
        : store_(store), outcomes_(std::move(outcomes)), table_{store.path(), {roles.begin(), roles.end()}, {}} {
        for (const auto& input : store.header().inputs)
            table_.header.push_back(input.id);
        for (const std::size_t o : outcomes_)
            table_.header.push_back(store.header().outcomes[o].id);
    }
    void add(const StoredTreatment& treatment, const StoredRun& run) {
        std::vector<std::string> cells =
            start(treatment, run.run, run.replicate, run.seed, std::string(name(run.status)));
        for (const std::size_t o : outcomes_)
            cells.push_back(csv_number(run.outcomes[o]));
        table_.rows.push_back({table_.rows.size() + 1, std::move(cells)});
    }
    /// A run that is planned and not there yet keeps its place, so that designs keep their layout.
    void add_missing(const StoredTreatment& treatment, std::uint32_t replicate) {
        std::vector<std::string> cells = start(treatment, "", replicate, store_.header().seed, "missing");
        cells.resize(table_.header.size());
        table_.rows.push_back({table_.rows.size() + 1, std::move(cells)});
    }
    CsvTable take() { return std::move(table_); }

  private:
    std::vector<std::string> start(const StoredTreatment& t, const std::string& run, std::uint32_t replicate,
                                   std::uint64_t seed, const std::string& status) const {
        std::vector<std::string> cells{run,         std::to_string(t.treatment), std::to_string(t.point), t.strategy,
                                       t.condition, std::to_string(replicate),   std::to_string(seed),    status};
        for (std::size_t k = 0; k < store_.header().inputs.size(); ++k)
            cells.push_back(cell_of(store_.header().inputs[k], t.inputs[k]));
        return cells;
    }

    const Store& store_;
    std::vector<std::size_t> outcomes_;
    CsvTable table_;
};

/// The runs of a store by treatment and replicate, planned ones too.
CsvTable table_of(const Store& store, std::vector<std::size_t> outcomes) {
    Rows rows(store, std::move(outcomes));
    const std::vector<StoredTreatment> treatments = store.treatments();
    const std::uint32_t replicates = store.header().replicates;
    std::size_t place = 0;
    std::uint32_t next = 0; // replicate of that treatment
    const auto fill_to = [&](std::uint32_t replicate) {
        while (next < std::min(replicate, replicates))
            rows.add_missing(treatments[place], next++);
    };
    store.each_run([&](const StoredRun& run) {
        while (place < treatments.size() && treatments[place].treatment < run.treatment)
            fill_to(replicates), ++place, next = 0;
        if (place == treatments.size() || treatments[place].treatment != run.treatment) return;
        fill_to(run.replicate);
        rows.add(treatments[place], run);
        next = run.replicate + 1;
    });
    for (; place < treatments.size(); ++place, next = 0)
        fill_to(replicates);
    return rows.take();
}

/// An input as the experiment varied it: the file says how, the header between which ends.
Input input_of(const InputColumn& column, const scenarios::Json& experiment) {
    Input input{column.id};
    input.low = column.low, input.high = column.high, input.levels = column.levels;
    input.mean = 0.5 * (input.low + input.high), input.sd = 0.25 * (input.high - input.low), input.mode = input.mean;
    if (!column.levels.empty()) input.kind = InputKind::categorical;
    if (!experiment.contains("inputs") || !experiment["inputs"].is_array()) return input;
    for (const auto& entry : experiment["inputs"]) {
        if (!entry.is_object() || entry.value("id", "") != column.id) continue;
        const auto word = [&](const char* key) { return entry.value(key, std::string()); };
        const auto number = [&](const char* key, double& value) {
            if (entry.contains(key) && entry[key].is_number()) value = entry[key].get<double>();
        };
        if (word("kind") == "log") input.kind = InputKind::log_real;
        if (word("kind") == "integer") input.kind = InputKind::integer;
        if (word("spread") == "normal") input.spread = Spread::normal;
        if (word("spread") == "triangular") input.spread = Spread::triangular;
        number("mean", input.mean), number("sd", input.sd), number("mode", input.mode);
    }
    return input;
}

/// Design and completeness of a store.
StoreFacts facts_of(const Store& store) {
    StoreFacts facts;
    const StoreHeader& header = store.header();
    facts.complete = experiments::completeness_of(store);
    facts.n_outcomes = header.outcomes.size();
    const auto experiment = scenarios::Json::parse(header.experiment_text, nullptr, false);
    for (const auto& column : header.inputs)
        facts.inputs.push_back(input_of(column, experiment.is_object() ? experiment : scenarios::Json::object()));
    if (!experiment.is_object() || !experiment.contains("design") || !experiment["design"].is_object()) return facts;
    facts.method = experiment["design"].value("method", "");
    facts.levels = 4; // where the design does not say
    if (const auto& design = experiment["design"]; design.contains("levels") && design["levels"].is_number_unsigned())
        facts.levels = design["levels"].get<std::size_t>();
    return facts;
}

/// What the store knows and the settings leave open.
void complete(const Store& store, const CsvTable& table, ColumnNames& names, AnalysisSettings& settings) {
    const StoreHeader& header = store.header();
    if (names.inputs.empty() && names.takes_all_inputs) {
        for (const auto& input : header.inputs)
            names.inputs.push_back(input.id);
        for (const std::size_t column : {strategy_column, condition_column})
            if (std::any_of(table.rows.begin(), table.rows.end(),
                            [&](const auto& row) { return row.cells[column] != table.rows[0].cells[column]; }))
                names.inputs.push_back(table.header[column]);
    }
    settings.store = facts_of(store);
    if (settings.ranges.empty())
        for (const auto& input : header.inputs)
            if (input.levels.empty() && input.low < input.high)
                settings.ranges.push_back({input.id, {input.low, input.high}});
    if (settings.baseline.empty()) settings.baseline = header.baseline;
    if (!settings.good.empty()) return;
    for (const std::string& output : names.outputs) {
        const auto it =
            std::find_if(header.outcomes.begin(), header.outcomes.end(), [&](const auto& o) { return o.id == output; });
        settings.good.push_back(it == header.outcomes.end() ? sim::Good::up : it->good);
    }
}

/// Keeps the rows that read as the filters say.
void keep_only(CsvTable& table, const std::vector<RowFilter>& only, Problems& problems) {
    for (const auto& [name, value] : only) {
        const auto it = std::find(table.header.begin(), table.header.end(), name);
        if (it == table.header.end()) {
            problems.add(table.file + ": column", fmt::format("no column '{}'", scenarios::shown(name)),
                         scenarios::suggestion(name, table.header));
            continue;
        }
        const auto c = static_cast<std::size_t>(it - table.header.begin());
        const std::string& wanted = value;
        std::vector<std::string> known;
        for (const auto& row : table.rows)
            if (std::find(known.begin(), known.end(), row.cells[c]) == known.end()) known.push_back(row.cells[c]);
        std::erase_if(table.rows, [&](const auto& row) { return row.cells[c] != wanted; });
        if (table.rows.empty()) {
            problems.add(table.file + ": --only", fmt::format("no row has {} '{}'", name, scenarios::shown(value)),
                         scenarios::suggestion(value, known));
            return;
        }
    }
}

/// Outputs as gains of one strategy over the baseline, or nothing and a problem.
std::optional<Data> gains(const Data& data, const AnalysisSettings& settings, Problems& problems) {
    if (!data.strategy) {
        problems.add(data.name + ": --gain", "nothing tells strategies apart",
                     "expected a column 'strategy' or --strategy COLUMN");
        return std::nullopt;
    }
    const std::vector<std::string>& known = data.strategy->levels;
    const std::string baseline = settings.baseline.empty() ? known.front() : settings.baseline;
    for (const auto& [option, id] : {std::pair("--gain", settings.gain), {"--baseline", baseline}})
        if (std::find(known.begin(), known.end(), id) == known.end())
            problems.add(data.name + ": " + option, fmt::format("unknown strategy '{}'", scenarios::shown(id)),
                         scenarios::suggestion(id, known));
        else if (std::string_view(option) == "--gain" && id == baseline)
            problems.add(data.name + ": --gain", fmt::format("'{}' is the baseline", scenarios::shown(id)),
                         "expected another strategy");
    if (std::find(known.begin(), known.end(), settings.gain) == known.end() || settings.gain == baseline ||
        std::find(known.begin(), known.end(), baseline) == known.end())
        return std::nullopt;
    return gains_of(data, settings.gain, baseline, problems);
}

} // namespace

std::optional<Data> read_runs(const std::string& path, ColumnNames names, const std::vector<RowFilter>& only,
                              AnalysisSettings& settings, std::vector<std::string>& notes, Problems& problems) {
    std::optional<CsvTable> table;
    const std::size_t before = problems.size();
    bool had_row_names = false;
    std::optional<Store> store;
    if (is_store(path) && scenarios::is_stream(path)) {
        problems.add(path, "is a store in a pipe", "expected the file of the store");
        return std::nullopt;
    }
    if (is_store(path)) {
        store.emplace(path);
        if (const std::string caveat = store->caveat(); !caveat.empty()) notes.push_back(caveat);
        if (names.outputs.empty() && !store->header().outcomes.empty())
            names.outputs = {store->header().outcomes.front().id};
        std::vector<std::size_t> outcomes = wanted_outcomes(*store, names, only, problems);
        if (problems.size() > before) return std::nullopt;
        table = table_of(*store, std::move(outcomes));
        if (table->rows.empty()) problems.add(path, "holds no runs", "expected a sweep that has begun");
    } else {
        const auto text = scenarios::read_utf8(path, problems);
        if (text) table = scenarios::parse_csv(*text, path, problems);
        had_row_names = table && scenarios::drop_row_names(*table);
    }
    if (!table || problems.size() > before) return std::nullopt;
    keep_only(*table, only, problems);
    if (problems.size() > before) return std::nullopt;
    if (store) complete(*store, *table, names, settings);
    auto data = take_data(*table, names, problems);
    if (data && had_row_names) data->notes.push_back("Column 1 (without a name) names the rows and is left out.");
    if (data && !settings.gain.empty()) data = gains(*data, settings, problems);
    return data;
}

} // namespace experiments::findings
