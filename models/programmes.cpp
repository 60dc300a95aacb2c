// What each programme is (whom and which ends it serves: learning, attendance, equity, career, college), what it does
// and what it takes, with evidence.
#include "models/parameters.h"

#include <string>

namespace models {

using sim::assumed;
using sim::cited;
using Table = sim::ParameterTable<Parameters>;

const std::array<ProgrammeInfo, n_programmes> programme_infos{{
    {"tutoring", "small groups with a tutor several times a week, in school hours", 0, 12, {1, .1, .5, 0, .2}},
    {"mentoring", "one adult meets one pupil for a year or longer", 1, 12, {.3, .6, .6, .2, .1}},
    {"after-school", "skills and care after lessons", 0, 8, {.5, .5, .6, .1, 0}},
    {"teacher-coaching", "coaches work with teachers in their classrooms", 0, 12, {1, 0, .2, 0, .2}},
    {"curriculum-co-design", "teachers and experts write and try units together", 0, 12, {.9, .1, .2, .2, .2}},
    {"wraparound", "community school: health, family and attendance services at school", 0, 12, {.2, 1, .9, .1, 0}},
    {"family-engagement", "families as partners in learning and attendance", 0, 9, {.4, .8, .6, 0, .1}},
    {"technology-access", "computers and connections", 0, 12, {.2, 0, .4, .2, 0}},
    {"computer-assisted-learning", "software that teaches and adapts", 1, 12, {.9, 0, .3, .1, 0}},
    {"internships", "work-based learning with employers", 10, 14, {0, .2, .3, 1, .1}},
    {"career-academy", "school within a school around a line of work", 9, 12, {.1, .3, .4, 1, .1}},
    {"dual-enrolment", "college courses while at school; early college", 10, 12, {.2, .1, .3, .3, 1}},
    {"scholarship-promise", "a promise to pay for college", 9, 12, {.1, .2, .6, .1, 1}},
    {"exchange", "students and staff abroad and from abroad", 7, 14, {.1, .1, 0, .3, .5}},
    {"joint-research", "pupils and teachers in research projects", 9, 14, {.3, 0, 0, .4, .6}},
    {"class-size-funding", "money for smaller classes", 0, 3, {1, .1, .4, 0, 0}},
    {"arts", "teaching artists and cultural organisations with a school's pupils", 0, 12, {.3, .4, .5, .1, .2}},
}};

int programme_index(std::string_view id) {
    for (std::size_t g = 0; g < n_programmes; ++g)
        if (programme_infos[g].id == id) return static_cast<int>(g);
    return -1;
}

namespace {

/// Adds rows of one programme. `effect` rows first, then needs; whatever is not named is 0 by definition.
class Rows {
  public:
    Rows(Table& table, ProgrammeId id)
        : t_(table), p_(table.prototype().programme[static_cast<std::size_t>(id)]),
          id_("programme." + std::string{programme_infos[static_cast<std::size_t>(id)].id} + ".") {}

