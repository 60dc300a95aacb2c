// Boxes by the patient rule induction method.
#include "experiments/analysis/discovery.h"
#include "experiments/statistics/distributions.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace experiments {
namespace {

bool holds(const BoxLimits& limits, const Column& input, std::size_t row) {
    const double x = input.values[row];
    return input.is_categorical() ? limits.levels[static_cast<std::size_t>(x)] : x >= limits.low && x <= limits.high;
}

/// The middle between the two values around the quantile; where these are equal, the next step towards the inside of
/// the sample. `sorted` has at least two values.
double cut_at(const std::vector<double>& sorted, double share) {
    const double at = static_cast<double>(sorted.size() - 1) * share;
    auto below = static_cast<std::size_t>(std::floor(at)), above = static_cast<std::size_t>(std::ceil(at));
    if (share > 0.5)
        while (sorted[below] == sorted[above] && below > 0)
            --below;
    else
        while (sorted[below] == sorted[above] && above + 1 < sorted.size())
            ++above;
    return 0.5 * (sorted[below] + sorted[above]);
}

/// A changed limit of one input, and what the box would hold.
struct Candidate {
    std::size_t input = 0;
    BoxLimits limits;
    std::size_t n = 0, n_cases = 0;
    double score = 0;
    std::size_t n_cut = 0;
};

class Search {
  public:
    Search(const std::vector<Column>& inputs, const std::vector<bool>& cases, const PrimSettings& settings)
        : inputs_(inputs), cases_(cases), settings_(settings), rows_(cases.size()) {
        std::iota(rows_.begin(), rows_.end(), std::size_t{0});
        for (const Column& input : inputs) {
            const auto [low, high] = std::minmax_element(input.values.begin(), input.values.end());
            box_.push_back({*low, *high, std::vector<bool>(input.levels.size(), true)});
        }
        n_cases_ = static_cast<std::size_t>(std::count(cases.begin(), cases.end(), true));
        whole_ = box_;
        note();
    }

    std::vector<BoxStep> steps() {
        while (move(peels(), false)) {
        }
        while (move(pastes(), true)) {
        }
        return std::move(steps_);
    }

