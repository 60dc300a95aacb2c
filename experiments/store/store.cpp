#include "experiments/store/store.h"

#include "experiments/statistics/statistics.h"
#include "experiments/store/schema.h"
#include "scenarios/text.h"
#include "sim/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>

namespace experiments {
namespace {

template <class Column>
int index_of(const std::vector<Column>& columns, std::string_view id) {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].id == id) return static_cast<int>(i);
    return -1;
}

constexpr const char* by_place = " ORDER BY treatment, replicate";

/// Rows that are not what was written, each a line.
class Faults {
  public:
    explicit Faults(std::string path) : path_(std::move(path)) {}
    Faults& add(const std::string& row) {
        if (++n_ <= most)
            messages_.push_back(
                fmt::format("{}: {}: its checksum is wrong: something in the row was changed after it was "
                            "written; expected an undamaged row",
                            path_, row));
        return *this;
    }
    void throw_if_any() const {
        if (n_ == 0) return;
        std::vector<std::string> all = messages_;
        if (n_ > most) all.push_back(fmt::format("{}: {} more rows with a wrong checksum", path_, n_ - most));
        all.push_back(fmt::format(
            "{}: `accord sweep EXPERIMENT --out {} --resume --retry-failed` runs damaged rows again", path_, path_));
        throw sim::InputError(all);
    }

  private:
    static constexpr std::size_t most = 20;
    std::string path_;
    std::vector<std::string> messages_;
    std::size_t n_ = 0;
};

} // namespace

bool is_store(const std::string& path) { return scenarios::starts_with(path, {"SQLite format 3\0", 16}); }

Store::Store(const std::string& path) : path_(path) {
    file_ = std::make_unique<Connection>(path, Connection::Mode::read);
    require_store(*file_);
    header_ = read_header(*file_);
}

Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

int Store::outcome_index(std::string_view id) const { return index_of(header_.outcomes, id); }
int Store::input_index(std::string_view id) const { return index_of(header_.inputs, id); }

StoreCounts Store::counts() const {
    StoreCounts counts;
    Statement row(*file_, "SELECT status, count(*) FROM run GROUP BY status");
    while (row.step()) {
        if (row.text(0) == name(RunStatus::done)) counts.done = row.number(1);
        if (row.text(0) == name(RunStatus::failed)) counts.failed = row.number(1);
        if (row.text(0) == name(RunStatus::over_limit)) counts.over_limit = row.number(1);
    }
    Statement seconds(*file_, "SELECT total(seconds) FROM run");
    if (seconds.step()) counts.seconds = seconds.real(0);
    return counts;
}

std::vector<StoredSession> Store::sessions() const {
    std::vector<StoredSession> sessions;
    Statement row(*file_, "SELECT session, host, shard, started, updated, state, process, planned, done_before, done, "
                          "failed, runs_per_second FROM session ORDER BY session");
    while (row.step())
        sessions.push_back({row.number(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5),
                            static_cast<int>(row.number(6)), row.number(7), row.number(8), row.number(9),
                            row.number(10), row.real(11)});
    return sessions;
}

void Store::each_treatment(const std::function<void(const StoredTreatment&)>& visit) const {
    Faults faults(path_);
    Statement row(*file_, "SELECT * FROM treatment ORDER BY treatment");
    while (row.step())
        if (const auto treatment = treatment_of(row, header_))
            visit(*treatment);
        else
            faults.add(fmt::format("treatment {}", row.number(0)));
    faults.throw_if_any();
}

std::vector<StoredTreatment> Store::treatments() const {
    std::vector<StoredTreatment> all;
    each_treatment([&](const StoredTreatment& treatment) { all.push_back(treatment); });
    return all;
}

std::optional<StoredTreatment> Store::treatment(std::uint64_t number) const {
    Statement row(*file_, "SELECT * FROM treatment WHERE treatment = ?");
    row.bind_number(0, number);
    if (!row.step()) return std::nullopt;
    auto treatment = treatment_of(row, header_);
    if (!treatment) Faults(path_).add(fmt::format("treatment {}", number)).throw_if_any();
    return treatment;
}

void Store::each_run_where(const std::string& condition, const std::function<void(const StoredRun&)>& visit,
                           std::uint64_t number) const {
    Faults faults(path_);
    Statement row(*file_, "SELECT " + run_columns(header_) + " FROM run" + condition + by_place);
    if (condition.find('?') != std::string::npos) row.bind_number(0, number);
    std::optional<std::pair<std::uint64_t, std::uint32_t>> before;
    while (row.step()) {
        const auto run = run_of(row, header_);
        const std::pair place(row.number(1), static_cast<std::uint32_t>(row.number(2)));
        if (!run || (before && place <= *before)) // out of order: the index is damaged
            faults.add(run_label(row));
        else
            visit(*run);
        before = place;
    }
    faults.throw_if_any();
}

void Store::each_run(const std::function<void(const StoredRun&)>& visit) const { each_run_where("", visit); }

void Store::each_place(const std::function<void(const RunPlace&)>& visit) const {
    Faults faults(path_);
    Statement row(*file_, fmt::format("SELECT {} FROM run{}", place_columns, by_place));
    while (row.step())
        if (const auto place = place_of(row))
            visit(*place);
        else
            faults.add(run_label(row));
    faults.throw_if_any();
}

