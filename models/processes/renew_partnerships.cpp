// Partnerships are evaluated, renewed, ended; coalitions live or end.
#include "models/derived.h"
#include "models/processes.h"
#include "sim/mathematics.h"
#include "sim/parallel.h"

#include <algorithm>

namespace models {
namespace {

/// Chance that both sides renew.
struct Renewal {
    double school = 0, partner = 0;
};

/// How much more the school depends on the partner than the other way round, of both dependences [-1 to 1]; [M], empty
/// where it does not matter who may leave.
std::vector<double> one_sided(const World& w) {
    if (w.parameters.power.exit <= 0) return {};
    const Dependence d = dependence(w);
    std::vector<double> more(w.partnerships.size(), 0.0);
    for (std::size_t m = 0; m < more.size(); ++m)
        if (const double both = d.of_school[m] + d.of_partner[m]; both > 0)
            more[m] = (d.of_school[m] - d.of_partner[m]) / both;
    return more;
}

/// `bound` = how much the school depends more; who depends more stays sooner (Emerson 1962).
Renewal renewal(const World& w, std::size_t m, double bound) {
    const RenewalParameters& p = w.parameters.renewal;
    const Partnerships& all = w.partnerships;
    const std::size_t i = all.institution[m];
    const double champion = w.institutions.champion_months[i] >= 0 ? p.champion : 0.0;
    const double overload = p.overload * (1 - all.hours_share[m]);
    const double judged =
        p.evaluation * all.evaluation[m] * p.evaluation_slope * (all.fidelity[m] - w.parameters.delivery.threshold);
    const double others = alternatives(w, i, all.programme[m]);
    const double held = w.parameters.power.exit * bound;
    const double fall = all.kept[m] < 1 ? p.donors * (1 - all.kept[m]) : 0.0;
    Renewal r;
    r.school = sim::logistic(p.base + p.value * school_value(w, m) + p.trust * school_trust(w, m) + champion -
                             overload + p.support * (w.institutions.support[i] - w.parameters.support.start) + judged -
                             p.alternatives * others / (1 + others) + held +
                             w.parameters.leaders.drop * opinion(w, i, all.programme[m]));
    r.partner = sim::logistic(p.base + p.value * partner_value(w, m) + p.trust * partner_trust(w, m) + champion - fall +
                              judged - p.alternatives * p.partner_others - held);
    return r;
}

/// Chance of a crisis this term; its hump over age follows a t exp(1 - t), t = age / peak.
double crisis(const World& w, const sim::Luck& luck, std::size_t m) {
    const CrisisParameters& p = w.parameters.crisis;
    const Partnerships& all = w.partnerships;
    const double t = all.age[m] / p.age_peak;
    const double hump = p.ageless + (1 - p.ageless) * t * sim::exp(1 - t);
    const double trust = mutual_trust(w, m);
    const bool has_champion = w.institutions.champion_months[all.institution[m]] >= 0;
    const Secret secret = secret_of(w, luck, m);
    const double breach = secret.comes_out ? p.breach * secret.hidden : 0.0;
    return std::min(1.0, p.rate * hump *
                             sim::exp(p.trust * (1 - trust) + (has_champion ? 0 : p.champion) +
                                      p.overload * (1 - all.hours_share[m]) + p.delivery * (1 - all.kept[m]) + breach));
}

/// What weighed most against a partnership that ended.
EndReason cause(const World& w, std::size_t m) {
    const Partnerships& all = w.partnerships;
    const double trust = mutual_trust(w, m);
    const bool has_champion = w.institutions.champion_months[all.institution[m]] >= 0;
    const CrisisParameters& p = w.parameters.crisis;
    const auto weights =
        std::to_array<std::pair<double, EndReason>>({{p.trust * (1 - trust) * p.blame_trust, EndReason::trust_lost},
                                                     {p.delivery * (1 - all.kept[m]), EndReason::funds_ended},
                                                     {p.overload * (1 - all.hours_share[m]), EndReason::overload},
                                                     {has_champion ? 0 : p.champion, EndReason::champion_lost}});
    return std::max_element(weights.begin(), weights.end(),
                            [](const auto& a, const auto& b) { return a.first < b.first; })
        ->second;
}

/// Chance that whoever pays for a given tie ends it this term: the share of their money that is cut, over a year.
double payer_ends(const World& w, std::size_t m) {
    const std::ptrdiff_t at = given_tie(w, m);
    if (at < 0) return 0.0;
    const Payer payer = w.given.tie_payer[static_cast<std::size_t>(at)];
    const double cut = payer == Payer::taxpayer ? w.environment.public_cut
                       : payer == Payer::donors ? 1 - w.environment.donor_factor
                                                : 0.0;
    return std::clamp(cut * static_cast<double>(sim::months_per_term) / sim::months_per_year, 0.0, 1.0);
}

/// A renewed agreement is written as the leaders of now write them: what a strategy changes reaches what it found.
void write_terms(World& w, std::size_t m) {
    const AgreementLevers& s = w.levers.agreement;
    Partnerships& all = w.partnerships;
    all.term[m] = std::max(1, static_cast<std::int32_t>(std::min(s.term, w.partners.horizon[all.partner[m]])));
    all.formality[m] = s.formality, all.evaluation[m] = s.evaluation;
}

/// n_end_reasons if row `m` lives on; a due agreement that is renewed starts a new term.
std::uint8_t judge(World& w, const sim::Step& step, std::size_t m, double bound) {
    Partnerships& all = w.partnerships;
    const auto stays = static_cast<std::uint8_t>(n_end_reasons);
    if (all.stage[m] != Stage::active) return stays;
    if (is_run_in(w) && given_tie(w, m) >= 0) return stays; // given as of the run's month 0: its clock starts there
    if (!w.partners.is_present[all.partner[m]]) return static_cast<std::uint8_t>(EndReason::partner_left);
    if (const double ends = payer_ends(w, m);
        ends > 0 && step.stream(code(Decision::payer_cuts), all.key[m]).bernoulli(ends))
        return static_cast<std::uint8_t>(EndReason::funds_ended);
    if (step.stream(code(Decision::crisis), all.key[m]).bernoulli(crisis(w, step.luck, m)))
        return static_cast<std::uint8_t>(cause(w, m));
    if (all.months_left[m] > 0) return stays;
    const Renewal r = renewal(w, m, bound);
    const double ready = r.school * w.levers.agreement.readiness;
    const bool school = step.stream(code(Decision::renewal_school), all.key[m]).bernoulli(ready);
    const bool partner = step.stream(code(Decision::renewal_partner), all.key[m]).bernoulli(r.partner);
    if (!school || !partner) return static_cast<std::uint8_t>(EndReason::term_not_renewed);
    if (w.begins > 0) write_terms(w, m);
    all.months_left[m] = all.term[m];
    all.n_renewals[m] += 1;
    return stays;
}

/// Coalitions end with their founding grant, or later by a yearly hazard; both fall with members' trust.
void judge_coalitions(World& w, const sim::Step& step) {
    const CoalitionParameters& p = w.parameters.coalition;
    std::vector<double> trust(w.coalitions.size(), 0.0), n(w.coalitions.size(), 0.0);
    for (std::size_t m = 0; m < w.partnerships.size(); ++m) {
        const sim::Row c = w.institutions.coalition[w.partnerships.institution[m]];
        if (c == sim::no_row || w.partnerships.stage[m] != Stage::active) continue;
        trust[c] += school_trust(w, m), n[c] += 1;
    }
    for (std::size_t c = 0; c < w.coalitions.size(); ++c) {
        if (!w.coalitions.is_alive[c]) continue;
        w.coalitions.age[c] += static_cast<std::int32_t>(sim::months_per_term);
        const double mean = n[c] > 0 ? trust[c] / n[c] : 0.0;
        const double factor = sim::exp(w.parameters.crisis.trust * (w.parameters.trust.start - mean));
        const bool grant_ends = w.coalitions.grant_months[c] <= 0 &&
                                w.coalitions.age[c] - static_cast<double>(sim::months_per_term) < p.grant_months;
        const double hazard = grant_ends                         ? p.grant_end_loss
                              : w.coalitions.grant_months[c] > 0 ? 0.0
                                                                 : p.end_rate / sim::terms_per_year;
        if (step.stream(code(Decision::coalition_ends), w.coalitions.key[c]).bernoulli(std::min(1.0, hazard * factor)))
            w.coalitions.is_alive[c] = 0;
    }
}

} // namespace

/// Partnerships are evaluated, renewed, ended (term end).
///
///     P(renew) = readiness x product over both sides of logistic(base + value + trust + champion + support
///                - overload + drop x opinion of the programme ...)
///     P(crisis) = rate x hump(age) x exp(distrust + no champion + overload + broken promises + goals that came out)
///                                                                                                     [1/term]
/// Coalitions end when their grant does, or later by a hazard that falls with trust.
/// Writes removal of partnerships with reason, renewed terms; coalitions. Draws renewal_*, crisis, coalition_ends.
void renew_partnerships(World& w, const sim::Step& step) {
    std::vector<std::uint8_t> reason(w.partnerships.size());
    std::vector<std::int32_t> renewed(w.partnerships.size());
    const std::vector<double> bound = one_sided(w);
    sim::for_each_row(reason.size(), [&](std::size_t m) {
        const std::int32_t before = w.partnerships.n_renewals[m];
        reason[m] = judge(w, step, m, bound.empty() ? 0.0 : bound[m]);
        renewed[m] = w.partnerships.n_renewals[m] - before;
    });
    for (const std::int32_t n : renewed)
        w.events.renewals += n;
    remove_partnerships(w, reason);
    judge_coalitions(w, step);
}

} // namespace models
