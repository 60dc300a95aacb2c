// Schools seek partners: who looks, at whom, and in which order. Matching itself is in models/matching.cpp.
#include "models/derived.h"
#include "models/matching.h"
#include "models/partnership_table.h"
#include "models/processes.h"
#include "sim/mathematics.h"
#include "sim/parallel.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace models {
namespace {

/// Programmes a school already runs or talks about, and how much room it has for more.
struct Room {
    std::uint32_t busy = 0;
    double n = 0, hours = 0;
};

Room room_of(const World& w, std::size_t i) {
    Room room;
    for (std::size_t m = w.partnership_begin[i]; m < w.partnership_begin[i + 1]; ++m) {
        room.busy |= 1u << w.partnerships.programme[m];
        room.n += 1;
        room.hours += intensity(w, m) * w.parameters.programme[w.partnerships.programme[m]].coordination;
    }
    return room;
}

Resources free_means(const World& w, std::size_t k) {
    Resources means{};
    for (std::size_t r = 0; r < n_resources; ++r) {
        const double capacity = w.partners.capacity[k * n_resources + r];
        means[r] = std::clamp(capacity - w.partners.committed[k * n_resources + r], 0.0,
                              w.parameters.talks.partner_part_max * capacity);
    }
    return means;
}

/// The best programme that partner `k` could run here, and its worth to the school; programme < 0 if none.
struct Offer {
    int programme = -1;
    double score = 0;
};

Offer best_offer(const World& w, std::size_t i, std::size_t k, const Room& room, double liking) {
    const Levers& s = w.levers;
    const Resources means = free_means(w, k);
    Offer best;
    for (std::uint32_t g = 0; g < n_programmes; ++g) {
        if (!(w.partners.equipment[k] >> g & 1u) || (room.busy >> g & 1u)) continue;
        const double pupils = eligible(w, i, g);
        const double group = std::min(affordable(w.parameters, g, means, s.money.co_funding),
                                      w.parameters.programme[g].coverage * pupils);
        if (group < w.parameters.seek.group_min) continue;
        if (room.hours + w.parameters.programme[g].coordination > w.parameters.seek.room * w.institutions.hours[i])
            continue;
        const double reach = group / (w.parameters.programme[g].coverage * pupils);
        const double score = liking + s.search.by_need * relevance(w, i, g) + s.search.by_resources * reach +
                             s.search.prefer_programme[g] + w.parameters.leaders.imitate * opinion(w, i, g);
        if (best.programme < 0 || score > best.score) best = {static_cast<int>(g), score};
    }
    return best;
}

/// Has the school an agreement or talks with this partner already?
bool works_with(const World& w, std::size_t i, std::size_t k) {
    const auto of_school = std::span(w.partnerships.partner)
                               .subspan(w.partnership_begin[i], w.partnership_begin[i + 1] - w.partnership_begin[i]);
    return std::find(of_school.begin(), of_school.end(), static_cast<sim::Row>(k)) != of_school.end();
}

/// What the school likes about the partner whatever they would do together.
double liking(const World& w, const sim::Step& step, std::size_t i, std::size_t k, double alignment,
              sim::Stream& notice) {
    const Levers& s = w.levers;
    const SeekParameters& p = w.parameters.seek;
    const double blind = 1.0 - s.search.scrutiny;
    const double masking = std::min(1.0, p.masking + w.environment.hidden) * blind;
    const double seen = alignment + (1 - alignment) * masking + p.error_sd * blind * notice.normal();
    const double near = nearness(w, i, k);
    const sim::Key pair = sim::key_of(w.institutions.key[i], w.partners.key[k]);
    sim::Stream taste(step.luck, pair, 0, code(Decision::pair_taste));
    const double lean = works_with(w, i, k) ? s.money.diversify * w.institutions.dependence[i] : 0.0;
    return s.search.by_alignment * seen + s.search.by_reputation * w.partners.reputation[k] +
           s.search.by_nearness * near + s.search.prefer_kind[static_cast<std::size_t>(w.partners.kind[k])] +
           p.taste_sd * taste.normal() - lean;
}

/// What a school's need leaves its leaders of time to look, against the region's usual school [ratio].
double time_left(const World& w, std::size_t i, double mean_low_income) {
    const double strain = w.parameters.seek.strain;
    if (strain <= 0) return 1.0;
    return sim::exp(-strain * (w.institutions.low_income_share[i] - mean_low_income));
}

std::vector<Proposal> proposals_of(const World& w, const sim::Step& step, std::size_t i, double mean_low_income) {
    std::vector<Proposal> out;
    const Room room = room_of(w, i);
    const double time = time_left(w, i, mean_low_income);
    const double wanted = w.levers.search.wanted * time *
                          sim::power(std::max(1.0, w.tallies[i].students) / 1000.0, w.parameters.seek.size_power);
    if (room.n + 0.5 > wanted) return out; // wanted is rounded: small schools may want none
    const double effort = std::min(1.0, w.levers.search.effort * time);
    if (!step.stream(code(Decision::school_seeks), w.institutions.key[i]).bernoulli(effort)) return out;
    for (std::size_t c = w.candidate_begin[i]; c < w.candidate_begin[i + 1]; ++c) {
        const sim::Row k = w.candidates[c];
        if (!w.partners.is_present[k]) continue;
        const sim::Key pair = sim::key_of(w.institutions.key[i], w.partners.key[k]);
        sim::Stream notice = step.stream(code(Decision::school_notices), pair);
        if (notice.uniform() >= w.parameters.seek.awareness) continue;
        const double alignment =
            overlap(row_of<n_goals>(w.institutions.goals, i), row_of<n_goals>(w.partners.goals, k));
        const Offer offer = best_offer(w, i, k, room, liking(w, step, i, k, alignment, notice));
        if (offer.programme < 0) continue;
        const auto g = static_cast<std::size_t>(offer.programme);
        out.push_back({static_cast<sim::Row>(i), k, static_cast<std::uint8_t>(g), alignment, offer.score,
                       partner_liking(w, i, k, alignment)});
    }
    std::sort(out.begin(), out.end(), [&](const Proposal& a, const Proposal& b) {
        return a.score != b.score ? a.score > b.score : w.partners.key[a.partner] < w.partners.key[b.partner];
    });
    if (out.size() > static_cast<std::size_t>(w.parameters.seek.proposals))
        out.resize(static_cast<std::size_t>(w.parameters.seek.proposals));
    return out;
}

} // namespace