    Rows& learning(double v, sim::Range r, sim::Evidence e) {
        return row("learning", p_.learning, v, "SD/year", r, e,
                   "gain of a participant at full dose, well delivered, needed");
    }
    Rows& practice(double v, sim::Range r, sim::Evidence e) {
        return row("practice", p_.practice, v, "SD/year", r, e,
                   "gain of all pupils once teaching has changed throughout");
    }
    Rows& absence(double v, sim::Range r, sim::Evidence e) {
        return row("absence", p_.absence, v, "share", r, e, "share of a participant's absence avoided");
    }
    Rows& readiness(double v, sim::Range r, sim::Evidence e) {
        return row("readiness", p_.readiness, v, "SD/year", r, e, "gain in career readiness");
    }
    Rows& college(double v, sim::Range r, sim::Evidence e) {
        return row("college", p_.college, v, "logit", r, e, "rise of the log-odds of college entry of a participant");
    }
    Rows& staying(double v, sim::Range r, sim::Evidence e) {
        return row("staying", p_.staying, v, "log-hazard", r, e, "fall of a participant's log-hazard of dropping out");
    }
    Rows& short_harm(double months, double harm) {
        row("months-min", p_.months_min, months, "month", {3, 18}, cited("P-MENT-DUR"),
            "shorter participation does harm", "deliver-activities renew-partnerships");
        return row("harm", p_.harm, harm, "SD", {0, 0.1}, assumed("very short matches do harm; size assumed"),
                   "loss of a participant when cut short", "renew-partnerships");
    }
    /// Coverage [share], coordination [h/month] and the need of a participant's month [2018 USD, h, h, places, places,
    /// seats].
    Rows& takes(double coverage, double coordination, Resources need, sim::Evidence e) {
        row("coverage", p_.coverage, coverage, "share", {0.01, 1}, assumed("usual size where it is run"),
            "share of eligible pupils a fully resourced school enrols", "seek-partners negotiate-agreements");
        row("coordination", p_.coordination, coordination, "h/month", {0.5, 30},
            assumed("meetings and paper of one such programme"), "hours a school needs to run it",
            "seek-partners deliver-activities");
        constexpr std::array<const char*, n_resources> units{"USD2018/month", "h/month", "h/month",
                                                             "places",        "places",  "seats"};
        for (std::size_t r = 0; r < n_resources; ++r)
            if (need[r] > 0)
                row("need-" + std::string{resource_names[r]}, p_.need[r], need[r], units[r], {0, 10 * need[r]}, e,
                    "what a participant's month takes",
                    r == 0 ? "seek-partners negotiate-agreements share-decisions allocate-resources deliver-activities"
                           : "seek-partners negotiate-agreements share-decisions deliver-activities");
        return *this;
    }

