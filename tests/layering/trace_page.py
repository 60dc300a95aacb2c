"""Holds docs/trace.md against the program: the eight elements of TRACE in their order, and no name that nothing has.

usage: trace_page.py ROOT PROGRAM. Prints what is wrong, one a line; exit 1 if there is any.
"""
import re
import sys
from pathlib import Path

from odd import KINDS, ask, unknown_dotted, unknown_findings

ELEMENTS = ["Problem formulation", "Model description", "Data evaluation", "Conceptual model evaluation", "Implementation verification",
            "Model output verification", "Model analysis", "Model output corroboration"]


def problems(text, ids, is_file):
    """All that is wrong; `ids` by kind."""
    headings = [re.sub(r":.*", "", h) for h in re.findall(r"^## \d\. (.*)$", text, re.M)]
    found = [] if headings == ELEMENTS else [f"elements are {', '.join(headings)}; expected {', '.join(ELEMENTS)}"]
    everything = {known for kind in ids.values() for known in kind}
    found += [f"{token}: no id or file is called so" for token in unknown_dotted(text, everything, is_file)]
    return found + [f"{token}: no finding of models/evidence.json is called so" for token in unknown_findings(text, ids["evidence"])]


def main(root, program):
    ids = {kind: ask(program, kind) for kind in KINDS}
    found = problems((root / "docs" / "trace.md").read_text(encoding="utf-8"), ids, lambda token: (root / token).exists())
    print("\n".join(found) or "docs/trace.md has its eight elements")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
