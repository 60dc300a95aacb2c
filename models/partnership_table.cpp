// Births, signatures and endings of partnerships.
#include "models/partnership_table.h"

#include "models/derived.h"
#include "sim/mathematics.h"
#include "sim/parallel.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <tuple>

namespace models {
namespace {

/// Runs work(column, width) for each column of the table, several at once; columns know nothing of each other.
template <class Work>
void for_each_column_at_once(Partnerships& all, std::size_t rows, Work&& work) {
    std::vector<std::function<void()>> tasks;
    for_each_column(all, [&](const char*, auto& column) {
        tasks.push_back([&column, &work, rows] { work(column, rows ? column.size() / rows : 1); });
    });
    constexpr std::size_t few = 4096; // rows that are sooner moved than shared out
    if (rows > few)
        sim::for_each_task(tasks.size(), [&](std::size_t t) { tasks[t](); });
    else
        for (const auto& task : tasks)
            task();
}

/// Rows that stand beside each other before and after.
struct Run {
    std::size_t from, to, n;
};

/// Row j of afterwards is row order[j] of before: the fewest runs in the order of afterwards, none across `border`.
std::vector<Run> runs_of(const std::vector<std::size_t>& order, std::size_t border) {
    std::vector<Run> runs;
    for (std::size_t to = 0; to < order.size(); ++to)
        if (!runs.empty() && order[to] == runs.back().from + runs.back().n && order[to] != border)
            ++runs.back().n;
        else
            runs.push_back({order[to], to, 1});
    return runs;
}

/// Keeps only the rows in `stays`, which rise; nothing is allocated.
void keep_rows(Partnerships& all, const std::vector<std::size_t>& stays) {
    const std::vector<Run> runs = runs_of(stays, all.size());
    for_each_column_at_once(all, all.size(), [&](auto& column, std::size_t width) {
        auto* rows = column.data();
        for (const Run& run : runs)
            std::copy(rows + run.from * width, rows + (run.from + run.n) * width, rows + run.to * width);
        column.resize(stays.size() * width);
    });
}

/// Merges the last rows of the table, from `n_sorted` on, into the others: row j becomes row order[j] of before, where
/// the first `n_sorted` keep their order among themselves. From the end on, each old row moves up or stays.
void merge_rows(Partnerships& all, const std::vector<std::size_t>& order, std::size_t n_sorted) {
    const std::vector<Run> runs = runs_of(order, n_sorted);
    for_each_column_at_once(all, all.size(), [&](auto& column, std::size_t width) {
        const std::remove_reference_t<decltype(column)> born(
            column.begin() + static_cast<std::ptrdiff_t>(n_sorted * width), column.end());
        auto* rows = column.data();
        for (std::size_t at = runs.size(); at-- > 0;) {
            const Run& run = runs[at];
            if (run.from < n_sorted)
                std::copy_backward(rows + run.from * width, rows + (run.from + run.n) * width,
                                   rows + (run.to + run.n) * width);
            else
                std::copy_n(born.data() + (run.from - n_sorted) * width, run.n * width, rows + run.to * width);
        }
    });
}

double free_capacity(const World& w, std::size_t k, std::size_t r, double part_max) {
    const double capacity = w.partners.capacity[k * n_resources + r];
    return std::clamp(capacity - w.partners.committed[k * n_resources + r], 0.0, part_max * capacity);
}

void append_row(World& w, const NewPartnership& born, const sim::Luck& luck) {
    Partnerships& all = w.partnerships;
    for_each_column(all, [](const char*, auto& column) { column.push_back({}); });
    all.pledge.resize(all.size() * n_resources, 0.0);
    all.delivered.resize(all.size() * n_resources, 0.0);
    const std::size_t m = all.size() - 1;
    all.key[m] = partnership_key(w.institutions.key[born.institution], w.partners.key[born.partner], born.programme);
    all.institution[m] = born.institution;
    all.partner[m] = born.partner;
    all.programme[m] = born.programme;
    all.stage[m] = Stage::goals;
    all.alignment[m] = born.alignment;
    sim::Stream draw(luck, all.key[m], 0, code(Decision::relation_luck));
    all.noise[m] = draw.normal();
    const TrustParameters& p = w.parameters.trust;
    const auto at_start = [&](double name) { return (1 - p.reputation_weight) * p.start + p.reputation_weight * name; };
    for (auto* score : {&all.reliability_i, &all.mission_i, &all.openness_i})
        (*score)[m] = at_start(w.partners.reputation[born.partner]);
    for (auto* score : {&all.reliability_p, &all.mission_p, &all.openness_p})
        (*score)[m] = at_start(w.institutions.reputation[born.institution]);
    all.weight[m] = 0.5;
    all.kept[m] = 1.0;
    all.hours_share[m] = 1.0;
    all.share_enrolled[m] = -1.0;
}

} // namespace

void add_partnerships(World& w, const sim::Luck& luck, const std::vector<NewPartnership>& born) {
    if (born.empty()) return;
    Partnerships& all = w.partnerships;
    const std::size_t n_sorted = all.size();
    for (const NewPartnership& b : born)
        append_row(w, b, luck);
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto place = [&](std::size_t m) {
        return std::tuple(all.institution[m], w.partners.key[all.partner[m]], all.programme[m]);
    };
    const auto before = [&](std::size_t a, std::size_t b) { return place(a) < place(b); };
    const auto first_born = order.begin() + static_cast<std::ptrdiff_t>(n_sorted);
    std::sort(first_born, order.end(), before);
    std::inplace_merge(order.begin(), first_born, order.end(), before);
    merge_rows(all, order, n_sorted);
    index_partnerships(w);
    w.events.talks_opened += static_cast<double>(born.size());
}

bool sign_agreement(World& w, std::size_t m) {
    Partnerships& all = w.partnerships;
    const Levers& s = w.levers;
    const std::size_t i = all.institution[m], k = all.partner[m], g = all.programme[m];
    const Programme& programme = w.parameters.programme[g];
    const double favour = 1.0 + s.search.equity * (2.0 * w.institutions.low_income_share[i] - 1.0);
    Resources means{};
    for (std::size_t r = 0; r < n_resources; ++r)
        means[r] = free_capacity(w, k, r, std::min(1.0, w.parameters.talks.partner_part_max * favour));
    const double pupils = eligible(w, i, g), full = affordable(w.parameters, g, means, s.money.co_funding);
    const double dose = s.delivery.depth + (1.0 - s.delivery.depth) * w.parameters.talks.thin_dose;
    const double group = std::min(full / dose, programme.coverage * pupils);
    if (group < w.parameters.seek.group_min) return false;
    const double paid = std::min(group, full); // pledged means reach for so many full doses
    for (std::size_t r = 0; r < n_resources; ++r) {
        const double own = r == static_cast<std::size_t>(Resource::funds)
                               ? (1 - s.money.co_funding) / w.parameters.money.dollars_2018
                               : 1.0;
        double pledge = paid * programme.need[r] * own;
        const double lacking = r == static_cast<std::size_t>(Resource::staff) ? std::max(0.0, pledge - means[r]) : 0.0;
        pledge -= lacking; // hired with the partner's funds instead
        all.pledge[m * n_resources + r] += pledge;
        all.pledge[m * n_resources + static_cast<std::size_t>(Resource::funds)] +=
            lacking * w.parameters.money.hourly_wage;
    }
    for (std::size_t r = 0; r < n_resources; ++r)
        w.partners.committed[k * n_resources + r] += all.pledge[m * n_resources + r];
    all.stage[m] = Stage::active;
    all.stage_months[m] = 0;
    all.term[m] = static_cast<std::int32_t>(std::min(s.agreement.term, w.partners.horizon[k]));
    all.months_left[m] = all.term[m];
    all.formality[m] = s.agreement.formality;
    all.evaluation[m] = s.agreement.evaluation;
    all.share_wanted[m] = group / std::max(1.0, pupils);
    all.fidelity[m] = w.parameters.delivery.start;
    ++w.partners.n_live[k];
    w.events.formed += 1;
    return true;
}

namespace {

/// Does another partnership that stays run the same programme in the same school? Its pupils are then signed up anew.
bool goes_on_elsewhere(World& w, const std::vector<std::uint8_t>& reason, std::size_t m) {
    Partnerships& all = w.partnerships;
    if (w.given.tie.empty()) return false;
    bool is_found = false;
    const std::size_t i = all.institution[m];
    for (std::size_t other = w.partnership_begin[i]; other < w.partnership_begin[i + 1]; ++other)
        if (other != m && reason[other] >= n_end_reasons && all.programme[other] == all.programme[m] &&
            all.stage[other] == Stage::active)
            is_found = true, all.share_enrolled[other] = -1.0;
    return is_found;
}

} // namespace

void remove_partnerships(World& w, const std::vector<std::uint8_t>& reason) {
    Partnerships& all = w.partnerships;
    std::vector<std::size_t> stays;
    for (std::size_t m = 0; m < all.size(); ++m) {
        if (reason[m] >= n_end_reasons) {
            stays.push_back(m);
            continue;
        }
        w.events.ended_why[reason[m]] += 1;
        if (w.keeps_endings)
            w.endings.push_back({all.key[m], all.institution[m], all.partner[m], all.programme[m], all.stage[m],
                                 static_cast<EndReason>(reason[m])});
        if (all.stage[m] != Stage::active) {
            w.events.talks_failed += 1;
            continue;
        }
        w.events.ended += 1;
        const std::size_t i = all.institution[m], k = all.partner[m], g = all.programme[m];
        for (std::size_t r = 0; r < n_resources; ++r)
            w.partners.committed[k * n_resources + r] -= all.pledge[m * n_resources + r];
        if (--w.partners.n_live[k] == 0) // no residue of rounding
            std::fill_n(w.partners.committed.begin() + static_cast<std::ptrdiff_t>(k * n_resources), n_resources, 0.0);
        // Where given ties run one programme twice, the other goes on with its own pupils.
        const bool goes_on = goes_on_elsewhere(w, reason, m);
        const Programme& programme = w.parameters.programme[g];
        const float harm = goes_on                             ? 0.0f
                           : all.age[m] < programme.months_min ? static_cast<float>(programme.harm)
                                                               : 0.0f;
        for (std::size_t row = w.cohorts.begin[w.cohort_begin[i]],
                         end = w.cohorts.begin[w.cohort_begin[i + 1] - 1] + w.cohorts.rows[w.cohort_begin[i + 1] - 1];
             row < end; ++row) {
            if (!(w.students.flags[row] >> bit_of_programme(g) & 1u)) continue;
            w.students.flags[row] &= ~(1u << bit_of_programme(g));
            w.students.boost[row] -= harm;
        }
    }
    if (stays.size() == all.size()) return;
    keep_rows(all, stays);
    index_partnerships(w);
}

} // namespace models
