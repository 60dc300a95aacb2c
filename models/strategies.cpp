// The levers and the shipped strategies. A strategy starts from the opportunistic one and says where it differs.
#include "models/strategies.h"

namespace models {

using sim::assumed;

namespace {

using Table = sim::ParameterTable<Strategy>;
const sim::Evidence choice = assumed("a lever: leaders' choice");

void add_search(Table& t) {
    const Strategy& s = t.prototype();
    t.add("search.effort", s.search_effort, 0.08, "1/month", {0, 1}, choice,
          "chance that a school with room looks for a partner");
    t.add("search.wanted", s.wanted, 3, "count", {0, 12}, choice,
          "partnerships a school of 1,000 pupils wants at once");
    t.add("search.scrutiny", s.scrutiny, 0.2, "share", {0, 1}, choice,
          "how much of hidden goals is found out before talks");
    t.add("search.by-alignment", s.by_alignment, 0.5, "weight", {0, 5}, choice, "look for shared goals");
    t.add("search.by-need", s.by_need, 0.7, "weight", {0, 5}, choice, "look for what pupils need");
    t.add("search.by-resources", s.by_resources, 1.5, "weight", {0, 5}, choice, "look for means");
    t.add("search.by-reputation", s.by_reputation, 0.8, "weight", {0, 5}, choice, "look for good names");
    t.add("search.by-nearness", s.by_nearness, 0.8, "weight", {0, 5}, choice, "look nearby");
    for (std::size_t k = 0; k < n_partner_kinds; ++k)
        t.add("search.prefer-" + std::string{name(static_cast<PartnerKind>(k))}, s.by_kind[k], 0, "weight", {-3, 3},
              choice, "liking for this kind of partner");
    for (std::size_t g = 0; g < n_programmes; ++g)
        t.add("search.prefer-" + std::string{programme_infos[g].id}, s.by_programme[g], 0, "weight", {-3, 3}, choice,
              "liking for this programme");
    t.add("search.equity", s.equity, 0.1, "share", {0, 1}, choice,
          "steer support to poor schools and low-income pupils");
}

void add_terms(Table& t) {
    const Strategy& s = t.prototype();
    t.add("agreement.goal-work", s.goal_work, 0.15, "share", {0, 1}, choice, "effort on common ground during talks");
    t.add("agreement.formality", s.formality, 0.3, "share", {0, 1}, choice, "how much is written down");
    t.add("agreement.term", s.term_months, 24, "month", {6, 120}, choice, "length of an agreement");
    t.add("agreement.evaluation", s.evaluation, 0.1, "share", {0, 1}, choice, "evaluation clause");
    t.add("governance.equal-votes", s.equal_votes, 0.0, "share", {0, 1}, choice, "votes instead of power");
    t.add("governance.school-led", s.school_led, 0.1, "share", {0, 1}, choice, "schools decide");
    t.add("governance.openness", s.openness, 0.4, "share", {0, 1}, choice, "decisions made in the open");
}

void add_running(Table& t) {
    const Strategy& s = t.prototype();
    t.add("coordination.bought", s.coordinator, 0, "h/month/1000", {0, 60}, choice,
          "paid hours of coordination for 1,000 pupils");
    t.add("coordination.backbone", s.backbone, 0, "0 or 1", {0, 1}, choice, "coalitions with a backbone organisation");
    t.add("coordination.shared-measurement", s.shared_measurement, 0, "share", {0, 1}, choice,
          "one set of measures for all");
    t.add("coordination.pooled", s.pooled, 0, "share", {0, 1}, choice, "partners' funds pooled and given by need");
    t.add("delivery.support", s.support, 1, "USD/student/month", {0, 40}, choice,
          "training and supplies for a pupil served");
    t.add("delivery.depth", s.depth, 0.4, "share", {0, 1}, choice, "few pupils at full dose or many at a thin one");
    t.add("money.co-funding", s.co_funding, 0.1, "share", {0, 0.9}, choice,
          "part of programmes' cash met by the school");
    t.add("money.reserve", s.reserve, 0, "share", {0, 0.05}, choice, "spending set aside until the reserve is full");
    t.add("money.diversify", s.diversify, 0, "share", {0, 1}, choice, "avoid leaning on one partner");
}

double& kind(Strategy& s, PartnerKind k) { return s.by_kind[static_cast<std::size_t>(k)]; }
double& programme(Strategy& s, ProgrammeId g) { return s.by_programme[static_cast<std::size_t>(g)]; }

StrategyInfo make(std::string id, std::string name, std::string summary, void (*change)(Strategy&)) {
    Strategy levers = lever_table().defaults();
    change(levers);
    return {std::move(id), std::move(name), std::move(summary), levers};
}

void aligned(Strategy& s) {
    s.search_effort = 0.08, s.scrutiny = 0.8, s.by_alignment = 2.0, s.by_need = 1.5, s.by_resources = 0.6;
    s.goal_work = 0.8, s.formality = 0.7, s.term_months = 36, s.evaluation = 0.6, s.openness = 0.7, s.depth = 0.7;
    s.coordinator = 2, s.support = 3, s.school_led = 0.2;
}

void collective(Strategy& s) {
    aligned(s);
    s.goal_work = 0.6, s.formality = 0.6, s.equal_votes = 0.5, s.backbone = 1, s.shared_measurement = 0.8;
    s.pooled = 0.4, s.wanted = 4, s.coordinator = 0, s.equity = 0.3, s.depth = 0.5;
}

void equity_first(Strategy& s) {
    s.equity = 0.9, s.by_need = 1.5, s.scrutiny = 0.5, s.by_alignment = 1.0, s.depth = 0.6, s.goal_work = 0.4;
    s.openness = 0.6, s.by_reputation = 0.2;
}

void shared_governance(Strategy& s) {
    s.equal_votes = 0.9, s.openness = 0.95, s.goal_work = 0.5, s.scrutiny = 0.5, s.by_alignment = 1.2,
    s.formality = 0.5;
    s.term_months = 36, s.coordinator = 3;
}

void community_school(Strategy& s) {
    s.equity = 0.6, s.by_need = 1.2, s.wanted = 4, s.coordinator = 6, s.depth = 0.6, s.goal_work = 0.5,
    s.openness = 0.7;
    s.scrutiny = 0.5, s.by_alignment = 1.0, s.term_months = 36, s.co_funding = 0.6;
    programme(s, ProgrammeId::wraparound) = 2.0, programme(s, ProgrammeId::family_engagement) = 1.2;
    programme(s, ProgrammeId::after_school) = 0.8, programme(s, ProgrammeId::mentoring) = 0.5;
    kind(s, PartnerKind::nonprofit) = 0.8, kind(s, PartnerKind::agency) = 0.8;
}

void career(Strategy& s) {
    s.by_resources = 1.2, s.by_need = 1.0, s.formality = 0.5, s.depth = 0.6, s.goal_work = 0.4, s.scrutiny = 0.4;
    programme(s, ProgrammeId::internships) = 2.0, programme(s, ProgrammeId::career_academy) = 2.0;
    programme(s, ProgrammeId::mentoring) = 0.8;
    kind(s, PartnerKind::business) = 1.2;
}

void college(Strategy& s) {
    s.by_need = 1.0, s.formality = 0.7, s.term_months = 48, s.depth = 0.6, s.goal_work = 0.4, s.scrutiny = 0.4;
    programme(s, ProgrammeId::dual_enrolment) = 2.0, programme(s, ProgrammeId::scholarship_promise) = 1.2;
    programme(s, ProgrammeId::curriculum_co_design) = 1.0, programme(s, ProgrammeId::joint_research) = 0.8;
    programme(s, ProgrammeId::tutoring) = 0.6, kind(s, PartnerKind::university) = 1.2;
}

void technology(Strategy& s) {
    s.by_resources = 1.2, s.depth = 0.3, s.formality = 0.5, s.shared_measurement = 0.3;
    programme(s, ProgrammeId::computer_assisted_learning) = 2.0, programme(s, ProgrammeId::technology_access) = 1.2;
    kind(s, PartnerKind::technology) = 1.5;
}

void international(Strategy& s) {
    s.by_nearness = 0.0, s.scrutiny = 0.4, s.goal_work = 0.4, s.formality = 0.6;
    programme(s, ProgrammeId::exchange) = 2.0, programme(s, ProgrammeId::curriculum_co_design) = 1.0;
    programme(s, ProgrammeId::teacher_coaching) = 1.0, programme(s, ProgrammeId::joint_research) = 0.6;
    kind(s, PartnerKind::international) = 2.0, kind(s, PartnerKind::university) = 0.5;
}

void diversified(Strategy& s) {
    aligned(s);
    s.diversify = 0.9, s.reserve = 0.01, s.wanted = 4, s.term_months = 24, s.co_funding = 0.25;
}

} // namespace

const Table& lever_table() {
    static const Table table = [] {
        Table t;
        add_search(t);
        add_terms(t);
        add_running(t);
        return t;
    }();
    return table;
}

const std::vector<StrategyInfo>& shipped_strategies() {
    static const std::vector<StrategyInfo> all{
        make("go-it-alone", "going alone", "no partners are sought: the counterfactual",
             [](Strategy& s) { s.search_effort = 0, s.support = 0, s.co_funding = 0; }),
        make("opportunistic", "taking what is offered", "partners are taken as they come, for their means and names",
             [](Strategy&) {}),
        make("funder-led", "following the funders", "the largest givers are sought and decide",
             [](Strategy& s) {
                 s.by_resources = 3.0, s.by_need = 0.2, s.by_alignment = 0.1, s.scrutiny = 0, s.goal_work = 0,
                 s.school_led = 0, s.openness = 0.2, s.wanted = 4;
             }),
        make("aligned-agreements", "aligned agreements",
             "shared goals first: search, common ground, proposal, buy-in, a written agreement, evaluation", aligned),
        make("equity-first", "equity first", "support is steered to poor schools and low-income pupils", equity_first),
        make("shared-governance", "shared governance", "members decide together and in the open", shared_governance),
        make("collective-impact", "collective impact",
             "a backbone, shared measurement and pooled funds around one agenda", collective),
        make("community-school", "community schools",
             "services, families and after-school at the school, with a coordinator", community_school),
        make("career-pathways", "career pathways", "internships and academies with business", career),
        make("college-collaboration", "college collaboration",
             "dual enrolment, transfer and joint programmes with colleges", college),
        make("technology-first", "technology first", "software and computers with technology providers", technology),
        make("international-network", "an international network",
             "exchange, curriculum and teacher training across borders", international),
        make("diversified-reserved", "diversified and reserved",
             "aligned agreements with many partners, own money and a reserve against cuts", diversified),
    };
    return all;
}

const StrategyInfo* find_strategy(std::string_view id) {
    for (const StrategyInfo& info : shipped_strategies())
        if (info.id == id) return &info;
    return nullptr;
}

} // namespace models
