"""What tests with a real window share: a virtual screen, and reading PNGs with the standard library alone."""
import os
import shutil
import struct
import subprocess
import sys
import zlib

SKIPPED = 77


def need(*tools):
    """Ends the test as skipped where a tool is not installed (scripts/setup --all installs them)."""
    missing = [tool for tool in tools if not shutil.which(tool)]
    if missing:
        print("skipped: not installed:", ", ".join(missing))
        sys.exit(SKIPPED)


def environment():
    return {**os.environ, "LIBGL_ALWAYS_SOFTWARE": "1"}


def on_screen(command, **more):
    """Runs a command on a virtual screen of its own, which stays when the last window closes (-noreset): the next one may come."""
    return subprocess.run(["xvfb-run", "-a", "-s", "-screen 0 1920x1200x24 -noreset", *command], capture_output=True, text=True,
                          timeout=300, env=environment(), **more)


class Png:
    """Pixels of an 8-bit RGB(A) PNG as tuples, and its texts."""

    def __init__(self, path):
        with open(path, "rb") as file:
            data = file.read()
        assert data[:8] == b"\x89PNG\r\n\x1a\n", "not a PNG"
        self.texts, body, at = "", b"", 8
        while at < len(data):
            length, kind = struct.unpack(">I4s", data[at:at + 8])
            chunk = data[at + 8:at + 8 + length]
            if kind == b"IHDR":
                self.width, self.height, _, colour = struct.unpack(">IIBB", chunk[:10])
                self.channels = {2: 3, 6: 4}[colour]
            elif kind == b"IDAT":
                body += chunk
            elif kind == b"tEXt":
                self.texts += chunk.decode("latin-1")
            at += 12 + length
        self.rows = self._unfilter(zlib.decompress(body))

    def _unfilter(self, raw):
        step, stride, rows = self.channels, self.width * self.channels, []
        before = bytearray(stride)
        for y in range(self.height):
            kind, row = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
            for x in range(stride):
                left = row[x - step] if x >= step else 0
                up, corner = before[x], before[x - step] if x >= step else 0
                if kind == 1:
                    row[x] = (row[x] + left) & 255
                elif kind == 2:
                    row[x] = (row[x] + up) & 255
                elif kind == 3:
                    row[x] = (row[x] + (left + up) // 2) & 255
                elif kind == 4:
                    guess = left + up - corner
                    near = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))
                    row[x] = (row[x] + near[2]) & 255
            rows.append(row)
            before = row
        return rows

    def at(self, x, y):
        return tuple(self.rows[y][x * self.channels:x * self.channels + 3])

    def count(self, colour, near=12, left=0.0, top=0.0):
        """Pixels of about this colour, right of `left` and below `top` (shares of the picture)."""
        total = 0
        for y in range(int(top * self.height), self.height):
            row = self.rows[y]
            for x in range(int(left * self.width), self.width):
                i = x * self.channels
                total += all(abs(row[i + c] - colour[c]) <= near for c in range(3))
        return total
