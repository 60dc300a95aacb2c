"""Reads every C++ file and says which line breaks the rules of the file tree (CONTRIBUTING.md).

usage: layering.py ROOT. Prints `FILE:line: what is wrong; what was expected`, one a line; exit 1 if there is any.
"""
import re
import sys
from pathlib import Path

# What each folder may include of the project, itself included.
LAYERS = {"sim": {"sim"}}
LAYERS["models"] = LAYERS["sim"] | {"models"}
LAYERS["scenarios"] = LAYERS["models"] | {"scenarios"}
LAYERS["experiments"] = LAYERS["scenarios"] | {"experiments"}
LAYERS["report"] = LAYERS["experiments"] | {"report"}
LAYERS["viz"] = LAYERS["report"] | {"viz"}
LAYERS["cli"] = LAYERS["viz"] | {"cli"}
LAYERS["python"] = LAYERS["experiments"] | {"python"}
LAYERS["bench"] = LAYERS["cli"] | {"bench"}
LAYERS["tests"] = LAYERS["bench"] | {"tests"}

# What each room of a folder may include of that folder, itself left out; "" is the folder's own floor.
ROOMS = {
    "experiments": {
        "statistics": set(),
        "design": {"statistics"},
        "store": {"statistics"},
        "runs": {"statistics"},
        "analysis": {"statistics"},
        "prediction": {"statistics"},
        "validation": {"statistics", "design", "runs", "prediction"},
        "sweep": {"statistics", "design", "store", "runs"},
        "findings": {"statistics", "design", "store", "runs", "analysis", "sweep"},
    },
    "viz": {
        "runs": set(),
        "remote": {"runs"},
        "session": {"runs"},
        "widgets": {"runs"},
        "context": {"runs", "session"},
        "panels": {"runs", "session", "widgets", "context"},
        "": {"runs", "remote", "session", "widgets", "context", "panels"},
    },
}
# Headers that a folder or room may not include although its layer allows it.
BARRED = {
    "report/": ["experiments/sweep/sweep.h", "experiments/store/writer.h"],  # a report reads; it never sweeps or writes
}

# Where each package may be named: the start of its headers' names, and patterns of paths.
PACKAGES = {
    "boost/": ["sim/random.*", "sim/sobol.cpp", "bench/naive.cpp"],
    "tbb/": ["sim/parallel.cpp"],
    "oneapi/": ["sim/parallel.cpp"],
    "immintrin.h": ["sim/vector.h"],
    "x86intrin.h": ["sim/vector.h"],
    "nlohmann/": ["scenarios/**", "experiments/**", "report/**", "cli/**", "python/**", "bench/**", "tests/**"],
    "nanobind/": ["python/bindings/**"],
    "valijson/": ["scenarios/**"],
    "Eigen/": ["sim/**", "models/**", "experiments/**"],
    "CLI/": ["cli/parser.cpp", "bench/main.cpp"],
    "sqlite3.h": ["experiments/store/sqlite.cpp"],
    "GLFW/": ["viz/backend.cpp"],
    "emscripten": ["viz/page.cpp"],
    "GLES3/": ["viz/page.cpp"],
    "imgui_impl": ["viz/backend.cpp", "viz/page.cpp", "bench/viewer.cpp", "tests/viz/**"],
    "imgui_te": ["tests/viz/**"],
    "imgui": ["viz/**", "bench/viewer.cpp", "tests/viz/**"],
    "implot": ["viz/**", "bench/viewer.cpp", "tests/viz/**"],
    "png.h": ["viz/backend.cpp"],
    "Random123/": ["tests/**"],
    "catch2/": ["tests/**"],
}
LONGEST = 400
# A file of the tree as comments name it, from the root.
MENTION = re.compile(r"(?<![\w./-])((?:%s)/[\w/]+\.(?:h|cpp|cmake|md))\b" % "|".join(LAYERS))
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')
MACHINE_PATH = re.compile(r"(?<![\w.])/(work/|root/|home/[a-z]|tmp/[a-z])")


def matches(path, pattern):
    """Whether `path` is `pattern`; `dir/**` is all below dir, `x.*` one unit with any ending."""
    if pattern.endswith("/**"):
        return path.startswith(pattern[:-2])
    if pattern.endswith(".*"):
        return path.rsplit(".", 1)[0] == pattern[:-2]
    return path == pattern


def wrong_include(path, kind, header, exists):
    """What is wrong with including `header` from `path`, or "". `exists(name)` tells the project's own headers."""
    for package, places in PACKAGES.items():
        if header.startswith(package):
            if any(matches(path, place) for place in places):
                return ""
            return f"includes <{header}>; expected only in {', '.join(places)}"
    folder, target = path.split("/", 1)[0], header.split("/", 1)[0]
    if kind == '"' and not exists(header):
        return f'includes "{header}", which the root does not hold; expected a path from the root, "folder/file.h"'
    if target not in LAYERS or not exists(header):
        return ""
    if target not in LAYERS[folder]:
        return f'includes "{header}"; {folder} may include only {", ".join(sorted(LAYERS[folder]))}'
    for place, barred in BARRED.items():
        if path.startswith(place) and header in barred:
            return f'includes "{header}"; {place.rstrip("/")} may not include it'
    return wrong_room(path, header) if folder == target and folder in ROOMS else ""


def room_of(path):
    """The room of a file inside its folder: "experiments/store/merge.cpp" -> "store"; "" on the folder's floor."""
    return path.split("/")[1] if path.count("/") > 1 else ""


def wrong_room(path, header):
    """What is wrong with one room of a folder including another, or "". Unknown rooms are wrong: they have no place."""
    folder, room, target = path.split("/", 1)[0], room_of(path), room_of(header)
    if room not in ROOMS[folder]:
        return f"lies in {folder}/{room}; expected one of {', '.join(sorted(r for r in ROOMS[folder] if r))}"
    if target == room or target in ROOMS[folder][room]:
        return ""
    allowed = ", ".join(sorted(r or f"{folder} itself" for r in ROOMS[folder][room])) or "no other room"
    return f'includes "{header}"; {folder}/{room or "itself"} may include only {allowed}'


def problems(path, text, exists):
    """All that is wrong with one file, as (line, what)."""
    lines = text.splitlines()
    found = []
    for number, line in enumerate(lines, 1):
        include = INCLUDE.match(line)
        if include and (what := wrong_include(path, include[1], include[2], exists)):
            found.append((number, what))
        for name in MENTION.findall(line) if not include else []:
            if not exists(name):
                found.append((number, f"names {name}, which is not there; expected a file of the tree"))
        if MACHINE_PATH.search(line):
            found.append((number, "holds a path of one machine; expected none"))
    if len(lines) > LONGEST:
        found.append((len(lines), f"is {len(lines)} lines long; expected at most {LONGEST}"))
    return found


def main(root):
    files = sorted(f for folder in LAYERS for end in ("h", "cpp") for f in (root / folder).rglob("*." + end))
    total = 0
    for file in files:
        path = file.relative_to(root).as_posix()
        for line, what in problems(path, file.read_text(encoding="utf-8"), lambda name: (root / name).is_file()):
            print(f"{path}:{line}: {what}")
            total += 1
    print(f"{len(files)} files read, {total} problems")
    return 1 if total or len(files) < 50 else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
