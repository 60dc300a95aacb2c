#pragma once
/// \file
/// A parameter is a field and a row that cannot part. A field starts as `unset` (NaN); a row gives it its default,
/// unit, range, evidence and the places where it acts. A test finds fields without a row.

#include "sim/error.h"

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

inline constexpr double unset = std::numeric_limits<double>::quiet_NaN();

/// Where a number comes from: ids of evidence rows, or "assumed" with the reason.
struct Evidence {
    std::string ids;  ///< "M-JM-TEST", "D-SUPT, D-PRIN", or "assumed".
    std::string note; ///< How the number follows from the source; for assumed ones, why none was found.
    bool is_assumed() const { return ids == "assumed"; }
};
inline Evidence assumed(std::string reason) { return {"assumed", std::move(reason)}; }
inline Evidence cited(std::string ids, std::string note = "") { return {std::move(ids), std::move(note)}; }

/// Closed interval of allowed values.
struct Range {
    double low = 0.0;
    double high = 0.0;
};

/// One row: what one double inside a struct of parameters means. `offset` = place of the field in doubles.
struct ParameterRow {
    std::string id;      ///< kebab-case with a dotted group: "renewal.base".
    std::string summary; ///< One line for people.
    double value = unset;
    std::string unit;
    Range range;
    Evidence evidence;
    std::string acts_in; ///< Where it acts, first places first, parted by spaces: "start students-learn".
    std::size_t offset = 0;
    bool is_late = false; ///< Came after a release whose results its default keeps: see add_late.
};

/// The rows of a struct `T` that consists of doubles alone.
template <class T>
class ParameterTable {
  public:
    static_assert(sizeof(T) % sizeof(double) == 0);

    /// Appends the row of `field`, which must lie inside `prototype()`.
    void add(std::string id, const double& field, double value, std::string unit, Range range, Evidence evidence,
             std::string summary, std::string acts_in) {
        const auto offset = static_cast<std::size_t>(&field - reinterpret_cast<const double*>(&prototype_));
        rows_.push_back({std::move(id), std::move(summary), value, std::move(unit), range, std::move(evidence),
                         std::move(acts_in), offset});
    }
    /// The same for a number that came after a release without changing its results: while it has its default, a run's
    /// identity is what it was before, so that sweeps of that release go on.
    void add_late(std::string id, const double& field, double value, std::string unit, Range range, Evidence evidence,
                  std::string summary, std::string acts_in) {
        add(std::move(id), field, value, std::move(unit), range, std::move(evidence), std::move(summary),
            std::move(acts_in));
        rows_.back().is_late = true;
    }
    const T& prototype() const { return prototype_; }
    const std::vector<ParameterRow>& rows() const { return rows_; }
    const ParameterRow* find(std::string_view id) const {
        for (const ParameterRow& row : rows_)
            if (row.id == id) return &row;
        return nullptr;
    }
    T defaults() const {
        T values{};
        for (const ParameterRow& row : rows_)
            at(values, row) = row.value;
        return values;
    }
    static double& at(T& values, const ParameterRow& row) { return reinterpret_cast<double*>(&values)[row.offset]; }
    static double at(const T& values, const ParameterRow& row) {
        return reinterpret_cast<const double*>(&values)[row.offset];
    }

  private:
    T prototype_{};
    std::vector<ParameterRow> rows_;
};

/// Why `value` may not be given to `row`, or "" if it may: "1.5 is above the range; expected 0 to 1 [share]".
std::string refusal(const ParameterRow& row, double value);

} // namespace sim
