"""Holds models/ODD.md against the program: every parameter and lever stands in its equations, every id it names exists.

usage: odd.py ROOT PROGRAM. Prints what is wrong, one a line; exit 1 if there is any.
Read are code spans and fenced blocks. In them `*`, KIND, PROGRAMME and R stand for any one word of an id.
"""
import json
import re
import subprocess
import sys
from pathlib import Path

KINDS = ["strategies", "conditions", "outcomes", "parameters", "levers", "mechanisms", "programmes", "processes", "scenarios", "evidence"]
# Kebab words that are no ids: stages of talks.
WORDS = {"common-ground", "buy-in"}
RESOURCES = ["funds", "staff", "volunteers", "placements", "facilities", "seats"]
# Parameters and levers that no equation needs to name; each with the reason.
UNNAMED = {}

FENCE = re.compile(r"^ *```.*?^ *```", re.M | re.S)
SPAN = re.compile(r"`([^`\n]+)`")
WORD = r"[a-z0-9*]+(?:-[a-z0-9*]+)*"
DOTTED = re.compile(rf"(?<![\w./*-])[a-z]{WORD}(?:\.(?:(?:KIND|R)(?![A-Za-z])|{WORD}))+(?:-(?:KIND|PROGRAMME))?")
KEBAB = re.compile(r"(?<![\w./*-])[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?![\w.*/-])")
FINDING = re.compile(r"(?<![\w-])[A-Z]+(?:-[A-Z0-9a-z]+)*-[A-Z0-9a-z*]+(?![\w-])")


def codes(text):
    """All code of a page: fenced blocks, then spans of the rest."""
    return FENCE.findall(text) + SPAN.findall(FENCE.sub("", text))


def pattern_of(token):
    """Which ids `programme.*.need-funds`, `partner.KIND.R` or `search.prefer-PROGRAMME` means, as a regular expression."""
    escaped = re.escape(token).replace(r"\*", "[a-z-]+").replace(r"\.R", r"\.(" + "|".join(RESOURCES) + ")")
    return re.compile("^" + re.sub(r"KIND|PROGRAMME", "[a-z-]+", escaped) + "$")


def dotted(code):
    return {match.group(0).rstrip(".") for match in DOTTED.finditer(code)}


def fits_any(token, ids):
    pattern = pattern_of(token)
    return any(pattern.match(known) for known in ids)


def unknown_dotted(text, ids, is_file):
    """Dotted words that are neither ids (or patterns that fit one) nor files nor targets."""
    found = {token for code in codes(text) for token in dotted(code)}
    return sorted(token for token in found if not fits_any(token, ids) and not is_file(token))


def unknown_words(text, ids):
    found = {word for code in SPAN.findall(FENCE.sub("", text)) for word in KEBAB.findall(code)}
    return sorted(found - ids - WORDS - {known.split(".", 1)[1] for known in ids if "." in known})


def unknown_findings(text, findings):
    found = {word for code in SPAN.findall(FENCE.sub("", text)) for word in FINDING.findall(code)}
    return sorted(word for word in found
                  if not any(re.fullmatch(re.escape(word).replace(r"\*", ".*"), known) for known in findings))


def missing(equations, rows):
    """Parameters and levers that no equation names."""
    tokens = {token for code in codes(equations) for token in dotted(code)}
    patterns = [pattern_of(token) for token in tokens if not token.endswith(".*")]  # "all of a group" names none
    return [row for row in rows if row not in UNNAMED and not any(p.match(row) for p in patterns)]


def part(text, first, after):
    """The sections from heading `first` up to heading `after`."""
    return text[text.index(f"\n## {first}"):text.index(f"\n## {after}")]


def ask(program, kind):
    done = subprocess.run([program, "list", kind, "--format", "json"], capture_output=True, text=True, check=True)
    return [row["id"] for row in json.loads(done.stdout)]


def problems(text, ids, is_file):
    """All that is wrong; `ids` by kind, targets under "targets"."""
    rows = ids["parameters"] + ids["levers"]
    everything = {known for kind in ids.values() for known in kind}
    equations = part(text, "5. ", "6. ") + part(text, "7. ", "8. ")
    spans = set(SPAN.findall(FENCE.sub("", equations)))
    found = [f"{row}: no equation of sections 5 and 7 names it; expected one, or a reason in UNNAMED" for row in missing(equations, rows)]
    found += [f"{row}: is excepted, but there is no such row; expected none" for row in UNNAMED if row not in rows]
    found += [f"{o}: outcome without a line in section 7.15; expected how it is computed" for o in ids["outcomes"] if o not in spans]
    found += [f"{p}: process without its section; expected `{p.replace('-', '_')}.cpp` in a heading" for p in ids["processes"]
              if not re.search(rf"^### 7\.\d+ .*`{p.replace('-', '_')}\.cpp`", text, re.M)]
    # Those that came with model 0.3 stand behind the schedule, in 7.18 and on, and say where they act.
    sections = [s.replace("_", "-") for s in re.findall(r"^### 7\.\d+ (?!.*, before 7\.).*`(\w+)\.cpp`", text, re.M)]
    ordered = [s for s in sections if s in ids["processes"]]
    if ordered != [p for p in ids["processes"] if p in ordered]:
        found.append(f"sections 7.1 and on: {', '.join(ordered)}; expected the order of the schedule")
    for what, tokens in [("no id, file or target", unknown_dotted(text, everything, is_file)),
                         ("no id of any kind", unknown_words(text, everything)),
                         ("no finding of models/evidence.json", unknown_findings(text, ids["evidence"]))]:
        found += [f"{token}: {what} is called so" for token in tokens]
    return found


def main(root, program):
    text = (root / "models" / "ODD.md").read_text(encoding="utf-8")
    ids = {kind: ask(program, kind) for kind in KINDS}
    ids["targets"] = [t["id"] for t in json.loads((root / "models" / "validation.json").read_text(encoding="utf-8"))["targets"]]
    names = {f.name for folder in ("models", "scenarios", "experiments", "tests", "sim") for f in (root / folder).rglob("*.*")}
    names |= {"partners.csv", "ties.csv"}  # the user's files
    found = problems(text, ids, lambda token: token in names or (root / token).exists())
    print("\n".join(found) or f"{len(ids['parameters'])} parameters, {len(ids['levers'])} levers, {len(ids['outcomes'])} outcomes stand in ODD.md")
    return 1 if found or len(ids["parameters"]) < 300 else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
