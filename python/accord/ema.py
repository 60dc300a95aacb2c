"""Accord as a model of the EMA Workbench.

>>> model = accord.ema.AccordModel("accord", "tiny-region", replicates=4, months=60)
>>> model.uncertainties = accord.ema.parameters({"trust.loss-ratio": None, "hours.pair": (0.1, 4)})
>>> model.levers = [CategoricalParameter("strategy", ["opportunistic", "collective-impact"])]
>>> model.outcomes = accord.ema.outcomes(["ability-mean"])
>>> with MultiprocessingEvaluator(model) as evaluator:
...     experiments, outcomes = evaluator.perform_experiments(scenarios=50, policies=4)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from ema_workbench import RealParameter, ScalarOutcome
from ema_workbench.em_framework.model import SingleReplication

from ._compare import compare
from ._run import run
from ._tables import outcomes as known_outcomes
from .salib import range_of

if TYPE_CHECKING:
    from ._inputs import Condition, Document


class AccordModel(SingleReplication):  # type: ignore[misc]
    """One experiment is `replicates` runs; its outcomes are their means, in the outcomes' units.

    Uncertainties and levers are named by ids of parameters, levers or conditions (strengths); a categorical one named
    ``strategy`` chooses the strategy. Outcomes are named by their ids.

    Parameters
    ----------
    name : str
        Alphanumerical, as the workbench wants it.
    scenario, strategy, conditions, months, replicates, seed
        As in ``accord.run``. All experiments share their luck, so their differences are no matter of chance.
    as_gain : bool
        Outcomes are mean paired differences from the baseline of ``accord.compare`` instead.
    """

    def __init__(
        self,
        name: str,
        scenario: Document,
        *,
        strategy: Document | None = None,
        conditions: Condition | None = None,
        months: int | None = None,
        replicates: int = 8,
        seed: int | None = None,
        as_gain: bool = False,
    ) -> None:
        super().__init__(name)
        self.scenario = scenario
        self.fixed_strategy = strategy
        self.as_gain = as_gain
        self.settings: dict[str, Any] = {
            "conditions": conditions, "months": months, "replicates": replicates, "seed": seed, "threads": 1,
        }  # fmt: skip

    def run_experiment(self, experiment: Mapping[str, Any]) -> dict[str, float]:
        """Run one combination of uncertainties and levers."""
        values = {key: value for key, value in experiment.items() if key != "strategy"}
        strategy = experiment.get("strategy", self.fixed_strategy)
        if not self.as_gain:
            frame = run(self.scenario, strategy=strategy, set=values, **self.settings).outcomes
            return {one: float(frame[one].mean()) if one in frame else np.nan for one in self.output_variables}
        frame = compare(
            self.scenario, strategies=None if strategy is None else [strategy], set=values,
            outcomes=self.output_variables, **{"uncertainty": "chance", **self.settings},  # the workbench varies parameters
        )  # fmt: skip
        rows = frame[frame["strategy"] != frame["baseline"]].set_index("outcome")["difference"]
        return {one: float(rows.get(one, np.nan)) for one in self.output_variables}


def parameters(inputs: Mapping[str, tuple[float, float] | None]) -> list[Any]:
    """Real parameters of the workbench for ids with (low, high) in their units; None takes the id's whole range."""
    return [RealParameter(key, *map(float, ends or range_of(key))) for key, ends in inputs.items()]


def outcomes(ids: Iterable[str]) -> list[Any]:
    """Scalar outcomes of the workbench, to be made larger or smaller as is good for students and those who pay."""
    good = {"up": ScalarOutcome.MAXIMIZE, "down": ScalarOutcome.MINIMIZE}
    return [ScalarOutcome(one, kind=good[known_outcomes()[one]["good"]]) for one in ids]
