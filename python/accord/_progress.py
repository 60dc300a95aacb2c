"""How far long work is: to a callback, or as tqdm's bar where tqdm is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

#: True for a bar, a function of (runs done, runs in all), or nothing.
Progress: TypeAlias = "bool | Callable[[int, int], object] | None"


@contextmanager
def told(progress: Progress) -> Iterator[Callable[[int, int], object] | None]:
    """Give the function that the library calls about fifty times a second."""
    if not progress:
        yield None
        return
    if callable(progress):
        yield progress
        return
    try:
        from tqdm.auto import tqdm
    except ImportError:
        raise ImportError("progress=True needs tqdm; install it, or pass a function of (done, all)") from None
    with tqdm(unit="run") as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show
