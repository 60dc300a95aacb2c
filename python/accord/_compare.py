"""Strategies against a baseline under the same conditions and the same luck."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import fspath
from typing import TYPE_CHECKING

from . import _core
from ._inputs import Texts, condition_texts, number_text, set_texts
from ._progress import Progress, told
from ._run import warn_of_failures

if TYPE_CHECKING:
    from os import PathLike

    import pandas as pd

    from ._inputs import Condition, Document


def compare(
    scenario: Document,
    *,
    strategies: Iterable[Document] | None = None,
    conditions: Condition | Iterable[Condition] | None = None,
    outcomes: Iterable[str] | None = None,
    months: int | None = None,
    burn_in: int | str | None = None,
    baseline: str | None = None,
    replicates: int | None = None,
    seed: int | None = None,
    set: Mapping[str, float] | None = None,
    without: Iterable[str] = (),
    uncertainty: str | None = None,
    sets: int | None = None,
    ensemble: str | PathLike[str] | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> pd.DataFrame:
    """Compare strategies with the baseline, replicate by replicate, as ``accord compare`` does.

    Parameters
    ----------
    scenario, months, burn_in, replicates, seed, set, without, threads, progress
        As in ``accord.run``.
    strategies : list of str, path or dict, optional
        Ids, files or dicts; "all" is every one. The main ones, the scenario's and its own where not given. The baseline
        is always among them.
    conditions : str, dict or list of them, optional
        Each is met by itself (a dict is one condition, its members together); "all" is every one.
    outcomes : list of str, optional
        Only these outcomes.
    baseline : "status-quo" or "go-it-alone", optional
        What others are compared with: the scenario's own strategy going on, or no partner sought; the former after a
        burn-in where not given, else the latter.
    uncertainty : "parameters" or "chance", optional
        What intervals hold: luck and what a calibration leaves open of the parameters, or luck alone. The former unless
        there is one replicate.
    sets : int, optional
        How many sets of the calibration's ensemble each strategy meets, two replicates each; 20 where not given.
    ensemble : path, optional
        Record of ``accord calibrate`` to take them from; the shipped one where not given.

    Returns
    -------
    DataFrame
        A row a condition, strategy and outcome. Columns: ``scenario, condition, strategy, baseline, outcome, unit``;
        ``mean`` [unit of the outcome] of the strategy; ``difference, lo, hi, se`` [the same unit]: strategy minus
        baseline, paired, with its 95 % interval and standard error; ``luck_lo, luck_hi`` (the interval of luck alone);
        ``n`` runs; ``p_better`` (share of sets of parameters, or of replicates under chance, in which it beats the
        baseline in the direction of good); ``p_best`` (share in which it is the best of all);
        ``not_clearly_behind`` (it may be the best: no other is better by more than the interval's errors explain, held
        over all that are compared); with sets ``ignorance_share`` (of the variance of one difference), ``lo_sets,
        hi_sets`` (5th and 95th percentile over sets), ``sets_ahead``. ``attrs``: caveats, digests, what is absent and why, versions, and ``by_year``: a
        dict a condition, strategy, outcome and year (``difference, lo, hi`` at its end; ``pandas.DataFrame(frame.attrs["by_year"])``).

    Raises
    ------
    InputError, MachineError, RunsFailed
        As ``accord.run``.
    """
    import pandas as pd

    texts = Texts()
    name = texts.scenario(scenario)
    of_strategies = [texts.strategy(one) for one in strategies or ()]
    request = _core.Request(
        "accord.compare", name, texts, number_text(seed), number_text(replicates), number_text(months),
        None if burn_in is None else str(burn_in), baseline, number_text(threads), set_texts(set), list(without),
    )  # fmt: skip
    wanted = None if outcomes is None else _known(outcomes)
    with told(progress) as tell:
        found = _core.compare(
            request, of_strategies, condition_texts(conditions), uncertainty, number_text(sets),
            "" if ensemble is None else fspath(ensemble), tell,
        )  # fmt: skip
    account = found["account"]
    warn_of_failures(account.get("failed", []), account["runs"])
    frame = pd.DataFrame(found["columns"])
    for count in ("n", "sets_ahead"):
        if count in frame:
            frame[count] = frame[count].astype(int)
    frame["not_clearly_behind"] = frame["not_clearly_behind"].astype(bool)
    frame.insert(0, "scenario", account["scenario"])
    frame.insert(3, "baseline", account["baseline"])
    frame = frame[["scenario", "condition", "strategy", *frame.columns[3:]]]
    if wanted is not None:
        frame = frame[frame["outcome"].isin(wanted)].reset_index(drop=True)
    frame.attrs.update(account)
    return frame


def _known(outcomes: Iterable[str]) -> list[str]:
    from difflib import get_close_matches

    from ._errors import InputError

    ids, wrong = [outcomes] if isinstance(outcomes, str) else list(outcomes), []
    known = _core.outcomes()
    for one in ids:
        if one not in known:
            near = get_close_matches(one, known, n=1)
            hint = f"did you mean '{near[0]}'?" if near else "expected an id of accord.list('outcomes')"
            wrong.append(f"accord.compare: outcomes: unknown outcome '{one}'; {hint}")
    if wrong:
        raise InputError(wrong)
    return ids
