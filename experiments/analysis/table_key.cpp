#include "experiments/analysis/table_key.h"

#include "experiments/analysis/table_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>

namespace experiments {
namespace {

using scenarios::CsvTable;
using scenarios::Problems;
using Key = std::vector<double>;

constexpr std::size_t most_pairs_named = 5, most_columns_named = 4;

/// What differs between copies of one run.
constexpr std::array bookkeeping{"row", "started", "finished", "seconds", "host", "worker", "shard", "attempts"};

bool contains(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::string listed(const std::vector<std::string>& words) {
    if (words.size() <= most_columns_named) return fmt::format("{}", fmt::join(words, ", "));
    const std::vector<std::string> first(words.begin(), words.begin() + most_columns_named);
    return fmt::format("{} and {} more", fmt::join(first, ", "), words.size() - most_columns_named);
}

/// The columns that make a key, by name.
using KeyColumns = std::vector<const Column*>;

KeyColumns cell_key(const Data& data) {
    KeyColumns key;
    for (const auto* column : {&data.strategy, data.condition ? &data.condition : &data.world})
        if (*column) key.push_back(&**column);
    if (data.has_points()) key.push_back(&*data.point);
    for (const Column& input : data.inputs)
        if (std::none_of(key.begin(), key.end(), [&](const Column* c) { return c->id == input.id; }))
            key.push_back(&input);
    return key;
}

/// Without columns nothing is judged.
KeyColumns key_of(const Data& data, const ColumnNames& names) {
    KeyColumns key;
    if (data.treatment)
        key = {&*data.treatment};
    else if (!data.replicate)
        return key;
    else if (!data.strategy && names.pools_rows && are_points_in_order(data))
        return key;
    else if (!names.takes_all_inputs)
        key = cell_key(data);
    else if (!are_points_in_order(data))
        for (const Column& input : data.inputs)
            key.push_back(&input);
    else
        return key;
    if (data.replicate) key.push_back(&*data.replicate);
    return key;
}

Key values_of(const KeyColumns& columns, std::size_t row) {
    Key key;
    for (const Column* column : columns)
        key.push_back(column->values[row]);
    return key;
}

/// Cells that say what a run was and gave.
class Cells {
  public:
    explicit Cells(const CsvTable& table) : table_(table) {
        const std::size_t counter = counting_column(table);
        for (std::size_t c = 0; c < table.header.size(); ++c)
            if (c != counter && std::find(bookkeeping.begin(), bookkeeping.end(), table.header[c]) == bookkeeping.end())
                columns_.push_back(c);
    }
    bool are_equal(std::size_t a, std::size_t b) const { return differing(a, b, true).empty(); }
    /// Names of the columns in which two rows differ.
    std::vector<std::string> differing(std::size_t a, std::size_t b, bool only_first = false) const {
        std::vector<std::string> names;
        for (const std::size_t c : columns_)
            if (table_.rows[a].cells[c] != table_.rows[b].cells[c]) {
                names.push_back(table_.header[c]);
                if (only_first) break;
            }
        return names;
    }
    /// The number of rows after which the whole table comes again; all rows if it does not. Short tables repeat by
    /// chance.
    std::size_t period() const {
        constexpr std::size_t least = 8;
        const std::size_t n = table_.rows.size();
        for (std::size_t p = least; 2 * p <= n; ++p) {
            if (n % p != 0 || !are_equal(0, p)) continue;
            std::size_t row = p;
            while (row < n && are_equal(row, row - p))
                ++row;
            if (row == n) return p;
        }
        return n;
    }

  private:
    const CsvTable& table_;
    std::vector<std::size_t> columns_;
};

/// Columns without a part that tell all of the pairs apart and have few values: what was varied and not named.
std::vector<std::string> telling_columns(const CsvTable& table, const std::vector<std::string>& used,
                                         const std::vector<std::pair<std::size_t, std::size_t>>& pairs) {
    std::vector<std::string> found;
    for (std::size_t c = 0; c < table.header.size(); ++c) {
        const std::string& name = table.header[c];
        if (contains(used, name) || is_reserved(name)) continue;
        const auto tells = [&](const auto& pair) {
            return table.rows[pair.first].cells[c] != table.rows[pair.second].cells[c];
        };
        if (!std::all_of(pairs.begin(), pairs.end(), tells)) continue;
        std::set<std::string> values;
        for (const auto& row : table.rows)
            values.insert(row.cells[c]);
        if (2 * values.size() <= table.rows.size()) found.push_back(name);
    }
    return found;
}

class Judge {
  public:
    Judge(const CsvTable& table, const ColumnNames& names, Data& data, Problems& problems)
        : table_(table), names_(names), data_(data), problems_(problems), cells_(table), rows_(data.n_rows) {
        std::iota(rows_.begin(), rows_.end(), std::size_t{0});
    }
    void judge() {
        drop_second_table();
        if (judge_times()) return;
        judge_pairs();
    }

  private:
    /// A table that was appended to itself.
    void drop_second_table() {
        const std::size_t n = cells_.period();
        if (n == rows_.size()) return;
        data_.notes.push_back(fmt::format(
            "The table holds itself {} times (line {} is line {} again, and so on): {} of {} rows are left out.",
            rows_.size() / n, data_.lines[n], data_.lines[0], rows_.size() - n, rows_.size()));
        keep({rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(n)});
    }
    void keep(const std::vector<std::size_t>& kept) {
        std::vector<std::size_t> rows;
        for (const std::size_t i : kept)
            rows.push_back(rows_[i]);
        data_ = rows_of(data_, kept);
        rows_ = std::move(rows);
    }
    /// The column that numbers runs in other programs' tables, or the end.
    std::size_t run_number() const {
        std::size_t c = 0;
        while (c < table_.header.size() && (!is_reserved(table_.header[c]) || table_.header[c] == "run" ||
                                            plain_word(table_.header[c]).find("run") == std::string::npos))
            ++c;
        return c;
    }
    /// Several times of one run are one problem; true if there are.
    bool judge_times() {
        if (!data_.time || data_.time->levels.size() < 2) return false;
        const std::size_t number = run_number();
        const KeyColumns columns = data_.replicate ? cell_key(data_) : KeyColumns{};
        std::map<std::pair<std::string, Key>, double> first;
        for (std::size_t row = 0; row < data_.n_rows; ++row) {
            Key key = values_of(columns, row);
            if (data_.replicate) key.push_back(data_.replicate->values[row]);
            const std::string run = number < table_.header.size() ? table_.rows[rows_[row]].cells[number] : "";
            if (key.empty() && run.empty()) return is_series();
            const auto [it, is_new] = first.emplace(std::pair(run, key), data_.time->values[row]);
            if (!is_new && it->second != data_.time->values[row]) return refuse_times();
        }
        return false;
    }
    /// Nothing numbers runs: are there equally many rows of every time, each time once for every setting?
    bool is_series() {
        std::map<Key, std::set<double>> times;
        std::map<Key, std::size_t> n;
        const KeyColumns columns = cell_key(data_);
        for (std::size_t row = 0; row < data_.n_rows; ++row) {
            times[values_of(columns, row)].insert(data_.time->values[row]);
            ++n[values_of(columns, row)];
        }
        const std::set<double>& all = times.begin()->second;
        for (const auto& [key, seen] : times)
            if (seen != all || seen.size() < 2 || n[key] != seen.size()) return false;
        return refuse_times();
    }
    bool refuse_times() {
        const Column& time = *data_.time;
        problems_.add(fmt::format("{}: {}", table_.file, scenarios::shown(time.id)),
                      fmt::format("one run has several rows, {} {} to {}", scenarios::shown(time.id),
                                  time.levels.front(), time.levels.back()),
                      fmt::format("expected one row a run: --only {}={} picks the last", time.id, time.levels.back()));
        return true;
    }
    void judge_pairs() {
        const KeyColumns columns = key_of(data_, names_);
        if (columns.empty()) return;
        std::map<Key, std::size_t> first;
        std::vector<std::size_t> kept;
        std::vector<std::pair<std::size_t, std::size_t>> pairs; // rows of data: this, the earlier one
        std::size_t n_repeated = 0;
        for (std::size_t row = 0; row < data_.n_rows; ++row) {
            const auto [it, is_new] = first.emplace(values_of(columns, row), row);
            const bool is_repeat = !is_new && cells_.are_equal(rows_[row], rows_[it->second]);
            n_repeated += is_repeat;
            if (!is_repeat) kept.push_back(row);
            if (!is_new && !is_repeat) pairs.emplace_back(row, it->second);
        }
        refuse(columns, pairs);
        if (!pairs.empty() || n_repeated == 0) return;
        data_.notes.push_back(fmt::format("{} of {} rows repeat an earlier row in every column and are left out.",
                                          n_repeated, data_.n_rows));
        keep(kept);
    }
    void refuse(const KeyColumns& columns, const std::vector<std::pair<std::size_t, std::size_t>>& pairs) {
        if (pairs.empty()) return;
        std::vector<std::string> names, used = names_.outputs;
        for (const Column* column : columns)
            names.push_back(column->id);
        used.insert(used.end(), names.begin(), names.end());
        std::vector<std::pair<std::size_t, std::size_t>> in_table;
        for (const auto& [row, earlier] : pairs)
            in_table.emplace_back(rows_[row], rows_[earlier]);
        const std::vector<std::string> telling = telling_columns(table_, used, in_table);
        const std::string expected =
            telling.empty()
                ? "expected each run once, or the column that tells them apart (--replicate, --world, "
                  "--inputs or --only)"
                : fmt::format(
                      "expected the column that tells them apart: {0} has no part (--inputs {0}, or --only {0}=VALUE)",
                      telling.front());
        for (std::size_t i = 0; i < std::min(pairs.size(), most_pairs_named); ++i) {
            const auto& [row, earlier] = pairs[i];
            std::vector<std::string> values;
            for (const Column* column : columns)
                values.push_back(column->text(row));
            problems_.add(fmt::format("{}:{}: {}", table_.file, data_.lines[row], listed(names)),
                          fmt::format("the same run as line {} ({}), but not in {}", data_.lines[earlier],
                                      listed(values), listed(cells_.differing(rows_[row], rows_[earlier]))),
                          expected);
        }
        if (pairs.size() > most_pairs_named)
            problems_.add(fmt::format("{}: {} more lines are the same run as an earlier one", table_.file,
                                      pairs.size() - most_pairs_named));
    }

    const CsvTable& table_;
    const ColumnNames& names_;
    Data& data_;
    Problems& problems_;
    Cells cells_;
    std::vector<std::size_t> rows_; ///< Of the table, by row of the data.
};

/// Runs of one seed in several strategies are pairs: the seed is their replicate.
void take_seeds(const ColumnNames& names, Data& data) {
    if (data.replicate || !data.seed || !data.strategy || names.takes_all_inputs || names.is_unpaired) return;
    if (data.seed->levels.size() < 2) return;
    std::map<Key, std::size_t> cells;
    std::map<double, std::set<double>> strategies;
    KeyColumns columns = cell_key(data);
    columns.push_back(&*data.seed);
    for (std::size_t row = 0; row < data.n_rows; ++row) {
        if (++cells[values_of(columns, row)] > 1) return;
        strategies[data.seed->values[row]].insert(data.strategy->values[row]);
    }
    const auto n_shared =
        std::count_if(strategies.begin(), strategies.end(), [](const auto& seed) { return seed.second.size() > 1; });
    if (2 * static_cast<std::size_t>(n_shared) < strategies.size()) return;
    data.replicate = data.seed;
    data.notes.push_back(fmt::format(
        "Runs of one {} are taken for one replicate: --unpaired takes them as independent.", data.seed->id));
}

void name_unused(const CsvTable& table, const ColumnNames& names, Data& data) {
    if (data.treatment) return;
    std::vector<std::string> used = names.inputs;
    if (names.takes_all_inputs) { // all columns have a part but the world
        if (data.world && data.world->levels.size() > 1 && !contains(used, data.world->id))
            data.unused.push_back(data.world->id);
        return;
    }
    used.insert(used.end(), names.outputs.begin(), names.outputs.end());
    used.insert(used.end(), {names.replicate, names.strategy, names.world, names.seed, names.time});
    for (std::size_t c = 0; c < table.header.size(); ++c) {
        const std::string& name = table.header[c];
        if (c == counting_column(table) || contains(used, name) || is_reserved(name)) continue;
        const auto differs = [&](const auto& row) { return row.cells[c] != table.rows.front().cells[c]; };
        if (std::any_of(table.rows.begin(), table.rows.end(), differs)) data.unused.push_back(name);
    }
}

} // namespace

void judge_keys(const CsvTable& table, const ColumnNames& names, Data& data, Problems& problems) {
    if (const std::size_t c = counting_column(table); c < table.header.size())
        data.notes.push_back(fmt::format("Column {} ({}) counts the rows and is left out.", c + 1,
                                         table.header[c].empty() ? "without a name" : table.header[c]));
    const std::size_t before = problems.size();
    if (!names.is_audited) Judge(table, names, data, problems).judge();
    if (problems.size() > before) return;
    if (data.time && data.time->levels.size() > 1)
        data.notes.push_back(
            fmt::format("Column {} is taken for the time at which a run ended; --inputs would make it an "
                        "input.",
                        data.time->id));
    take_seeds(names, data);
    name_unused(table, names, data);
}

} // namespace experiments
