#include "experiments/store/writer.h"

#include "experiments/store/schema.h"
#include "models/model.h"
#include "sim/error.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace experiments {
namespace {

constexpr std::size_t largest_batch = 100;                    ///< Runs a transaction.
constexpr std::size_t longest_queue = 400;                    ///< Runs waiting to be written.
constexpr auto longest_wait = std::chrono::milliseconds(500); ///< Between a run's end and its commit.

std::string insert_run_sql(const StoreHeader& header) {
    std::string marks = "?";
    for (std::size_t i = 1; i < fixed_run_columns + header.outcomes.size(); ++i)
        marks += ", ?";
    return fmt::format("INSERT INTO run({}) VALUES({})", run_columns(header), marks);
}

} // namespace

/// Prepared once for the life of the writer.
struct StoreWriter::Statements {
    Statement run, series, session;
    Statements(const Connection& file, const StoreHeader& header)
        : run(file, insert_run_sql(header)), series(file, "INSERT INTO series VALUES(?, ?, 'f32', ?, ?)"),
          session(file, "UPDATE session SET updated = ?, state = ?, done = ?, failed = ?, runs_per_second = ? WHERE "
                        "session = ?") {}
};

StoreWriter::Lock::~Lock() {
    if (file >= 0) close(file);
}

StoreWriter::StoreWriter(const std::string& path, Start start, const StoreHeader& header) {
    lock(path, start);
    open(path, start, header);
}