void Store::each_failed(const std::function<void(const StoredRun&)>& visit) const {
    each_run_where(" WHERE status IN ('failed', 'over-limit')", visit);
}

std::optional<StoredRun> Store::find_run(const std::string& run) const {
    Statement row(*file_, "SELECT " + run_columns(header_) + " FROM run WHERE run = ?" + by_place + " LIMIT 1");
    row.bind(0, run);
    if (!row.step()) return std::nullopt;
    auto found = run_of(row, header_);
    if (!found) Faults(path_).add(run_label(row)).throw_if_any();
    return found;
}

std::vector<StoredRun> Store::runs_of(std::uint64_t treatment) const {
    std::vector<StoredRun> runs;
    each_run_where(
        " WHERE treatment = ?", [&](const StoredRun& run) { runs.push_back(run); }, treatment);
    return runs;
}

std::vector<double> Store::values(std::uint64_t treatment, std::size_t outcome) const {
    std::vector<double> values;
    each_run_where(
        " WHERE treatment = ?",
        [&](const StoredRun& run) {
            values.resize(run.replicate, absent);
            values.push_back(run.outcomes.at(outcome));
        },
        treatment);
    return values;
}

std::vector<std::vector<double>> Store::values(std::size_t outcome) const {
    std::vector<std::vector<double>> all(header_.n_treatments);
    each_run([&](const StoredRun& run) {
        const auto treatment = static_cast<std::size_t>(run.treatment);
        if (treatment >= all.size()) all.resize(treatment + 1);
        all[treatment].resize(run.replicate, absent);
        all[treatment].push_back(run.outcomes.at(outcome));
    });
    return all;
}

std::vector<StrategyMean> Store::strategy_means(std::size_t outcome) const {
    std::map<std::string, std::pair<double, std::uint64_t>> sums;
    const std::vector<std::vector<double>> all = values(outcome);
    each_treatment([&](const StoredTreatment& treatment) {
        if (treatment.treatment >= all.size()) return;
        for (const double value : all[static_cast<std::size_t>(treatment.treatment)]) {
            if (std::isnan(value)) continue;
            sums[treatment.strategy].first += value;
            sums[treatment.strategy].second += 1;
        }
    });
    std::vector<StrategyMean> means;
    for (const auto& [strategy, sum] : sums)
        means.push_back({strategy, sum.first / static_cast<double>(sum.second), sum.second});
    const sim::Good good = header_.outcomes.at(outcome).good;
    std::stable_sort(means.begin(), means.end(), [&](const StrategyMean& a, const StrategyMean& b) {
        return good == sim::Good::up ? a.mean > b.mean : a.mean < b.mean;
    });
    return means;
}

std::vector<float> Store::series(std::uint64_t treatment, std::uint32_t replicate, std::string_view id) const {
    Statement column(*file_, "SELECT position FROM series_column WHERE id = ?");
    column.bind(0, id);
    Statement row(*file_, "SELECT * FROM series WHERE treatment = ? AND replicate = ?");
    row.bind_number(0, treatment).bind_number(1, replicate);
    if (!column.step() || !row.step()) return {};
    const auto series = series_of(row, header_);
    const std::size_t months = series ? series->months : 0;
    const std::size_t start = static_cast<std::size_t>(column.number(0)) * months * sizeof(float);
    if (!series || series->bytes.size() < start + months * sizeof(float))
        Faults(path_).add(fmt::format("series of treatment {}, replicate {}", treatment, replicate)).throw_if_any();
    std::vector<float> values(months);
    std::memcpy(values.data(), series->bytes.data() + start, months * sizeof(float));
    return values;
}

void Store::verify() const {
    std::vector<std::string> messages;
    const auto gather = [&](const auto& pass) {
        try {
            pass();
        } catch (const sim::InputError& error) {
            messages.insert(messages.end(), error.messages().begin(), error.messages().end());
        }
    };
    gather([&] { each_treatment([](const StoredTreatment&) {}); });
    gather([&] { each_run([](const StoredRun&) {}); });
    gather([&] {
        Faults faults(path_);
        for (Statement row(*file_, std::string("SELECT * FROM series") + by_place); row.step();)
            if (!series_of(row, header_))
                faults.add(fmt::format("series of treatment {}, replicate {}", row.number(0), row.number(1)));
        faults.throw_if_any();
    });
    if (!messages.empty()) throw sim::InputError(messages);
}

std::string Store::caveat() const {
    if (header_.version > 1 && !was_unchecked(*file_)) return "";
    return path_ +
           (header_.version == 1
                ? ": is a store of version 1: its rows have no checksums, so a changed number would not be noticed"
                : ": was begun as a store of version 1: its first rows got their checksums later, so a number "
                  "changed before that would not be noticed");
}

std::vector<std::string> Store::series_ids() const {
    std::vector<std::string> ids;
    if (!header_.keeps_series) return ids;
    for (Statement row(*file_, "SELECT id FROM series_column ORDER BY position"); row.step();)
        ids.push_back(row.text(0));
    return ids;
}

std::string Store::integrity() const { return file_->text("PRAGMA integrity_check(1)"); }

} // namespace experiments
