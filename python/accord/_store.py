"""Stores of sweeps: tables, series and single runs again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from . import _core

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr


class Store:
    """The store of a sweep (SQLite), open for reading. Every row's checksum is verified when it is read.

    Parameters
    ----------
    path : str or path
        File of ``accord sweep --out``, or of ``accord.sweep(store=)``.

    Raises
    ------
    InputError
        If it is missing, no store, or damaged: then with a line for each row that is not as it was written.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = os.fspath(path)
        self._store = _core.Store(self.path)

    def __reduce__(self) -> tuple[type[Store], tuple[str]]:
        return type(self), (self.path,)

    def __repr__(self) -> str:
        return f"accord.open_store({self.path!r})"

    @property
    def account(self) -> dict[str, Any]:
        """Experiment, versions, baseline, units of inputs and outcomes, caveats and how complete it is."""
        account: dict[str, Any] = self._store.account()
        return account

    def runs(self) -> pd.DataFrame:
        """Return all runs, a row each, as ``accord.sweep`` does."""
        import pandas as pd

        frame = pd.DataFrame(self._store.runs())
        frame.attrs.update(self.account)
        return frame

    @property
    def series_ids(self) -> list[str]:
        """Outcomes whose months are kept; empty if the sweep kept none."""
        return self._store.series_ids()

    def series(self, outcome: str) -> NDArray[np.float64]:
        """Return the months of one outcome of all runs, in the order of ``runs()``.

        Parameters
        ----------
        outcome : str
            Id of `series_ids`.

        Returns
        -------
        ndarray, shape (runs, months)
            In the outcome's unit; NaN where it is absent. Kept as float32.
        """
        if outcome not in self.series_ids:
            raise KeyError(f"{outcome!r} has no series here; expected one of series_ids, kept with \"series\": true")
        return self._store.series(outcome)

    def to_xarray(self, outcomes: list[str] | None = None) -> xr.Dataset:
        """Return series as xarray: a variable an outcome, dimensions run and month; strategy etc. as coordinates."""
        import xarray as xr

        runs = self.runs()
        inputs = list(self.account["inputs"])
        labels = ["treatment", "point", "strategy", "condition", "replicate", *inputs]
        arrays = {one: (("run", "month"), self.series(one)) for one in outcomes or self.series_ids}
        months = next(iter(arrays.values()))[1].shape[1] if arrays else 0
        coords = {label: ("run", runs[label].to_numpy()) for label in labels}
        return xr.Dataset(arrays, coords={"run": runs["run"].to_numpy(), "month": np.arange(1, months + 1), **coords})

    def verify(self) -> None:
        """Raise InputError unless every row is as it was written."""
        self._store.verify()

    def replay(self, run: str) -> dict[str, Any]:
        """Run one stored run again from what the store holds.

        Parameters
        ----------
        run : str
            Of the column ``run``.

        Returns
        -------
        dict
            ``identical`` (bit for bit), ``digest`` now, ``stored``, ``differing`` outcomes, ``notes``.
        """
        said: dict[str, Any] = self._store.replay(run)
        return said


def open_store(path: str | os.PathLike[str]) -> Store:
    """Open the store of a sweep for reading; see `Store`."""
    return Store(path)
