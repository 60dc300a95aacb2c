#!/usr/bin/env python3
"""Puts the page together: web/assemble.py BUILD OUT. One file that needs no other: the compiled program and the shipped files
are in it, compressed (xz, a quarter smaller than what browsers unpack themselves) and as base64 text, with what unpacks them."""
import base64, gzip, json, lzma, pathlib, re, sys

root = pathlib.Path(__file__).resolve().parent.parent
SHIPPED = ["scenarios/library/**/*.json", "scenarios/data/**/*.csv", "scenarios/*.schema.json", "scenarios/experiments/*.json",
           "models/evidence.json", "models/validation.json"]


def packed(data: bytes) -> str:
    # Bytes of WebAssembly stand at any place (pb=0); the page needs as much memory as the dictionary has to unpack them.
    how = {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 16 << 20, "lc": 4, "pb": 0}
    return base64.b64encode(lzma.compress(data, check=lzma.CHECK_CRC32, filters=[how])).decode()


def main(build: pathlib.Path, out: pathlib.Path) -> None:
    text = lambda name: (root / "web" / name).read_text()
    files = {f"/home/{path.relative_to(root)}": path.read_text() for pattern in SHIPPED for path in sorted(root.glob(pattern))
             if path.name != "README.md"}
    # The module is text that the page runs once its window is opened, and its workers with the two scripts that call it there.
    plain = lambda script: script.replace("</script", "<\\/script")
    program = (build / "accord.wasm").read_bytes()
    parts = [("accord-module", plain((build / "accord.js").read_text())), ("accord-worker", plain(text("host.js") + text("worker.js"))),
             ("accord-wasm", packed(program)), ("accord-files", packed(json.dumps(files).encode()))]
    blocks = "\n".join(f'<script type="text/plain" id="{name}">{body}</script>' for name, body in parts)
    blocks = blocks.replace('id="accord-wasm"', f'id="accord-wasm" data-size="{len(program)}"')
    version = re.search(r"project\(accord VERSION ([\d.]+)", (root / "CMakeLists.txt").read_text()).group(1)
    page = text("page.html").replace('<html lang="en">', f'<html lang="en" data-version="{version}">')
    page = page.replace("/*STYLE*/", text("page.css")).replace("<!--PARTS-->", blocks)
    unpacker = (root / "build/cache/web/xz-decompress.min.js").read_text()
    page = page.replace("/*SCRIPT*/", plain(unpacker) + "\n" + "".join(text(name) for name in ("host.js", "workers.js", "window.js", "page.js")))
    out.write_text(page)
    print(f"{out}: {out.stat().st_size / 2**20:.1f} MB, {len(gzip.compress(page.encode(), 9)) / 2**20:.1f} MB as a server sends it")


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
