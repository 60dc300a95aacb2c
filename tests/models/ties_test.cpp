#include "models/ties.h"

#include "sim/graph.h"

#include <catch2/catch.hpp>

using namespace models;

namespace {

/// Some schools and partners with several programmes between them, in the table's order; one of them still in talks.
World tied() {
    World w;
    w.institutions.key.resize(4), w.partners.key.resize(3);
    Partnerships& all = w.partnerships;
    all.institution = {0, 0, 0, 0, 1, 3, 3};
    all.partner = {2, 0, 0, 1, 2, 1, 2}; // sorted by key, which is not the order of rows
    all.key.resize(all.institution.size());
    all.stage.assign(all.institution.size(), Stage::active);
    all.stage[4] = Stage::proposal;
    return w;
}

const std::vector<double> weights{0.1, 0.7, 1e-9, 0.3, 5.0, 0.2, 0.6};
double weight(std::size_t m) { return weights[m]; }

} // namespace

TEST_CASE("ties of schools and partners stand in the order of the others' rows", "[models][ties]") {
    const BothTies ties = active_ties(tied());
    CHECK(ties.of_schools.begin == std::vector<std::uint32_t>{0, 4, 4, 4, 6});
    CHECK(ties.of_schools.rows == std::vector<std::uint32_t>{1, 2, 3, 0, 5, 6});
    CHECK(ties.of_partners.begin == std::vector<std::uint32_t>{0, 2, 4, 6});
    CHECK(ties.of_partners.rows == std::vector<std::uint32_t>{1, 2, 3, 5, 0, 6});
}

TEST_CASE("sums over ties have the bits of the sparse graph", "[models][ties]") {
    const World w = tied();
    const Partnerships& all = w.partnerships;
    const BothTies ties = active_ties(w);
    std::vector<sim::Edge> edges;
    for (std::size_t m = 0; m < all.size(); ++m)
        if (all.stage[m] == Stage::active) edges.push_back({all.institution[m], all.partner[m], weights[m]});
    sim::Graph graph = sim::make_graph(4, 3, edges);
    const Eigen::VectorXd sums = graph * Eigen::VectorXd::Ones(3);
    sim::normalise_rows(graph);
    const Eigen::VectorXd values = Eigen::Vector3d(0.3, -1.7, 2.9), means = graph * values;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto row = static_cast<Eigen::Index>(i);
        CHECK(strength(ties.of_schools, i, all.partner, weight) == sums[row]);
        CHECK(mean_over_ties(ties.of_schools, i, all.partner, weight,
                             [&](sim::Row k) { return values[static_cast<Eigen::Index>(k)]; }) == means[row]);
    }
}

TEST_CASE("several programmes with one partner are one tie", "[models][ties]") {
    const World w = tied();
    const BothTies ties = active_ties(w);
    std::vector<sim::Row> met;
    for_each_tie(ties.of_schools, 0, w.partnerships.partner, weight, [&](sim::Row k, double) { met.push_back(k); });
    CHECK(met == std::vector<sim::Row>{0, 1, 2});
    CHECK(strength(ties.of_schools, 1, w.partnerships.partner, weight) == 0.0);
    CHECK(mean_over_ties(ties.of_schools, 1, w.partnerships.partner, weight, [](sim::Row) { return 1.0; }) == 0.0);
}
