// Leaders learn from what they see of others.
#include "models/derived.h"
#include "models/initialise/initialise.h"
#include "models/processes.h"
#include "sim/mathematics.h"
#include "sim/parallel.h"

#include <algorithm>
#include <cmath>

namespace models {
namespace {

/// Success of agreements in force as schools value them, by county and programme.
struct Seen {
    std::vector<double> beyond; ///< [counties x programmes] mean less that of the county's agreements [index]
    std::vector<double> root;   ///< [counties x programmes] square root of their number
};

Seen look_around(const World& w) {
    const std::vector<std::uint32_t>& county = w.institutions.county;
    const std::size_t n = county.empty() ? 0 : 1 + *std::max_element(county.begin(), county.end());
    std::vector<double> sum(n * n_programmes, 0.0), number(n * n_programmes, 0.0), all(n, 0.0), n_all(n, 0.0);
    for (std::size_t m = 0; m < w.partnerships.size(); ++m) {
        if (w.partnerships.stage[m] != Stage::active) continue;
        const std::size_t c = county[w.partnerships.institution[m]],
                          at = c * n_programmes + w.partnerships.programme[m];
        const double success = school_value(w, m);
        sum[at] += success, number[at] += 1, all[c] += success, n_all[c] += 1;
    }
    Seen s{std::vector<double>(sum.size(), 0.0), std::vector<double>(sum.size(), 0.0)};
    for (std::size_t at = 0; at < sum.size(); ++at) {
        if (number[at] <= 0) continue;
        const std::size_t c = at / n_programmes;
        s.beyond[at] = sum[at] / number[at] - all[c] / n_all[c];
        s.root[at] = std::sqrt(number[at]);
    }
    return s;
}

/// A school's opinion of every programme that somebody in its county runs moves to what its leaders see.
void form_opinions(World& w, const sim::Step& step, const Seen& s, std::size_t i) {
    const LeadersParameters& p = w.parameters.leaders;
    const std::size_t c = w.institutions.county[i];
    sim::Stream draw = step.stream(code(Decision::leaders_learn), w.institutions.key[i]);
    for (std::size_t g = 0; g < n_programmes; ++g) {
        const std::size_t at = c * n_programmes + g;
        if (s.root[at] <= 0) {
            draw.skip_normal(); // others' luck stays
            continue;
        }
        const double seen = s.beyond[at] + p.learn_error * draw.normal() / s.root[at];
        double& opinion = w.institutions.opinion[i * n_programmes + g];
        opinion += p.learn_rate * (seen - opinion);
    }
}

/// Programmes that each partner runs or talks about, a bit each [P].
std::vector<std::uint32_t> programmes_run(const World& w) {
    std::vector<std::uint32_t> runs(w.partners.size(), 0);
    for (std::size_t m = 0; m < w.partnerships.size(); ++m)
        runs[w.partnerships.partner[m]] |= 1u << w.partnerships.programme[m];
    return runs;
}

/// The programme of `among` that schools think most (`sign` 1) or least (-1) of, if they think well or ill of it.
std::uint32_t most_seen(std::uint32_t among, const std::vector<double>& mean, double sign) {
    double most = 0;
    std::uint32_t found = 0;
    for (std::size_t g = 0; g < n_programmes; ++g)
        if ((among >> g & 1u) && sign * mean[g] > most) most = sign * mean[g], found = 1u << g;
    return found;
}

/// A partner takes up the usual programme of its kind that schools think most of and gives up the one that they think
/// least of, of those that it runs nowhere; it never comes with empty hands.
void change_equipment(World& w, std::size_t k, const std::vector<double>& mean, std::uint32_t runs) {
    std::uint32_t& equipment = w.partners.equipment[k];
    const std::uint32_t dropped = most_seen(equipment & ~runs, mean, -1);
    equipment |= most_seen(usual_programmes(w.partners.kind[k]) & ~equipment, mean, 1);
    if ((equipment & ~dropped) != 0) equipment &= ~dropped;
}

} // namespace

/// Leaders see which programmes succeed where they are run, with error, and think the better of them; partners take up
/// what schools think well of and give up what they think ill of. In search and renewal schools go by their opinion.
///
///     seen(c, g) = mean value v_i over agreements of g in county c - mean over all of c + error z / sqrt(n)   [index]
///     opinion   += learn_rate (seen - opinion), where anybody in the county runs g
///     P(a partner takes up the usual programme thought most of that it lacks, and gives up the one thought least of
///       that it runs nowhere) = 1 - (1 - imitate)^(1/4)                                                     [1/term]
/// Reads value of agreements. Writes opinion [N x programmes], partners' equipment [P]. Draws Decision::leaders_learn,
/// a normal a programme, once a school; partner_learns once a partner.
void learn_from_others(World& w, const sim::Step& step) {
    if (w.institutions.opinion.empty()) return;
    const Seen seen = look_around(w);
    sim::for_each_row(w.institutions.size(), [&](std::size_t i) { form_opinions(w, step, seen, i); });
    std::vector<double> mean(n_programmes, 0.0);
    for (std::size_t at = 0; at < w.institutions.opinion.size(); ++at)
        mean[at % n_programmes] += w.institutions.opinion[at] / static_cast<double>(w.institutions.size());
    const std::vector<std::uint32_t> runs = programmes_run(w);
    const double chance = 1.0 - sim::power(1.0 - w.parameters.partner.imitate, 1.0 / sim::terms_per_year);
    sim::for_each_row(w.partners.size(), [&](std::size_t k) {
        if (!w.partners.is_present[k]) return;
        if (!step.stream(code(Decision::partner_learns), w.partners.key[k]).bernoulli(chance)) return;
        change_equipment(w, k, mean, runs[k]);
    });
}

} // namespace models
