#!/usr/bin/env python3
"""Puts the page together: web/assemble.py BUILD OUT. One file that needs no other: the compiled program and the shipped files
are in it, compressed (gzip) and as base64 text."""
import base64, gzip, json, pathlib, re, sys

root = pathlib.Path(__file__).resolve().parent.parent
SHIPPED = ["scenarios/library/**/*.json", "scenarios/data/**/*.csv", "scenarios/*.schema.json", "scenarios/experiments/*.json",
           "models/evidence.json", "models/validation.json"]


def packed(data: bytes) -> str:
    return base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()


def main(build: pathlib.Path, out: pathlib.Path) -> None:
    text = lambda name: (root / "web" / name).read_text()
    files = {f"/home/{path.relative_to(root)}": path.read_text() for pattern in SHIPPED for path in sorted(root.glob(pattern))
             if path.name != "README.md"}
    # The module is text that the page runs once its window is opened, and its workers with the two scripts that call it there.
    plain = lambda script: script.replace("</script", "<\\/script")
    parts = [("accord-module", "text/plain", plain((build / "accord.js").read_text())),
             ("accord-worker", "text/plain", plain(text("host.js") + text("worker.js"))),
             ("accord-wasm", "text/plain", packed((build / "accord.wasm").read_bytes())),
             ("accord-files", "text/plain", packed(json.dumps(files).encode()))]
    blocks = "\n".join(f'<script type="{kind}" id="{name}">{body}</script>' for name, kind, body in parts)
    version = re.search(r"project\(accord VERSION ([\d.]+)", (root / "CMakeLists.txt").read_text()).group(1)
    page = text("page.html").replace('<html lang="en">', f'<html lang="en" data-version="{version}">')
    page = page.replace("/*STYLE*/", text("page.css")).replace("<!--PARTS-->", blocks)
    page = page.replace("/*SCRIPT*/", "".join(text(name) for name in ("host.js", "workers.js", "window.js", "page.js")))
    out.write_text(page)
    print(f"{out}: {out.stat().st_size / 2**20:.1f} MB, {len(gzip.compress(page.encode(), 9)) / 2**20:.1f} MB as a server sends it")


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
