"""A real window, real keys and a real mouse (xdotool): strike a shock, undo it, save, close. usage: window_test.py ACCORD

Run without a screen it starts itself again on a virtual one.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from screen import environment, need, on_screen

PATIENCE = 120  # seconds


def until(what, ready):
    """Waits for something outside this process; fails when it does not come."""
    end = time.monotonic() + PATIENCE
    while not (found := ready()):
        if time.monotonic() > end:
            sys.exit("did not happen: " + what)
        time.sleep(0.05)
    return found


def xdotool(*arguments):
    return subprocess.run(["xdotool", *map(str, arguments)], capture_output=True, text=True, timeout=PATIENCE).stdout.strip()


def actions(path):
    """What a person did: not the luck that a fresh window chooses when its band is whole."""
    try:
        all_actions = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))["actions"]
        return [action for action in all_actions if action["kind"] != "luck"]
    except (OSError, ValueError):
        return None


def click(x, y):
    """Moves there, waits a moment of drawing, presses and lets go."""
    xdotool("mousemove", x, y)
    time.sleep(0.4)
    xdotool("mousedown", 1)
    time.sleep(0.3)
    xdotool("mouseup", 1)
    time.sleep(0.3)


def key(name):
    xdotool("keydown", name)
    time.sleep(0.3)
    xdotool("keyup", name)
    time.sleep(0.3)


def save():
    xdotool("keydown", "ctrl")
    time.sleep(0.2)
    key("s")
    xdotool("keyup", "ctrl")
    time.sleep(0.2)


def play(accord):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "session.json")
        window = subprocess.Popen([accord, "view", "tiny-region"], cwd=folder, env={**environment(), "XDG_STATE_HOME": folder})
        try:
            until("the window opens", lambda: xdotool("search", "--onlyvisible", "--name", "^Accord$"))
            number = xdotool("search", "--onlyvisible", "--name", "^Accord$").splitlines()[0]
            xdotool("windowfocus", number)
            time.sleep(1)

            def strike_and_save():
                click(95, 131)  # "Funding cut", at 100 % and 1280x800
                save()
                return actions(path)

            done = until("a click on the shock button is saved as an action", strike_and_save)
            assert [a["id"] for a in done] == ["funding-cut"], done

            def undo_and_save():
                xdotool("keydown", "ctrl")
                time.sleep(0.2)
                key("z")
                xdotool("keyup", "ctrl")
                save()
                return actions(path) == []

            until("Ctrl Z takes it back", undo_and_save)
            assert window.poll() is None, "the window closed by itself"
        finally:
            window.terminate()
            window.wait(PATIENCE)
    print("clicked, saved, undone, saved")


if __name__ == "__main__":
    need("xvfb-run", "xauth", "xdotool")
    if len(sys.argv) > 2 and sys.argv[2] == "on-screen":
        play(sys.argv[1])
    else:
        result = on_screen([sys.executable, "-B", os.path.abspath(__file__), os.path.abspath(sys.argv[1]), "on-screen"])
        print(result.stdout + result.stderr)
        sys.exit(result.returncode)
