#pragma once
/// \file
/// A thin wrapper of SQLite's C interface: a connection, a statement, errors as exceptions. The one place that knows
/// SQLite (with its .cpp); only the store's own files include it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace experiments {

/// An open file. Errors are sim::InputError (missing, foreign, damaged) or sim::MachineError (full, locked, read-only).
class Connection {
  public:
    enum class Mode { read, write };
    Connection(std::string path, Mode mode);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void run(const std::string& sql);            ///< Statements without parameters or results.
    std::int64_t number(const std::string& sql); ///< First cell of the first row; 0 without a row.
    std::string text(const std::string& sql);
    sqlite3* handle() const { return handle_; }
    const std::string& path() const { return path_; }
    /// Throws what `code` means.
    [[noreturn]] void fail(int code) const;

  private:
    void open(std::string name, int flags);

    std::string path_;
    sqlite3* handle_ = nullptr;
};

/// A prepared statement. Parameters and columns count from 0. NaN is NULL.
///
/// A row's checksum is a digest of its cells in order, each with its kind: what bound_digest() gives while the row is
/// written, row_digest() gives when it is read, unless a bit has changed in between.
class Statement {
  public:
    Statement(const Connection& connection, const std::string& sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& bind(int parameter, std::string_view value);
    Statement& bind(int parameter, double value);
    Statement& bind_number(int parameter, std::uint64_t value);
    Statement& bind_bytes(int parameter, std::string_view value); ///< NULL when empty.
    bool step();                                                  ///< Is there a row?
    void finish();                                                ///< Steps to the end, then resets.
    void reset();

    std::string text(int column) const; ///< Also of blobs; "" where NULL.
    double real(int column) const;      ///< NaN where NULL.
    std::uint64_t number(int column) const;
    bool is_text(int column) const;
    int n_columns() const;

    std::uint64_t bound_digest() const { return bound_; }   ///< Of what was bound, in order, since the last reset.
    std::uint64_t row_digest(int first, int n_cells) const; ///< Of cells of the current row.

  private:
    void note(char kind, const void* data, std::size_t n);

    const Connection& connection_;
    sqlite3_stmt* statement_ = nullptr;
    std::uint64_t bound_;
};

/// All or nothing: rolled back unless committed.
class Transaction {
  public:
    explicit Transaction(Connection& connection) : connection_(connection) { connection_.run("BEGIN IMMEDIATE"); }
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

  private:
    Connection& connection_;
    bool is_open_ = true;
};

std::string sql_name(std::string_view name); ///< A column's name for SQL: "trust.loss-ratio" in double quotes.

} // namespace experiments