void StoreWriter::lock(const std::string& path, Start start) {
    const int mode = O_RDWR | O_CLOEXEC | O_CREAT | (start == Start::fresh ? O_EXCL : 0);
    lock_.file = ::open(path.c_str(), mode, 0644);
    if (lock_.file < 0 && errno == EEXIST)
        throw sim::InputError(path + ": exists and is never overwritten; expected a new file, or --resume to go on");
    if (lock_.file < 0 && (errno == ENOENT || errno == ENOTDIR || errno == EISDIR))
        throw sim::InputError(path + ": cannot be written: " + std::strerror(errno) +
                              "; expected a file in a folder that is there");
    if (lock_.file < 0) throw sim::MachineError(path + ": cannot be written: " + std::strerror(errno));
    if (flock(lock_.file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        throw sim::MachineError(path + ": is locked: another sweep is writing it (`accord status` shows which)");
}

void StoreWriter::open(const std::string& path, Start, const StoreHeader& header) {
    file_ = std::make_unique<Connection>(path, Connection::Mode::write);
    is_new_ = is_blank(*file_);
    if (is_new_ && header.keeps_series) file_->run("PRAGMA page_size = 16384");
    if (!is_new_) require_store(*file_);
    // A network file system refuses shared memory: then SQLite's classic journal is used, which is slower but safe.
    file_->run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF");
    if (is_new_) {
        Transaction all(*file_);
        create_tables(*file_, header);
        const auto& observables = models::observables();
        for (std::size_t i = 0; i < observables.size(); ++i)
            Statement(*file_, "INSERT INTO series_column VALUES(?, ?)")
                .bind_number(0, i)
                .bind(1, observables[i].id)
                .finish();
        all.commit();
    }
    header_ = read_header(*file_);
}

StoreWriter::~StoreWriter() {
    try {
        if (thread_.joinable()) finish("stopped");
    } catch (...) { // Told before, or about to be: the exception that unwinds says why.
    }
    statements_.reset();
    file_.reset();
}

void StoreWriter::prepare() {
    if (!statements_) statements_ = std::make_unique<Statements>(*file_, header_);
}

std::vector<RunPlace> StoreWriter::places() const {
    std::vector<RunPlace> places;
    Statement row(*file_, "SELECT run, treatment, replicate, status FROM run ORDER BY treatment, replicate");
    while (row.step()) {
        const RunStatus status = row.text(3) == "done"     ? RunStatus::done
                                 : row.text(3) == "failed" ? RunStatus::failed
                                                           : RunStatus::over_limit;
        places.push_back(
            {std::stoull(row.text(0), nullptr, 16), row.number(1), static_cast<std::uint32_t>(row.number(2)), status});
    }
    return places;
}

std::uint64_t StoreWriter::n_treatments() const {
    return static_cast<std::uint64_t>(file_->number("SELECT count(*) FROM treatment"));
}

void StoreWriter::replace_plan(
    const StoreHeader& header,
    const std::function<void(const std::function<void(const StoredTreatment&)>&)>& each_treatment,
    const std::vector<std::pair<Place, Place>>& moves) {
    Transaction all(*file_);
    rewrite_header(*file_, header);
    for (const char* table : {"run", "series"}) { // Over negative numbers, because places may be exchanged.
        Statement move(*file_, fmt::format("UPDATE {} SET treatment = -1 - ?, replicate = ? WHERE treatment = ? AND "
                                           "replicate = ?",
                                           table));
        for (const auto& [from, to] : moves) {
            move.bind_number(0, to.first).bind_number(1, to.second);
            move.bind_number(2, from.first).bind_number(3, from.second).finish();
        }
        if (!moves.empty())
            file_->run(fmt::format("UPDATE {} SET treatment = -1 - treatment WHERE treatment < 0", table));
    }
    file_->run("DELETE FROM treatment");
    std::string marks = "?, ?, ?, ?";
    for (std::size_t i = 0; i < header.inputs.size(); ++i)
        marks += ", ?";
    Statement row(*file_, "INSERT INTO treatment VALUES(" + marks + ")");
    each_treatment([&](const StoredTreatment& treatment) {
        row.bind_number(0, treatment.treatment).bind_number(1, treatment.point);
        row.bind(2, treatment.strategy).bind(3, treatment.condition);
        for (std::size_t i = 0; i < header.inputs.size(); ++i) {
            const int at = fixed_treatment_columns + static_cast<int>(i);
            const auto& levels = header.inputs[i].levels;
            if (levels.empty())
                row.bind(at, treatment.inputs[i]);
            else
                row.bind(at, levels.at(static_cast<std::size_t>(treatment.inputs[i])));
        }
        row.finish();
    });
    all.commit();
    header_ = read_header(*file_);
}

void StoreWriter::forget(const std::vector<Place>& runs) {
    Transaction all(*file_);
    Statement row(*file_, "DELETE FROM run WHERE treatment = ? AND replicate = ? AND status <> 'done'");
    for (const auto& [treatment, replicate] : runs)
        row.bind_number(0, treatment).bind_number(1, replicate).finish();
    all.commit();
}

void StoreWriter::begin(const StoredSession& session) {
    prepare();
    session_ = session;
    session_.state = "running";
    start_ = std::chrono::steady_clock::now();
    session_.started = session_.updated = time_text();
    Statement row(*file_, "INSERT INTO session VALUES(NULL, ?, ?, ?, ?, ?, 'running', ?, ?, 0, 0, 0)");
    row.bind(0, session_.host).bind_number(1, static_cast<std::uint64_t>(session_.process)).bind(2, session_.shard);
    row.bind(3, session_.started).bind(4, session_.updated).bind_number(5, session_.planned);
    row.bind_number(6, session_.done_before).finish();
    session_.session = static_cast<std::uint64_t>(file_->number("SELECT last_insert_rowid()"));
    thread_ = std::thread([this] { write_all(); });
}

void StoreWriter::put(StoredRun run) {
    std::unique_lock guard(mutex_);
    has_room_.wait(guard, [&] { return queue_.size() < longest_queue || failure_; });
    if (failure_) std::rethrow_exception(failure_);
    queue_.push_back(std::move(run));
    if (queue_.size() == 1 || queue_.size() == largest_batch) has_news_.notify_one();
}

void StoreWriter::finish(const std::string& state) {
    {
        const std::lock_guard guard(mutex_);
        is_ending_ = true;
        session_.state = state;
    }
    has_news_.notify_one();
    if (thread_.joinable()) thread_.join();
    if (failure_) std::rethrow_exception(failure_);
}

void StoreWriter::write_all() {
    std::vector<StoredRun> batch;
    try {
        for (bool is_last = false; !is_last;) {
            {
                std::unique_lock guard(mutex_);
                has_news_.wait_for(guard, 4 * longest_wait, [&] { return is_ending_ || !queue_.empty(); });
                has_news_.wait_for(guard, longest_wait, [&] { return is_ending_ || queue_.size() >= largest_batch; });
                const std::size_t n = std::min(queue_.size(), largest_batch);
                batch.assign(std::make_move_iterator(queue_.begin()),
                             std::make_move_iterator(queue_.begin() + static_cast<std::ptrdiff_t>(n)));
                queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(n));
                is_last = is_ending_ && queue_.empty();
            }
            has_room_.notify_all();
            write_batch(batch);
        }
    } catch (...) {
        const std::lock_guard guard(mutex_);
        failure_ = std::current_exception();
        queue_.clear();
        has_room_.notify_all();
    }
}

void StoreWriter::write_batch(std::vector<StoredRun>& batch) {
    Transaction all(*file_);
    for (const StoredRun& run : batch) {
        insert(run);
        (run.status == RunStatus::done ? session_.done : session_.failed) += 1;
    }
    const std::string state = [&] {
        const std::lock_guard guard(mutex_);
        return session_.state;
    }();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start_;
    session_.runs_per_second = static_cast<double>(session_.done + session_.failed) / std::max(seconds.count(), 1e-3);
    Statement& session = statements_->session;
    session.bind(0, time_text()).bind(1, state).bind_number(2, session_.done).bind_number(3, session_.failed);
    session.bind(4, session_.runs_per_second).bind_number(5, session_.session).finish();
    all.commit();
}

void StoreWriter::insert(const StoredRun& run) {
    Statement& row = statements_->run;
    row.bind(0, run.run).bind_number(1, run.treatment).bind_number(2, run.replicate).bind_number(3, run.seed);
    row.bind(4, name(run.status)).bind(5, run.reason).bind_number(6, run.attempts).bind(7, run.digest);
    row.bind(8, run.started).bind(9, run.finished).bind(10, run.seconds).bind(11, run.host);
    row.bind_number(12, static_cast<std::uint64_t>(run.worker)).bind(13, run.shard);
    for (std::size_t i = 0; i < header_.outcomes.size(); ++i)
        row.bind(fixed_run_columns + static_cast<int>(i), run.outcomes.empty() ? sim::unset : run.outcomes.at(i));
    row.finish();
    if (run.series.empty()) return;
    Statement& series = statements_->series;
    series.bind_number(0, run.treatment).bind_number(1, run.replicate).bind_number(2, run.months);
    series.bind_bytes(3, run.series).finish();
}

void StoreWriter::begin_bulk() {
    prepare();
    file_->run("BEGIN IMMEDIATE");
}

void StoreWriter::end_bulk() { file_->run("COMMIT"); }

bool StoreWriter::add(const StoredRun& run) {
    Statement row(*file_, "SELECT run, status, digest FROM run WHERE treatment = ? AND replicate = ?");
    row.bind_number(0, run.treatment).bind_number(1, run.replicate);
    if (!row.step()) {
        insert(run);
        return true;
    }
    const bool is_same = row.text(0) == run.run;
    if (is_same && row.text(1) == "done" && run.status != RunStatus::done) return false;
    if (is_same && row.text(1) == name(run.status) && row.text(2) == run.digest) return false;
    if (is_same && row.text(1) != "done" && run.status == RunStatus::done) { // Tried again elsewhere, with success.
        row.reset();
        Statement(*file_, "DELETE FROM run WHERE treatment = ? AND replicate = ?")
            .bind_number(0, run.treatment)
            .bind_number(1, run.replicate)
            .finish();
        insert(run);
        return true;
    }
    throw sim::InputError(
        fmt::format("{}: treatment {}, replicate {} has two results ({} and {}); expected shards of one "
                    "experiment, made by one version",
                    file_->path(), run.treatment, run.replicate, row.text(2), run.digest));
}

std::string time_text() {
    const auto now = std::chrono::system_clock::now();
    const auto milliseconds =
        std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(now)),
                       milliseconds);
}

} // namespace experiments
