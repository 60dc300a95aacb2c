// Deferred acceptance; see matching.h.
#include "models/matching.h"

#include "models/derived.h"
#include "sim/mathematics.h"

#include <algorithm>

namespace models {
namespace {

/// Groups of the smallest size that a partner can still start, counted in its scarcest resource for this programme.
double places(const World& w, const Proposal& p) {
    Resources means{};
    for (std::size_t r = 0; r < n_resources; ++r)
        means[r] = std::max(0.0, w.partners.capacity[p.partner * n_resources + r] -
                                     w.partners.committed[p.partner * n_resources + r]);
    return affordable(w.parameters, p.programme, means, w.levers.money.co_funding) / w.parameters.seek.group_min;
}

/// One quota a partner, for the neediest programme it is asked for: with quotas that do not change while proposals come
/// in, deferred acceptance is stable.
std::vector<std::size_t> quotas(const World& w, const std::vector<std::vector<Proposal>>& lists) {
    constexpr double many = 1e6;
    std::vector<double> least(w.partners.size(), many);
    for (const auto& list : lists)
        for (const Proposal& p : list)
            least[p.partner] = std::min(least[p.partner], std::clamp(places(w, p), 0.0, many));
    std::vector<std::size_t> quota;
    for (const double n : least)
        quota.push_back(static_cast<std::size_t>(n));
    return quota;
}

} // namespace

double partner_liking(const World& w, std::size_t i, std::size_t k, double alignment) {
    const SeekParameters& p = w.parameters.seek;
    const double pupils = w.institutions.enrolment[i];
    const double size = pupils / (pupils + p.size_half);
    const double near = w.partners.is_regional[k] ? 0.0 : p.partner_near;
    return p.partner_alignment * alignment + p.partner_reputation * w.institutions.reputation[i] +
           p.partner_size * size + near + w.levers.search.equity * w.institutions.low_income_share[i];
}

std::vector<Proposal> match(const World& w, const std::vector<std::vector<Proposal>>& lists) {
    std::vector<std::size_t> next(lists.size(), 0), asking;
    for (std::size_t i = 0; i < lists.size(); ++i)
        if (!lists[i].empty()) asking.push_back(i);
    const std::vector<std::size_t> quota = quotas(w, lists);
    std::vector<std::vector<Proposal>> held(w.partners.size());
    const auto prefers = [&](const Proposal& a, const Proposal& b) {
        return a.partner_liking != b.partner_liking
                   ? a.partner_liking > b.partner_liking
                   : w.institutions.key[a.institution] < w.institutions.key[b.institution];
    };
    while (!asking.empty()) {
        const std::size_t i = asking.back();
        asking.pop_back();
        if (next[i] >= lists[i].size()) continue;
        const Proposal p = lists[i][next[i]++];
        auto& mine = held[p.partner];
        mine.insert(std::upper_bound(mine.begin(), mine.end(), p, prefers), p);
        if (mine.size() <= quota[p.partner]) continue;
        asking.push_back(mine.back().institution);
        mine.pop_back();
    }
    std::vector<Proposal> matches;
    for (const auto& mine : held)
        matches.insert(matches.end(), mine.begin(), mine.end());
    std::sort(matches.begin(), matches.end(),
              [](const Proposal& a, const Proposal& b) { return a.institution < b.institution; });
    return matches;
}

} // namespace models
