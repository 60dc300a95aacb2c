"""What tests share: the program, whose results the package must give to the bit."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("ACCORD_PROGRAM", ROOT / "build/release/accord"))


class Program:
    """The program ``accord``, called as users call it."""

    def __call__(self, *words: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, cwd=ROOT)

    def json(self, *words: Any) -> Any:
        done = self(*words, "--format", "json")
        assert done.stdout, done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def program() -> Program:
    if not PROGRAM.exists():
        pytest.skip(f"no program at {PROGRAM}; scripts/build makes it, ACCORD_PROGRAM names another")
    return Program()


@pytest.fixture
def small() -> dict[str, Any]:
    """A scenario as a dict: two schools."""
    return {
        "name": "small", "title": "A small place", "about": "Made by a test.",
        "region": {"name": "Small", "schools": str(ROOT / "scenarios/data/teaching_two_schools.csv")},
    }  # fmt: skip
