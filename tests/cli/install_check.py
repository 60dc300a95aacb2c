"""Installs the program into a folder, moves that, and asks it from elsewhere for its scenarios: it must answer with those that
were installed, and with those of ACCORD_HOME where that is set. usage: install_check.py BUILD-FOLDER"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BUILD = Path(sys.argv[1])
MARK = "the copy that was installed"


def mark(home, text):
    path = home / "scenarios/library/tiny-region.json"
    scenario = json.loads(path.read_text())
    scenario["title"] = text
    path.write_text(json.dumps(scenario))


def title(program, folder, **more):
    environment = {k: v for k, v in os.environ.items() if k != "ACCORD_HOME"} | more
    done = subprocess.run([program, "list", "scenarios", "--format", "json"], cwd=folder, env=environment,
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return next(s for s in json.loads(done.stdout) if s["id"] == "tiny-region")


def ask(program, folder, *arguments):
    done = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, f"{arguments}: {done.stderr}"


with tempfile.TemporaryDirectory() as scratch:
    scratch = Path(scratch)
    subprocess.run(["cmake", "--install", BUILD, "--prefix", scratch / "first"], check=True, stdout=subprocess.DEVNULL)
    (scratch / "first").rename(scratch / "moved")
    program, home, elsewhere = scratch / "moved/bin/accord", scratch / "moved/share/accord", scratch / "elsewhere"
    elsewhere.mkdir()
    mark(home, MARK)
    found = title(program, elsewhere)
    assert MARK in json.dumps(found), f"not what was installed: {found}"
    other = scratch / "other"
    shutil.copytree(home, other)
    mark(other, "that of ACCORD_HOME")
    found = title(program, elsewhere, ACCORD_HOME=str(other))
    assert "that of ACCORD_HOME" in json.dumps(found), f"not what ACCORD_HOME holds: {found}"
    ask(program, elsewhere, "run", "tiny-region", "--replicates", "1", "--months", "3", "--quiet")
    ask(program, elsewhere, "explain", "trust.loss-ratio")
    ask(program, elsewhere, "check", str(home / "scenarios/experiments/quick.json"))
    assert (scratch / "moved/share/doc/accord/LICENSE").is_file(), "no licence is installed"
    for part in ("man/man1/accord.1", "man/man1/accord-compare.1", "bash-completion/completions/accord",
                 "fish/vendor_completions.d/accord.fish", "zsh/vendor-completions/_accord"):
        assert (scratch / "moved/share" / part).is_file(), f"{part} is not installed"
print("installed, moved, found")
