"""What a real window keeps: after kill -9, SIGTERM and a lost display the session is there and goes on. usage: recovery_test.py ACCORD

Run without a screen it starts itself again on a virtual one.
"""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile

from screen import environment, need, on_screen
from window_test import PATIENCE, actions, click, until, xdotool


class Home:
    """A folder of one's own for state, and windows opened in it."""

    def __init__(self, folder, accord):
        self.folder, self.accord = pathlib.Path(folder), accord
        self.kept = self.folder / "accord" / "recovery"

    def sessions(self):
        return sorted(self.kept.glob("*.json")) if self.kept.is_dir() else []

    def open(self, *arguments, **variables):
        clean = {k: v for k, v in environment().items() if k != "XDG_STATE_HOME"}
        return subprocess.Popen([self.accord, "view", *arguments], cwd=self.folder,
                                env={**clean, "XDG_STATE_HOME": str(self.folder), **variables})

    def strike(self, window):
        """Opens, strikes "Funding cut" with a real click, and waits until that is kept."""
        number = until("the window opens", lambda: xdotool("search", "--onlyvisible", "--pid", window.pid)).splitlines()[0]
        xdotool("windowfocus", number)

        def kept():
            click(95, 131)  # "Funding cut", at 100 % and 1280x800
            return [s for s in self.sessions() if actions(s)]

        found = until("a change is kept", kept)
        assert actions(found[0])[-1]["id"] == "funding-cut", actions(found[0])
        return found[0]


def after_kill(home):
    window = home.open("tiny-region")
    kept = home.strike(window)
    window.send_signal(signal.SIGKILL)
    window.wait(PATIENCE)
    assert kept.exists(), "kill -9 took the session with it"
    shot = home.folder / "shot.png"
    done = subprocess.run([home.accord, "view", "--recover", "--screenshot", str(shot), "--frames", "3"], cwd=home.folder,
                          env={**environment(), "XDG_STATE_HOME": str(home.folder)}, capture_output=True, text=True, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (0, ""), done
    assert kept.exists(), "a picture of it is no window that takes it over"
    again = home.open("--recover")
    until("the recovered session is kept anew", lambda: not kept.exists() and home.sessions())
    assert actions(home.sessions()[0])[-1]["id"] == "funding-cut"
    again.send_signal(signal.SIGKILL)
    again.wait(PATIENCE)
    home.sessions()[0].unlink()


def after_signal(home):
    window = home.open("tiny-region")
    kept = home.strike(window)
    window.terminate()
    assert window.wait(PATIENCE) == -signal.SIGTERM, "it ends as the signal asks"
    assert kept.exists() and json.loads(kept.read_text())["format"] == "accord-session-1"
    kept.unlink()


def after_lost_display(home):
    number = ":" + str(200 + os.getpid() % 800)
    server = subprocess.Popen(["Xvfb", number, "-screen", "0", "1280x800x24", "-noreset"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    before, os.environ["DISPLAY"] = os.environ["DISPLAY"], number
    try:
        until("the second screen is there", lambda: os.path.exists(f"/tmp/.X11-unix/X{number[1:]}"))
        window = home.open("tiny-region", DISPLAY=number)
        kept = home.strike(window)
    finally:
        os.environ["DISPLAY"] = before
        server.kill()
        server.wait(PATIENCE)
    until("the window ends with its display", lambda: window.poll() is not None)
    assert kept.exists() and actions(kept)[-1]["id"] == "funding-cut"


if __name__ == "__main__":
    need("xvfb-run", "xauth", "xdotool", "Xvfb")
    if len(sys.argv) > 2 and sys.argv[2] == "on-screen":
        for test in (after_kill, after_signal, after_lost_display):
            with tempfile.TemporaryDirectory() as folder:
                test(Home(folder, sys.argv[1]))
            print(test.__name__, "ok", flush=True)
    else:
        result = on_screen([sys.executable, "-B", os.path.abspath(__file__), os.path.abspath(sys.argv[1]), "on-screen"])
        print(result.stdout + result.stderr)
        sys.exit(result.returncode)
