"""Accord: a simulator of education partnerships. Strategies are compared under the same luck.

::

    import accord
    accord.run("sonoma", months=24, replicates=2).outcomes["ability-mean"]
    accord.compare("sonoma", conditions=["calm", "funding-cut=0.5"])

Results carry what limits them (``caveats``); read that first. The program ``accord`` gives the same bits.
"""

from __future__ import annotations

from pathlib import Path as _Path
from typing import Any as _Any

from . import _core
from ._answers import analyze, check, explain
from ._answers import list_ids as list
from ._compare import compare
from ._errors import InputError, MachineError, RunsFailed, RunsFailedWarning
from ._run import RunResult, run
from ._store import Store, open_store
from ._sweep import sweep
from ._tables import import_region, inputs, outcomes, set_home

__version__: str = _core.program_version()
#: Version of the model's results: equal versions give equal bits.
model_version: str = _core.model_version()

__all__ = [
    "InputError", "MachineError", "RunResult", "RunsFailed", "RunsFailedWarning", "Store", "analyze", "check", "compare",
    "explain", "import_region", "inputs", "list", "model_version", "open_store", "outcomes", "run", "set_home", "sweep",
]  # fmt: skip



def __getattr__(name: str) -> _Any:
    """Connectors, imported when asked for: they need packages of their own."""
    if name in ("ema", "salib"):
        from importlib import import_module

        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


_core.set_home(str(_Path(__file__).parent / "share"))
