#include "sim/graph.h"

#include "sim/assert.h"
#include "sim/random.h"

#include <catch2/catch.hpp>

namespace {

/// Edges both ways.
std::vector<sim::Edge> both_ways(std::vector<std::pair<sim::Row, sim::Row>> pairs) {
    std::vector<sim::Edge> edges;
    for (const auto& [a, b] : pairs) {
        edges.push_back({a, b, 1.0});
        edges.push_back({b, a, 1.0});
    }
    return edges;
}

std::vector<double> values(const sim::Graph& graph) { return {graph.valuePtr(), graph.valuePtr() + graph.nonZeros()}; }

} // namespace

TEST_CASE("a graph holds its edges by row and column", "[sim][graph]") {
    const sim::Graph graph = sim::make_graph(2, 3, {{1, 2, 0.5}, {0, 1, 2.0}, {1, 0, 3.0}});
    CHECK(graph.rows() == 2);
    CHECK(graph.cols() == 3);
    CHECK(graph.nonZeros() == 3);
    CHECK(graph.coeff(0, 1) == 2.0);
    CHECK(graph.coeff(1, 2) == 0.5);
    CHECK(values(graph) == std::vector<double>{2.0, 3.0, 0.5});
}

TEST_CASE("parallel edges add up in the order given", "[sim][graph]") {
    // In another order the small ones would be lost in the large one.
    const sim::Graph graph = sim::make_graph(1, 1, {{0, 0, 1e16}, {0, 0, 1.0}, {0, 0, -1e16}, {0, 0, 1.0}});
    CHECK(graph.coeff(0, 0) == ((1e16 + 1.0) - 1e16) + 1.0);
    CHECK(values(sim::make_graph(1, 1, {{0, 0, 1.0}, {0, 0, 1.0}, {0, 0, 1e16}})) == std::vector<double>{1e16 + 2.0});
}

TEST_CASE("an edge from nowhere is a developer's mistake", "[sim][graph]") {
    CHECK_THROWS_AS(sim::make_graph(2, 2, {{2, 0, 1.0}}), sim::Mistake);
    CHECK_THROWS_AS(sim::make_graph(2, 2, {{0, sim::no_row, 1.0}}), sim::Mistake);
    CHECK_THROWS_AS(sim::centrality(sim::make_graph(2, 3, {}), 1, 0.5), sim::Mistake);
}

TEST_CASE("normalised rows sum to one and empty rows stay empty", "[sim][graph]") {
    sim::Graph graph = sim::make_graph(3, 3, {{0, 1, 1.0}, {0, 2, 3.0}, {2, 0, 0.0}});
    sim::normalise_rows(graph);
    CHECK(graph.coeff(0, 1) == 0.25);
    CHECK(graph.coeff(0, 2) == 0.75);
    CHECK(graph.row(1).nonZeros() == 0);
    CHECK(graph.coeff(2, 0) == 0.0);
}

TEST_CASE("without rounds, centrality is the degree scaled to one", "[sim][graph]") {
    const auto star = sim::make_graph(4, 4, both_ways({{0, 1}, {0, 2}, {0, 3}}));
    CHECK(sim::centrality(star, 0, 0.5) == std::vector<double>{1.0, 1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0});
}

TEST_CASE("one damped round of centrality agrees with the calculation by hand", "[sim][graph]") {
    // A path 0 - 1 - 2 - 3: degrees 1, 2, 2, 1, so x = (1/2, 1, 1, 1/2). Neighbours' sums 1, 3/2, 3/2, 1 scaled to
    // (2/3, 1, 1, 2/3); half of each: 7/12, 1, 1, 7/12.
    const auto path = sim::make_graph(4, 4, both_ways({{0, 1}, {1, 2}, {2, 3}}));
    const auto x = sim::centrality(path, 1, 0.5);
    CHECK(x[0] == Approx(7.0 / 12.0));
    CHECK(x[1] == 1.0);
    CHECK(x[3] == x[0]);
}

TEST_CASE("centrality prefers those connected to the connected", "[sim][graph]") {
    // 1 and 5 have one neighbour each; that of 1 is the hub 0.
    const auto graph = sim::make_graph(6, 6, both_ways({{0, 1}, {0, 2}, {0, 3}, {3, 4}, {4, 5}}));
    const auto x = sim::centrality(graph, 30, 0.5);
    CHECK(x[0] == 1.0);
    CHECK(x[1] > x[5]);
}

TEST_CASE("a graph without edges has no centre", "[sim][graph]") {
    CHECK(sim::centrality(sim::make_graph(3, 3, {}), 5, 0.5) == std::vector<double>(3, 0.0));
    CHECK(sim::centrality(sim::make_graph(0, 0, {}), 5, 0.5).empty());
}

TEST_CASE("equal edges give equal bits", "[sim][graph][determinism]") {
    std::vector<sim::Edge> edges;
    sim::Stream draw(sim::luck(5, 0), 1, 0, 0);
    for (int i = 0; i < 5000; ++i)
        edges.push_back({draw.below(600), draw.below(600), draw.uniform()});
    const sim::Graph a = sim::make_graph(600, 600, edges), b = sim::make_graph(600, 600, edges);
    CHECK(values(a) == values(b));
    CHECK(sim::centrality(a, 10, 0.85) == sim::centrality(b, 10, 0.85));
}