  private:
    double density() const { return steps_.back().density; }
    std::size_t n_cut_with(std::size_t input) const {
        std::size_t n = 0;
        for (std::size_t k = 0; k < box_.size(); ++k)
            n += k == input || box_[k].is_cut();
        return n;
    }
    void note() {
        BoxStep step{box_, rows_.size(), 0, 0, 0, 0, n_cut_with(box_.size())};
        for (const std::size_t row : rows_)
            step.n_cases += cases_[row];
        step.coverage = n_cases_ > 0 ? static_cast<double>(step.n_cases) / static_cast<double>(n_cases_) : 0;
        step.density = static_cast<double>(step.n_cases) / static_cast<double>(step.n);
        step.mass = static_cast<double>(step.n) / static_cast<double>(cases_.size());
        steps_.push_back(std::move(step));
    }
    /// Rows of the whole data in the box if one input had other limits.
    std::vector<std::size_t> rows_with(std::size_t input, const BoxLimits& limits) const {
        std::vector<std::size_t> rows;
        for (std::size_t row = 0; row < cases_.size(); ++row) {
            bool is_in = holds(limits, inputs_[input], row);
            for (std::size_t k = 0; is_in && k < box_.size(); ++k)
                is_in = k == input || holds(box_[k], inputs_[k], row);
            if (is_in) rows.push_back(row);
        }
        return rows;
    }
    Candidate judged(std::size_t input, const BoxLimits& limits, std::size_t n, std::size_t n_cases) const {
        Candidate candidate{input, limits, n, n_cases, 0, n_cut_with(input)};
        const double mean = n > 0 ? static_cast<double>(n_cases) / static_cast<double>(n) : 0;
        const double gap = std::abs(static_cast<double>(rows_.size()) - static_cast<double>(n));
        if (gap > 0) candidate.score = (mean - density()) / gap;
        return candidate;
    }
    Candidate kept(std::size_t input, const BoxLimits& limits) const {
        std::size_t n = 0, n_cases = 0;
        for (const std::size_t row : rows_)
            if (holds(limits, inputs_[input], row)) ++n, n_cases += cases_[row];
        return judged(input, limits, n, n_cases);
    }
    std::vector<Candidate> peels() const {
        std::vector<Candidate> candidates;
        for (std::size_t k = 0; k < inputs_.size() && rows_.size() > 1; ++k) {
            if (inputs_[k].is_categorical()) {
                add_words(k, true, candidates);
                continue;
            }
            std::vector<double> sorted;
            for (const std::size_t row : rows_)
                sorted.push_back(inputs_[k].values[row]);
            std::sort(sorted.begin(), sorted.end());
            BoxLimits upper = box_[k], lower = box_[k];
            upper.high = cut_at(sorted, 1 - settings_.peel), upper.is_cut_high = true;
            lower.low = cut_at(sorted, settings_.peel), lower.is_cut_low = true;
            candidates.push_back(kept(k, upper));
            candidates.push_back(kept(k, lower));
        }
        return candidates;
    }
    /// Takes out, or puts back, one word at a time.
    void add_words(std::size_t k, bool takes_out, std::vector<Candidate>& candidates) const {
        const auto n_in = std::count(box_[k].levels.begin(), box_[k].levels.end(), true);
        for (std::size_t level = 0; level < box_[k].levels.size(); ++level) {
            if (box_[k].levels[level] != takes_out || (takes_out && n_in < 2)) continue;
            BoxLimits limits = box_[k];
            limits.levels[level] = !takes_out;
            limits.is_cut_low = std::count(limits.levels.begin(), limits.levels.end(), false) > 0;
            if (takes_out)
                candidates.push_back(kept(k, limits));
            else
                add_paste(k, limits, candidates);
        }
    }
    void add_paste(std::size_t k, const BoxLimits& limits, std::vector<Candidate>& candidates) const {
        const std::vector<std::size_t> rows = rows_with(k, limits);
        std::size_t n_cases = 0;
        for (const std::size_t row : rows)
            n_cases += cases_[row];
        candidates.push_back(judged(k, limits, rows.size(), n_cases));
    }
    void add_end(std::size_t k, bool is_low, std::vector<Candidate>& candidates) const {
        BoxLimits beyond = box_[k];
        beyond.low = is_low ? whole_[k].low : std::nextafter(box_[k].high, HUGE_VAL);
        beyond.high = is_low ? std::nextafter(box_[k].low, -HUGE_VAL) : whole_[k].high;
        std::vector<double> sorted;
        for (const std::size_t row : rows_with(k, beyond))
            sorted.push_back(inputs_[k].values[row]);
        std::sort(sorted.begin(), sorted.end());
        BoxLimits limits = box_[k];
        if (sorted.size() < 2)
            (is_low ? limits.low : limits.high) = is_low ? whole_[k].low : whole_[k].high;
        else
            (is_low ? limits.low : limits.high) = cut_at(sorted, is_low ? 1 - settings_.paste : settings_.paste);
        (is_low ? limits.is_cut_low : limits.is_cut_high) =
            is_low ? limits.low > whole_[k].low : limits.high < whole_[k].high;
        add_paste(k, limits, candidates);
    }
    std::vector<Candidate> pastes() const {
        std::vector<Candidate> candidates;
        for (std::size_t k = 0; k < inputs_.size(); ++k) {
            if (!box_[k].is_cut()) continue;
            if (inputs_[k].is_categorical()) add_words(k, false, candidates);
            if (!inputs_[k].is_categorical() && box_[k].is_cut_low) add_end(k, true, candidates);
            if (!inputs_[k].is_categorical() && box_[k].is_cut_high) add_end(k, false, candidates);
        }
        return candidates;
    }
    /// Takes the best candidate if it is a gain.
    bool move(const std::vector<Candidate>& candidates, bool is_paste) {
        const Candidate* best = nullptr;
        for (const Candidate& c : candidates)
            if (!best || c.score > best->score || (c.score == best->score && c.n_cut < best->n_cut)) best = &c;
        if (!best || best->score <= 0) return false;
        const bool is_change = is_paste ? best->n > rows_.size() : best->n < rows_.size();
        const double mass = static_cast<double>(best->n) / static_cast<double>(cases_.size());
        if (!is_change || mass < settings_.least_mass) return false;
        rows_ = rows_with(best->input, best->limits);
        box_[best->input] = best->limits;
        note();
        return true;
    }

