"""What scripts/demo compiles is the program alone, and scripts/build afterwards compiles only the window's command anew.

usage: demo_check.py ROOT. Configures twice in a scratch folder, once as each script does, and compiles nothing.
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(sys.argv[1])
ANEW = {"cli/commands/view.cpp"}  # the one file that knows whether there is a window
OTHERS = ("tests/", "bench/", "viz/", "build/cache/")  # nothing of these answers a question


def options_of(script):
    """The -D options that a script hands to `scripts/build release`."""
    text = (ROOT / "scripts" / script).read_text(encoding="utf-8")
    found = re.findall(r"scripts/build release ((?:-D\S+ )+)-- accord", text)
    assert len(found) == 1, f"scripts/{script} does not build the program alone in one call"
    return found[0].split()


def compiled(build, *options):
    """{file: command} of what `ninja accord` compiles."""
    subprocess.run(["cmake", "-G", "Ninja", "-S", ROOT, "-B", build, "-DCMAKE_BUILD_TYPE=Release", *options], check=True,
                   stdout=subprocess.DEVNULL)
    lines = subprocess.run(["ninja", "-C", build, "-t", "commands", "accord"], check=True, capture_output=True,
                           text=True).stdout.splitlines()
    return {line.rsplit(" -c ", 1)[1].replace(f"{ROOT}/", ""): line for line in lines if " -c " in line}


def main():
    with tempfile.TemporaryDirectory() as build:
        demo = compiled(build, *options_of("demo"))
        whole = compiled(build, *(option.replace("=OFF", "=ON") for option in options_of("demo")))
    wrong = [f"scripts/demo compiles {file}; expected the program alone" for file in demo if file.startswith(OTHERS)]
    wrong += [f"scripts/build compiles {file} anew after scripts/demo; expected that of {', '.join(ANEW)} alone"
              for file, command in demo.items() if whole.get(file) != command and file not in ANEW]
    print("\n".join(wrong + [f"{len(demo)} files compared, {len(wrong)} problems"]))
    return 1 if wrong or len(demo) < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
