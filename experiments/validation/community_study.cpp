// Community schools, and neighbourhood services on top of a school programme.
#include "experiments/validation/studies.h"

#include <limits>

namespace experiments {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr auto wraparound = static_cast<std::size_t>(models::ProgrammeId::wraparound);
constexpr auto families = static_cast<std::size_t>(models::ProgrammeId::family_engagement);

/// A region that seeks wraparound services, and `school` programmes if asked, and nothing else.
models::Setup services(const Laboratory& lab, bool with_school) {
    models::Setup setup = lab.setup("kern", "community-school");
    for (std::size_t g = 0; g < models::n_programmes; ++g) {
        const auto id = static_cast<models::ProgrammeId>(g);
        const bool is_school = id == models::ProgrammeId::tutoring || id == models::ProgrammeId::after_school ||
                               id == models::ProgrammeId::teacher_coaching;
        if (g != wraparound && g != families && !(with_school && is_school)) setup.parameters.programme[g].coverage = 0;
    }
    if (!with_school) setup.parameters.programme[families].coverage = 0;
    return setup;
}

/// Chronic absence [points] and tests [SD] of `who` in two worlds.
struct Difference {
    double chronic = nan, test = nan;
};
template <class Who>
Difference difference(const models::World& with, const models::World& without, Who who) {
    const auto& p = with.parameters.absence;
    const double days = p.chronic_share * p.days_per_month * 10;
    double n = 0, chronic = 0, test = 0;
    for_each_pair(census(without), census(with), [&](const Pupil& a, const Pupil& b) {
        if (!who(b)) return;
        n += 1, test += b.test - a.test;
        chronic += (b.absent >= days ? 100.0 : 0.0) - (a.absent >= days ? 100.0 : 0.0);
    });
    return n > 0 ? Difference{chronic / n, test / n} : Difference{};
}

/// Two years of services from the second year on, against the twin without them.
template <class Silence, class Who>
Difference two_years(const Laboratory& lab, const models::Setup& setup, std::uint32_t r, Silence silence, Who who) {
    models::World with = lab.world(setup, r);
    lab.advance(with, 24);
    models::World without = with;
    silence(without);
    lab.advance(with, 12 + june);
    lab.advance(without, 12 + june);
    return difference(with, without, who);
}

} // namespace

Findings community_study(const Laboratory& lab) {
    const auto in = [](std::size_t g) { return [g](const Pupil& p) { return (p.programmes >> g & 1u) != 0; }; };
    const models::Setup alone = services(lab, false), zone = services(lab, true);
    const auto schools =
        lab.each(8, [&](std::uint32_t r) { return two_years(lab, alone, r, silence_programmes, in(wraparound)); });
    const auto add_on = lab.each(8, [&](std::uint32_t r) {
        const auto silence = [](models::World& w) { silence_programme(w, wraparound), silence_programme(w, families); };
        return two_years(lab, zone, r, silence, [](const Pupil& p) {
            const std::uint32_t both = 1u << wraparound | 1u << families;
            return (p.programmes & both) != 0 && (p.programmes & ~both) != 0; // the school's programme and the zone's
        });
    });
    std::vector<double> chronic, test, zone_test;
    for (const Difference& d : schools)
        chronic.push_back(d.chronic), test.push_back(d.test);
    for (const Difference& d : add_on)
        zone_test.push_back(d.test);
    return {finding("V23.chronic-absence", chronic, "Kern, wraparound alone, participants after two years"),
            finding("V23.score", test, "the same pupils' tests"),
            finding("V24", zone_test,
                    "Kern, pupils in a school programme and in neighbourhood services, less their twins without the "
                    "services")};
}

} // namespace experiments
