#pragma once
/// \file
/// Fields of leaders, search, talks, power, money flows and delivery; their rows with default, range and evidence
/// stand in parameters_partnership.cpp.

#include "sim/parameter.h"

namespace models {

using sim::unset;

/// Turnover of leaders and teachers, champions.
struct LeadersParameters {
    double principal_rate = unset;       ///< Principals who leave their school [1/year]
    double superintendent_rate = unset;  ///< Superintendents who leave [1/year]
    double teacher_rate = unset;         ///< Teachers who leave their school [1/year]
    double champion_start = unset;       ///< Schools that have a champion of partnerships at the start [probability]
    double champion_rate = unset;        ///< Chance that a school without a champion finds one [1/month]
    double champion_with_leader = unset; ///< Chance that the champion goes with a leaving head [probability]
    double trust_loss = unset;           ///< Share of a school's inner trust lost with its principal [share]
    double teacher_adjust = unset;       ///< Speed at which teachers' turnover follows its causes [1/month]
    double learn_rate = unset;    ///< Speed at which leaders' opinion of a programme follows what they see [1/term]
    double learn_error = unset;   ///< Error of one success as leaders see it [index]
    double imitate = unset;       ///< Weight of that opinion when a school looks for partners [weight]
    double drop = unset;          ///< Weight of it when an agreement is due [logit]
    double teacher_trust = unset; ///< Fall of teachers' turnover from no to full trust within the school [1/year]
};

/// Looking for partners.
struct SeekParameters {
    double near_candidates = unset;     ///< Nearest local partners a school may consider [count]
    double regional_candidates = unset; ///< Regional partners a school may consider [count]
    double awareness = unset;           ///< Chance that a candidate comes to mind in a month [probability]
    double error_sd = unset;            ///< Error of a judged alignment without scrutiny [index]
    double masking = unset;             ///< Share of misalignment that stays hidden without scrutiny [share]
    double distance = unset;            ///< Distance at which nearness counts half [km]
    double regional_nearness = unset;   ///< Nearness of a partner who works in the whole region [index]
    double proposals = unset;           ///< Partners a school approaches in a month, best first [count]
    double group_min = unset;           ///< Smallest group worth a partnership [students]
    double partner_alignment = unset;   ///< How much partners look for shared goals [weight]
    double partner_reputation = unset;  ///< How much partners look for reputed schools [weight]
    double partner_size = unset;        ///< How much partners look for large schools [weight]
    double size_half = unset;           ///< Pupils at which a school's reach counts half to a partner [students]
    double partner_near = unset;        ///< What a local partner adds for schools being near [weight]
    double taste_sd = unset;            ///< Lasting liking between two organisations that no trait explains [index]
    double size_power = unset;          ///< How the wanted number of partnerships grows with pupils over 1,000 [power]
    double strain = unset;              ///< Fall of search with low-income pupils above the mean [log/share]
    double room = unset; ///< Coordination hours a school is ready to promise against those it has [ratio]
};

/// From first talks to an agreement.
struct TalksParameters {
    double pace = unset;              ///< Rate of passing a stage of talks when nothing stands in the way [1/month]
    double misalignment = unset;      ///< How much misalignment slows talks [log]
    double culture = unset;           ///< How much cultural distance slows talks [log]
    double regulation = unset;        ///< How much extra legal steps slow talks [log]
    double inequality = unset;        ///< How much unequal alternatives slow talks [log]
    double formality = unset;         ///< How much writing more down slows the last stages [log]
    double fail_rate = unset;         ///< Chance that easy talks fail [1/month]
    double fail_misalignment = unset; ///< How much misalignment makes talks fail [log]
    double fail_culture = unset;      ///< How much cultural distance makes talks fail [log]
    double fail_inequality = unset;   ///< How much unequal alternatives make talks fail [log]
    double fail_regulation = unset;   ///< How much extra legal steps make talks fail [log]
    double hours = unset;             ///< Coordination hours that talks take a school [h/month]
    double common_ground = unset;     ///< Speed at which work on common ground bears fruit [1/month]
    double common_ground_max = unset; ///< Share of misalignment that such work can bridge [share]
    double thin_dose = unset;         ///< Dose a pupil gets when many are to be reached [share]
    double partner_part_max = unset;  ///< Part of a partner's capacity that one school may be pledged [share]
};

/// Who decides in a partnership.
struct PowerParameters {
    double by_dependence = unset;     ///< How far power follows dependence [share]
    double alternatives = unset;      ///< How fast dependence falls with alternatives [1/count]
    double school_led_weight = unset; ///< Weight of the school where schools lead [share]
    double money = unset;             ///< How far who decides moves the cash between the two sides [share]
    double exit = unset;              ///< How much freer the side that depends less is to leave, at the most [logit]
    double talks = unset;             ///< How far dependence, not the number of others, makes talks unequal [share]
    double backbone_rule = unset;     ///< How far a backbone replaces power by equal votes [share]
};

/// How goals move towards each other.
struct GoalsParameters {
    double susceptibility = unset; ///< Weight of others' views at full ties [share]
    double half_tie = unset;       ///< Sum of tie weights at which others' views count half of that [weight]
    double fit_relevance = unset;  ///< Weight of what a programme is for in its fit [share]
};

/// Money and hours that partners give, and what schools save.
struct FlowsParameters {
    double delivery_sd = unset;        ///< Monthly luck of what a partner can deliver [share]
    double formality_steadies = unset; ///< Share of that luck that a full agreement removes [share]
    double savings_months = unset;     ///< Months of funds a partner may save [month]
    double reserve_target = unset;     ///< Share of a year's budget at which a school stops saving [share]
};

/// Hours of coordination that schools have and need.
struct HoursParameters {
    double school = unset;           ///< Coordination hours of the smallest school [h/month]
    double per_1000 = unset;         ///< Coordination hours more for each 1,000 pupils [h/month]
    double cut_first = unset;        ///< Fall of a school's coordination hours against a fall of its spending [ratio]
    double support = unset;          ///< Rise of hours from no to full community support [share]
    double pair = unset;             ///< Hours that each pair of a school's partners costs it [h/month]
    double distance = unset;         ///< Coordination hours that a partner at an endless distance adds to a tie [share]
    double new_tie = unset;          ///< Coordination hours that a tie adds in its first month [share]
    double new_months = unset;       ///< Months after which a tie takes no more than its usual hours [month]
    double shared_decisions = unset; ///< Coordination hours that deciding by equal votes adds [share]
    double backbone_relief = unset;  ///< Share of coordination hours a funded backbone takes over [share]
    double measurement_relief = unset; ///< Share of coordination hours that shared measurement saves [share]
};

/// How well programmes are delivered, and what that does.
struct DeliveryParameters {
    double start = unset;          ///< Fidelity of a new programme [share]
    double base = unset;           ///< Log-odds of fidelity when nothing helps [logit]
    double trust = unset;          ///< Fidelity gained from no to full mutual trust [logit]
    double alignment = unset;      ///< Fidelity gained from no to full alignment [logit]
    double hours = unset;          ///< Fidelity gained from no to enough coordination hours [logit]
    double champion = unset;       ///< Fidelity gained with a champion in post [logit]
    double clarity = unset;        ///< Fidelity gained with a clear agreement [logit]
    double clarity_trust = unset;  ///< Extra of a clear agreement under full trust [logit]
    double substitution = unset;   ///< How far trust, goals, hours and contract replace each other; 1 = fully [power]
    double link_least = unset;     ///< Least that one of these four counts where they complete each other [share]
    double culture = unset;        ///< Fidelity lost at full cultural distance [logit]
    double caseload = unset;       ///< Fidelity lost when staff is used to the full [logit]
    double caseload_least = unset; ///< Least share of its staff that a partner is taken to use [share]
    double evaluation = unset;     ///< Fidelity gained by evaluating and correcting [logit]
    double support_effect = unset; ///< Fidelity gained with each dollar of support a pupil and month [logit/USD]
    double school_trust = unset;   ///< Fidelity gained from no to full trust within the school [logit]
    double adjust = unset;         ///< Speed at which fidelity follows its causes [1/month]
    double threshold = unset;      ///< Fidelity at which a programme's effect is half way up [share]
    double steepness = unset;      ///< How sharp that threshold is [1/share]
    double poor_ratio = unset;     ///< Effect of a badly delivered programme against a well delivered one [ratio]
    double saturation = unset;     ///< Dose at which half of what is possible beyond is reached [share]
    double relation_sd = unset;    ///< Luck of a relation in its effect [log]
    double fit_power = unset;      ///< How strongly effect falls when a programme is bent away from need [power]
    double equity_tilt = unset;    ///< How far programmes steered so take low-income pupils first [share]
    double share_inside = unset;   ///< How far from 0 and 1 the low-income share is kept in that [share]
    double staff_pool = unset;     ///< Hours a month of suitable people whom one organisation can find [h/month]
    double pool_least = unset;     ///< Least share of the people within reach that is taken [share]
    double common_pool = unset;    ///< How far staff is hired from one pool of the county [share]
    double pool_per_1000 = unset;  ///< Hours of suitable people in a county for each 1,000 pupils [h/month]
    double trial_pool = unset;     ///< Share of the people within reach at work in the trials behind effects [share]
    double class_staff = unset;    ///< Hours of teachers that a pupil of a smaller class takes from the pool [h/month]
    double staff_quality_sd = unset; ///< Spread of quality among a partner's possible staff [share]
};

} // namespace models
