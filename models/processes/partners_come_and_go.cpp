// Partners close, and others open in their place.
#include "models/initialise/initialise.h"
#include "models/processes.h"
#include "sim/mathematics.h"

namespace models {

/// Synthetic partners close by chance; where one has left, whatever the reason, and its partnerships are wound up,
/// another opens after a while, so that the number of partners stands still. Given partners stay: their number is data.
///
///     P(closes) = 1 - (1 - close_rate)^(1/12);   P(opens) = 1 / open_months                                [1/month]
/// Who opens has the seat of the one before it and is known to the same schools; kind, means, goals, culture, equipment
/// and key are drawn anew. What the one before had saved goes back to donors. Reads partnerships. Writes is_present and
/// all columns of partners that open [P], money. Draws Decision::partner_closes, partner_opens, once a partner; then
/// those of a partner's start.
void partners_come_and_go(World& w, const sim::Step& step) {
    const PartnerParameters& p = w.parameters.partner;
    if (p.close_rate <= 0 || !w.has_drawn_partners) return;
    const double closes = 1.0 - sim::power(1.0 - p.close_rate, 1.0 / sim::months_per_year);
    std::vector<std::uint8_t> is_bound(w.partners.size(), 0);
    for (const sim::Row k : w.partnerships.partner)
        is_bound[k] = 1;
    for (std::size_t k = 0; k < w.partners.size(); ++k) {
        const sim::Key key = w.partners.key[k];
        if (w.partners.is_present[k]) {
            if (step.stream(code(Decision::partner_closes), key).bernoulli(closes)) w.partners.is_present[k] = 0;
            continue;
        }
        if (is_bound[k] || !step.stream(code(Decision::partner_opens), key).bernoulli(1.0 / p.open_months)) continue;
        const auto account = w.accounts.first_partner + static_cast<std::uint32_t>(k);
        w.money.post(account, w.accounts.donors, w.money.balance[account]);
        open_partner(w, k, step.month);
    }
}

} // namespace models
