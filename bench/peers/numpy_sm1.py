"""SM-1 in NumPy: one array a variable, whole-array expressions, the Generator of default_rng, masks for who left."""

import numpy as np

import peer


class Region:
    def __init__(self, n, seed):
        self.rng = rng = np.random.default_rng(seed)
        self.schools = peer.n_schools(n)
        self.school = np.arange(n) * self.schools // n
        self.q = 0.2 * rng.standard_normal(self.schools)
        self.a = rng.standard_normal(n)
        self.e = 0.5 + 0.1 * rng.standard_normal(n)
        self.s = rng.standard_normal(n)
        self.active = np.ones(n, dtype=bool)

    def step(self):
        rng, n, active = self.rng, len(self.a), self.active
        q = self.q[self.school]
        new_e = self.e + 0.1 * (0.5 + 0.3 * q - self.e) + 0.02 * rng.standard_normal(n)
        np.copyto(self.e, new_e, where=active)
        new_a = self.a + 0.01 * (q + 0.5 * self.e + 0.2 * self.s) + 0.005 * rng.standard_normal(n)
        np.copyto(self.a, new_a, where=active)
        active &= rng.random(n) >= 0.0005 * (1.0 - self.e)
        count = np.bincount(self.school, active, self.schools)
        total = np.bincount(self.school, self.a * active, self.schools)
        some = count > 0
        self.q[some] += 0.001 * (total[some] / count[some] - self.q[some])


def main():
    options = peer.arguments()
    run = peer.Run(np.__version__, options.students, options.months)
    region = Region(options.students, options.seed)
    with run:
        for _ in range(options.months):
            region.step()
    run.report(region.active.mean(), region.a[region.active].mean(), region.q.mean())


main()
