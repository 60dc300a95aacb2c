#include "sim/graph.h"

#include "sim/assert.h"
#include "sim/parallel.h"

#include <algorithm>

namespace sim {
namespace {

/// Divides by the largest value, unless all are 0.
void scale_to_maximum_1(std::vector<double>& values) {
    const auto largest = std::max_element(values.begin(), values.end());
    if (largest == values.end() || !(*largest > 0.0)) return;
    const double maximum = *largest;
    for (double& value : values)
        value /= maximum;
}

/// Sum over the row's edges of weight times the value at their end, in the order of columns.
double weighted_sum(const Graph& graph, std::size_t row, const std::vector<double>& values) {
    double sum = 0.0;
    for (Graph::InnerIterator edge(graph, static_cast<Eigen::Index>(row)); edge; ++edge)
        sum += edge.value() * values[static_cast<std::size_t>(edge.col())];
    return sum;
}

std::vector<double> from_neighbours(const Graph& graph, const std::vector<double>& values) {
    std::vector<double> sums(values.size());
    for_each_row(sums.size(), [&](std::size_t row) { sums[row] = weighted_sum(graph, row, values); });
    scale_to_maximum_1(sums);
    return sums;
}

} // namespace

Graph make_graph(std::size_t n_from, std::size_t n_to, const std::vector<Edge>& edges) {
    std::vector<Eigen::Triplet<double, std::int64_t>> triplets;
    triplets.reserve(edges.size());
    for (const Edge& edge : edges) {
        ACCORD_ASSERT(edge.from < n_from && edge.to < n_to);
        triplets.emplace_back(edge.from, edge.to, edge.weight);
    }
    Graph graph(static_cast<Eigen::Index>(n_from), static_cast<Eigen::Index>(n_to));
    graph.setFromTriplets(triplets.begin(), triplets.end());
    return graph;
}

void normalise_rows(Graph& graph) {
    for_each_row(static_cast<std::size_t>(graph.rows()), [&](std::size_t row) {
        double sum = 0.0;
        for (Graph::InnerIterator edge(graph, static_cast<Eigen::Index>(row)); edge; ++edge)
            sum += edge.value();
        if (!(sum > 0.0)) return;
        for (Graph::InnerIterator edge(graph, static_cast<Eigen::Index>(row)); edge; ++edge)
            edge.valueRef() /= sum;
    });
}

std::vector<double> centrality(const Graph& graph, int rounds, double damping) {
    ACCORD_ASSERT(graph.rows() == graph.cols());
    std::vector<double> value =
        from_neighbours(graph, std::vector<double>(static_cast<std::size_t>(graph.rows()), 1.0));
    for (int round = 0; round < rounds; ++round) {
        const std::vector<double> neighbours = from_neighbours(graph, value);
        for (std::size_t row = 0; row < value.size(); ++row)
            value[row] = (1.0 - damping) * value[row] + damping * neighbours[row];
        scale_to_maximum_1(value);
    }
    return value;
}

} // namespace sim
