"""SM-1 in Numba: NumPy arrays, one plain loop compiled by @njit, a NumPy Generator passed in as Numba supports it.

Compiled once on a tiny region before the clock starts. No fastmath, no parallel: one thread, the results of the text.
"""

import numba
import numpy as np

import peer


@numba.njit
def step(rng, school, a, e, s, active, q):
    total = np.zeros(len(q))
    count = np.zeros(len(q), dtype=np.int64)
    for i in range(len(a)):
        if not active[i]:
            continue
        k = school[i]
        e[i] += 0.1 * (0.5 + 0.3 * q[k] - e[i]) + 0.02 * rng.standard_normal()
        a[i] += 0.01 * (q[k] + 0.5 * e[i] + 0.2 * s[i]) + 0.005 * rng.standard_normal()
        if rng.random() < 0.0005 * (1.0 - e[i]):
            active[i] = False
        else:
            total[k] += a[i]
            count[k] += 1
    for k in range(len(q)):
        if count[k] > 0:
            q[k] += 0.001 * (total[k] / count[k] - q[k])


def start(n, seed):
    rng = np.random.default_rng(seed)
    schools = peer.n_schools(n)
    school = (np.arange(n) * schools // n).astype(np.int32)
    q = 0.2 * rng.standard_normal(schools)
    a, e, s = rng.standard_normal(n), 0.5 + 0.1 * rng.standard_normal(n), rng.standard_normal(n)
    return rng, school, a, e, s, np.ones(n, dtype=np.bool_), q


def main():
    options = peer.arguments()
    step(*start(500, options.seed))
    run = peer.Run(numba.__version__, options.students, options.months)
    world = start(options.students, options.seed)
    with run:
        for _ in range(options.months):
            step(*world)
    _, _, a, _, _, active, q = world
    run.report(active.mean(), a[active].mean(), q.mean())


main()
