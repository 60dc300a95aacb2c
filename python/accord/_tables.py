"""What there is: lists of ids, official files into regions, where shipped files lie."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from . import _core
from ._inputs import Texts, _number


def set_home(folder: str | os.PathLike[str]) -> None:
    """Read shipped scenarios, strategies and evidence below `folder`/scenarios instead of the package's own.

    The environment variable ACCORD_HOME goes before it.
    """
    _core.set_home(os.fspath(folder))


def outcomes() -> dict[str, dict[str, str]]:
    """Return ``unit``, direction of ``good`` ("up", "down") and ``definition`` of every outcome by id."""
    found: dict[str, dict[str, str]] = _core.outcomes()
    return found


def inputs() -> dict[str, dict[str, Any]]:
    """Return ``unit``, ``low``, ``high`` and one line (``about``) of all that an experiment may vary, by id."""
    found: dict[str, dict[str, Any]] = _core.inputs()
    return found


def import_region(
    recipe: str | os.PathLike[str],
    files: Iterable[Any],
    out: str | os.PathLike[str],
    *,
    year: str | int | None = None,
    assume: Mapping[str, float | str] | None = None,
) -> list[str]:
    """Turn official files into a region of one's own, as ``accord import`` does.

    Parameters
    ----------
    recipe : str or path
        Id of ``accord.list("recipes")``, or a recipe's file.
    files : list of path or DataFrame
        In any order: each is known by its columns.
    out : path
        Folder to make; ``out/scenario.json`` then runs.
    year : str, optional
        Where the files have several.
    assume : dict, optional
        Values for schools that have none, by column.

    Returns
    -------
    list of str
        What was taken, imputed and left out, line by line.

    Raises
    ------
    InputError
        With everything that is wrong; nothing was written.
    """
    texts = Texts()
    names = [texts.table(one, "table") for one in files]
    assumed = [f"{key}={_number(value) if not isinstance(value, str) else value}" for key, value in (assume or {}).items()]
    return _core.import_region(os.fspath(recipe), names, os.fspath(out), "" if year is None else str(year), assumed, texts)