/// Schools seek partners; both sides must agree (deferred acceptance, Gale & Shapley 1962, schools proposing).
///
///     score = sum of levers x (seen alignment, relevance to need, resources, reputation, nearness) + likings + taste
///             + imitate x opinion of the programme
///     wanted = lever x (pupils / 1000)^size-power x time,   P(looks) = effort x time
///     time   = exp(-strain (low-income share - region's mean over pupils))
///     seen alignment = a + (1 - a) masking (1 - scrutiny) + error (1 - scrutiny) z,   a = 1 - sum |g_i - g_k| / 2
/// A school looks if it wants more partnerships and has hours; it notices each candidate with
/// `awareness`. A partner keeps the proposals it likes best while it has means for a group of `group_min` pupils.
/// Reads goals, needs, capacity, committed. Writes new rows of partnerships in talks.
/// Draws Decision::school_seeks once a school; school_notices, pair_taste once a pair.
void seek_partners(World& w, const sim::Step& step) {
    if (w.levers.search.effort <= 0 || w.partners.size() == 0) return;
    std::vector<std::vector<Proposal>> lists(w.institutions.size());
    double pupils = 0, low = 0;
    for (std::size_t i = 0; i < lists.size(); ++i)
        pupils += w.tallies[i].students, low += w.tallies[i].students * w.institutions.low_income_share[i];
    const double mean_low_income = pupils > 0 ? low / pupils : 0.0;
    sim::for_each_row(
        lists.size(), [&](std::size_t i) { lists[i] = proposals_of(w, step, i, mean_low_income); }, 64);
    std::vector<NewPartnership> born;
    for (const Proposal& p : match(w, lists))
        born.push_back({p.institution, p.partner, p.programme, p.alignment});
    add_partnerships(w, step.luck, born);
}

} // namespace models
