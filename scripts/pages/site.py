"""Lays out the pages of the documentation site and writes its configuration (scripts/docs calls this).

usage: site.py PROGRAM FOLDER. Pages keep the paths they have in this repository, so that their links hold in both places; a link to
a file that is no page of the site becomes plain text. Pages that are made stand below reference/: commands and options from
PROGRAM, the Python package's where there is one. Prints what is left out and why.
"""
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from pages import commands  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "python/notebooks").glob("*.ipynb"))
NAV = {
    "Accord": {"Start": "README.md", "The first answer, at length": "docs/first.md", "Answers for three counties": "docs/answers.md",
               "Cases people know": ["docs/cases.md", "scenarios/library/cases"], "How to read results": "docs/reading.md", "Limits": "docs/limits.md"},
    "Use": {"Commands": "docs/commands.md", "Every option": "reference/commands.md", "The window": "docs/window.md", "In a browser": "docs/browser.md",
            "Workshops": ["scenarios/workshop/README.md", "scenarios/workshop"], "Your own data": "docs/data.md",
            "Keys and columns": "scenarios/README.md", "Recipes for official files": "scenarios/import/README.md",
            "Shipped regions": ["scenarios/data/README.md", "scenarios/data"], "Experiments": "experiments/README.md", "Slurm": "scripts/slurm/README.md"},
    "Model": {"How to read it": "models/README.md", "ODD": "models/ODD.md", "Parameters": "models/PARAMETERS.md", "Evidence": "models/EVIDENCE.md",
              "What the founding texts name": "docs/seeds.md",
              "How it came about (TRACE)": "docs/trace.md",
              "Changes of results": "models/CHANGES.md", "The engine": "sim/README.md", "Speed": ["bench/RESULTS.md", "bench/peers"]},
    "Python": {"The package": "python/README.md", "Reference": "reference/python.md", "Notebooks": NOTEBOOKS},
    "Work on it": {"How to add": "CONTRIBUTING.md", "Where things are": "docs/layout.md", "Interfaces": "docs/api.md", "Reports": "report/README.md",
                   "The visualiser": "viz/README.md", "Kept files": "tests/kept/README.md", "This site": "docs/site.md",
                   "Changes": "CHANGELOG.md", "Security": "SECURITY.md"},
}
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
PICTURES = {".png", ".svg", ".webp"}


def nav_and_pages():
    """The navigation without what is not there, and every page of it."""
    pages = []

    def there(name):
        found = name.startswith("reference/") or (ROOT / name).is_file()
        if name == "reference/python.md":
            found = (ROOT / "python/accord").is_dir()
        if found:
            pages.append(name)
        return found

    nav = []
    for tab, entries in NAV.items():
        rows = []
        for title, what in entries.items():
            if isinstance(what, str):
                rows += [{title: what}] if there(what) else []
                continue
            files = []
            for name in what:
                more = sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / name).glob("*.md")) if (ROOT / name).is_dir() else [name]
                files += [m for m in more if m not in files and m not in pages and there(m)]
            rows += [{title: files}] if files else []
        if rows:
            nav.append({tab: rows})
    return nav, pages


def without_dead_links(text, page, pages):
    """Links to files that are no pages lose their link; those inside fences of code are left alone."""
    here = (ROOT / page).parent

    def mend(match):
        target = match[3].split("#")[0]
        if not target or "://" in target or target.startswith("mailto:"):
            return match[0]
        path = (here / target).resolve()
        name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else ""
        if name in pages or (path.suffix in PICTURES and path.is_file()):
            return match[0]
        if not path.exists():
            sys.exit(f"{page}: link to '{match[3]}': there is no such file")
        if (path / "README.md").is_file() and f"{name}/README.md" in pages:
            return f"{match[1]}[{match[2]}]({target.rstrip('/')}/README.md)"
        return match[2] if match[2].startswith("`") else f"`{match[2]}`" if match[2] == target else match[2]

    parts = re.split(r"(^```.*?^```)", text, flags=re.M | re.S)
    return "".join(part if part.startswith("```") else LINK.sub(mend, part) for part in parts)


def main(program, folder):
    pages_folder = Path(folder) / "pages"
    shutil.rmtree(pages_folder, ignore_errors=True)
    nav, pages = nav_and_pages()
    for page in pages:
        to = pages_folder / page
        to.parent.mkdir(parents=True, exist_ok=True)
        if page.endswith(".ipynb"):
            shutil.copy(ROOT / page, to)
        elif not page.startswith("reference/"):
            to.write_text(without_dead_links((ROOT / page).read_text(encoding="utf-8"), page, pages), encoding="utf-8")
    for picture in ROOT.glob("**/*"):
        name = picture.relative_to(ROOT)
        if name.parts[0] in ("docs", "python") and (picture.suffix in PICTURES or name.as_posix() == "docs/site/site.css"):
            (pages_folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(picture, pages_folder / name)
    shutil.copy(Path(folder) / "iframe-worker.js", pages_folder / "docs/site")
    manual = json.loads(subprocess.run([program, "manual"], capture_output=True, text=True, check=True).stdout)
    (pages_folder / "reference").mkdir(parents=True, exist_ok=True)
    (pages_folder / "reference/commands.md").write_text(commands.text(manual), encoding="utf-8")
    config = {"INHERIT": str(ROOT / "docs/site/mkdocs.yml"), "docs_dir": "pages", "site_dir": "html", "nav": nav, "plugins": {"search": {}, "offline": {}}}
    if "reference/python.md" in pages:
        (pages_folder / "reference/python.md").write_text("# Python reference\n\n::: accord\n", encoding="utf-8")
        config["plugins"]["mkdocstrings"] = {"handlers": {"python": {
            "paths": [str(ROOT / "python")], "options": {"docstring_style": "numpy", "show_source": False, "show_root_heading": False,
                                                         "members_order": "source", "show_if_no_docstring": False, "heading_level": 2, "filters": ["!^_"]}}}}
    else:
        print("site: no Python package here: without its reference")
    if NOTEBOOKS:
        config["plugins"]["mkdocs-jupyter"] = {"execute": False}
    else:
        print("site: no notebooks here: without tutorials")
    (Path(folder) / "mkdocs.yml").write_text(json.dumps(config, indent=1), encoding="utf-8") # JSON is YAML
    print(f"site: {len(pages)} pages")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
