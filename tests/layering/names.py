"""Holds the page of short names against the code: every one-letter name declared in models/ stands in models/README.md, and no other.

usage: names.py ROOT. Prints what is wrong, one a line; exit 1 if there is any.
"""
import re
import sys
from pathlib import Path

from literals import code

# A declaration: a type, then a letter, then what may follow one.
DECLARED = re.compile(r"(?:\b(?:auto|double|float|int|size_t|uint\d+_t|Row|Stream|v[fu]|[A-Z]\w+)|>)[&*]* ([a-z])(?=[,;){]| =| :)")
LISTED = re.compile(r"`([a-z])`")


def declared(text):
    return {name for line in code(text) for name in DECLARED.findall(line)}


def listed(page):
    """Names in the first column of the table."""
    return {name for line in page.splitlines() if line.startswith("| `") for name in LISTED.findall(line.split("|")[1])}


def problems(files, page):
    known = listed(page)
    seen = {}
    for name, text in files:
        for letter in declared(text):
            seen.setdefault(letter, name)
    for letter in sorted(set(seen) - known):
        yield f"{seen[letter]}: '{letter}' is in no row of models/README.md; expected what it stands for, or a longer name"
    for letter in sorted(known - set(seen)):
        yield f"models/README.md: '{letter}' is declared nowhere; expected no row for it"


def main(root):
    files = [(str(p.relative_to(root)), p.read_text(encoding="utf-8")) for p in sorted((root / "models").rglob("*")) if p.suffix in (".cpp", ".h")]
    found = list(problems(files, (root / "models" / "README.md").read_text(encoding="utf-8")))
    print("\n".join(found) or f"{len(files)} files read, every short name is in models/README.md")
    return 1 if found or len(files) < 40 else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
