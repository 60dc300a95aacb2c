// Factorial designs, whole and fractional, and one input at a time.
#include "experiments/design/methods.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace experiments {
namespace {

/// Values of each input.
Rows level_values(const DesignSpec& spec, std::size_t levels) {
    Rows values;
    for (const Input& input : spec.inputs)
        values.push_back(levels_of(input, levels));
    return values;
}

std::size_t product(const DesignSpec& spec, std::size_t levels, std::size_t most) {
    std::size_t size = 1;
    for (const Input& input : spec.inputs) {
        const std::size_t there = input.n_levels();
        const std::size_t n = input.kind == InputKind::categorical ? there
                              : there > 0                          ? std::min(there, levels)
                                                                   : levels;
        if (n > 0 && size > most / n) return most;
        size *= n;
    }
    return size;
}

/// Levels of real inputs: as asked, or as many as fit into the rows asked for.
std::size_t factorial_levels(const DesignSpec& spec) {
    if (spec.levels > 0) return spec.levels;
    std::size_t levels = 2;
    while (levels < 1000 && product(spec, levels + 1, most_rows + 1) <= spec.points)
        ++levels;
    return levels;
}

/// A fraction: for each added input the base inputs whose product it is.
struct Fraction {
    std::size_t n_base = 0;
    std::vector<std::uint32_t> generators{};
    int resolution = 0; ///< Length of the shortest word of the defining relation; 0 for a whole factorial.
};

/// Looks for generators so that no word of the defining relation is shorter than a resolution. Words are bit sets of
/// inputs; each new generator brings its own word and its products with all words so far.
class FractionSearch {
  public:
    FractionSearch(std::size_t n_inputs, std::size_t n_base, int resolution)
        : n_inputs_(n_inputs), resolution_(resolution), fraction_{n_base, {}, resolution} {}

    bool finds(std::uint32_t from = 3) {
        const std::size_t input = fraction_.n_base + fraction_.generators.size();
        if (input == n_inputs_) return true;
        const std::uint32_t own = 1u << std::min<std::size_t>(input, 31);
        for (std::uint32_t base = from; base < 1u << fraction_.n_base; ++base) {
            if (std::popcount(base) + 1 < resolution_ || ++n_tried_ > most_tried || !fits(base | own)) continue;
            const std::size_t before = words_.size();
            for (std::size_t w = 0; w < before && words_.size() < most_words; ++w)
                words_.push_back(words_[w] ^ (base | own));
            words_.push_back(base | own);
            fraction_.generators.push_back(base);
            if (finds(base + 1)) return true;
            fraction_.generators.pop_back();
            words_.resize(before);
        }
        return false;
    }
    const Fraction& fraction() const { return fraction_; }

  private:
    static constexpr std::size_t most_words = 1u << 14; ///< Longer relations are not searched through.
    static constexpr std::size_t most_tried = 20'000;   ///< Then a lower resolution is looked for.

    bool fits(std::uint32_t word) const {
        const auto is_long = [&](std::uint32_t other) { return std::popcount(word ^ other) >= resolution_; };
        return std::all_of(words_.begin(), words_.end(), is_long);
    }

    std::size_t n_inputs_;
    int resolution_;
    Fraction fraction_;
    std::vector<std::uint32_t> words_;
    std::size_t n_tried_ = 0;
};

Fraction fraction_of(std::size_t n_inputs, std::size_t n_rows) {
    const auto n_base = static_cast<std::size_t>(std::countr_zero(n_rows));
    if (n_base >= n_inputs) return {n_base, {}, 0};
    for (int resolution = static_cast<int>(n_base) + 1; resolution > 3; --resolution)
        if (FractionSearch search(n_inputs, n_base, resolution); search.finds()) return search.fraction();
    Fraction fraction{n_base, {}, 3};
    for (std::uint32_t base = 3; fraction.generators.size() + n_base < n_inputs; ++base)
        if (std::popcount(base) > 1) fraction.generators.push_back(base);
    return fraction;
}

void describe(const DesignSpec& spec, const Fraction& fraction, std::vector<std::string>& notes) {
    if (fraction.generators.empty()) {
        notes.push_back("all combinations are there: every interaction can be told");
        return;
    }
    std::vector<std::string> aliases;
    for (std::size_t g = 0; g < fraction.generators.size(); ++g) {
        std::vector<std::string> names;
        for (std::size_t k = 0; k < fraction.n_base; ++k)
            if (fraction.generators[g] >> k & 1u) names.push_back(spec.inputs[k].id);
        aliases.push_back(fmt::format("{} = {}", spec.inputs[fraction.n_base + g].id, fmt::join(names, " x ")));
    }
    notes.push_back(fmt::format("resolution {}: main effects cannot be told from interactions of {} inputs ({})",
                                fraction.resolution, fraction.resolution - 1, fmt::join(aliases, ", ")));
}

} // namespace

std::size_t factorial_size(const DesignSpec& spec, std::size_t most) {
    return product(spec, factorial_levels(spec), most);
}

std::size_t fractional_size(const DesignSpec& spec) {
    return spec.points > 0 ? spec.points : std::bit_ceil(spec.inputs.size() + 1);
}

Rows factorial_rows(const DesignSpec& spec) {
    const Rows values = level_values(spec, factorial_levels(spec));
    std::vector<std::size_t> at(values.size(), 0);
    Rows rows;
    while (true) {
        std::vector<double> row;
        for (std::size_t k = 0; k < values.size(); ++k)
            row.push_back(values[k][at[k]]);
        if (violation(spec, row) <= 0) rows.push_back(std::move(row));
        std::size_t k = values.size();
        while (k > 0 && ++at[k - 1] == values[k - 1].size())
            at[--k] = 0;
        if (k == 0) return rows;
    }
}

Rows fractional_rows(const DesignSpec& spec, std::vector<std::string>& notes) {
    const std::size_t n_rows =
        std::min(fractional_size(spec), std::size_t{1} << std::min<std::size_t>(spec.inputs.size(), 24));
    const Fraction fraction = fraction_of(spec.inputs.size(), n_rows);
    const Rows ends = level_values(spec, 2);
    describe(spec, fraction, notes);
    Rows rows;
    for (std::uint32_t run = 0; run < n_rows; ++run) {
        std::vector<double> row;
        for (std::size_t k = 0; k < spec.inputs.size(); ++k) {
            const bool is_base = k < fraction.n_base;
            const std::uint32_t parents = is_base ? 1u << k : fraction.generators[k - fraction.n_base];
            const int n_low = std::popcount(parents & ~run); // the product of signs is + with an even number of -
            row.push_back(ends[k][n_low % 2 == 0 ? 1 : 0]);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

Rows one_at_a_time_rows(const DesignSpec& spec) {
    std::vector<double> base = spec.baseline;
    for (std::size_t k = base.size(); k < spec.inputs.size(); ++k)
        base.push_back(value_at(spec.inputs[k], 0.5));
    Rows rows{base};
    for (std::size_t k = 0; k < spec.inputs.size(); ++k)
        for (const double value : levels_of(spec.inputs[k], std::max<std::size_t>(spec.levels, 2))) {
            if (value == base[k]) continue;
            rows.push_back(base);
            rows.back()[k] = value;
            if (violation(spec, rows.back()) > 0) rows.pop_back();
        }
    return rows;
}

} // namespace experiments
