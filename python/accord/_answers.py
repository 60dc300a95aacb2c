"""What is known of ids, files and tables of runs: the program's lists, explanations, checks and analyses."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from . import _core
from ._inputs import Texts, _number
from ._store import Store

if TYPE_CHECKING:
    import pandas as pd

    from ._inputs import Document, Table

    Words: TypeAlias = str | Iterable[str]


def list_ids(kind: str) -> pd.DataFrame:
    """List every id of a kind, as ``accord list`` does.

    Parameters
    ----------
    kind : str
        strategies, conditions, outcomes, parameters, levers, mechanisms, programmes, processes, scenarios, evidence or
        recipes.

    Returns
    -------
    DataFrame
        Index ``id``; a column a property, ``summary`` among them. Of parameters and levers ``default`` and ``range``, a
        list [low, high], in their ``unit``; of strategies ``levers``, a dict.

    Raises
    ------
    InputError
        If there is no such kind.
    """
    import pandas as pd

    rows: Any = _core.catalogue(kind)
    return pd.DataFrame.from_records(rows).set_index("id")


def explain(id: str, *, kind: str | None = None) -> dict[str, Any]:
    """Say what an id is, where it acts and what stands behind it, as ``accord explain --format json`` does.

    Parameters
    ----------
    id : str
        Of a parameter, lever, outcome, strategy, condition, programme, process, mechanism or finding.
    kind : str, optional
        Which, where one name is of two kinds.

    Returns
    -------
    dict
        ``id, kind, summary``, facts (``default``, ``unit``, ``range`` ...), ``acts-in``, ``assumed`` (why there is no
        source, or None), ``evidence`` (findings with value, population, source), ``related``, ``also`` (other kinds of
        that name).

    Raises
    ------
    InputError
        If nothing is called so; with what is near it.
    """
    return _core.explain(id, kind or "")


def check(*documents: Document | Table) -> list[dict[str, Any]]:
    """Read scenarios, strategies, experiments and tables of a region, as ``accord check`` does; run nothing.

    Parameters
    ----------
    *documents : str, path, dict or DataFrame
        Files, JSON text, dicts, or tables of schools, partners or ties.

    Returns
    -------
    list of dict
        ``file, kind, ok, summary, notes`` of each.

    Raises
    ------
    InputError
        With a line for everything that is wrong with any of them.
    """
    texts = Texts()
    said: Any = _core.check([_document(one, texts) for one in documents], texts)
    return list(said)


def _document(given: Document | Table, texts: Texts) -> str:
    if not isinstance(given, (str, os.PathLike, Mapping)):
        return texts.table(given, "table")
    if isinstance(given, Mapping) and "levers" in given:
        return texts.strategy(given)
    if isinstance(given, Mapping) and any(key in given for key in ("scenario", "design", "inputs")):
        return texts.experiment(given)
    return texts.scenario(given)


def analyze(
    runs: Store | Table,
    kind: str,
    *,
    output: Words | None = None,
    inputs: Words | None = None,
    only: Mapping[str, object] | None = None,
    gain: str | None = None,
    baseline: str | None = None,
    good: Words | None = None,
    groups: Words | None = None,
    ranges: Mapping[str, tuple[float, float]] | None = None,
    log: Words | None = None,
    replicate: str | None = None,
    strategy: str | None = None,
    world: str | None = None,
    seed_column: str | None = None,
    time: str | None = None,
    unpaired: bool = False,
    threshold: float | None = None,
    cases: str | None = None,
    density: float | None = None,
    peel: float | None = None,
    boxes: int | None = None,
    estimator: str | None = None,
    levels: int | None = None,
    curves: int | None = None,
    optimism: float | None = None,
    tail: float | None = None,
    half_width: float | None = None,
    seed: int | None = None,
    bootstrap: int | None = None,
) -> dict[str, Any]:
    """Say what runs tell, of this or any other model, as ``accord analyze --format json`` does.

    Parameters
    ----------
    runs : Store, path or DataFrame
        A store, its file, a CSV with one run a row, or such a table (its index is left out). What ``accord.sweep``
        returned knows its inputs, their ranges, directions of good and the baseline, as its store does.
    kind : str
        summary, compare, sobol, morris, efast, tornado, importance, discovery, regret, pareto, stability, power or audit.
    output : str or list of str, optional
        Columns to explain; "y", or a sweep's first outcome, where not given. Missing values are failed runs.
    inputs : str or list of str, optional
        Columns that were varied; all others that have no role where not given.
    only : dict, optional
        Rows in which a column has this value: ``{"condition": "calm"}``.
    gain, baseline : str, optional
        Explain what strategy `gain` gains over `baseline`, pair by pair, instead of the output itself.
    good : str or list of str, optional
        "up" or "down" by output: which way is better.
    groups : list of str, optional
        A group an input (sobol, morris).
    ranges : dict, optional
        Ends of inputs, in their units (morris).
    log : list of str, optional
        Inputs whose steps are equal in logarithms (morris).
    replicate, strategy, world, seed_column, time : str, optional
        Columns with these roles, where their names do not say so.
    unpaired : bool
        Runs are independent though a column numbers them.
    threshold : float, optional
        What makes a case (discovery, importance) or satisfies (regret), in the output's unit.
    cases : {"above", "below", "failed"}, optional
        Which side of the threshold, or failed runs.
    density, peel, boxes, estimator, levels, curves, optimism, tail, half_width, seed, bootstrap
        As the program's options of these names (``accord analyze --help``).

    Returns
    -------
    dict
        ``sentence`` (in plain words), findings with intervals, ``columns`` (what was taken for what), ``caveats``; of a
        store ``complete``.

    Raises
    ------
    InputError
        With everything that is wrong with table or settings.
    """
    texts = Texts()
    words = {
        "gain": gain, "baseline": baseline, "replicate": replicate, "strategy": strategy, "world": world,
        "seed_column": seed_column, "time": time, "cases": cases, "estimator": estimator,
    }  # fmt: skip
    numbers = {
        "threshold": threshold, "density": density, "peel": peel, "boxes": boxes, "levels": levels, "curves": curves,
        "optimism": optimism, "tail": tail, "half_width": half_width, "seed": seed, "bootstrap": bootstrap,
    }  # fmt: skip
    lists = {"output": output, "inputs": inputs, "good": good, "groups": groups, "log": log}
    given = {key: [value] for key, value in words.items() if value is not None}
    given |= {key: [_number(value)] for key, value in numbers.items() if value is not None}
    given |= {key: _list(value) for key, value in lists.items() if value is not None}
    if ranges is not None:
        given["ranges"] = [f"{key}={_number(low)}:{_number(high)}" for key, (low, high) in ranges.items()]
    if only is not None:
        given["only"] = [f"{key}={value}" for key, value in only.items()]
    if unpaired:
        given["unpaired"] = []
    if isinstance(runs, Store):
        file = runs.path
    else:
        file = texts.table(runs, "runs")
        if not isinstance(runs, (str, os.PathLike)):
            _take_account(runs, only or {}, given)
    return _core.analyze(file, {"kind": [kind], **given}, texts)


def _list(value: Words) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _take_account(table: pd.DataFrame, only: Mapping[str, object], given: dict[str, list[str]]) -> None:
    """Fill in what a sweep's table knows of itself and the caller left open, as its store would."""
    account = table.attrs
    if "experiment" not in account or not isinstance(account.get("inputs"), Mapping):
        return
    inputs, outcomes = account["inputs"], account["outcomes"]
    if "inputs" not in given:
        kept = table
        for key, value in only.items():
            kept = kept[kept[key].astype(str) == str(value)] if key in kept else kept
        varied = [key for key in ("strategy", "condition") if kept[key].nunique() > 1]
        given["inputs"] = [*inputs, *varied]
    given.setdefault("output", list(outcomes)[:1])
    if account["baseline"]:
        given.setdefault("baseline", [account["baseline"]])
    given.setdefault("good", [outcomes[one]["good"] if one in outcomes else "up" for one in given["output"]])
    ends = {key: (info["low"], info["high"]) for key, info in inputs.items() if key in table}
    numbers = {key: pair for key, pair in ends.items() if pair[0] < pair[1] and table[key].dtype != object}
    given.setdefault("ranges", [f"{key}={_number(low)}:{_number(high)}" for key, (low, high) in numbers.items()])
