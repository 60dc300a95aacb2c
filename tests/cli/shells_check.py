"""Presses Tab in bash, and in zsh and fish where those are here, on lines half written. usage: shells_check.py PROGRAM"""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = Path(sys.argv[1]).resolve()
ROOT = Path(__file__).resolve().parents[2]
SHELL = ROOT / "cli/shell"

# Line -> words that are offered; a list that must be complete is a tuple.
LINES = {
    "accord comp": ("compare",),
    "accord run son": ("sonoma",),
    "accord run sonoma --strat": ("--strategy",),
    "accord run sonoma --strategy collective": ("collective-impact",),
    "accord list outc": ("outcomes",),
    "accord sweep qui": ("quick",),
    "accord run sonoma --seed 3 --format ": ("csv", "json", "text"),
    "accord compare sonoma --strategies equity-first,collective": ("equity-first,collective-impact",),
    "accord run sonoma --set trust.loss-r": ("trust.loss-ratio=",),
    "accord check scenarios/library/sono": ("scenarios/library/sonoma.json",),
    "accord run sonoma --seed ": (),
    "accord nonsense ": (),
}
BASH = r"""
source "$1"; COMP_LINE=$2 COMP_POINT=${#2}
read -ra COMP_WORDS <<< "$2"; [[ $2 != *' ' ]] || COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _accord; printf '%s\n' "${COMPREPLY[@]}"
"""


def say(*command):
    environment = os.environ | {"PATH": f"{PROGRAM.parent}:{os.environ['PATH']}", "HOME": home, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=200)
    return done.stdout


def bash(line):
    return say("bash", "-c", BASH, "bash", str(SHELL / "accord.bash"), line).split("\n")


def fish(line):
    return [l.split("\t")[0] for l in say("fish", "--no-config", "-c", f"source {SHELL}/accord.fish; complete -C '{line}'").split("\n")]


def zsh(line):
    """zsh has no way to ask; a terminal of its own is given the line and Tab, and a widget prints what stands then."""
    script = f"""zmodload zsh/zpty; zpty z zsh -f -i
zpty -w z 'PS1=; fpath=({SHELL} $fpath); autoload -Uz compinit; compinit -u -D; show() {{ print -r -- "<""<$BUFFER>"">" }}; zle -N show; bindkey "^X" show; print rea""dy'
zpty -r -m z r '*ready*'
zpty -w -n z $'{line}\\t\\x18'; zpty -r -m z r '*<<*>>*'; print -r -- "$r"; zpty -d z"""
    said = say("zsh", "-f", "-c", script)
    return said.rpartition("<<")[2].partition(">>")[0]


with tempfile.TemporaryDirectory() as home:
    failed = 0
    for shell, ask in (("bash", bash), ("fish", fish)):
        if not shutil.which(shell):
            print(f"skipped: no {shell} here")
            continue
        for line, expected in LINES.items():
            got = tuple(sorted(w for w in ask(line) if w))
            if got != expected:
                failed += 1
                print(f"{shell}: '{line}' is offered {got}; expected {expected}")
    if shutil.which("zsh"):
        for line, expected in LINES.items():
            got = zsh(line).split()
            if len(expected) == 1 and got[-1:] != list(expected):
                failed += 1
                print(f"zsh: '{line}' becomes {got}; expected {expected}")
    else:
        print("skipped: no zsh here")
print(f"{failed} failed")
sys.exit(1 if failed else 0)
