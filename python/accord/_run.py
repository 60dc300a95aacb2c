"""One strategy under one set of conditions, replicate by replicate."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from . import _core
from ._errors import RunsFailed, RunsFailedWarning
from ._inputs import Texts, condition_texts, number_text, set_texts
from ._progress import Progress, told

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from ._inputs import Condition, Document


@dataclass(frozen=True)
class RunResult:
    """What the replicates of one strategy came to. Pickles; equal digests mean equal bits.

    Attributes
    ----------
    digest : str
        16 hex digits of the final worlds of all replicates, as ``accord run --format json`` gives them.
    strategy, condition : str
        Id of the strategy and label of the conditions.
    outcome_ids : list of str
        Outcomes that exist in this region under this strategy; ``accord.outcomes()`` has their units.
    values : ndarray, shape (replicates, outcomes)
        Outcomes of each run, in their units; NaN where absent or where the run failed.
    series_ids : list of str
        Outcomes of ``series``.
    series : ndarray, shape (replicates, outcomes, months), or None
        Each month of each run, if asked for.
    digests : list of str
        Of each replicate.
    account : dict
        What every result says of itself: versions, scenario, region, seed, caveats, ties, input files, failed runs.
    """

    digest: str
    strategy: str
    condition: str
    outcome_ids: list[str]
    values: NDArray[np.float64]
    digests: list[str]
    account: dict[str, Any] = field(repr=False)
    series_ids: list[str] = field(default_factory=list, repr=False)
    series: NDArray[np.float64] | None = field(default=None, repr=False)

    @property
    def scenario(self) -> str:
        """Name of the scenario."""
        return str(self.account["scenario"])

    @property
    def seed(self) -> int:
        """Start of all chance."""
        return int(self.account["seed"])

    @property
    def months(self) -> int:
        """Horizon [month]."""
        return int(self.account["months"])

    @property
    def caveats(self) -> list[str]:
        """What limits the result; what is synthetic is always among it."""
        return list(self.account["caveats"])

    @property
    def ties(self) -> dict[str, Any] | None:
        """How many of the given ties start, and why the others do not; None where none are given."""
        return self.account.get("ties")

    @property
    def failed(self) -> list[str]:
        """Runs that failed, each with its reason."""
        return list(self.account.get("failed", []))

    @property
    def outcomes(self) -> pd.DataFrame:
        """A row a replicate, a column an outcome (DataFrame, index ``replicate``); units in ``attrs["units"]``."""
        import pandas as pd

        frame = pd.DataFrame(self.values, columns=self.outcome_ids)
        frame.index.name = "replicate"
        known = _core.outcomes()
        frame.attrs.update(units={i: known[i]["unit"] for i in self.outcome_ids}, caveats=self.caveats)
        return frame

    def to_xarray(self) -> xr.DataArray:
        """Series as xarray, with dimensions replicate, outcome, month (from 1).

        Raises
        ------
        ValueError
            If the run kept no series.
        ImportError
            If xarray is not installed.
        """
        import xarray as xr

        if self.series is None:
            raise ValueError("the run kept no series; expected run(..., series=True)")
        known = _core.outcomes()
        return xr.DataArray(
            self.series,
            dims=("replicate", "outcome", "month"),
            coords={
                "replicate": np.arange(self.series.shape[0]),
                "outcome": self.series_ids,
                "unit": ("outcome", [known[i]["unit"] for i in self.series_ids]),
                "month": np.arange(1, self.series.shape[2] + 1),
            },
            attrs={"scenario": self.scenario, "strategy": self.strategy, "condition": self.condition},
        )


def run(
    scenario: Document,
    *,
    strategy: Document | None = None,
    conditions: Condition | Iterable[Condition] | None = None,
    months: int | None = None,
    burn_in: int | str | None = None,
    replicates: int | None = None,
    seed: int | None = None,
    set: Mapping[str, float] | None = None,
    without: Iterable[str] = (),
    series: bool = False,
    threads: int | None = None,
    progress: Progress = None,
) -> RunResult:
    """Run replicates of one strategy under one set of conditions, as ``accord run`` does, to the same bits.

    Parameters
    ----------
    scenario : str, path or dict
        Id of ``accord.list("scenarios")``, a file, JSON text, or a dict with the keys of a scenario's file. In a dict
        ``region["schools"]`` (``partners``, ``ties``) may be a DataFrame; paths are relative to the working folder.
    strategy : str, path or dict, optional
        Instead of the scenario's: id, file, JSON text, or a dict with the keys of a strategy's file
        (``id, name, summary, like, levers``).
    conditions : str, dict or list of them, optional
        Instead of the scenario's, all at once: ``"funding-cut=0.5"``, ``{"funding-cut": 0.5, "recession": 1}``.
    months, replicates, seed : int, optional
        Horizon [month], runs with different luck, start of all chance; the scenario's where not given.
    burn_in : int or str, optional
        Months in whole years, ``"stationary"`` or ``"none"``: how long the world is run in under the scenario's own
        strategy before month 0; the scenario's where not given.
    set : dict, optional
        Parameters, levers or conditions (their strength, 0 to 1) with their values, in the units of ``accord.list``.
    without : list of str
        Ids of mechanisms to switch off.
    series : bool
        Keep every month of every run.
    threads : int, optional
        All the machine offers if 0 or not given. Results do not depend on it.
    progress : bool or function, optional
        True shows tqdm's bar; a function is called with (runs done, runs in all).

    Returns
    -------
    RunResult

    Raises
    ------
    InputError
        With ``lines``, everything that is wrong; then nothing was run.
    MachineError
        If the machine refuses.
    RunsFailed
        If every run failed. Where some did, RunsFailedWarning is given and their rows are NaN.
    """
    texts = Texts()
    name = texts.scenario(scenario)
    of_strategy = None if strategy is None else texts.strategy(strategy)
    request = _core.Request(
        "accord.run", name, texts, number_text(seed), number_text(replicates), number_text(months),
        None if burn_in is None else str(burn_in), None, number_text(threads), set_texts(set), list(without),
    )  # fmt: skip
    with told(progress) as tell:
        found = _core.run(request, of_strategy, condition_texts(conditions), series, tell)
    result = RunResult(values=found.pop("outcomes"), **found)
    warn_of_failures(result.failed, result.account["replicates"])
    return result


def warn_of_failures(failed: list[str], n_runs: int) -> None:
    """Say that runs failed: an error where all did."""
    if not failed:
        return
    text = "\n".join(failed)
    if len(failed) >= n_runs:
        raise RunsFailed(text)
    warnings.warn(f"{len(failed)} of {n_runs} runs failed:\n{text}", RunsFailedWarning, stacklevel=3)
