#pragma once
/// \file
/// Who is tied to whom: the agreements in force, seen from schools and from partners. Sums over an agent's ties run in
/// the order of the others' rows, whatever the number of threads; several programmes with one partner are one tie.

#include "models/world.h"

#include <cstdint>
#include <vector>

namespace models {

/// Rows of partnerships by agent: those of agent a are rows[begin[a]] to rows[begin[a + 1] - 1], sorted by the row of
/// the agent at the other end, then by their own.
struct Ties {
    std::vector<std::uint32_t> begin, rows;
};
struct BothTies {
    Ties of_schools, of_partners;
};

/// Ties of all partnerships that are active.
BothTies active_ties(const World& world);

/// Calls visit(other, weight) for each tie of `agent`; `others` [M] says who is at the other end, weight(m) what a
/// partnership adds to the tie.
template <class Weight, class Visit>
void for_each_tie(const Ties& ties, std::size_t agent, const std::vector<sim::Row>& others, const Weight& weight,
                  const Visit& visit) {
    for (std::size_t at = ties.begin[agent], end = ties.begin[agent + 1]; at < end;) {
        const sim::Row other = others[ties.rows[at]];
        double sum = weight(ties.rows[at]);
        while (++at < end && others[ties.rows[at]] == other)
            sum += weight(ties.rows[at]);
        visit(other, sum);
    }
}

/// Sum of the weights of an agent's ties.
template <class Weight>
double strength(const Ties& ties, std::size_t agent, const std::vector<sim::Row>& others, const Weight& weight) {
    double sum = 0;
    for_each_tie(ties, agent, others, weight, [&](sim::Row, double tie) { sum += tie; });
    return sum;
}

/// Mean of value(other) over an agent's ties, by weight; 0 without weight.
template <class Weight, class Value>
double mean_over_ties(const Ties& ties, std::size_t agent, const std::vector<sim::Row>& others, const Weight& weight,
                      const Value& value) {
    const double all = strength(ties, agent, others, weight);
    if (!(all > 0.0)) return 0.0;
    double sum = 0;
    for_each_tie(ties, agent, others, weight, [&](sim::Row other, double tie) { sum += tie / all * value(other); });
    return sum;
}

} // namespace models
