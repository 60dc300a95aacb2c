"""What users give (dicts, text, files, names, tables) as the names and texts that the library reads."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from ._errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    Document: TypeAlias = str | os.PathLike[str] | Mapping[str, Any]
    Condition: TypeAlias = str | Mapping[str, float]
    Table: TypeAlias = str | os.PathLike[str] | pd.DataFrame

FILES_OF_REGION = ("schools", "partners", "ties")


class Texts(dict[str, str]):
    """Texts handed to the library instead of files, by the names that its messages use."""

    def add(self, name: str, text: str) -> str:
        """Keep `text` under `name`, or under a name like it where that is taken; return the name."""
        stem, end = os.path.splitext(name)
        free, n = name, 1
        while self.get(free, text) != text:
            n += 1
            free = f"{stem}-{n}{end}"
        self[free] = text
        return free

    def scenario(self, given: Document) -> str:
        """Return the name of a scenario: an id, a file, JSON text, or a dict (tables of its region may be DataFrames)."""
        if isinstance(given, Mapping):
            return self.add("<scenario>.json", self._json(self._with_tables(given), "scenario"))
        return self._word(given, "<scenario>.json")

    def strategy(self, given: Document) -> str:
        """Return the name of a strategy: an id, a file, JSON text, or a dict with the keys of a strategy's file."""
        if not isinstance(given, Mapping):
            return self._word(given, "<strategy>.json")
        return self.add(f"<{given.get('id', 'strategy')}>.json", self._json(given, "strategy"))

    def table(self, given: Table, name: str) -> str:
        """Return the name of a CSV: a file, or a DataFrame's rows (its index is left out)."""
        if isinstance(given, (str, os.PathLike)):
            return os.fspath(given)
        return self.add(f"<{name}>.csv", given.to_csv(index=False))

    def experiment(self, given: Document) -> str:
        """Return the name of an experiment: a shipped name, a file, JSON text, or a dict; scenario and strategies too."""
        if not isinstance(given, Mapping):
            return self._word(given, "<experiment>.json")
        document = dict(given)
        if "scenario" in document:
            document["scenario"] = shipped_path(self.scenario(document["scenario"]))
        if isinstance(document.get("strategies"), (list, tuple)):
            document["strategies"] = [self.strategy(one) for one in document["strategies"]]
        design = document.get("design")
        if isinstance(design, Mapping) and "rows" in design:
            document["design"] = {**design, "rows": self.table(design["rows"], "design")}
        return self.add("<experiment>.json", self._json(document, "experiment"))

    def _with_tables(self, scenario: Mapping[str, Any]) -> Mapping[str, Any]:
        region = scenario.get("region")
        if not isinstance(region, Mapping):
            return scenario
        tables = {key: self.table(region[key], key) for key in FILES_OF_REGION if hasattr(region.get(key), "to_csv")}
        return {**scenario, "region": {**region, **tables}}

    def _word(self, given: str | os.PathLike[str], name: str) -> str:
        word = os.fspath(given)
        return self.add(name, word) if word.lstrip().startswith("{") else word

    @staticmethod
    def _json(document: Mapping[str, Any], what: str) -> str:
        try:
            return json.dumps(document, indent=2, allow_nan=False, default=_plain)
        except (TypeError, ValueError) as error:
            raise InputError(f"<{what}>: cannot be written as JSON: {error}; expected plain values") from None


def _plain(value: Any) -> Any:
    """NumPy's scalars and arrays as JSON's numbers and lists."""
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"{type(value).__name__} is no number, text, list or dict")


def shipped_path(word: str) -> str:
    """Return the file of a shipped scenario for its id; files as they are. Experiments name scenarios by file."""
    if "/" in word or "." in word:
        return word
    from . import _core

    return _core.find_scenario(word)


def condition_text(given: Condition) -> str:
    """Write a condition as the program takes it: ``{"recession": 1, "funding-cut": 0.5}`` is both together."""
    if isinstance(given, str):
        return given
    return "+".join(f"{key}={_number(value)}" for key, value in given.items()) or "calm"


def condition_texts(given: Condition | Iterable[Condition] | None) -> list[str]:
    """Write one condition or several, each by itself."""
    if given is None:
        return []
    if isinstance(given, (str, Mapping)):
        return [condition_text(given)]
    return [condition_text(one) for one in given]


def set_texts(values: Mapping[str, float] | None) -> list[str]:
    """Write parameters, levers and conditions as ``ID=NUMBER``."""
    return [f"{key}={_number(value)}" for key, value in (values or {}).items()]


def number_text(value: float | None) -> str | None:
    """Write a number, or nothing."""
    return None if value is None else _number(value)


def _number(value: Any) -> str:
    if isinstance(value, str):
        return value
    number = float(value)
    return str(int(number)) if number.is_integer() and abs(number) < 2**53 else repr(number)
