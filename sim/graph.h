#pragma once
/// \file
/// Sparse weighted graph between rows: compressed sparse rows, on Eigen's sparse matrix.

#include "sim/id.h"

#include <Eigen/SparseCore>
#include <span>
#include <vector>

namespace sim {

/// Edge of weight `weight` from row `from` to row `to`.
struct Edge {
    Row from = no_row;
    Row to = no_row;
    double weight = 0.0;
};

using Graph = Eigen::SparseMatrix<double, Eigen::RowMajor, std::int64_t>;

/// [n_from x n_to] graph; parallel edges add up in the order given, so equal input gives equal bits.
Graph make_graph(std::size_t n_from, std::size_t n_to, const std::vector<Edge>& edges);

/// Scales each row to sum 1; rows without weight stay empty.
void normalise_rows(Graph& graph);

/// Degree centrality weighted by its neighbours' (`rounds` of damped power iteration, each scaled to maximum 1; with
/// A x scaled likewise, x <- (1 - damping) x + damping A x, from the weighted degree on; all 0 without edges):
/// who is connected to the connected. Shape [n]; the graph must be square.
std::vector<double> centrality(const Graph& graph, int rounds, double damping);

} // namespace sim
