#pragma once
/// \file
/// Input data of a region as the model takes it: facts of schools, and partners and ties where the user has them.
/// scenarios/region.h reads it from CSV; units are those of the files.

#include "models/given.h"
#include "models/institution.h"
#include "models/partner.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace models {

/// One school, district or college.
struct School {
    std::string id; ///< Unique.
    std::string name;
    std::string county;
    InstitutionKind kind = InstitutionKind::primary;
    int grade_low = 0; ///< Kindergarten = 0, college = 13.
    int grade_high = 8;
    double enrolment = 0;             ///< [pupils]
    double teachers = 0;              ///< [full-time equivalents]; 0 in a synthetic school = as usual
    double spending_per_pupil = 0;    ///< [USD of the region's money year]
    double low_income_share = 0;      ///< Reduced-price lunch [share]
    double language_share = 0;        ///< English learners [share]
    double income_usd = 0;            ///< District average [USD]; 0 = unknown
    std::optional<double> mean_score; ///< Scaled score; absent in mode B
    std::optional<double> x_km, y_km; ///< Position; drawn where absent
    std::string feeds;                ///< Id of the school its leavers go to; "" = chosen by the model
    /// Where leavers go who go to several schools: ids and shares; empty = all to `feeds`.
    std::vector<std::pair<std::string, double>> choices;
    std::optional<double> latitude, longitude; ///< [degree]
    // Own rates that the school starts from; drawn by the model where absent.
    std::optional<double> graduation_rate;      ///< Of a cohort of grade 9 [share]
    std::optional<double> chronic_absence_rate; ///< Pupils absent 10 % of days and more [share]
    std::optional<double> college_entry_rate;   ///< Of graduates [share]
    std::optional<double> trust;                ///< Among staff and families, from a survey [0-1]
    bool is_synthetic = false;

    bool operator==(const School&) const = default;
};

/// One partner of the user's partners.csv.
struct PartnerInput {
    std::string id; ///< Unique.
    std::string name;
    PartnerKind kind = PartnerKind::nonprofit;
    Resources capacity{};                ///< A month; unset (NaN) = follows from its ties and its kind
    std::vector<std::string> programmes; ///< Ids it can run; empty = those usual for its kind
    std::vector<std::string> usual;      ///< Those usual for a kind that the model has none of its own for
    std::optional<Goals> goals;          ///< Shares; drawn where absent
    std::optional<double> x_km, y_km;
    std::optional<double> horizon_months;
    std::optional<double> reputation;

    bool operator==(const PartnerInput&) const = default;
};

/// One tie of the user's ties.csv: a running partnership with survey scores (PARTNER, 1 to 4).
struct Tie {
    std::string school, partner, programme;                  ///< Ids
    std::optional<double> months;                            ///< Age; drawn within one term where absent [month]
    std::optional<double> share;                             ///< Of a full programme: hours, money and pupils [0-1]
    std::optional<double> usd_per_year;                      ///< Paid for it [USD of the money year]
    std::optional<double> pupils;                            ///< In it
    std::optional<double> begins_in, ends_in;                ///< After month 0; begins_in > 0 = not yet [month]
    Payer payer = Payer::partner;                            ///< Who can cut it
    std::optional<double> reliability, mission, openness;    ///< The school's view of the partner [1-4]
    std::optional<double> influence, involvement, resources; ///< [1-4]

    bool operator==(const Tie&) const = default;
};

/// A region: what the data say, and what is to be generated and labelled synthetic.
struct Region {
    std::string name;
    int money_year = 1999;        ///< Dollars of which year the money columns are in
    double score_mean = 647.9;    ///< Mean of all pupils on the scale of mean_score [points]
    double score_pupil_sd = 45.0; ///< SD of pupils on that scale [points]
    std::vector<School> schools;
    std::vector<PartnerInput> partners;
    std::vector<Tie> ties;
    bool synthetic_partners = true;     ///< Draw partners from the seed (when `partners` is empty)
    double partners_per_10000 = 14.0;   ///< Synthetic partners for 10,000 pupils
    bool synthetic_secondary = false;   ///< Add secondary schools fed by the region's leavers
    double pupils_per_secondary = 1400; ///< Their aimed size [pupils]
    int feeder_grade = 5;               ///< They take leavers of schools that end with this grade or later
    std::optional<double> choice_km;    ///< Leavers choose by distance (this scale) and size [km]
    bool synthetic_college = false;     ///< Add one community college fed by the secondary schools
    double college_share = 0.25;        ///< Places in that college for each leaver of a secondary school
    std::vector<std::string> caveats;   ///< Printed with every result on these data

    bool operator==(const Region&) const = default;
};

/// The region with its synthetic secondary schools and college, each labelled so, and every `feeds` settled: a school
/// whose leavers have a next grade in its county goes to the receiver with the fewest leavers so far. Deterministic, no
/// draws.
Region completed(const Region& region);

/// What a made-up country is made of; published distributions where there are any.
struct SyntheticRegion {
    std::string name = "Synthetic country";
    double students = 50e6;           ///< In grades K to 12
    double schools = 80e3;            ///< Of grades K to 8; secondary schools are added to them
    double counties = 3100;           ///< Their sizes are log-normal
    double county_size_sd = 1.2;      ///< [log]
    double school_size_sd = 0.8;      ///< [log]
    double background_sd = 0.515;     ///< Between schools, sqrt of S-SES-SEG [SD of pupils]
    double smallest_school = 20;      ///< Least enrolment [pupils]
    int last_grade = 8;               ///< Of the schools drawn
    double language_share = 0.10;     ///< Mean share of English learners
    double language_sd = 0.5;         ///< Of schools' shares around that and poverty [log]
    double language_most = 0.9;       ///< Largest share of a school
    double spending_per_pupil = 5500; ///< Mean [USD]
    double spending_cv = 0.15;        ///< M-PP-CV
    double pupils_per_secondary = 850;
    double partners_per_10000 = 10;
    std::uint64_t seed = 1; ///< Of the country itself; replicates share it
};

/// A region made of these distributions, every school labelled synthetic. `within_sd` and `cut` turn background into
/// the low-income share (student.ses-within-sd, student.low-income-cut).
Region make_region(const SyntheticRegion& spec, double within_sd, double cut);

} // namespace models