    const std::vector<Column>& inputs_;
    const std::vector<bool>& cases_;
    const PrimSettings& settings_;
    std::vector<std::size_t> rows_; ///< In the box, in order.
    Box box_, whole_;
    std::size_t n_cases_ = 0;
    std::vector<BoxStep> steps_;
};

double tail_without(const Box& box, std::size_t input, const BoxLimits& loosened, const std::vector<Column>& inputs,
                    const std::vector<bool>& cases) {
    Box wider = box;
    wider[input] = loosened;
    std::size_t n = 0, hits = 0, n_wider = 0, hits_wider = 0;
    for (std::size_t row = 0; row < cases.size(); ++row) {
        if (!holds(wider, inputs, row)) continue;
        ++n_wider, hits_wider += cases[row];
        if (holds(box, inputs, row)) ++n, hits += cases[row];
    }
    return binomial_tail(hits, n, static_cast<double>(hits_wider) / static_cast<double>(n_wider));
}

} // namespace

bool holds(const Box& box, const std::vector<Column>& inputs, std::size_t row) {
    for (std::size_t k = 0; k < box.size(); ++k)
        if (box[k].is_cut() && !holds(box[k], inputs[k], row)) return false;
    return true;
}

std::vector<BoxStep> prim(const std::vector<Column>& inputs, const std::vector<bool>& cases,
                          const PrimSettings& settings) {
    return Search(inputs, cases, settings).steps();
}

std::size_t chosen_box(const std::vector<BoxStep>& steps, double density) {
    std::size_t best = 0;
    const auto is_better = [&](const BoxStep& a, const BoxStep& b) {
        const bool a_dense = a.density >= density, b_dense = b.density >= density;
        if (a_dense != b_dense) return a_dense;
        const double worth_a = a_dense ? a.coverage : a.coverage * a.density;
        const double worth_b = b_dense ? b.coverage : b.coverage * b.density;
        return worth_a != worth_b ? worth_a > worth_b : a.n_cut != b.n_cut ? a.n_cut < b.n_cut : a.density > b.density;
    };
    for (std::size_t i = 1; i < steps.size(); ++i)
        if (is_better(steps[i], steps[best])) best = i;
    return best;
}

std::vector<BoxStep> cover(const std::vector<Column>& inputs, const std::vector<bool>& cases, double density,
                           std::size_t most, const PrimSettings& settings) {
    std::vector<BoxStep> boxes;
    std::vector<std::size_t> rows(cases.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    const auto n = static_cast<double>(cases.size()),
               n_cases = static_cast<double>(std::count(cases.begin(), cases.end(), true));
    while (boxes.size() < most && rows.size() > 1) {
        std::vector<Column> left;
        std::vector<bool> marked;
        for (const Column& input : inputs) {
            left.push_back({input.id, {}, input.levels});
            for (const std::size_t row : rows)
                left.back().values.push_back(input.values[row]);
        }
        for (const std::size_t row : rows)
            marked.push_back(cases[row]);
        if (std::count(marked.begin(), marked.end(), true) == 0) break;
        PrimSettings own = settings;
        own.least_mass *= n / static_cast<double>(rows.size());
        const std::vector<BoxStep> steps = prim(left, marked, own);
        BoxStep box = steps[chosen_box(steps, density)];
        if (box.n_cut == 0) break;
        box.coverage = static_cast<double>(box.n_cases) / n_cases;
        box.mass = static_cast<double>(box.n) / n;
        std::erase_if(rows, [&](std::size_t row) { return holds(box.box, inputs, row); });
        boxes.push_back(std::move(box));
    }
    return boxes;
}

std::vector<std::pair<double, double>> quasi_p(const Box& box, const std::vector<Column>& inputs,
                                               const std::vector<bool>& cases) {
    std::vector<std::pair<double, double>> result(box.size(), {-1.0, -1.0});
    for (std::size_t k = 0; k < box.size(); ++k) {
        BoxLimits without_low = box[k], without_high = box[k];
        without_low.is_cut_low = false, without_low.low = -HUGE_VAL;
        without_low.levels.assign(without_low.levels.size(), true);
        without_high.is_cut_high = false, without_high.high = HUGE_VAL;
        if (box[k].is_cut_low) result[k].first = tail_without(box, k, without_low, inputs, cases);
        if (box[k].is_cut_high) result[k].second = tail_without(box, k, without_high, inputs, cases);
    }
    return result;
}

} // namespace experiments
