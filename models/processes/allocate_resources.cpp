// Resources are allocated: budgets, partners' means, deliveries, coordination; all of it in the ledgers.
#include "models/derived.h"
#include "models/processes.h"
#include "models/ties.h"
#include "sim/mathematics.h"
#include "sim/parallel.h"

#include <algorithm>

namespace models {
namespace {

constexpr auto funds = static_cast<std::size_t>(Resource::funds);
constexpr auto staff = static_cast<std::size_t>(Resource::staff);
constexpr auto volunteers = static_cast<std::size_t>(Resource::volunteers);
constexpr auto placements = static_cast<std::size_t>(Resource::placements);

/// Both ledgers as a block of schools or partners uses them.
struct Books {
    sim::LedgerBlock money, hours;
};

/// Calls body(books, row) for rows [0, n), whose accounts begin at `first`: many at once, each with its own account.
template <class Body>
void for_each_account(World& w, std::uint32_t first, std::size_t n, const Body& body) {
    constexpr std::size_t grain = 512;
    std::vector<Books> blocks((n + grain - 1) / grain);
    sim::for_each_block(n, grain, [&](std::size_t begin, std::size_t end) {
        const auto from = first + static_cast<std::uint32_t>(begin), to = first + static_cast<std::uint32_t>(end);
        Books books{{w.money, from, to}, {w.hours, from, to}};
        for (std::size_t row = begin; row < end; ++row)
            body(books, row);
        blocks[begin / grain] = std::move(books);
    });
    for (Books& books : blocks)
        books.money.settle(), books.hours.settle();
}

/// Whoever gives, gives no more than is there; says what was given.
sim::Amount give(sim::LedgerBlock& book, std::uint32_t from, std::uint32_t to, sim::Amount amount) {
    amount = std::clamp<sim::Amount>(amount, 0, std::max<sim::Amount>(0, book.balance(from)));
    book.post(from, to, amount);
    return amount;
}
sim::Amount pay(sim::LedgerBlock& money, std::uint32_t from, std::uint32_t to, double dollars) {
    return give(money, from, to, sim::to_amount(dollars));
}

/// Public cut of one school: poor schools may be cut deeper, the mean stays.
double cut_of(const World& w, std::size_t i) {
    const double tilt = w.parameters.condition.cut_poverty_tilt * (2 * w.institutions.low_income_share[i] - 1);
    return std::clamp(w.environment.public_cut * (1 + tilt), 0.0, 1.0);
}

/// One partner's means this month; funds come from donors and may be saved for some months.
void fund_partner(World& w, Books& books, std::size_t k) {
    Partners& all = w.partners;
    const Accounts& a = w.accounts;
    const double present = all.is_present[k] ? 1.0 : 0.0;
    const double by_public = w.parameters.partner.kind[static_cast<std::size_t>(all.kind[k])].by_public;
    const double giving = present * (1 - all.cyclicality[k] * (1 - w.environment.donor_factor)) *
                          (1 - by_public * w.environment.public_cut);
    for (std::size_t r = 0; r < n_resources; ++r) {
        const double factor = r == volunteers   ? present
                              : r == placements ? present * w.environment.jobs_factor
                                                : giving;
        all.capacity[k * n_resources + r] = all.capacity_start[k * n_resources + r] * factor;
    }
    const auto account = a.first_partner + static_cast<std::uint32_t>(k);
    books.money.post(a.donors, account, sim::to_amount(all.capacity[k * n_resources + funds]));
    const double most = w.parameters.flows.savings_months * all.capacity_start[k * n_resources + funds];
    const sim::Amount spare =
        books.money.balance(account) - sim::to_amount(most + all.capacity[k * n_resources + funds]);
    if (spare > 0) books.money.post(account, a.donors, spare);
    const double hours = all.capacity[k * n_resources + staff] + all.capacity[k * n_resources + volunteers];
    books.hours.post(a.donors, account, sim::to_minutes(hours));
}

/// What reaches each active partnership, before any pooling [M x R].
void deliver_pledges(World& w, const sim::Step& step) {
    Partnerships& all = w.partnerships;
    const FlowsParameters& p = w.parameters.flows;
    const double teaching = is_teaching(step.month) ? 1.0 : 0.0;
    sim::for_each_row(all.size(), [&](std::size_t m) {
        if (all.stage[m] != Stage::active) return;
        const std::size_t k = all.partner[m];
        sim::Stream draw = step.stream(code(Decision::partner_delivers), all.key[m]);
        const double luck = 1 + p.delivery_sd * (1 - p.formality_steadies * all.formality[m]) * draw.normal();
        const double cash = (1 - own_cash_share(w, m)) / (1 - w.levers.money.co_funding); // of what was pledged
        double got = 0, promised = 0;
        for (std::size_t r = 0; r < n_resources; ++r) {
            const double committed = w.partners.committed[k * n_resources + r],
                         pledge = all.pledge[m * n_resources + r];
            const double means = r == funds ? sim::from_amount(w.money.balance[w.accounts.first_partner + k])
                                            : w.partners.capacity[k * n_resources + r]; // funds may have been saved
            const double have = committed > 0 ? std::min(1.0, means / committed) : 0.0;
            const double asked = r == funds ? pledge * cash : pledge;
            all.delivered[m * n_resources + r] = teaching * asked * std::clamp(have * luck, 0.0, 1.0);
            if (pledge > 0) promised += 1, got += std::clamp(have * luck, 0.0, 1.0);
        }
        const double kept = promised > 0 ? got / promised : 1.0;
        all.kept[m] += (kept - all.kept[m]) / static_cast<double>(sim::months_per_term);
    });
}

/// The living coalition of a row's school, or no_row.
sim::Row coalition_of(const World& w, std::size_t m) {
    const sim::Row c = w.institutions.coalition[w.partnerships.institution[m]];
    return c != sim::no_row && w.coalitions.is_alive[c] ? c : sim::no_row;
}

/// What one partnership gets leaves its partner's accounts: cash to services or, in part, into the coalition's pot;
/// hours to services. Returns the value of what was given in kind [USD].
double post_delivery(World& w, Books& books, std::size_t m) {
    Partnerships& all = w.partnerships;
    const Accounts& a = w.accounts;
    const auto partner = a.first_partner + all.partner[m];
    const sim::Row c = coalition_of(w, m);
    double& cash = all.delivered[m * n_resources + funds];
    const double pooled = c == sim::no_row ? 0.0 : w.coalitions.pooled_share[c] * cash;
    if (pooled > 0) pay(books.money, partner, a.first_coalition + c, pooled);
    cash = sim::from_amount(pay(books.money, partner, a.services, cash - pooled));
    const double hours = all.delivered[m * n_resources + staff] + all.delivered[m * n_resources + volunteers];
    give(books.hours, partner, a.services, sim::to_minutes(hours));
    Resources kind{};
    for (std::size_t r = 1; r < n_resources; ++r)
        kind[r] = all.delivered[m * n_resources + r];
    return value_of(w.parameters, kind);
}

/// Partners deliver, each from its own account; hours cannot be saved.
void post_deliveries(World& w) {
    const Partnerships& all = w.partnerships;
    const Ties ties = active_ties(w).of_partners;
    std::vector<double> in_kind(all.size());
    for_each_account(w, w.accounts.first_partner, w.partners.size(), [&](Books& books, std::size_t k) {
        for (std::size_t at = ties.begin[k]; at < ties.begin[k + 1]; ++at)
            in_kind[ties.rows[at]] = post_delivery(w, books, ties.rows[at]);
        const auto account = w.accounts.first_partner + static_cast<std::uint32_t>(k);
        books.hours.post(account, w.accounts.donors, books.hours.balance(account));
    });
    for (std::size_t m = 0; m < all.size(); ++m) { // sums of fractions keep the order of rows
        if (all.stage[m] != Stage::active) continue;
        w.spent.partners_cash += all.delivered[m * n_resources + funds];
        w.spent.partners_in_kind += in_kind[m];
    }
}

/// What a partnership may ask of its coalition's pot: pupils served, more for poor schools.
double claim(const World& w, std::size_t m) {
    if (w.partnerships.stage[m] != Stage::active) return 0.0;
    if (w.parameters.programme[w.partnerships.programme[m]].need[funds] <= 0) return 0.0;
    const double poor = w.institutions.low_income_share[w.partnerships.institution[m]];
    return (w.parameters.coalition.pot_base + poor) * std::max(w.partnerships.served[m], 1.0);
}

/// Pots are given out by claims; what nobody claims stays for next month's running cost.
void share_pots(World& w) {
    if (w.coalitions.size() == 0) return;
    Partnerships& all = w.partnerships;
    sim::LedgerBlock money(w.money, 0, static_cast<std::uint32_t>(w.money.size())); // every account is its own
    std::vector<double> claims(w.coalitions.size(), 0.0), pot(w.coalitions.size(), 0.0);
    for (std::size_t c = 0; c < pot.size(); ++c)
        pot[c] = sim::from_amount(w.money.balance[w.accounts.first_coalition + c]);
    for (std::size_t m = 0; m < all.size(); ++m)
        if (const sim::Row c = coalition_of(w, m); c != sim::no_row) claims[c] += claim(w, m);
    for (std::size_t m = 0; m < all.size(); ++m) {
        const sim::Row c = coalition_of(w, m);
        if (c == sim::no_row || claims[c] <= 0) continue;
        const double share = pot[c] * claim(w, m) / claims[c];
        const double paid = sim::from_amount(pay(money, w.accounts.first_coalition + c, w.accounts.services, share));
        all.delivered[m * n_resources + funds] += paid;
        w.spent.partners_cash += paid;
    }
}

/// The school's own share of programmes' cash and its spending on training for pupils served [USD/month].
double own_programme_cost(const World& w, std::size_t i) {
    const Partnerships& all = w.partnerships;
    double cost = 0;
    for (std::size_t m = w.partnership_begin[i]; m < w.partnership_begin[i + 1]; ++m) {
        if (all.stage[m] != Stage::active) continue;
        const double cash =
            w.parameters.programme[all.programme[m]].need[funds] > 0 ? all.delivered[m * n_resources + funds] : 0.0;
        const double share = own_cash_share(w, m);
        cost += share / (1 - share) * cash + w.levers.delivery.support * all.served[m];
    }
    return cost;
}

/// What a school that lost the share `lost` of its means still pays of what it owes for partnerships [share].
double kept_of_owed(const World& w, double lost) { return std::clamp(1 - w.parameters.money.own_cut * lost, 0.0, 1.0); }

/// Pays for partnerships and notes which share of what is owed it was: what is not paid lowers the dose. Returns what
/// was paid [USD].
double pay_programmes(World& w, Books& books, std::size_t i, double owed, double dollars) {
    const auto account = w.accounts.first_institution + static_cast<std::uint32_t>(i);
    const double paid = sim::from_amount(pay(books.money, account, w.accounts.services, dollars));
    if (!w.institutions.own_paid.empty()) w.institutions.own_paid[i] = owed > 0 ? std::min(1.0, paid / owed) : 1.0;
    return paid;
}

/// Public money added by the scenario [USD of the data's year a pupil and year].
double public_rise(const World& w) {
    const MoneyParameters& p = w.parameters.money;
    const double month = run_month(w, w.month);
    const bool is_on = month >= p.rise_start && month < p.rise_start + p.rise_months;
    return is_on ? p.public_rise / p.dollars_2018 : 0.0;
}

/// One school's month: budget in, reserve, programmes, coordination, dues, and the rest for schooling. Returns what it
/// spent on partnerships [USD].
double spend_budget(World& w, Books& books, std::size_t i, double dues) {
    Institutions& all = w.institutions;
    const Accounts& a = w.accounts;
    const auto account = a.first_institution + static_cast<std::uint32_t>(i);
    const double pupils = w.tallies[i].students, cut = cut_of(w, i);
    const double full = (all.base_spending[i] + public_rise(w)) * pupils / 12.0;
    books.money.post(a.treasury, account, sim::to_amount(full * (1 - cut)));
    const double reserve = sim::from_amount(books.money.balance(account)) - full * (1 - cut);
    const double target = w.parameters.flows.reserve_target * 12 * full;
    const double saved = cut > 0 ? 0.0 : std::min(w.levers.money.reserve * full, std::max(0.0, target - reserve));
    const double drawn = std::min(std::max(0.0, reserve), cut * full);
    const double lost = full > 0 ? std::max(0.0, cut - drawn / full) : 0.0; // of its means, after the reserve
    const double owed = own_programme_cost(w, i), programmes = owed * kept_of_owed(w, lost);
    const double hours = w.levers.coordination.bought * pupils / 1000.0;
    const double own =
        pay_programmes(w, books, i, owed, programmes) +
        sim::from_amount(pay(books.money, account, a.coordination, hours * w.parameters.money.hourly_wage)) +
        (dues > 0 ? sim::from_amount(pay(books.money, account, a.first_coalition + all.coalition[i], dues)) : 0.0);
    const double schooling = std::max(0.0, full * (1 - cut) + drawn - saved - own);
    const sim::Amount paid = pay(books.money, account, a.schooling, schooling);
    all.spending[i] = pupils > 0 ? sim::from_amount(paid) * 12 / pupils : all.base_spending[i];

    const HoursParameters& p = w.parameters.hours;
    const double spared = std::clamp(1 - p.cut_first * lost, 0.0, 1.0);
    const double office = (p.school + p.per_1000 * pupils / 1000.0) * spared;
    all.hours[i] = office * (1 + p.support * (all.support[i] - w.parameters.support.start)) + hours;
    books.hours.post(a.treasury, account, sim::to_minutes(all.hours[i]));
    const sim::Amount used = sim::to_minutes(std::min(all.hours[i], all.hours_needed[i]));
    books.hours.post(account, a.coordination, used);
    books.hours.post(account, a.schooling, books.hours.balance(account));
    return own;
}

/// Members' dues for backbone and measurement [N USD/month]; the grant pays its part first.
std::vector<double> coalition_dues(World& w) {
    std::vector<double> dues(w.institutions.size(), 0.0), pupils(w.coalitions.size(), 0.0),
        owed(w.coalitions.size(), 0.0);
    const CoalitionParameters& p = w.parameters.coalition;
    for (std::size_t i = 0; i < dues.size(); ++i)
        if (const sim::Row c = w.institutions.coalition[i]; c != sim::no_row && w.coalitions.is_alive[c])
            pupils[c] += w.tallies[i].students;
    for (std::size_t c = 0; c < owed.size(); ++c) {
        if (!w.coalitions.is_alive[c]) continue;
        const double backbone =
            w.coalitions.has_backbone[c] ? p.backbone_cost + p.backbone_member_cost * w.coalitions.n_members[c] : 0.0;
        const double cost = backbone + p.measurement_cost * w.coalitions.shared_measurement[c] * pupils[c];
        const double grant = w.coalitions.grant_months[c] > 0 ? p.grant_share * cost * w.environment.donor_factor : 0.0;
        w.money.post(w.accounts.donors, w.accounts.first_coalition + static_cast<std::uint32_t>(c),
                     sim::to_amount(grant));
        w.spent.grants += grant;
        owed[c] = cost - grant;
        w.coalitions.grant_months[c] = std::max(0.0, w.coalitions.grant_months[c] - 1);
        w.coalitions.funding[c] = cost; // until the members have paid
    }
    for (std::size_t i = 0; i < dues.size(); ++i)
        if (const sim::Row c = w.institutions.coalition[i];
            c != sim::no_row && w.coalitions.is_alive[c] && pupils[c] > 0)
            dues[i] = owed[c] * w.tallies[i].students / pupils[c] * (1 - cut_of(w, i));
    return dues;
}

void run_coalitions(World& w) {
    sim::LedgerBlock money(w.money, 0, static_cast<std::uint32_t>(w.money.size())); // every account is its own
    for (std::size_t c = 0; c < w.coalitions.size(); ++c) {
        const auto account = w.accounts.first_coalition + static_cast<std::uint32_t>(c);
        const double cost = w.coalitions.funding[c];
        const double paid = sim::from_amount(pay(money, account, w.accounts.coordination, cost));
        w.coalitions.funding[c] = cost > 0 ? std::min(1.0, paid / cost) : 0.0;
    }
}

} // namespace

/// Resources are allocated; every dollar and hour passes through the ledgers.
///
///     budget = spending x pupils (1 - cut) / 12;  schooling = budget - co-funding - support - coordination - dues
///     delivered_r = pledge_r min(1, capacity_r / committed_r) luck,   pooled funds shared by need
///     own part paid = owed [1 - money.own-cut lost]+,   lost = fall of the school's means after its reserve
/// Reads pledges. Writes capacity, delivered, kept, spending, hours, both ledgers, spent. Draws partner_delivers.
void allocate_resources(World& w, const sim::Step& step) {
    for_each_account(w, w.accounts.first_partner, w.partners.size(),
                     [&](Books& books, std::size_t k) { fund_partner(w, books, k); });
    deliver_pledges(w, step);
    if (w.parameters.money.own_cut > 0) w.institutions.own_paid.assign(w.institutions.size(), 1.0);
    const std::vector<double> dues = coalition_dues(w);
    std::vector<double> own(dues.size());
    for_each_account(w, w.accounts.first_institution, own.size(),
                     [&](Books& books, std::size_t i) { own[i] = spend_budget(w, books, i, dues[i]); });
    for (const double cost : own) // sums of fractions keep the order of rows
        w.spent.by_schools += cost;
    run_coalitions(w);
    post_deliveries(w);
    share_pots(w);
}

} // namespace models
