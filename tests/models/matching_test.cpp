#include "models/matching.h"

#include "tests/support/fixtures.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

using namespace models;

namespace {

constexpr std::size_t n_schools = 30, n_partners = 12;

/// Partners with means for one to three groups of twelve tutored pupils.
World market(std::uint64_t seed) {
    sim::Stream draw(sim::luck(seed, 0), 1, 0, 0);
    std::vector<School> schools;
    for (std::size_t i = 0; i < n_schools; ++i)
        schools.push_back(fixtures::school(fixtures::numbered("s", i), 0, 0, 30));
    std::vector<PartnerInput> partners;
    for (std::size_t k = 0; k < n_partners; ++k) {
        const double groups = 1.0 + draw.below(3), pupils = 12 * groups + 1;
        partners.push_back(fixtures::partner(fixtures::numbered("p", k), PartnerKind::nonprofit,
                                             {25 * pupils, 2 * pupils, 0.5 * pupils, 0, 0, 0}, {"tutoring"}));
    }
    return fixtures::world(fixtures::setup(schools, partners));
}

/// Groups of tutored pupils that partner k has means for: its volunteers are the least.
std::size_t places(const World& w, std::size_t k) {
    return static_cast<std::size_t>(w.partners.capacity[k * n_resources + 2] / 0.5 / 12);
}

std::vector<std::vector<Proposal>> random_lists(const World& w, std::uint64_t seed) {
    sim::Stream draw(sim::luck(seed, 1), 2, 0, 0);
    std::vector<std::vector<Proposal>> lists(w.institutions.size());
    for (std::size_t i = 0; i < lists.size(); ++i) {
        for (std::size_t k = 0; k < w.partners.size(); ++k)
            if (draw.bernoulli(0.5))
                lists[i].push_back(
                    {static_cast<sim::Row>(i), static_cast<sim::Row>(k), 0, 0.5, draw.uniform(), draw.uniform()});
        std::sort(lists[i].begin(), lists[i].end(), [](auto& a, auto& b) { return a.score > b.score; });
    }
    return lists;
}

/// Gale and Shapley's rounds as they wrote them: all free schools propose at once, partners keep the best.
std::map<sim::Row, sim::Row> by_rounds(const World& w, const std::vector<std::vector<Proposal>>& lists) {
    std::vector<std::size_t> next(lists.size(), 0);
    std::vector<std::vector<Proposal>> held(w.partners.size());
    std::vector<bool> is_held(lists.size(), false);
    for (bool moved = true; moved;) {
        moved = false;
        for (std::size_t i = 0; i < lists.size(); ++i)
            if (!is_held[i] && next[i] < lists[i].size()) {
                const Proposal& p = lists[i][next[i]++];
                held[p.partner].push_back(p);
                is_held[i] = moved = true;
            }
        for (std::size_t k = 0; k < held.size(); ++k) {
            std::sort(held[k].begin(), held[k].end(),
                      [](auto& a, auto& b) { return a.partner_liking > b.partner_liking; });
            while (held[k].size() > places(w, k)) {
                is_held[held[k].back().institution] = false;
                held[k].pop_back();
            }
        }
    }
    std::map<sim::Row, sim::Row> matched;
    for (const auto& mine : held)
        for (const Proposal& p : mine)
            matched[p.institution] = p.partner;
    return matched;
}

} // namespace

TEST_CASE("no school and partner would both rather have each other than what they got", "[models][matching]") {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        CAPTURE(seed);
        const World w = market(seed);
        const auto lists = random_lists(w, seed);
        const std::vector<Proposal> matches = match(w, lists);
        std::vector<double> got(lists.size(), -1), least(w.partners.size(), 2);
        std::vector<std::size_t> n(w.partners.size(), 0);
        for (const Proposal& p : matches) {
            CHECK(got[p.institution] == -1); // at most one a school
            got[p.institution] = p.score;
            least[p.partner] = std::min(least[p.partner], p.partner_liking);
            ++n[p.partner];
        }
        int blocking = 0;
        for (const auto& list : lists)
            for (const Proposal& p : list)
                if (p.score > got[p.institution] &&
                    (n[p.partner] < places(w, p.partner) || p.partner_liking > least[p.partner]))
                    ++blocking;
        CHECK(blocking == 0);
        for (std::size_t k = 0; k < n.size(); ++k)
            CHECK(n[k] <= places(w, k));
    }
}

TEST_CASE("a partner turns nobody away for a school it likes less in the same programme", "[models][matching]") {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        World w = market(seed);
        for (std::size_t k = 0; k < n_partners; ++k)
            w.partners.capacity[k * n_resources + 4] = w.partners.capacity[k * n_resources + 1]; // facilities
        auto lists = random_lists(w, seed);
        for (auto& list : lists)
            for (Proposal& p : list)
                p.programme = p.score > 0.5 ? static_cast<std::uint8_t>(ProgrammeId::family_engagement) : 0;
        const std::vector<Proposal> matches = match(w, lists);
        std::vector<double> got(lists.size(), -1);
        for (const Proposal& p : matches)
            got[p.institution] = p.score;
        int blocking = 0;
        for (const auto& list : lists)
            for (const Proposal& p : list)
                for (const Proposal& other : matches)
                    blocking += p.score > got[p.institution] && other.partner == p.partner &&
                                other.programme == p.programme && other.partner_liking < p.partner_liking;
        CAPTURE(seed);
        CHECK(blocking == 0);
    }
}

TEST_CASE("the matching is the one that schools like best of all stable ones", "[models][matching]") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        const World w = market(seed);
        const auto lists = random_lists(w, seed);
        std::map<sim::Row, sim::Row> matched;
        for (const Proposal& p : match(w, lists))
            matched[p.institution] = p.partner;
        CHECK(matched == by_rounds(w, lists));
    }
}

TEST_CASE("matches come sorted by school; empty lists match nobody", "[models][matching]") {
    const World w = market(3);
    const std::vector<Proposal> matches = match(w, random_lists(w, 3));
    CHECK(
        std::is_sorted(matches.begin(), matches.end(), [](auto& a, auto& b) { return a.institution < b.institution; }));
    CHECK(match(w, std::vector<std::vector<Proposal>>(n_schools)).empty());
}

TEST_CASE("partners like goals, good names, size and nearness, and under equity poor schools", "[models][matching]") {
    World w = fixtures::world(fixtures::small_region());
    w.parameters.seek.partner_alignment = 1, w.parameters.seek.partner_reputation = 0.6;
    w.parameters.seek.partner_size = 0.4;
    w.institutions.reputation[0] = 0.5;
    w.levers.search.equity = 0.9;
    // 0.7 + 0.6 x 0.5 + 0.4 x 450 / 1,450 + 0.9 x 0.2; regional partners are near to nobody.
    CHECK(partner_liking(w, 0, 0, 0.7) == Approx(0.7 + 0.3 + 0.4 * 450 / 1450 + 0.18));
    w.partners.is_regional[0] = 0;
    CHECK(partner_liking(w, 0, 0, 0.7) == Approx(0.7 + 0.3 + 0.4 * 450 / 1450 + 0.18 + 0.1));
}
