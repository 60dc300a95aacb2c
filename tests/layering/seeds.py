"""Holds docs/seeds.md against the program: each name that it gives is one of the kind that it says, and nothing stands without a place or a reason.

usage: seeds.py ROOT PROGRAM. Prints what is wrong, one a line; exit 1 if there is any.
The second column of a table says `kind` and names, "process `a`, `b`; lever `c`", or "none"; then the third says why.
"""
import re
import sys
from pathlib import Path

from odd import SPAN, ask

KINDS = {"process": "processes", "lever": "levers", "condition": "conditions", "outcome": "outcomes", "parameter": "parameters",
         "programme": "programmes", "strategy": "strategies", "scenario": "scenarios", "mechanism": "mechanisms"}
PART = re.compile(r"([a-z]+) (`[^`]+`(?:, `[^`]+`)*)")
LEAST_REASON = 40  # characters: a sentence, not a word


def rows(text):
    """What is named, where it is and what is said of it, of each row of the page's tables."""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3 and not set(line) <= set("|- ") and cells[1] != "in the program":
            yield cells


def problems(text, ids):
    """All that is wrong; `ids` by the plural of their kind."""
    found, n = [], 0
    for named, place, said in rows(text):
        n += 1
        if place == "none":
            if len(said) < LEAST_REASON:
                found.append(f"{named}: has no place and no reason; expected a sentence why")
            continue
        for part in place.split("; "):
            match = PART.fullmatch(part)
            if not match or match[1] not in KINDS:
                found.append(f"{named}: '{part}' is no kind with names; expected one of: {', '.join(KINDS)}, or none")
                continue
            found += [f"{named}: there is no {match[1]} `{name}`" for name in SPAN.findall(match[2]) if name not in ids[KINDS[match[1]]]]
    everything = {known for kind in ids.values() for known in kind}
    mentioned = {name for _, _, said in rows(text) for name in SPAN.findall(said) if re.fullmatch(r"[a-z]+[.-][a-z.-]+", name)}
    found += [f"{name}: no id is called so" for name in sorted(mentioned - everything)]
    # What is a challenge or a case in the program must be on the page, so that a new one is placed too.
    spans = set(SPAN.findall(text))
    found += [f"{known}: stands nowhere on the page; expected a row" for kind in ("conditions", "programmes") for known in ids[kind]
              if known not in spans and known not in ("calm", "all-at-once")]
    return found if n else ["the page has no row"]


def main(root, program):
    ids = {kind: set(ask(program, kind)) for kind in KINDS.values()}
    found = problems((root / "docs" / "seeds.md").read_text(encoding="utf-8"), ids)
    found += [f"{case.stem}: a case without a row" for case in sorted((root / "scenarios/library/cases").glob("*.json"))
              if f"scenario `{case.stem}`" not in (root / "docs" / "seeds.md").read_text(encoding="utf-8")]
    print("\n".join(found) or "every name of docs/seeds.md is known to the program")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
