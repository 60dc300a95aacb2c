"""The text of models/PARAMETERS.md: every parameter and lever by the process in which it acts first, then conditions, mechanisms,
programmes and outcomes, as the program itself lists them."""

HEAD = """# Parameters, levers, conditions, mechanisms, programmes, outcomes

Made by `scripts/generate` from what the program lists of itself; change its rows (`parameters_*.cpp`, `programmes.cpp`, `levers.cpp`),
not this page. Equations: [ODD.md](ODD.md#7-submodels). Sources by id: [EVIDENCE.md](EVIDENCE.md).

{n_parameters} parameters, of which {n_assumed} are *assumed* (the reason stands with each: its range is to be swept before a finding is trusted),
and {n_levers} levers, which leaders choose and which need no source. Each stands under the first place where it acts; "also" names the others.
`--set ID=VALUE` sets any of them within its range.
"""
PLACES = {
    "start": "The start: region, pupils and partners are drawn (ODD 5)",
    "outcomes": "Reading outcomes (ODD 7.15)",
    "predict": "Mode B, `accord predict` (ODD 7.16)",
}


def number(value):
    return f"{value:.6g}".replace("-", "−")


def source(row):
    """Ids of findings with how the number follows, or that it is assumed and why."""
    if row["evidence"].startswith("assumed"):
        return "*assumed*: " + row["evidence"].removeprefix("assumed: ")
    ids = ", ".join(f"`{key.strip()}`" for key in row["evidence"].split(","))
    return f"{ids}: {row['note']}" if row["note"] else ids


def table(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += ["| " + " | ".join(str(cell).replace("|", "/") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def row_cells(row):
    also = ", ".join(place for place in row["acts-in"].split(", ")[1:])
    low, high = row["range"]
    return [f"`{row['id']}`", row["summary"], number(row["default"]), row["unit"], f"{number(low)} to {number(high)}", also]


def sections(parameters, levers, processes):
    """One section a place, in the order of the schedule after the start."""
    names = {p["id"]: f"{p['order']}. `{p['id']}`: {p['summary']}" for p in processes}
    order = ["start", *names, "outcomes", "predict"]
    for place in order:
        here = [row for row in parameters if row["acts-in"].split(", ")[0] == place]
        chosen = [row for row in levers if row["acts-in"].split(", ")[0] == place]
        if not here and not chosen:
            continue
        yield f"## {names.get(place) or PLACES[place]}\n"
        if here:
            yield table(["parameter", "meaning", "default", "unit", "range", "also", "source"],
                        [row_cells(row) + [source(row)] for row in here])
        if chosen:
            yield table(["lever", "meaning", "default", "unit", "range", "also"], [row_cells(row) for row in chosen])


def unplaced(rows, places):
    return [row["id"] for row in rows if row["acts-in"].split(", ")[0] not in places]


def text(ask):
    """`ask(kind)` gives the rows that `accord list KIND` prints."""
    parameters, levers, processes = (ask(kind) for kind in ("parameters", "levers", "processes"))
    lost = unplaced(parameters + levers, {p["id"] for p in processes} | set(PLACES))
    if lost:
        raise ValueError(f"no known place: {', '.join(lost)}; expected a process, {', '.join(PLACES)}")
    assumed = sum(row["evidence"].startswith("assumed") for row in parameters)
    parts = [HEAD.format(n_parameters=len(parameters), n_assumed=assumed, n_levers=len(levers))]
    parts += sections(parameters, levers, processes)
    parts.append("## Conditions\n\nStrength 0 to 1 each; what strength 1 means is set by parameters.\n")
    parts.append(table(["condition", "meaning", "parameters"],
                       [[f"`{c['id']}`", c["summary"], ", ".join(f"`{p}`" for p in c["parameters"].split(", ") if p)]
                        for c in ask("conditions")]))
    parts.append("## Mechanisms\n\n`--without ID` sets the parameters at which a mechanism does nothing; "
                 "[which findings each carries](ODD.md#8-validation).\n")
    parts.append(table(["mechanism", "what it does", "switched off by"],
                       [[f"`{m['id']}`", m["summary"], f"`{m['off']}`"] for m in ask("mechanisms")]))
    parts.append("## Programmes\n\nGrades: kindergarten 0, college 13 and 14. Effects and needs: the parameters `programme.ID.*`.\n")
    parts.append(table(["programme", "what it is", "grades", "ends it serves"],
                       [[f"`{g['id']}`", g["summary"], f"{g['grades'][0]} to {g['grades'][1]}", g["serves"]]
                        for g in ask("programmes")]))
    parts.append("## Outcomes\n\nHow each is computed: [ODD 7.15](ODD.md#715-outcomes-observablescpp).\n")
    parts.append(table(["outcome", "definition", "unit", "good", "taken"],
                       [[f"`{o['id']}`", o["summary"], o["unit"], o["good"], o["taken"]] for o in ask("outcomes")]))
    return "\n".join(parts)
