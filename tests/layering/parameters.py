"""Holds the fields of parameters and levers against their rows: a field's path is its id, and beside it stand effect and unit.

usage: parameters.py ROOT. Prints what is wrong, one a line; exit 1 if there is any.
The rule: dots of an id part structs, - is written _ ("seek.group-min" is the field seek.group_min). A row whose id is put together
(one for each kind of partner or programme) shows its last word alone, which must be its field's name; an array is indexed.
"""
import re
import sys
from pathlib import Path

# A row: add("ID", p.FIELD, VALUE, "UNIT" ... or add("partner." + kind + ".WORD", p.FIELD ... or row("WORD", p_.FIELD ...
ROW = re.compile(r'\b(?:add|add_late|row)\((?:"[a-z.]*" \+ \w+ \+ )?"\.?([a-z0-9][a-z0-9.-]*)", (\w+)\.([\w.]+),(?: [^,()]+(?:\([^()]*\))?, "([^"]*)")?')
FIELD = re.compile(r"^    double (\w+) = (?:sim::)?\w+;(.*)$", re.M)
COMMENT = re.compile(r" +///< .*\[([^\[\]]+)\]$")


def flat(text):
    """A file with each call on one line."""
    return re.sub(r"\s*\n\s*", " ", re.sub(r"\(\s*\n\s*", "(", text))


def wrong_names(name, text):
    """Rows whose field is not called as their id."""
    for row_id, variable, path, _ in ROW.findall(flat(text)):
        expected = row_id.replace("-", "_")
        if path != expected:
            yield f'{name}: "{row_id}" is the field {variable}.{path}; expected {variable}.{expected}'


def wrong_fields(name, text):
    """Fields that do not stand on a line of their own with effect and unit."""
    for line in text.splitlines():
        if re.match(r"    double \w+[,;{ ]", line) and not re.match(r"    double \w+ = (?:sim::)?\w+;", line):
            yield f"{name}: {line.strip()}: not one field; expected one a line"
    for field, rest in FIELD.findall(text):
        if not COMMENT.fullmatch(rest):
            yield f"{name}: {field}:{rest or ' nothing'} stands beside it; expected ///< its effect [unit]"


def wrong_units(name, header, rows):
    """Fields whose comment states another unit than their row; structs are told apart by the group their rows name."""
    structs = {}
    for struct, body in re.findall(r"^struct (\w+) \{\n(.*?)^\};", header, re.M | re.S):
        structs[struct] = {f: COMMENT.fullmatch(rest) for f, rest in FIELD.findall(body)}
    for row_id, _, path, unit in ROW.findall(flat(rows)):
        if "." not in path or not unit:
            continue
        group, field = path.rsplit(".", 1)
        struct = "".join(word.capitalize() for word in group.split("_"))
        comment = structs.get(struct + ("Levers" if name.endswith("levers.cpp") else "Parameters"), {}).get(field)
        if comment and comment.group(1) != unit:
            yield f'{name}: {path} is in [{comment.group(1)}]; expected [{unit}], as in the row "{row_id}"'


def main(root):
    models = root / "models"
    found, rows = [], 0
    fields = sorted([*models.glob("parameters_*.h"), models / "programme.h", models / "levers.h"])
    headers = "".join(p.read_text(encoding="utf-8") for p in fields)
    for path in sorted([*models.glob("parameters_*.cpp"), models / "programmes.cpp", models / "levers.cpp"]):
        text = path.read_text(encoding="utf-8")
        rows += len(ROW.findall(flat(text)))
        found += wrong_names(f"models/{path.name}", text)
        found += wrong_units(f"models/{path.name}", headers, text)
    for path in fields:
        found += wrong_fields(f"models/{path.name}", path.read_text(encoding="utf-8"))
    print("\n".join(found) or f"{rows} rows are called as their fields")
    return 1 if found or rows < 200 else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
