"""Experiments: many runs into a store or a table, here or on a Dask cluster."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import _core
from ._inputs import Texts, condition_texts
from ._progress import Progress, told
from ._store import open_store

if TYPE_CHECKING:
    import pandas as pd

    from ._inputs import Condition, Document

#: How many parts each thread of a cluster gets: small enough that a lost worker costs little.
PARTS_A_THREAD = 4


def sweep(
    experiment: Document | pd.DataFrame,
    *,
    scenario: Document | None = None,
    strategies: Iterable[Document] | None = None,
    conditions: Iterable[Condition] | None = None,
    months: int | None = None,
    replicates: int | None = None,
    seed: int | None = None,
    series: bool = False,
    client: Any = None,
    store: str | os.PathLike[str] | None = None,
    resume: bool = False,
    retry_failed: bool = False,
    threads: int = 0,
    progress: Progress = None,
) -> pd.DataFrame:
    """Run an experiment, as ``accord sweep`` does, to the same bits.

    Parameters
    ----------
    experiment : str, path, dict or DataFrame
        A shipped name, a file, JSON text, or a dict with the keys of an experiment's file; or a design as a DataFrame: a
        row a point, a column an input (parameter, lever, condition ...) named by its id. With a DataFrame `scenario` is
        needed and the arguments below say the rest.
    scenario, strategies, conditions, months, replicates, seed, series
        Of a DataFrame's experiment, as in ``accord.compare``; with the other forms they stand in the file or dict.
        Every strategy meets every condition at every point, `replicates` (8) times.
    client : dask.distributed.Client, optional
        Runs parts of the sweep as tasks on its workers and merges them here. A part whose worker is lost runs again
        elsewhere. Files are read here and sent along.
    store : path, optional
        Keep the store (SQLite) there; without it the table is all that stays.
    resume, retry_failed : bool
        Go on with `store` if it is there; also run again what failed.
    threads : int
        Of this process (0: all); with a client each task has one.
    progress : bool or function, optional
        As in ``accord.run``.

    Returns
    -------
    DataFrame
        A row a run, by treatment and replicate: ``run, treatment, point, strategy, condition, replicate, seed, status,
        reason``, the inputs, the outcomes in their units (NaN where absent or failed), ``digest`` and what may differ
        between equal runs (``started, finished, seconds, host, worker, shard``). ``attrs``: units, baseline, caveats,
        completeness.

    Raises
    ------
    InputError
        With everything that is wrong; nothing was run. Also where `store` is there and `resume` is not asked for.
    MachineError
        If the machine refuses.

    Notes
    -----
    Ctrl-C stops within a month of the running runs; what was finished is kept in `store`.
    """
    texts = Texts()
    name = _experiment_of(experiment, texts, scenario, strategies, conditions, months, replicates, seed, series)
    with tempfile.TemporaryDirectory(prefix="accord-") as folder:
        target = os.fspath(store) if store is not None else os.path.join(folder, "sweep.db")
        if client is None:
            with told(progress) as tell:
                _core.sweep(name, texts, target, "1/1", threads, resume, retry_failed, tell)
        else:
            _sweep_on(client, name, texts, target, Path(folder), progress)
        return open_store(target).runs()


def _experiment_of(
    experiment: Document | pd.DataFrame,
    texts: Texts,
    scenario: Document | None,
    strategies: Iterable[Document] | None,
    conditions: Iterable[Condition] | None,
    months: int | None,
    replicates: int | None,
    seed: int | None,
    series: bool,
) -> str:
    beside = {
        "scenario": scenario, "strategies": strategies, "conditions": conditions, "horizon-months": months,
        "replicates": replicates, "seed": seed,
    }  # fmt: skip
    given = {key: value for key, value in beside.items() if value is not None}
    if isinstance(experiment, (str, os.PathLike, Mapping)):
        if given or series:
            names = ", ".join([*given, *(["series"] if series else [])])
            raise TypeError(f"{names} stand in the experiment itself; they are taken beside a DataFrame only")
        return texts.experiment(experiment)
    if scenario is None:
        raise TypeError("a design as a DataFrame needs scenario=")
    document: dict[str, Any] = {
        "name": "design", "title": "A design", "about": "A design given as a table.", **given,
        "inputs": [{"id": str(column)} for column in experiment.columns],
        "design": {"method": "explicit", "rows": experiment},
    }  # fmt: skip
    if series:
        document["series"] = True
    if strategies is not None:
        document["strategies"] = list(strategies)
    if conditions is not None:
        document["conditions"] = [_strengths(text) for text in condition_texts(conditions)]
    return texts.experiment(document)


def _strengths(text: str) -> dict[str, float] | str:
    """Write "recession+funding-cut=0.5" as an experiment's file has it."""
    if text == "all":
        return text
    parts = [part.partition("=") for part in text.split("+")]
    return {key: float(value) if value else float(key != "calm") for key, _, value in parts}


def _part(name: str, texts: dict[str, str], shard: str) -> bytes:
    """Run one shard on a worker; return its store."""
    with tempfile.TemporaryDirectory(prefix="accord-") as folder:
        path = os.path.join(folder, "part.db")
        _core.sweep(name, texts, path, shard, 1, False, False, None)
        return Path(path).read_bytes()


def _sweep_on(client: Any, name: str, texts: Texts, target: str, folder: Path, progress: Progress) -> None:
    """Run shards as tasks and merge their stores."""
    from dask import distributed

    from ._errors import InputError

    if os.path.exists(target):
        raise InputError(f"{target}: is already there; expected a new file: a sweep on a cluster is not resumed")
    size = _core.size_of(name, texts)
    sent = {**texts, **_core.files_of(name, texts)}
    n_threads = max(1, sum(client.nthreads().values()))
    n = max(1, min(size["runs"], PARTS_A_THREAD * n_threads))
    tasks = [client.submit(_part, name, sent, f"{i}/{n}", pure=False) for i in range(1, n + 1)]
    parts: list[str] = []
    try:
        with told(progress) as tell:
            finished: Any = distributed.as_completed
            for task in finished(tasks):
                path = folder / f"part-{len(parts)}.db"
                path.write_bytes(task.result())
                parts.append(str(path))
                if tell is not None:
                    tell(size["runs"] * len(parts) // n, size["runs"])
    finally:
        client.cancel(tasks)
    _core.merge(parts, target)
