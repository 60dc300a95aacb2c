#include "experiments/store/sqlite.h"

#include "sim/error.h"

#include <sqlite3.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <sys/stat.h>

namespace experiments {
namespace {

constexpr int patience = 10'000; ///< How long a lock of another process is waited for [ms]

/// The path as SQLite's URI, so that a file may be called "a?b".
std::string uri_of(const std::string& path, const char* options) {
    std::string uri = "file:";
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

void Connection::open(const std::string& name, int flags) {
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

Statement::Statement(const Connection& connection, const std::string& sql) : connection_(connection) {
    const int code = sqlite3_prepare_v3(connection.handle(), sql.c_str(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
    if (code != SQLITE_OK) connection.fail(code);
}

Statement::~Statement() { sqlite3_finalize(statement_); }

Statement& Statement::bind(int parameter, std::string_view value) {
    sqlite3_bind_text64(statement_, parameter + 1, value.data() ? value.data() : "", value.size(), SQLITE_TRANSIENT,
                        SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind(int parameter, double value) {
    if (std::isnan(value))
        sqlite3_bind_null(statement_, parameter + 1);
    else
        sqlite3_bind_double(statement_, parameter + 1, value);
    return *this;
}

Statement& Statement::bind_number(int parameter, std::uint64_t value) {
    sqlite3_bind_int64(statement_, parameter + 1, static_cast<sqlite3_int64>(value));
    return *this;
}

Statement& Statement::bind_bytes(int parameter, std::string_view value) {
    if (value.empty())
        sqlite3_bind_null(statement_, parameter + 1);
    else
        sqlite3_bind_blob64(statement_, parameter + 1, value.data(), value.size(), SQLITE_TRANSIENT);
    return *this;
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

void Statement::reset() { sqlite3_reset(statement_); }

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
