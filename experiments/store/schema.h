#pragma once
/// \file
/// The tables of a store (documented in experiments/README.md): made from a header, read back into one.

#include "experiments/store/sqlite.h"
#include "experiments/store/store.h"

namespace experiments {

inline constexpr int store_application = 0x41434344; ///< "ACCD", PRAGMA application_id
inline constexpr int store_version = 2;              ///< PRAGMA user_version; 1 had no checksums

/// Has the file no table at all (just created, or killed while it was)? Throws for what is no store.
bool is_blank(Connection& file);

/// Throws sim::InputError unless the file is a store of this version, or of an older one that can be read.
void require_store(Connection& file);

/// All tables and views, and the header's rows, in the transaction that the caller opened. `series_ids` are the
/// observables of a series in order.
void create_tables(Connection& file, const StoreHeader& header, const std::vector<std::string>& series_ids);

/// Replaces what the header says of the experiment, but for columns, seed and `created`.
void rewrite_header(Connection& file, const StoreHeader& header);

/// Throws sim::InputError where its checksum is wrong.
StoreHeader read_header(Connection& file);

/// Makes a store of version 1 one of this version, in the transaction that the caller opened: every row gets the
/// checksum of what it holds now.
void upgrade(Connection& file);
/// Notes that rows were read from a store without checksums; and whether that was so.
void note_unchecked(Connection& file);
bool was_unchecked(Connection& file);

std::string run_definitions(const StoreHeader& header); ///< Of CREATE TABLE run.
/// Columns of a SELECT that run_of takes, all that an INSERT of bind_run gives, in the order of both. The checksum is
/// the last; a store of version 1 has none.
std::string run_columns(const StoreHeader& header);
std::string run_marks(const StoreHeader& header); ///< "?, ?, ...": as many.
/// The run in the current row; nothing where its checksum is wrong.
std::optional<StoredRun> run_of(const Statement& row, const StoreHeader& header);
/// Binds a whole run with its checksum, from parameter 0 on.
void bind_run(Statement& row, const StoredRun& run, const StoreHeader& header);
/// What messages call the row, also where its checksum is wrong: "run 00ab... (treatment 3, replicate 0)".
std::string run_label(const Statement& row);

/// Columns of a SELECT that place_of takes. Their checksum is not looked at.
inline constexpr const char* place_columns = "run, treatment, replicate, status";
/// Nothing for an unknown status.
std::optional<RunPlace> place_of(const Statement& row);

/// The treatment in the current row of SELECT * FROM treatment; nothing where its checksum is wrong.
std::optional<StoredTreatment> treatment_of(const Statement& row, const StoreHeader& header);
std::string treatment_marks(const StoreHeader& header);
void bind_treatment(Statement& row, const StoredTreatment& treatment, const StoreHeader& header);

/// The series of a run as it is written.
inline constexpr const char* insert_series = "INSERT INTO series VALUES(?, ?, ?, ?, ?, ?)";
void bind_series(Statement& row, std::uint64_t treatment, std::uint32_t replicate, std::uint32_t months,
                 std::string_view bytes);
/// Months and bytes in the current row of SELECT * FROM series; nothing where its checksum is wrong.
struct SeriesBytes {
    std::uint32_t months = 0;
    std::string bytes; ///< float32, little-endian
};
std::optional<SeriesBytes> series_of(const Statement& row, const StoreHeader& header);

} // namespace experiments
