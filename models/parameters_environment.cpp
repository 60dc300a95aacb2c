// Rows of synthetic partners, coalitions and conditions.
#include "models/parameters.h"

#include <string>

namespace models {

using sim::assumed;
using sim::cited;
using Table = sim::ParameterTable<Parameters>;

namespace {

/// Medians of one kind of synthetic partner: share of partners, share working region-wide, cyclicality, funding horizon
/// [month], capacities a month [USD, h, h, places, places, seats]. Zero = lacks it by definition (no row).
struct KindDefaults {
    double share, regional, cyclicality, horizon, by_public;
    Resources capacity;
};
constexpr std::array<KindDefaults, n_partner_kinds> kind_defaults{{
    {0.34, 0.10, 0.9, 18, 0, {1000, 50, 90, 16, 0, 10}},    // business
    {0.28, 0.15, 0.5, 24, 0.3, {1200, 260, 250, 0, 60, 0}}, // nonprofit
    {0.05, 0.80, 0.3, 36, 0.4, {600, 200, 150, 6, 30, 20}}, // university
    {0.10, 0.40, 0.6, 36, 0.9, {2000, 260, 20, 8, 80, 0}},  // agency
    {0.08, 0.70, 0.6, 24, 0, {7000, 15, 5, 0, 0, 0}},       // foundation
    {0.10, 0.60, 0.8, 18, 0, {500, 50, 10, 6, 0, 350}},     // technology
    {0.05, 0.90, 0.4, 24, 0, {1000, 60, 40, 2, 0, 20}},     // international
}};

void add_kind(Table& t, std::size_t k) {
    const PartnerKindParameters& p = t.prototype().partner.kind[k];
    const KindDefaults& d = kind_defaults[k];
    const std::string kind{name(static_cast<PartnerKind>(k))};
    const auto why = assumed("no register of partners exists; synthetic layer");
    t.add("partner." + kind + ".share", p.share, d.share, "weight", {0, 1}, why, "how common partners of this kind are",
          "start partners-come-and-go");
    t.add("partner." + kind + ".regional", p.regional, d.regional, "probability", {0, 1}, why,
          "chance that it works in the whole region", "start");
    t.add("partner." + kind + ".cyclicality", p.cyclicality, d.cyclicality, "share", {0, 1},
          cited("M-GIV-REC", "giving fell by 13 % over two years; firms more than foundations"),
          "how far its means follow the business cycle", "start partners-come-and-go");
    t.add("partner." + kind + ".horizon", p.horizon, d.horizon, "month", {6, 60},
          cited("M-GRANT-LEN", "one year common, two to three not uncommon"), "how far ahead it commits",
          "start partners-come-and-go");
    t.add_late("partner." + kind + ".by-public", p.by_public, d.by_public, "share", {0, 1},
               assumed("agencies live on public money, nonprofits in part"),
               "part of its means that is public money and is cut with it", "allocate-resources");
    for (std::size_t r = 0; r < n_resources; ++r)
        if (d.capacity[r] > 0)
            t.add("partner." + kind + "." + std::string{resource_names[r]}, p.capacity[r], d.capacity[r],
                  std::string{resource_units[r]} + "/month", {0, 20 * d.capacity[r]},
                  r == 0 ? cited("M-VOL-SHARE", "all kinds together give about 0.2 % of school spending") : why,
                  "median capacity: " + std::string{resource_names[r]}, "start partners-come-and-go");
}

void add_partners(Table& t) {
    const Parameters& p = t.prototype();
    t.add("partner.size-sd", p.partner.size_sd, 1.0, "log", {0.2, 1.6},
          cited("M-VOL-PP", "gifts differ by orders of magnitude"), "spread of partners' size",
          "start partners-come-and-go");
    t.add_late("partner.resource-sd", p.partner.resource_sd, 0.3, "ratio", {0.0, 1.0},
               assumed("partners of one size differ in means; no size found"),
               "spread of single means of partners of one size, against that of sizes", "start partners-come-and-go");
    t.add("partner.funds-scale", p.partner.funds_scale, 1.4, "ratio", {0.2, 5.0},
          cited("M-VOL-SHARE", "free in calibration: all partners' cash together is a few tenths of a per cent"),
          "partners' funds against the medians of their kinds", "start partners-come-and-go");
    t.add("partner.goal-emphasis", p.partner.goal_emphasis, 0.35, "share", {0.0, 0.8},
          cited("D-FUND-AGENDA", "givers have goals of their own; size assumed"), "weight of a partner's own main goal",
          "start partners-come-and-go");
    t.add("partner.goal-sd", p.partner.goal_sd, 0.4, "log", {0.0, 1.2}, assumed("no survey of goals; swept"),
          "spread of partners' goals", "start partners-come-and-go");
    t.add("partner.culture-sd", p.partner.culture_sd, 0.18, "index", {0.0, 0.4}, assumed("no measured cultures; swept"),
          "spread of culture between organisations", "start partners-come-and-go");
    t.add("partner.culture-kind", p.partner.culture_kind, 0.15, "index", {0.0, 0.4},
          assumed("firms are quick and count returns, agencies go by the book, nonprofits by mission; size assumed"),
          "shift of culture between kinds of partners", "start partners-come-and-go");
    t.add("partner.quality-sd", p.partner.quality_sd, 0.25, "share", {0.0, 0.6}, assumed("staff differ"),
          "spread between partners of how unlike their staff are", "start partners-come-and-go");
    t.add_late("partner.spare", p.partner.spare, 0.5, "share", {0.0, 2.0},
               assumed("registers of ties do not say what partners could do beyond them"),
               "what a given partner could do beyond its ties against them, where its means are not given", "start");
    t.add("partner.equipment", p.partner.equipment, 0.5, "probability", {0.1, 1.0},
          assumed("partners run some of what is usual for their kind"),
          "chance that it can run a programme usual for its kind", "start partners-come-and-go");
    t.add_late("partner.close-rate", p.partner.close_rate, 0.05, "1/year", {0.0, 0.2},
               assumed("organisations close, firms sooner than nonprofits; no rate of partners of schools found"),
               "synthetic partners that close", "partners-come-and-go");
    t.add_late("partner.open-months", p.partner.open_months, 18.0, "month", {1, 120},
               assumed("niches are filled again; acts only where partner.close-rate is above 0"),
               "mean time until another partner opens in place of one that left", "partners-come-and-go");
    t.add_late(
        "partner.imitate", p.partner.imitate, 0.1, "1/year", {0.0, 1.0}, assumed("no rate found"),
        "partners that take up the programme that they see succeed most and give up the one that they see fail most",
        "learn-from-others");
    t.add_late("partner.least", p.partner.least, 3.0, "count", {0, 20},
               assumed("scale ours: a region that has partners has a choice of them"),
               "synthetic partners of the smallest region that has any", "start");
    t.add("partner.reputation-sd", p.partner.reputation_sd, 0.15, "index", {0.0, 0.3}, assumed("scale ours"),
          "spread of partners' reputation", "start partners-come-and-go");
    t.add_late("partner.reputation-least", p.partner.reputation_least, 0.05, "index", {0.0, 0.2},
               assumed("as school.index-least"),
               "least reputation of a partner at the start, and how far below 1 the most", "start");
    t.add("school.goal-sd", p.school.goal_sd, 0.25, "log", {0.0, 1.0}, assumed("no survey of goals; swept"),
          "spread of schools' goals around their pupils' needs", "start");
    t.add("region.spread", p.region.spread, 18, "km", {3, 60}, assumed("no coordinates in the data"),
          "radius over which a county's schools and partners lie", "start");
    t.add_late("region.core", p.region.core, 0.6, "share", {0.2, 1.0}, assumed("no coordinates in the data"),
               "standard deviation of places within a county against that of the region", "start");
    t.add_late("region.width", p.region.width, 1000.0, "km", {100, 5000},
               assumed("no coordinates in the data; counties do not meet"),
               "side of the square over which counties lie", "start");
    for (std::size_t k = 0; k < n_partner_kinds; ++k)
        add_kind(t, k);
}

void add_coalitions(Table& t) {
    const Parameters& p = t.prototype();
    t.add("coalition.members-max", p.coalition.members_max, 16, "count", {3, 60}, assumed("tables have a size"),
          "schools at one table", "start");
    t.add("coalition.join-share", p.coalition.join_share, 0.8, "probability", {0.2, 1.0},
          assumed("not everybody joins"), "chance that a school joins when a coalition is founded", "start");
    t.add("coalition.backbone-cost", p.coalition.backbone_cost, 4500, "USD/month", {1000, 20000},
          assumed("one and a half posts, dollars of the data's year"), "cost of a backbone organisation",
          "allocate-resources");
    t.add("coalition.backbone-member-cost", p.coalition.backbone_member_cost, 250, "USD/month", {0, 2000},
          assumed("work grows with members"), "cost of a backbone for each member", "allocate-resources");
    t.add("coalition.grant-months", p.coalition.grant_months, 36, "month", {0, 120},
          cited("D-CTC-3Y", "founding grants of three years"), "length of the founding grant",
          "start renew-partnerships");
    t.add("coalition.grant-share", p.coalition.grant_share, 0.6, "share", {0.0, 1.0},
          assumed("donors pay the larger part at first"), "part of a backbone's cost paid by the founding grant",
          "allocate-resources");
    t.add_late("coalition.pot-base", p.coalition.pot_base, 0.5, "weight", {0.0, 3.0},
               assumed("pots are given out by need; how steeply is ours"),
               "claim of a pupil on pooled funds where nobody is poor; 1 more where all are", "allocate-resources");
    t.add("coalition.measurement-cost", p.coalition.measurement_cost, 0.25, "USD/student/month", {0.0, 2.0},
          assumed("data systems; dollars of the data's year"), "cost of shared measurement", "allocate-resources");
    t.add("coalition.grant-end-loss", p.coalition.grant_end_loss, 0.058, "share", {0.05, 0.16}, cited("D-CTC-3Y"),
          "coalitions of average trust that end with their grant", "renew-partnerships");
    t.add("coalition.end-rate", p.coalition.end_rate, 0.055, "1/year", {0.03, 0.08}, cited("D-CTC-HAZ"),
          "coalitions of average trust that end in a year after that", "renew-partnerships");
}

void add_conditions(Table& t) {
    const Parameters& p = t.prototype();
    t.add("condition.start", p.condition.start, 24, "month", {0, 600}, assumed("scenario choice: after two calm years"),
          "month in which a condition strikes", "strike-conditions");
    t.add("condition.length", p.condition.length, 36, "month", {1, 600},
          cited("M-GIV-REC, M-MULTI-REC", "three years as in 2008-10"), "months for which cuts and recessions last",
          "strike-conditions");
    t.add("condition.recovery", p.condition.recovery, 24, "month", {1, 240}, assumed("scenario choice"),
          "months in which they heal afterwards", "strike-conditions");
    t.add("condition.cut-depth", p.condition.cut_depth, 0.20, "share", {0.0, 0.5},
          assumed("scenario choice: a deep cut"), "public money cut at strength 1", "strike-conditions");
    t.add("condition.cut-poverty-tilt", p.condition.cut_poverty_tilt, 0.3, "share", {-1.0, 1.0},
          assumed("who is hit is swept"), "how much deeper poor schools are cut", "allocate-resources");
    t.add("condition.recession-cut", p.condition.recession_cut, 0.10, "share", {0.0, 0.4},
          assumed("scenario choice: half a deep cut"), "public money cut in a full recession", "strike-conditions");
    t.add("condition.recession-donors", p.condition.recession_donors, 0.25, "share", {0.0, 0.6},
          cited("M-GIV-REC, M-MULTI-REC", "giving -13 %, multi-year grants -21 to -33 %"),
          "fall of means of a fully cyclical partner", "strike-conditions");
    t.add("condition.recession-jobs", p.condition.recession_jobs, 0.40, "share", {0.0, 0.8},
          assumed("employers cut training places first"), "fall of employers' places", "strike-conditions");
    t.add("condition.goal-dispersion", p.condition.goal_dispersion, 0.6, "share", {0.0, 1.0},
          assumed("scenario choice"), "how far partners' goals move to ends that schools need least",
          "strike-conditions");
    t.add("condition.hidden-share", p.condition.hidden_share, 0.6, "share", {0.0, 1.0}, assumed("scenario choice"),
          "further share of misalignment that is hidden in talks", "strike-conditions");
    t.add("condition.power-concentration", p.condition.power_concentration, 0.8, "share", {0.0, 1.0},
          assumed("scenario choice"), "part of partners' means that moves to the largest tenth", "strike-conditions");
    t.add_late("condition.power-top", p.condition.power_top, 0.1, "share", {0.02, 0.5},
               assumed("scenario choice: the largest tenth"), "share of partners to whom that moves, largest first",
               "strike-conditions");
    t.add("condition.power-scarcity", p.condition.power_scarcity, 0.5, "share", {0.0, 0.95}, assumed("scenario choice"),
          "part of the other partners a school no longer meets", "strike-conditions");
    t.add("condition.churn-factor", p.condition.churn_factor, 2.5, "ratio", {1.0, 6.0},
          cited("D-SUPT", "a third of states above 20 %; the largest districts lose 71 % in three years"),
          "turnover of leaders and teachers against normal", "strike-conditions");
    t.add("condition.culture-factor", p.condition.culture_factor, 2.0, "ratio", {1.0, 5.0}, assumed("scenario choice"),
          "weight of cultural distance against normal", "strike-conditions");
    t.add("condition.regulation-factor", p.condition.regulation_factor, 1.0, "index", {0.0, 3.0},
          assumed("scenario choice"), "extra legal steps at strength 1", "strike-conditions");
    t.add("condition.exit-share", p.condition.exit_share, 0.5, "share", {0.0, 1.0}, assumed("scenario choice"),
          "part of all partners' means that leaves, largest first", "strike-conditions");
    t.add("condition.absence-engagement", p.condition.absence_engagement, 0.16, "index", {0.0, 0.5},
          cited("S-CA-POST", "chronic absence doubles to 28 %"), "fall of every pupil's usual engagement",
          "strike-conditions");
    t.add("condition.absence-months", p.condition.absence_months, 18, "month", {1, 60},
          cited("S-CA-POST", "high for more than a year"), "months for which an absence shock lasts",
          "strike-conditions");
}

} // namespace

void add_environment_rows(Table& table) {
    add_partners(table);
    add_coalitions(table);
    add_conditions(table);
}

} // namespace models
