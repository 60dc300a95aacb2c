"""Accord as a model of SALib.

>>> problem, model = accord.salib.problem("tiny-region", {"trust.loss-ratio": None, "hours.pair": (0.1, 4)},
...                                       outcomes=["ability-mean"], strategy="collective-impact")
>>> problem.sample_sobol(64).evaluate(model).analyze_sobol()
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ._sweep import sweep
from ._tables import inputs as known_inputs

if TYPE_CHECKING:
    from ._inputs import Condition, Document


@dataclass(frozen=True)
class Model:
    """A function of points: all of them run at once, in parallel; results do not depend on the number of threads."""

    scenario: Document
    inputs: tuple[str, ...]
    outcomes: tuple[str, ...]
    strategy: Document | None = None
    baseline: str | None = None
    conditions: Condition | None = None
    months: int | None = None
    replicates: int = 8
    seed: int | None = None
    client: Any = None

    def __call__(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Evaluate points.

        Parameters
        ----------
        points : ndarray, shape (n, inputs)
            In the inputs' units.

        Returns
        -------
        ndarray, shape (n,), or (n, outcomes) if there are several
            Means over replicates in the outcomes' units; with `baseline` mean paired differences from it.
        """
        import pandas as pd

        rows, places = np.unique(np.atleast_2d(points), axis=0, return_inverse=True)
        wanted = [one for one in (self.baseline, self.strategy) if one is not None]
        runs = sweep(
            pd.DataFrame(rows, columns=list(self.inputs)), scenario=self.scenario, strategies=wanted or None,
            conditions=None if self.conditions is None else [self.conditions], months=self.months,
            replicates=self.replicates, seed=self.seed, client=self.client,
        )  # fmt: skip
        columns = list(self.outcomes)
        if self.baseline is not None:
            pairs = runs.set_index(["point", "replicate"])
            is_base = pairs["strategy"] == self.baseline
            gains = pairs.loc[~is_base, columns] - pairs.loc[is_base, columns]
            means = gains.groupby(level="point").mean()
        else:
            means = runs.groupby("point")[columns].mean()
        values = means.reindex(range(len(rows))).to_numpy(dtype=float)[np.ravel(places)]
        return values[:, 0] if len(columns) == 1 else values


def range_of(key: str) -> tuple[float, float]:
    """Return the ends of an input; an unknown one is left to the sweep, which names it."""
    known = known_inputs().get(key, {"low": 0.0, "high": 1.0})
    return known["low"], known["high"]


def problem(
    scenario: Document,
    inputs: Mapping[str, tuple[float, float] | None],
    *,
    outcomes: Iterable[str] = ("ability-mean",),
    strategy: Document | None = None,
    baseline: str | None = None,
    conditions: Condition | None = None,
    months: int | None = None,
    replicates: int = 8,
    seed: int | None = None,
    client: Any = None,
) -> tuple[Any, Model]:
    """Make a ProblemSpec and the model that evaluates its samples.

    Parameters
    ----------
    inputs : dict
        Parameters, levers or conditions with (low, high) in their units; None takes the whole range of ``accord.inputs()``.
    baseline : str, optional
        Explain what `strategy` gains over this one under the same luck, instead of the outcome itself.
    scenario, strategy, conditions, months, replicates, seed, client
        As in ``accord.sweep``.

    Returns
    -------
    SALib.ProblemSpec, Model
    """
    from SALib import ProblemSpec

    bounds = [list(map(float, ends or range_of(key))) for key, ends in inputs.items()]
    spec = ProblemSpec({"names": list(inputs), "bounds": bounds, "outputs": list(outcomes)})
    model = Model(
        scenario, tuple(inputs), tuple(outcomes), strategy, baseline, conditions, months, replicates, seed, client
    )
    return spec, model
