"""SM-1 in epiworldpy, as near as its Python package comes: NOT the same division of work as the other peers.

epiworld is a framework for epidemics. Its documentation does recommend states of one's own with an update function
`fun(agent, model)` (Model.add_state) and a global event at the end of each day (Model.add_globalevent), and that is
used here: state Active has the student's month, state Left has none, the event moves the schools. But the Python
package gives agents no numbers of their own and lends no random numbers, so a, e and s stand in lists beside the
framework and Python's `random` draws; each student-month is a call from C++ into Python. The C++ library, which has
agents' data and its own generator, is not in the registries.
"""

import importlib.metadata
import random

import epiworldpy

import peer


def region(n, schools, seed):
    draw = random.Random(seed)
    gauss, uniform = draw.gauss, draw.random
    q = [0.2 * gauss(0.0, 1.0) for _ in range(schools)]
    school = [i * schools // n for i in range(n)]
    a = [gauss(0.0, 1.0) for _ in range(n)]
    e = [0.5 + 0.1 * gauss(0.0, 1.0) for _ in range(n)]
    s = [gauss(0.0, 1.0) for _ in range(n)]
    total, count = [0.0] * schools, [0] * schools
    active, left = 0, 1

    def month(agent, model):
        i = agent.get_id()
        k = school[i]
        e[i] += 0.1 * (0.5 + 0.3 * q[k] - e[i]) + 0.02 * gauss(0.0, 1.0)
        a[i] += 0.01 * (q[k] + 0.5 * e[i] + 0.2 * s[i]) + 0.005 * gauss(0.0, 1.0)
        if uniform() < 0.0005 * (1.0 - e[i]):
            agent.change_state(model, left)
        else:
            total[k] += a[i]
            count[k] += 1

    def schools_move(model):
        for k in range(schools):
            if count[k]:
                q[k] += 0.001 * (total[k] / count[k] - q[k])
            total[k], count[k] = 0.0, 0

    model = epiworldpy.Model()
    model.add_state("Active", month)
    model.add_state("Left")
    model.add_globalevent(schools_move, "schools move")
    model.agents_empty_graph(n)
    model.queuing_off().verbose_off()
    return model, a, q


def main():
    options = peer.arguments()
    run = peer.Run(importlib.metadata.version("epiworldpy"), options.students, options.months)
    model, a, q = region(options.students, peer.n_schools(options.students), options.seed)
    with run:
        model.run(options.months, options.seed)
    active = [a[i] for i, state in enumerate(model.get_agents_states()) if state == 0]
    run.report(len(active) / options.students, sum(active) / len(active), sum(q) / len(q))


main()