  private:
    Rows& row(const std::string& what, const double& field, double value, const char* unit, sim::Range range,
              const sim::Evidence& evidence, const char* summary, const char* acts_in = "deliver-activities") {
        t_.add(id_ + what, field, value, unit, range, evidence, summary, acts_in);
        return *this;
    }
    Table& t_;
    const Programme& p_;
    std::string id_;
};

const sim::Evidence usual = assumed("no cost study in the evidence base; usual staffing");

void add_school_age(Table& t) {
    using enum ProgrammeId;
    Rows(t, tutoring)
        .learning(0.29, {0.05, 0.37},
                  cited("P-TUT-NOQ24, P-TUT-NASH", "well delivered; .065 at scale must come from delivery"))
        .takes(0.15, 4, {25, 2.0, 0.5, 0, 0, 0}, cited("P-SAGA-COST", "$4,800 at two pupils a tutor; here four"));
    Rows(t, mentoring)
        .learning(0.09, {0.05, 0.13}, cited("P-MENT-SBM"))
        .absence(0.10, {0.0, 0.2}, cited("P-MENT-G", "mixed outcomes .21; share assumed"))
        .readiness(0.05, {0.0, 0.15}, cited("P-MENT-G", "mixed outcomes; share assumed"))
        .short_harm(9, 0.03)
        .takes(0.08, 3, {8, 1.0, 3.0, 0, 0, 0}, cited("P-MENT-COST"));
    Rows(t, after_school)
        .learning(0.11, {0.0, 0.20}, cited("P-OST, P-ASP-SAFE"))
        .absence(0.06, {0.0, 0.15}, assumed("attendance of participants rises a little; size assumed"))
        .takes(0.20, 5, {20, 2.5, 1.0, 0, 1, 0}, usual);
    Rows(t, teacher_coaching)
        .practice(0.18, {0.10, 0.25}, cited("P-COACH-ACH"))
        .takes(0.50, 4, {3, 0.5, 0, 0, 0, 0}, usual);
    Rows(t, curriculum_co_design)
        .practice(0.10, {0.03, 0.15}, cited("P-CSR-ES", "external whole-school providers .09 to .12"))
        .takes(0.60, 4, {4, 0.25, 0, 0, 0, 0}, usual);
    Rows(t, wraparound)
        .learning(0.02, {0.0, 0.05}, cited("P-CS-CA-ES", "no or small gains in tests"))
        .absence(0.40, {0.2, 0.55}, cited("P-CS-CA-ES, P-CS-CA-RD", "-5.6 to -7.3 points of about 15 to 20"))
        .staying(0.50, {0.1, 0.8}, cited("P-CC-DROP", "8 against 15 %"))
        .takes(0.50, 6, {15, 1.0, 0.3, 0, 0.1, 0}, cited("P-CC-COST", "$4,570 over six years"));
    Rows(t, family_engagement)
        .learning(0.06, {0.0, 0.25}, cited("P-FSP", "0.25 is optimistic; large reviews call it small"))
        .absence(0.12, {0.05, 0.25}, cited("S-NUDGE"))
        .takes(0.30, 3, {2, 0.3, 0.3, 0, 0, 0}, usual);
    Rows(t, technology_access)
        .readiness(0.02, {0.0, 0.1}, assumed("handling computers; size assumed"))
        .takes(0.40, 2, {2, 0.05, 0, 0, 0, 1}, usual);
    Rows(t, computer_assisted_learning)
        .learning(0.10, {0.0, 0.20}, cited("P-EDTECH-CAL"))
        .takes(0.35, 3, {3, 0.1, 0, 0, 0, 1}, usual);
    Rows(t, class_size_funding)
        .learning(0.20, {0.09, 0.31}, cited("P-STAR-K"))
        .takes(0.60, 1, {170, 0, 0, 0, 0, 0}, cited("M-PP-CUR", "a third more teachers for a cut of seven pupils"));
}

void add_arts(Table& t) {
    Rows(t, ProgrammeId::arts)
        .learning(0.05, {0.0, 0.13},
                  cited("P-ARTS-HOU", "writing .13, reading not significant; a mean over tested subjects, assumed"))
        .absence(0.03, {0.0, 0.08}, cited("P-ARTS-BOS", "a third of a day of about ten; more where absence is chronic"))
        .readiness(0.02, {0.0, 0.1}, assumed("aspirations rise in primary schools (P-ARTS-HOU); size assumed"))
        .takes(0.25, 3, {10, 1.0, 0.2, 0, 0, 0}, usual);
}

void add_upper(Table& t) {
    using enum ProgrammeId;
    Rows(t, internships)
        .readiness(0.20, {0.05, 0.4},
                   cited("P-YEARUP", "earnings +33 % for young adults; less for pupils, size assumed"))
        .staying(0.15, {0.0, 0.4}, cited("P-LL", "dropout -2 points"))
        .takes(0.15, 4, {5, 0.4, 0, 1, 0, 0}, usual);
    Rows(t, career_academy)
        .readiness(0.15, {0.05, 0.3}, cited("P-CA-EARN", "earnings +11 %; no effect on attainment"))
        .staying(0.15, {0.0, 0.4}, cited("P-LL, P-PTECH"))
        .takes(0.20, 6, {15, 0.5, 0, 0.4, 0, 0}, usual);
    Rows(t, dual_enrolment)
        .college(0.55, {0.2, 0.9}, cited("P-DE-WWC, P-EC-BA", "about +12 points at the middle"))
        .readiness(0.03, {0.0, 0.1}, assumed("credits earned; size assumed"))
        .takes(0.20, 5, {20, 1.0, 0, 0, 0, 0}, usual);
    Rows(t, scholarship_promise)
        .college(0.40, {0.0, 0.8}, cited("P-SAYYES, P-KZOO", "+8 points of entry"))
        .takes(0.40, 2, {60, 0.05, 0, 0, 0, 0}, usual);
    Rows(t, exchange)
        .readiness(0.05, {0.0, 0.15}, assumed("no effect size in the evidence base"))
        .takes(0.05, 6, {40, 0.5, 0, 0, 0, 0}, usual);
    Rows(t, joint_research)
        .readiness(0.08, {0.0, 0.2}, assumed("no effect size in the evidence base"))
        .college(0.10, {0.0, 0.3}, assumed("no effect size in the evidence base"))
        .takes(0.05, 5, {15, 1.0, 0, 0, 0.2, 0}, usual);
}

} // namespace

void add_programme_rows(Table& table) {
    add_school_age(table);
    add_upper(table);
    add_arts(table);
}

} // namespace models
