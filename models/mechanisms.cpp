#include "models/mechanisms.h"

namespace models {

const std::vector<Mechanism>& mechanisms() {
    static const std::vector<Mechanism> all{
        {"coordination",
         "partnerships and pairs of partners cost hours; without enough of them work is worse and ends sooner",
         {{"delivery.hours", 0}, {"renewal.overload", 0}, {"crisis.overload", 0}}},
        {"trust",
         "trust raises the quality of joint work, makes renewal likelier and crises rarer",
         {{"delivery.trust", 0}, {"delivery.clarity-trust", 0}, {"renewal.trust", 0}, {"crisis.trust", 0}}},
        {"contract-and-trust", "a clear agreement helps more where there is trust", {{"delivery.clarity-trust", 0}}},
        {"power",
         "who depends less decides more, and who is left out trusts less",
         {{"power.by-dependence", 0}, {"trust.unfairness", 0}}},
        {"staff-shortage",
         "the best staff are hired first, and full caseloads tell on quality",
         {{"delivery.staff-quality-sd", 0}, {"delivery.caseload", 0}}},
        {"fidelity-threshold",
         "badly run programmes reach pupils less than well run ones",
         {{"delivery.poor-ratio", 1}}},
        {"misfit", "work bent away from what pupils need is lost", {{"delivery.fit-power", 0}}},
        {"goal-drift", "organisations' goals move towards those they work with", {{"goals.susceptibility", 0}}},
        {"fade-out", "most of a programme's gain fades after its end", {{"student.lasting-share", 1}}},
        {"relation-luck", "some relations work better than any trait explains", {{"delivery.relation-sd", 0}}},
        {"chemistry", "some people get on and others do not", {{"trust.chemistry", 0}}},
        {"champions",
         "somebody in post who carries the partnership",
         {{"delivery.champion", 0}, {"renewal.champion", 0}, {"crisis.champion", 0}}},
        {"inner-trust",
         "trust within a school helps joint work and keeps teachers",
         {{"delivery.school-trust", 0}, {"leaders.teacher-trust", 0}}},
        {"absence", "days absent cost learning", {{"absence.effect", 0}}},
        {"money",
         "money above the usual raises learning and readiness",
         {{"money.learning", 0}, {"money.readiness", 0}}},
        {"schools",
         "schools' effects go back to their region's, classes differ from year to year, the youngest are tested less "
         "reliably",
         {{"student.school-memory", 1},
          {"student.school-drift-sd", 0.03},
          {"student.class-sd", 0},
          {"student.early-error", 0}}},
        {"cuts",
         "what a school does not pay is missing in the dose, and public partners are cut with public money",
         {{"money.own-cut", 0},
          {"partner.agency.by-public", 0},
          {"partner.university.by-public", 0},
          {"partner.nonprofit.by-public", 0}}},
        {"money-for-poor", "money helps low-income pupils more than others", {{"money.low-income-ratio", 1}}},
        {"stock", "a programme that is repeated adds less and less of what lasts", {{"student.stock-limit", 0}}},
        {"terms",
         "who depends more brings more of the money and is less free to leave, and slows talks",
         {{"power.money", 0}, {"power.exit", 0}, {"power.talks", 0}}},
        {"secrets",
         "goals hidden in talks stay hidden until they come out, and then cost trust",
         {{"trust.concealment", 0}}},
        {"common-pool",
         "all programmes of a county hire from one pool, against the quality of the trials' staff; smaller classes too",
         {{"delivery.common-pool", 0}, {"delivery.trial-pool", 1}, {"delivery.class-staff", 0}}},
        {"distance",
         "far partners and new agreements take more hours of coordination",
         {{"hours.distance", 0}, {"hours.new-tie", 0}}},
        {"strain", "leaders of schools in need have less time to look for partners", {{"seek.strain", 0}}},
        {"turnover", "partners close and others open in their place", {{"partner.close-rate", 0}}},
        {"learning",
         "leaders take up the programmes that they see succeed and drop those that disappoint",
         {{"leaders.learn-rate", 0}, {"partner.imitate", 0}}},
    };
    return all;
}

const Mechanism* find_mechanism(std::string_view id) {
    for (const Mechanism& mechanism : mechanisms())
        if (mechanism.id == id) return &mechanism;
    return nullptr;
}

void switch_off(Parameters& parameters, const Mechanism& mechanism) {
    for (const auto& [id, value] : mechanism.off)
        parameter_table().at(parameters, *parameter_table().find(id)) = value;
}

} // namespace models
