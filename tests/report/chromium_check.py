"""Opens a report in headless Chromium and says what is wrong with it.

usage: chromium_check.py PROGRAM FOLDER. Writes the report of a scenario whose texts are hostile to FOLDER, then checks:
no message on the console (so no error and nothing that the content security policy had to stop), every figure drawn,
no text of the scenario run, tables there with JavaScript off, a PDF of several pages. Leaves screenshots in FOLDER.
Exit codes: 0 all is well, 1 something is wrong, 77 no Chromium here. Where CI is "true" neither Chromium nor the chart
library may be missing: what was not looked at has not passed.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

NASTY = "</script><script>document.body.dataset.pwned=1</script><img src=x onerror=\"document.body.dataset.pwned=1\">"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
         "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", "--window-size=1000,4000"]
problems = []


def check(what, is_ok, detail=""):
    print(("ok      " if is_ok else "FAILED  ") + what + ("" if is_ok else f": {detail}"))
    if not is_ok:
        problems.append(what)


def chromium(browser, page, *arguments):
    """(stdout, messages of the page's console)"""
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run([browser, *FLAGS, f"--user-data-dir={profile}", "--virtual-time-budget=10000", *arguments,
                               page.as_uri()], capture_output=True, text=True, timeout=240)
    return done.stdout, re.findall(r"^.*CONSOLE[:(].*$", done.stderr, re.M)


def hostile_scenario(root, folder):
    document = json.loads((root / "scenarios/library/two-schools.json").read_text())
    document.pop("$schema", None)
    document["title"] = document["about"] = NASTY
    document["caveats"] = [NASTY]
    document["region"]["name"] = NASTY
    document["region"]["schools"] = str((root / "scenarios/library" / document["region"]["schools"]).resolve())
    path = folder / "hostile.json"
    path.write_text(json.dumps(document))
    return path


def main(program, folder):
    is_ci = os.environ.get("CI") == "true"
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if not browser:
        print("skipped: no chromium here (Debian package chromium)")
        return 1 if is_ci else 77
    root = Path(__file__).resolve().parents[2]
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "hostile.html"
    done = subprocess.run([program, "report", hostile_scenario(root, folder), "--out", page, "--replicates", "3", "--months",
                           "36", "--conditions", "calm,funding-cut"], capture_output=True, text=True, timeout=600)
    check("the report is written", done.returncode == 0, done.stderr)
    if done.returncode != 0:
        return 1
    text = page.read_text()
    has_echarts = "built without the chart library" not in text

    check("charts are in the page", has_echarts or not is_ci, "the program was built without the chart library")
    dom, console = chromium(browser, page, "--dump-dom")
    check("nothing on the console", not console, "; ".join(console))
    check("no text of the scenario runs", "data-pwned" not in dom, "it ran")
    figures = text.count("data-chart=\"")
    drawn = re.search(r'data-drawn="(\d+)"', dom)
    if has_echarts:
        check("every figure is drawn", drawn is not None and int(drawn[1]) == figures, f"{drawn and drawn[1]} of {figures}")
        check("figures hold pictures", len(re.findall(r'<div class="live"[^>]*>\s*<div[^>]*>\s*<svg', dom)) == figures,
              str(len(re.findall(r'<div class="live"[^>]*>\s*<div[^>]*>\s*<svg', dom))))
        marks = [len(re.findall("<(?:path|circle|rect|text)", one)) for one in re.findall(r'<div class="live".*?</svg>', dom, re.S)]
        check("no picture is empty", marks and min(marks) > 10, str(marks))
    else:
        check("without ECharts nothing is interactive", drawn is None, "drawn")
    check("every figure has a table", text.count("<details class=\"numbers\">") >= figures, "")

    chromium(browser, page, f"--screenshot={folder / 'report.png'}")
    plain = folder / "plain.html"  # as with JavaScript blocked
    plain.write_text(text.replace("script-src 'sha256-", "script-src 'none'; x-blocked 'sha256-", 1))
    dom, _ = chromium(browser, plain, "--dump-dom")
    check("tables and static pictures are there without JavaScript",
          "data-drawn" not in dom and dom.count("<table") >= figures and dom.count("<svg viewBox") == figures, "")
    chromium(browser, plain, f"--screenshot={folder / 'plain.png'}")
    chromium(browser, page, f"--print-to-pdf={folder / 'report.pdf'}", "--no-pdf-header-footer")
    pdf = (folder / "report.pdf").read_bytes() if (folder / "report.pdf").exists() else b""
    check("it prints to PDF", pdf.startswith(b"%PDF") and len(pdf) > 20_000, f"{len(pdf)} bytes")

    broken = folder / "broken.html"  # the check itself must see what the page must not do
    broken.write_text(text.replace("</body>", "<script>fetch('https://example.org')</script><img src=\"https://example.org/x.png\"></body>"))
    _, console = chromium(browser, broken, "--dump-dom")
    check("the check sees a page that reaches out", bool(console), "it saw nothing")
    if has_echarts:  # data that cannot be drawn
        broken.write_text(text.replace('"kind":"intervals"', '"kind":"nonsense"', 1))
        dom, console = chromium(browser, broken, "--dump-dom")
        drawn = re.search(r'data-drawn="(\d+)"', dom)
        check("the check sees a figure that is not drawn", bool(console) and (drawn is None or int(drawn[1]) < figures), "it saw nothing")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]).resolve()))
