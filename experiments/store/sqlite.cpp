#include "experiments/store/sqlite.h"

#include "sim/digest.h"
#include "sim/error.h"

#include <sqlite3.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <sys/stat.h>

namespace experiments {
namespace {

constexpr int patience = 10'000; ///< How long a lock of another process is waited for [ms]

constexpr std::uint64_t digest_start = 0x13198a2e03707344ull;
constexpr char null_cell = '0', number_cell = 'n', real_cell = 'r', text_cell = 't', bytes_cell = 'b';

std::uint64_t continued(std::uint64_t digest, char kind, const void* data, std::size_t n) {
    return sim::digest_bytes(data, n, digest + static_cast<unsigned char>(kind));
}

/// The path as SQLite's URI, so that a file may be called "a?b".
std::string uri_of(const std::string& path, const char* options) {
    std::string uri = path.starts_with('/') ? "file:" : "file:./";
    for (const char c : path) {
        if (c == '%')
            uri += "%25";
        else if (c == '?')
            uri += "%3f";
        else if (c == '#')
            uri += "%23";
        else
            uri += c;
    }
    return uri + options;
}

} // namespace

Connection::Connection(std::string path, Mode mode) : path_(std::move(path)) {
    struct stat info {};
    if (stat(path_.c_str(), &info) != 0)
        throw sim::InputError(path_ + ": cannot be read: " + std::strerror(errno) + "; expected a store of a sweep");
    if (S_ISFIFO(info.st_mode)) throw sim::InputError(path_ + ": is a pipe; expected a store of a sweep in a file");
    if (!S_ISREG(info.st_mode)) throw sim::InputError(path_ + ": is no file; expected a store of a sweep");
    open(path_, mode == Mode::write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
    if (mode == Mode::write) return;
    const auto readable = [this] {
        return sqlite3_exec(handle_, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr) & 0xff;
    };
    int code = readable();
    if (code == SQLITE_READONLY) { // a killed sweep left a journal that only one who may write can play back
        sqlite3_close_v2(handle_);
        handle_ = nullptr;
        open(path_, SQLITE_OPEN_READWRITE);
        code = readable();
    }
    // Where no shared memory can be made beside the file (a read-only folder), nobody can be writing it either.
    if (code != SQLITE_CANTOPEN && code != SQLITE_READONLY) return;
    sqlite3_close_v2(handle_);
    handle_ = nullptr;
    if (stat((path_ + "-wal").c_str(), &info) == 0 && info.st_size > 0) // reading past it would lose commits
        throw sim::MachineError(path_ +
                                ": was not closed in order and lies in a read-only folder; copy it and its -wal "
                                "file to a folder that may be written");
    open(uri_of(path_, "?immutable=1"), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

void Connection::open(std::string name, int flags) {
    // To SQLite ":memory:" and "file:x.db" are no plain names; with a folder before them they are.
    if ((flags & SQLITE_OPEN_URI) == 0 && !name.starts_with('/')) name = "./" + name;
    const int code = sqlite3_open_v2(name.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code == SQLITE_OK) {
        sqlite3_busy_timeout(handle_, patience);
        sqlite3_extended_result_codes(handle_, 1);
        return;
    }
    struct Guard { // The destructor does not run when the constructor throws.
        sqlite3*& handle;
        ~Guard() { sqlite3_close_v2(handle), handle = nullptr; }
    } guard{handle_};
    fail(code);
}

Connection::~Connection() { sqlite3_close_v2(handle_); }

void Connection::fail(int code) const {
    const std::string said = handle_ ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
    switch (code & 0xff) {
    case SQLITE_NOTADB:
        throw sim::InputError(path_ + ": is not a store: " + said + "; expected a store of a sweep");
    case SQLITE_CORRUPT:
        throw sim::InputError(path_ + ": is damaged: " + said +
                              "; expected a whole store (`sqlite3 FILE .recover` saves what can be read)");
    case SQLITE_FULL:
        throw sim::MachineError(path_ + ": the disk is full; everything committed before is kept");
    case SQLITE_READONLY:
        throw sim::MachineError(path_ + ": cannot be written: it or its folder is read-only");
    case SQLITE_CANTOPEN:
        throw sim::MachineError(path_ + ": cannot be opened: " + said);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        throw sim::MachineError(path_ + ": is locked by another program; close it and go on with --resume");
    case SQLITE_PERM:
        throw sim::MachineError(path_ + ": permission denied");
    case SQLITE_NOMEM:
        throw std::bad_alloc();
    case SQLITE_IOERR:
        throw sim::MachineError(path_ + ": reading or writing failed (" + said +
                                "): is the disk full or gone? Everything committed before is kept");
    default:
        throw sim::MachineError(path_ + ": " + said);
    }
}

void Connection::run(const std::string& sql) {
    const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code);
}

std::int64_t Connection::number(const std::string& sql) {
    Statement statement(*this, sql);
    return statement.step() ? static_cast<std::int64_t>(statement.number(0)) : 0;
}

std::string Connection::text(const std::string& sql) {
    Statement statement(*this, sql);
    return statement.step() ? statement.text(0) : "";
}

Statement::Statement(const Connection& connection, const std::string& sql)
    : connection_(connection), bound_(digest_start) {
    const int code = sqlite3_prepare_v3(connection.handle(), sql.c_str(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
    if (code != SQLITE_OK) connection.fail(code);
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::note(char kind, const void* data, std::size_t n) { bound_ = continued(bound_, kind, data, n); }

Statement& Statement::bind(int parameter, std::string_view value) {
    const char* bytes = value.data() ? value.data() : "";
    sqlite3_bind_text64(statement_, parameter + 1, bytes, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    note(text_cell, bytes, value.size());
    return *this;
}

Statement& Statement::bind(int parameter, double value) {
    if (std::isnan(value)) {
        sqlite3_bind_null(statement_, parameter + 1);
        note(null_cell, nullptr, 0);
        return *this;
    }
    sqlite3_bind_double(statement_, parameter + 1, value);
    value += 0.0; // SQLite keeps no negative zero
    note(real_cell, &value, sizeof value);
    return *this;
}

Statement& Statement::bind_number(int parameter, std::uint64_t value) {
    sqlite3_bind_int64(statement_, parameter + 1, static_cast<sqlite3_int64>(value));
    note(number_cell, &value, sizeof value);
    return *this;
}

Statement& Statement::bind_bytes(int parameter, std::string_view value) {
    if (value.empty()) {
        sqlite3_bind_null(statement_, parameter + 1);
        note(null_cell, nullptr, 0);
        return *this;
    }
    sqlite3_bind_blob64(statement_, parameter + 1, value.data(), value.size(), SQLITE_TRANSIENT);
    note(bytes_cell, value.data(), value.size());
    return *this;
}

std::uint64_t Statement::row_digest(int first, int n_cells) const {
    std::uint64_t digest = digest_start;
    for (int i = first; i < first + n_cells; ++i) {
        const int type = sqlite3_column_type(statement_, i);
        if (type == SQLITE_NULL) {
            digest = continued(digest, null_cell, nullptr, 0);
        } else if (type == SQLITE_INTEGER) {
            const auto value = sqlite3_column_int64(statement_, i);
            digest = continued(digest, number_cell, &value, sizeof value);
        } else if (type == SQLITE_FLOAT) {
            const double value = sqlite3_column_double(statement_, i);
            digest = continued(digest, real_cell, &value, sizeof value);
        } else {
            const void* bytes = sqlite3_column_blob(statement_, i);
            const auto n = static_cast<std::size_t>(sqlite3_column_bytes(statement_, i));
            digest = continued(digest, type == SQLITE_TEXT ? text_cell : bytes_cell, bytes, n);
        }
    }
    return digest;
}

bool Statement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    sqlite3_reset(statement_);
    connection_.fail(code);
}

void Statement::finish() {
    while (step()) {
    }
    reset();
}

void Statement::reset() {
    sqlite3_reset(statement_);
    bound_ = digest_start;
}

std::string Statement::text(int column) const {
    const void* bytes = sqlite3_column_blob(statement_, column);
    const int n = sqlite3_column_bytes(statement_, column);
    return bytes ? std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(n)) : "";
}

double Statement::real(int column) const {
    if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::numeric_limits<double>::quiet_NaN();
    return sqlite3_column_double(statement_, column);
}

std::uint64_t Statement::number(int column) const {
    return static_cast<std::uint64_t>(sqlite3_column_int64(statement_, column));
}

int Statement::n_columns() const { return sqlite3_column_count(statement_); }

bool Statement::is_text(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_TEXT; }

Transaction::~Transaction() {
    if (is_open_) sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    connection_.run("COMMIT");
    is_open_ = false;
}

std::string sql_name(std::string_view name) {
    std::string result = "\"";
    for (const char c : name)
        result += c == '"' ? "\"\"" : std::string(1, c);
    return result + "\"";
}

} // namespace experiments
