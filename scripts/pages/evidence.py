"""The text of models/EVIDENCE.md from models/evidence.json, models/evidence_notes.md and the parameters that cite sources."""
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "models" / "evidence.json"
NOTES = ROOT / "models" / "evidence_notes.md"
UNSTATED = "not stated in the base"
VERIFIED = {
    "page": "the page of the source was read",
    "memory": "from memory, not read again",
    "data": "computed from public data",
    "recomputed": "computed from the data in this repository",
}
HEAD = """# Evidence

Made by `scripts/generate` from `evidence.json`, `evidence_notes.md` and the parameters that cite sources; change those, not this
page. `accord explain ID` shows one entry, `accord list evidence` all of them.

{n_sources} sources in {n_topics} topics. {n_cited} of {n_rows} parameters cite at least one of them; the other {n_assumed} are **assumed**:
a number was needed and none was found, so its range is wide and it has to be swept before a finding is trusted
(`accord list parameters` gives the reason for each). A cited parameter may take only its sign or its scale from the
source; its note says which.

How a value was checked:

{verified}
"""


def is_assumed(row):
    return row["evidence"].startswith("assumed")


def cited_ids(row):
    return [] if is_assumed(row) else [part.strip() for part in row["evidence"].split(",")]


def number(value):
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)


def value_text(source):
    """The value with its interval and unit: "0.0316 (-0.004 to 0.067) SD"; without a number what was seen: "sign > 0"."""
    low, high, value = source["low"], source["high"], source["value"]
    if value is None and (low is None or high is None):
        return "no number" if source["unit"] == "-" else f"no number; {source['unit']}"
    text = "" if value is None else number(value)
    if low is not None and high is not None:
        text += f" ({number(low)} to {number(high)})" if text else f"{number(low)} to {number(high)}"
    if source["se"] is not None:
        text += f", standard error {number(source['se'])},"
    return f"{text} {source['unit']}"


def entry(source, users):
    name = source["source"] if not source["url"] else f"[{source['source']}]({source['url']})"
    lines = [
        f"### {source['id']}",
        "",
        source["quantity"].rstrip(".") + ".",
        "",
        f"- **Population**: {source['population']}",
        f"- **Value**: {value_text(source)}",
        f"- **Source**: {name}",
        f"- **Checked**: {source['verified']}; confidence {source['confidence']}",
        f"- **Informs**: {source['constrains']}",
    ]
    if source["note"]:
        lines.append(f"- **Note**: {source['note']}")
    lines.append("- **Used by**: " + (", ".join(f"`{u}`" for u in users) if users else "no parameter yet"))
    return "\n".join(lines) + "\n"


def page(sources, parameters):
    users = {}
    for row in parameters:
        for key in cited_ids(row):
            users.setdefault(key, []).append(row["id"])
    topics = sorted({source["topic"] for source in sources})
    assumed = sum(is_assumed(row) for row in parameters)
    parts = [HEAD.format(n_sources=len(sources), n_topics=len(topics), n_cited=len(parameters) - assumed,
                         n_rows=len(parameters), n_assumed=assumed,
                         verified="\n".join(f"- *{k}*: {v}" for k, v in VERIFIED.items()))]
    parts.append(weaknesses(sources, users))
    for topic in topics:
        parts.append(f"## {topic.split(' ', 1)[1].capitalize()}\n")
        parts += [entry(s, users.get(s["id"], [])) for s in sources if s["topic"] == topic]
    return "\n".join(parts)


def outside(source):
    low, high, value = source["low"], source["high"], source["value"]
    return value is not None and ((low is not None and value < low) or (high is not None and value > high))


def at_end(source):
    return source["value"] is not None and source["value"] in (source["low"], source["high"])


def off_error(source, z=1.96):
    """Whether the interval is not value +- 1.96 standard errors, by more than a tenth."""
    if None in (source["se"], source["low"], source["high"]):
        return False
    return abs((source["high"] - source["low"]) / (2 * z * source["se"]) - 1) > 0.1


def is_weak(source):
    return source["confidence"] == "low" or (source["verified"] == "memory" and source["confidence"] != "high")


def ids_text(sources):
    return ", ".join(f"`{s['id']}`" for s in sources) or "none"


def weaknesses(sources, users):
    """What can be counted, then what was read."""
    used = [s for s in sources if s["id"] in users]
    alone = [s for s in used if is_weak(s)]
    counted = [
        f"- Value outside its own interval: {ids_text([s for s in sources if outside(s)])}.",
        f"- Interval that is not value ± 1.96 standard errors: {ids_text([s for s in sources if off_error(s)])}.",
        f"- Value at an end of its interval, so one side is unknown: {ids_text([s for s in sources if at_end(s)])}.",
        f"- Interval set by the compilers, not by the source (\"mine\" in the note): "
        f"{sum('mine' in s['note'] for s in sources)} of {len(sources)}.",
        f"- From memory, not read again: {sum(s['verified'] == 'memory' for s in sources)} of {len(sources)}; of those that a "
        f"parameter cites: {ids_text([s for s in used if s['verified'] == 'memory'])}.",
        f"- Population stated in no part of the record: {ids_text([s for s in sources if s['population'] == UNSTATED])}; place, year or "
        f"sample not stated: {sum(UNSTATED in s['population'] for s in sources)} of {len(sources)}.",
        f"- Cited by a parameter with low confidence, or from memory with less than high confidence: {ids_text(alone)}.",
    ]
    return ("## Where the base is wrong or weak\n\nCounted from the file:\n\n" + "\n".join(counted) + "\n\n"
            + NOTES.read_text(encoding="utf-8"))


def unknown_citations(sources, rows):
    known = {source["id"] for source in sources}
    return [f"{row['id']}: cites '{key}'; expected an id of models/evidence.json"
            for row in rows for key in cited_ids(row) if key not in known]


def text(ask):
    """`ask(kind)` gives the rows that `accord list KIND` prints."""
    sources, parameters = json.loads(SOURCES.read_text(encoding="utf-8")), ask("parameters")
    if unknown := unknown_citations(sources, parameters + ask("levers")):
        raise ValueError("\n".join(unknown))
    return page(sources, parameters)
