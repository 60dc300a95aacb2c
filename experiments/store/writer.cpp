#include "experiments/store/writer.h"

#include "experiments/store/schema.h"
#include "experiments/store/sqlite.h"
#include "models/model.h"
#include "sim/error.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace experiments {

/// Prepared once for the life of the writer.
struct StoreWriter::Statements {
    Statement run, series, session;
    Statements(const Connection& file, const StoreHeader& header)
        : run(file, fmt::format("INSERT INTO run({}) VALUES({})", run_columns(header), run_marks(header))),
          series(file, insert_series),
          session(file, "UPDATE session SET updated = ?, state = ?, done = ?, failed = ?, runs_per_second = ? WHERE "
                        "session = ?") {}
};

StoreWriter::Lock::~Lock() {
    if (file >= 0) close(file);
}

StoreWriter::StoreWriter(const std::string& path, Start start, const StoreHeader& header) {
    lock(path, start);
    open(path, header);
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

void StoreWriter::open(const std::string& path, const StoreHeader& header) {
    file_ = std::make_unique<Connection>(path, Connection::Mode::write);
    is_new_ = is_blank(*file_);
    if (is_new_ && header.keeps_series) file_->run("PRAGMA page_size = 16384");
    if (!is_new_) require_store(*file_);
    // A network file system refuses shared memory: then SQLite's classic journal is used, which is slower but safe.
    file_->run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF");
    if (is_new_) {
        std::vector<std::string> series_ids;
        for (const auto& observable : models::observables())
            series_ids.push_back(observable.id);
        Transaction all(*file_);
        create_tables(*file_, header, series_ids);
        all.commit();
    }
    header_ = read_header(*file_);
}

StoreWriter::~StoreWriter() {
    statements_.reset();
    file_.reset();
}

StoreWriter::Statements& StoreWriter::statements() {
    if (!statements_) statements_ = std::make_unique<Statements>(*file_, header_);
    return *statements_;
}

std::vector<RunPlace> StoreWriter::places(bool leaves_out_damaged) const {
    std::vector<RunPlace> places;
    try {
        Store(file_->path()).each_run([&](const StoredRun& run) {
            places.push_back({std::strtoull(run.run.c_str(), nullptr, 16), run.treatment, run.replicate, run.status});
        });
    } catch (const sim::InputError&) {
        if (!leaves_out_damaged) throw;
    }
    return places;
}

bool StoreWriter::holds(const EachTreatment& each_treatment) const {
    Statement row(*file_, "SELECT * FROM treatment ORDER BY treatment");
    bool is_same = true;
    each_treatment([&](const StoredTreatment& wanted) {
        const auto found = is_same && row.step() ? treatment_of(row, header_) : std::nullopt;
        is_same = found && found->treatment == wanted.treatment && found->point == wanted.point &&
                  found->strategy == wanted.strategy && found->condition == wanted.condition &&
                  found->inputs == wanted.inputs;
    });
    return is_same && !row.step();
}

void StoreWriter::make_current() {
    if (header_.version == store_version) return;
    upgrade(*file_);
    header_.version = store_version;
}

void StoreWriter::note_unchecked() { experiments::note_unchecked(*file_); }

void StoreWriter::move_runs(const std::vector<std::pair<Place, Place>>& moves) {
    Statement find(*file_,
                   fmt::format("SELECT {} FROM run WHERE treatment = ? AND replicate = ?", run_columns(header_)));
    Statement find_series(*file_, "SELECT * FROM series WHERE treatment = ? AND replicate = ?");
    std::vector<StoredRun> moved; // all are taken out before any is put back, because places may be exchanged
    for (const auto& [from, to] : moves) {
        find.bind_number(0, from.first).bind_number(1, from.second);
        std::optional<StoredRun> run = find.step() ? run_of(find, header_) : std::nullopt;
        find.reset();
        find_series.bind_number(0, from.first).bind_number(1, from.second);
        std::optional<SeriesBytes> series;
        if (find_series.step()) series = series_of(find_series, header_);
        find_series.reset();
        if (!run)
            throw sim::InputError(fmt::format("{}: treatment {}, replicate {}: its checksum is wrong; expected an "
                                              "undamaged row",
                                              file_->path(), from.first, from.second));
        if (series) run->series = std::move(series->bytes), run->months = series->months;
        run->treatment = to.first, run->replicate = to.second;
        moved.push_back(std::move(*run));
        remove(from);
    }
    for (const StoredRun& run : moved)
        insert(run);
}

void StoreWriter::remove(const Place& place) {
    for (const char* table : {"run", "series"})
        Statement(*file_, fmt::format("DELETE FROM {} WHERE treatment = ? AND replicate = ?", table))
            .bind_number(0, place.first)
            .bind_number(1, place.second)
            .finish();
}

void StoreWriter::replace_plan(const StoreHeader& header, const EachTreatment& each_treatment,
                               const std::vector<std::pair<Place, Place>>& moves) {
    Transaction all(*file_);
    make_current();
    rewrite_header(*file_, header);
    move_runs(moves);
    file_->run("DELETE FROM treatment");
    Statement row(*file_, "INSERT INTO treatment VALUES(" + treatment_marks(header) + ")");
    each_treatment([&](const StoredTreatment& treatment) {
        bind_treatment(row, treatment, header);
        row.finish();
    });
    all.commit();
    header_ = read_header(*file_);
}

std::uint64_t StoreWriter::forget_failed() {
    Transaction all(*file_);
    make_current();
    std::vector<std::uint64_t> damaged; // by row, because a damaged one may say it is another
    for (Statement row(*file_, "SELECT " + run_columns(header_) + ", rowid FROM run NOT INDEXED"); row.step();)
        if (!run_of(row, header_)) damaged.push_back(row.number(row.n_columns() - 1));
    for (Statement row(*file_, "SELECT s.*, r.rowid FROM series s JOIN run r USING(treatment, replicate)"); row.step();)
        if (!series_of(row, header_)) damaged.push_back(row.number(row.n_columns() - 1));
    if (!damaged.empty()) file_->run("REINDEX"); // the index may still know the row by what it was
    Statement forget(*file_, "DELETE FROM run WHERE rowid = ?");
    for (const std::uint64_t row : damaged)
        forget.bind_number(0, row).finish();
    file_->run("DELETE FROM run WHERE status <> 'done'; "
               "DELETE FROM series WHERE NOT EXISTS (SELECT 1 FROM run WHERE run.treatment = series.treatment AND "
               "run.replicate = series.replicate)");
    all.commit();
    return damaged.size();
}

void StoreWriter::begin(StoredSession& session) {
    session.state = "running";
    session.started = session.updated = time_text();
    Transaction all(*file_);
    make_current();
    Statement row(*file_, "INSERT INTO session VALUES(NULL, ?, ?, ?, ?, ?, 'running', ?, ?, 0, 0, 0)");
    row.bind(0, session.host).bind_number(1, static_cast<std::uint64_t>(session.process)).bind(2, session.shard);
    row.bind(3, session.started).bind(4, session.updated).bind_number(5, session.planned);
    row.bind_number(6, session.done_before).finish();
    session.session = static_cast<std::uint64_t>(file_->number("SELECT last_insert_rowid()"));
    all.commit();
}

void StoreWriter::write(const std::vector<StoredRun>& runs, const StoredSession& session) {
    Transaction all(*file_);
    for (const StoredRun& run : runs)
        insert(run);
    Statement& row = statements().session;
    row.bind(0, time_text()).bind(1, session.state).bind_number(2, session.done).bind_number(3, session.failed);
    row.bind(4, session.runs_per_second).bind_number(5, session.session).finish();
    all.commit();
}

void StoreWriter::insert(const StoredRun& run) {
    Statement& row = statements().run;
    bind_run(row, run, header_);
    row.finish();
    if (run.series.empty()) return;
    bind_series(statements().series, run.treatment, run.replicate, run.months, run.series);
    statements().series.finish();
}

void StoreWriter::begin_bulk() { file_->run("BEGIN IMMEDIATE"); }

void StoreWriter::end_bulk() {
    statements_.reset();
    // Without a journal of its own beside it, the file can be read from where no shared memory can be made.
    file_->run("COMMIT; PRAGMA journal_mode = DELETE");
}

bool StoreWriter::add(const StoredRun& run, const std::string& name) {
    Statement row(*file_, "SELECT run, status, digest FROM run WHERE treatment = ? AND replicate = ?");
    row.bind_number(0, run.treatment).bind_number(1, run.replicate);
    if (!row.step()) {
        insert(run);
        return true;
    }
    const bool is_same = row.text(0) == run.run;
    if (is_same && row.text(1) == "done" && run.status != RunStatus::done) return false;
    if (is_same && row.text(1) == experiments::name(run.status) && row.text(2) == run.digest) return false;
    if (is_same && row.text(1) != "done" && run.status == RunStatus::done) { // Tried again elsewhere, with success.
        row.reset();
        remove({run.treatment, run.replicate});
        insert(run);
        return true;
    }
    throw sim::InputError(
        fmt::format("{}: treatment {}, replicate {} has two results ({} and {}); expected shards of one "
                    "experiment, made by one version",
                    name, run.treatment, run.replicate, row.text(2), run.digest));
}

std::string time_text() {
    const auto now = std::chrono::system_clock::now();
    const auto milliseconds =
        std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(now)),
                       milliseconds);
}

} // namespace experiments
