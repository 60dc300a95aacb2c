"""What can go wrong: the user's input, or the machine."""

from __future__ import annotations

from collections.abc import Sequence


class InputError(ValueError):
    """Something given is wrong; nothing was run.

    Attributes
    ----------
    lines : list of str
        Everything that is wrong, each ``FILE: /pointer: what is wrong; what was expected`` (of a table
        ``FILE:line: column: ...``), word for word as the program says it.
    """

    def __init__(self, lines: Sequence[str] | str) -> None:
        self.lines: list[str] = [lines] if isinstance(lines, str) else list(lines)
        super().__init__("\n".join(self.lines))

    def __reduce__(self) -> tuple[type[InputError], tuple[list[str]]]:
        return type(self), (self.lines,)


class MachineError(RuntimeError):
    """The machine refused: disk full, too little memory, a file that cannot be written."""


class RunsFailed(RuntimeError):
    """Every run failed; the reasons stand in the message."""


class RunsFailedWarning(UserWarning):
    """Some runs failed: their rows are NaN, the others stand."""
