"""SM-1 in AMBER (package ambr): students as a Polars frame, `step_vectorized` over whole columns.

AMBER's documentation names `agents.borrow` and `agents.commit` as the way to run array kernels on its columns,
and the model's `rng` (a NumPy Generator) as the source of numbers. Schools are an array of the model.
"""

import ambr
import numpy as np

import peer


class Region(ambr.Model):
    def setup(self):
        n, rng = self.p.students, self.rng
        self.n_schools = peer.n_schools(n)
        self.q = 0.2 * rng.standard_normal(self.n_schools)
        self.add_agents(
            n,
            school=np.arange(n) * self.n_schools // n,
            a=rng.standard_normal(n),
            e=0.5 + 0.1 * rng.standard_normal(n),
            s=rng.standard_normal(n),
            active=np.ones(n, dtype=bool),
        )

    def step_vectorized(self):
        agents, rng, n = self.agents, self.rng, self.p.students
        a, e, s, school, active = (agents.borrow(name)[0] for name in ("a", "e", "s", "school", "active"))
        q = self.q[school]
        e = np.where(active, e + 0.1 * (0.5 + 0.3 * q - e) + 0.02 * rng.standard_normal(n), e)
        a = np.where(active, a + 0.01 * (q + 0.5 * e + 0.2 * s) + 0.005 * rng.standard_normal(n), a)
        active = active & (rng.random(n) >= 0.0005 * (1.0 - e))
        agents.commit(a=a, e=e, active=active)
        count = np.bincount(school, active, self.n_schools)
        total = np.bincount(school, a * active, self.n_schools)
        some = count > 0
        self.q[some] += 0.001 * (total[some] / count[some] - self.q[some])


def main():
    options = peer.arguments()
    run = peer.Run(ambr.__version__, options.students, options.months)
    region = Region({"students": options.students, "seed": options.seed, "show_progress": False}).cpu(mode="vectorized")
    region.run(steps=0)  # set-up alone
    with run:
        for _ in range(options.months):
            region.run_step()
    a, active = region.agents.numpy("a", "active")
    run.report(active.mean(), a[active].mean(), region.q.mean())


main()
