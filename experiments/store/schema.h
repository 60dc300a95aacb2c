#pragma once
/// \file
/// The tables of a store (documented in experiments/README.md): made from a header, read back into one.

#include "experiments/store/sqlite.h"
#include "experiments/store/store.h"

namespace experiments {

inline constexpr int store_application = 0x41434344; ///< "ACCD", PRAGMA application_id
inline constexpr int store_version = 1;              ///< PRAGMA user_version

/// Has the file no table at all (just created, or killed while it was)? Throws for what is no store.
bool is_blank(Connection& file);

/// Throws sim::InputError unless the file is a store of this version.
void require_store(Connection& file);

/// All tables and views, and the header's rows, in the transaction that the caller opened.
void create_tables(Connection& file, const StoreHeader& header);

/// Replaces what the header says of the experiment, but for columns, seed and `created`.
void rewrite_header(Connection& file, const StoreHeader& header);

StoreHeader read_header(Connection& file);

/// "\"run\", \"treatment\", ...": columns of the table run in the order of run_of.
std::string run_columns(const StoreHeader& header);
/// The run in the current row of a SELECT of run_columns.
StoredRun run_of(const Statement& row, const StoreHeader& header);
/// The treatment in the current row of SELECT * FROM treatment.
StoredTreatment treatment_of(const Statement& row, const StoreHeader& header);

inline constexpr int fixed_run_columns = 14; ///< Before the outcomes.
inline constexpr int fixed_treatment_columns = 4;

} // namespace experiments
