#include "experiments/store/store.h"

#include "experiments/statistics/statistics.h"
#include "experiments/store/schema.h"
#include "sim/error.h"

#include <fmt/format.h>

#include <cstring>

namespace experiments {
namespace {

template <class Column>
int index_of(const std::vector<Column>& columns, std::string_view id) {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].id == id) return static_cast<int>(i);
    return -1;
}

constexpr const char* by_place = " ORDER BY treatment, replicate";

} // namespace

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
    Statement row(*file_, "SELECT * FROM treatment ORDER BY treatment");
    while (row.step())
        visit(treatment_of(row, header_));
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
    return treatment_of(row, header_);
}

void Store::each_run(const std::function<void(const StoredRun&)>& visit) const {
    Statement row(*file_, "SELECT " + run_columns(header_) + " FROM run" + by_place);
    while (row.step())
        visit(run_of(row, header_));
}

void Store::each_failed(const std::function<void(const StoredRun&)>& visit) const {
    Statement row(*file_,
                  "SELECT " + run_columns(header_) + " FROM run WHERE status IN ('failed', 'over-limit')" + by_place);
    while (row.step())
        visit(run_of(row, header_));
}

std::optional<StoredRun> Store::find_run(const std::string& run) const {
    Statement row(*file_, "SELECT " + run_columns(header_) + " FROM run WHERE run = ?" + by_place + " LIMIT 1");
    row.bind(0, run);
    if (!row.step()) return std::nullopt;
    return run_of(row, header_);
}

std::vector<StoredRun> Store::runs_of(std::uint64_t treatment) const {
    std::vector<StoredRun> runs;
    Statement row(*file_, "SELECT " + run_columns(header_) + " FROM run WHERE treatment = ?" + by_place);
    row.bind_number(0, treatment);
    while (row.step())
        runs.push_back(run_of(row, header_));
    return runs;
}

std::vector<double> Store::values(std::uint64_t treatment, std::size_t outcome) const {
    std::vector<double> values;
    Statement row(*file_, fmt::format("SELECT replicate, {} FROM run WHERE treatment = ? ORDER BY replicate",
                                      sql_name(header_.outcomes.at(outcome).id)));
    row.bind_number(0, treatment);
    while (row.step()) {
        values.resize(static_cast<std::size_t>(row.number(0)), absent);
        values.push_back(row.real(1));
    }
    return values;
}

std::vector<std::vector<double>> Store::values(std::size_t outcome) const {
    std::vector<std::vector<double>> all(header_.n_treatments);
    Statement row(*file_, fmt::format("SELECT treatment, replicate, {} FROM run{}",
                                      sql_name(header_.outcomes.at(outcome).id), by_place));
    while (row.step()) {
        const auto treatment = static_cast<std::size_t>(row.number(0));
        if (treatment >= all.size()) all.resize(treatment + 1);
        all[treatment].resize(static_cast<std::size_t>(row.number(1)), absent);
        all[treatment].push_back(row.real(2));
    }
    return all;
}

std::vector<StrategyMean> Store::strategy_means(std::size_t outcome) const {
    const OutcomeColumn& column = header_.outcomes.at(outcome);
    std::vector<StrategyMean> means;
    Statement row(*file_, fmt::format("SELECT t.strategy, avg(r.{0}), count(r.{0}) FROM run r JOIN treatment t "
                                      "USING(treatment) GROUP BY t.strategy HAVING count(r.{0}) > 0 ORDER BY 2 {1}, 1",
                                      sql_name(column.id), column.good == sim::Good::up ? "DESC" : "ASC"));
    while (row.step())
        means.push_back({row.text(0), row.real(1), row.number(2)});
    return means;
}

std::vector<float> Store::series(std::uint64_t treatment, std::uint32_t replicate, std::string_view id) const {
    Statement column(*file_, "SELECT position FROM series_column WHERE id = ?");
    column.bind(0, id);
    Statement row(*file_, "SELECT codec, months, data FROM series WHERE treatment = ? AND replicate = ?");
    row.bind_number(0, treatment).bind_number(1, replicate);
    if (!column.step() || !row.step()) return {};
    const auto months = static_cast<std::size_t>(row.number(1));
    const std::string bytes = row.text(2);
    const std::size_t start = static_cast<std::size_t>(column.number(0)) * months * sizeof(float);
    std::vector<float> values(months);
    if (row.text(0) != "f32" || bytes.size() < start + months * sizeof(float))
        throw sim::InputError(
            fmt::format("{}: series of treatment {}, replicate {}: codec or length is unknown; expected "
                        "f32",
                        path_, treatment, replicate));
    std::memcpy(values.data(), bytes.data() + start, months * sizeof(float));
    return values;
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
