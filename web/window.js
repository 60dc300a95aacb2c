// The window in the page: a canvas that the program draws on, what people do with mouse, fingers and keys, downloads, and a
// session that outlives a reload. The functions that begin with _accord_ stand in viz/page.cpp.
"use strict";

/**
 * Opens the window; rejects with the program's lines where it cannot.
 * @param {{compiled: WebAssembly.Module, files: Object<string, string>, helpers: string, args: string[], canvas:
 *   HTMLCanvasElement, typing: HTMLInputElement, changed: function(object)}} given `helpers`: address of the workers' script;
 *   `changed` gets the state (viz/deeds.h) about once a second
 */
async function openAccordWindow({ compiled, files, helpers, args, canvas, typing, changed }) {
  const kept = "accord.window.sessions", folder = "/home/web_user/.local/state/accord/recovery", most = 5;
  const notes = [], stored = {}, frames = { n: 0, longest: 0, lately: 0, first: 0 };
  let error = "", last = performance.now(), lastKept = 0, timer = 0, wanted = 0, isOver = false;

  // --- files ------------------------------------------------------------------------------------------------------------
  function download(name, blob) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob); link.download = name; link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }
  const nameOf = path => path.slice(path.lastIndexOf("/") + 1);
  const types = { json: "application/json", csv: "text/csv", html: "text/html", svg: "image/svg+xml" };
  function save(path) {
    const name = nameOf(path);
    download(name, new Blob([program.FS.readFile(path)], { type: types[name.split(".").pop()] || "" }));
    if (!name.endsWith(".json")) program.FS.unlink(path); // a second download replaces nothing
  }
  /** A PNG with a text, as the program writes it: "Description" before the first pixels. */
  async function savePicture(path, about, pixels, width, height) {
    const picture = Object.assign(document.createElement("canvas"), { width, height });
    picture.getContext("2d").putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), width, height), 0, 0);
    const whole = new Uint8Array(await (await new Promise(done => picture.toBlob(done, "image/png"))).arrayBuffer());
    const body = new TextEncoder().encode(`tEXtDescription\0${about}`), chunk = new Uint8Array(body.length + 8);
    let crc = ~0;
    for (const byte of body) { crc ^= byte; for (let k = 0; k < 8; ++k) crc = crc & 1 ? crc >>> 1 ^ 0xedb88320 : crc >>> 1; }
    const view = new DataView(chunk.buffer);
    view.setUint32(0, body.length - 4); chunk.set(body, 4); view.setUint32(4 + body.length, ~crc >>> 0);
    const head = 33; // signature and the chunk that says how large it is
    download(nameOf(path), new Blob([whole.slice(0, head), chunk, whole.slice(head)], { type: "image/png" }));
  }
  function restore() {
    let sessions = {};
    try { sessions = JSON.parse(localStorage.getItem(kept)) || {}; } catch { /* none */ }
    program.FS.mkdirTree(folder);
    Object.values(sessions).forEach((text, n) => program.FS.writeFile(`${folder}/kept-${n}.json`, text));
  }
  /** What the program keeps in its folder stands in the browser's storage too. */
  function keep() {
    const now = {};
    const names = program.FS.readdir(folder).filter(name => name.endsWith(".json")).sort((a, b) => time(a) - time(b));
    for (const name of names.slice(-most)) now[name] = program.FS.readFile(`${folder}/${name}`, { encoding: "utf8" });
    const text = JSON.stringify(now);
    if (text === stored.text) return;
    stored.text = text;
    try { localStorage.setItem(kept, text); } catch { error = "This browser has no room to keep the session: save it as a file."; }
  }
  const time = name => program.FS.stat(`${folder}/${name}`).mtime.getTime();

  // --- the program --------------------------------------------------------------------------------------------------------
  const pool = accordHelpers(helpers, compiled, files, (id, part, isLast, failure) => {
    const at = program._malloc(part.length + 1);
    program.HEAPU8.set(part, at);
    withText(failure, text => program._accord_take(id, at, part.length, isLast, text));
    program._free(at);
  });
  const program = await createProgram(createAccord, compiled, files, {
    noExitRuntime: true, print: line => notes.push(line), printErr: line => notes.push(line),
    window: { ask: pool.ask, cancel: pool.cancel, save, savePicture },
  });
  function withText(text, use) {
    const bytes = new TextEncoder().encode(text + "\0"), at = program._malloc(bytes.length);
    program.HEAPU8.set(bytes, at);
    try { return use(at); } finally { program._free(at); }
  }
  const state = () => ({ "is-open": true, error, frames: frames.n, "longest-frame": frames.longest, "longest-lately": frames.lately,
    "first-frame": frames.first, helpers: pool.n, ...JSON.parse(program.UTF8ToString(program._accord_state())) });

  restore();
  const code = callProgram(program, ["view", ...args]);
  if (code !== 0) throw new Error(notes.join("\n") || `exit code ${code}`);
  // Dear ImGui asks before each frame for the state that it puts back after it, and a browser answers only when it has drawn all
  // that came before, while the page waits. Nobody else changes that state, so it is asked for once.
  const gl = canvas.getContext("webgl2");
  for (const question of ["getParameter", "isEnabled"]) {
    const ask = gl[question].bind(gl), known = new Map();
    gl[question] = what => { if (!known.has(what)) known.set(what, ask(what)); return known.get(what); };
  }

  // --- frames -------------------------------------------------------------------------------------------------------------
  function draw(now) {
    wanted = 0;
    if (isOver) return;
    const ratio = window.devicePixelRatio || 1, width = Math.round(canvas.clientWidth * ratio), height = Math.round(canvas.clientHeight * ratio);
    if (width === 0 || height === 0) return sleep(0.5);
    if (canvas.width !== width || canvas.height !== height) { canvas.width = width; canvas.height = height; }
    const began = performance.now();
    let pause;
    try {
      pause = program._accord_frame(Math.max(0, now - last) / 1000, width, height, ratio);
    } catch (failure) {
      isOver = true;
      error = `The window stopped: ${notes.slice(-3).join(" ") || failure.message}. What you did until a moment ago is kept; load the page again.`;
      return changed({ "is-open": false, error });
    }
    last = now;
    const took = performance.now() - began;
    frames.n += 1; frames.longest = Math.max(frames.longest, took); frames.lately = Math.max(frames.lately, took);
    if (!frames.first) frames.first = performance.now();
    canvas.style.cursor = cursors[program._accord_cursor()] || "default";
    if (now - lastKept > 1000) { lastKept = now; keep(); changed(state()); }
    sleep(pause);
  }
  const cursors = { "-1": "none", 1: "text", 2: "move", 3: "ns-resize", 4: "ew-resize", 5: "nesw-resize", 6: "nwse-resize", 7: "pointer", 8: "wait", 9: "progress", 10: "not-allowed" };
  function sleep(seconds) {
    clearTimeout(timer);
    if (seconds > 0.02) timer = setTimeout(wake, 1000 * seconds); else wake();
  }
  function wake() {
    clearTimeout(timer);
    if (!wanted) wanted = requestAnimationFrame(draw);
  }

  // --- mouse and fingers ----------------------------------------------------------------------------------------------------
  // One finger: a tap presses; where something scrolls that way it scrolls, else it drags; where it rests it shows what a
  // mouse that rests there is told, and drags when it moves on. Two zoom and drag.
  const fingers = new Map(), buttons = [0, 2, 1], still = 10, rest = 400; // CSS pixels, ms
  let hasTouched = false, gesture = "", from = null, before = null, spread = 0, speed = 0, resting = 0, gliding = 0;
  const ratio = () => canvas.width / canvas.getBoundingClientRect().width;
  function point(event) {
    const box = canvas.getBoundingClientRect();
    program._accord_pointer(event.pointerType === "touch" ? 1 : 0, (event.clientX - box.left) * ratio(), (event.clientY - box.top) * ratio());
  }
  function pinch() {
    const [a, b] = fingers.values(), now = Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY));
    point({ pointerType: "touch", clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 });
    if (spread > 0) program._accord_wheel(0, 4 * Math.log2(now / spread));
    spread = now;
  }
  function touch(event) {
    fingers.set(event.pointerId, event);
    clearTimeout(resting); cancelAnimationFrame(gliding);
    if (fingers.size === 1) {
      gesture = ""; from = before = event; speed = 0;
      point(event);
      resting = setTimeout(() => { gesture = "rests"; wake(); }, rest);
    } else if (fingers.size === 2) {
      if (gesture !== "drags") { spread = 0; pinch(); program._accord_button(0, 1); }
      gesture = "pinches"; spread = 0; pinch();
    }
  }
  function drag(event) {
    fingers.set(event.pointerId, event);
    if (gesture === "pinches") return fingers.size === 2 && pinch();
    const dx = event.clientX - before.clientX, dy = event.clientY - before.clientY;
    if (gesture === "" || gesture === "rests") {
      if (Math.hypot(dx, dy) < still) return;
      clearTimeout(resting);
      gesture = gesture === "" && program._accord_scrolls(Math.abs(dy) > Math.abs(dx) ? 1 : 0) ? "scrolls" : "drags";
      if (gesture === "drags") { program._accord_button(0, 1); point(event); }
    } else if (gesture === "scrolls") {
      program._accord_scroll(dx * ratio(), dy * ratio());
      speed = 0.5 * speed + 0.5 * dy / Math.max(1, event.timeStamp - before.timeStamp); // pixels a ms
    } else point(event);
    before = event;
  }
  /** What was scrolled goes on for a moment. */
  function glide(since) {
    gliding = requestAnimationFrame(now => {
      const ms = now - since;
      speed *= Math.exp(-ms / 250);
      if (Math.abs(speed) < 0.05 || !program._accord_scroll(0, speed * ms * ratio())) return program._accord_leave();
      wake(); glide(now);
    });
  }
  function lift(event) {
    if (event.pointerType !== "touch") { point(event); return program._accord_button(buttons[event.button] ?? 0, 0); }
    if (!fingers.delete(event.pointerId) || gesture === "over") return;
    clearTimeout(resting);
    const was = gesture;
    gesture = fingers.size > 0 ? "over" : ""; // what is left of two fingers does nothing
    if (was === "" && event.type === "pointerup") { program._accord_button(0, 1); program._accord_button(0, 0); }
    if (was === "drags" || was === "pinches") program._accord_button(0, 0);
    if (was === "scrolls" && Math.abs(speed) > 0.1) return glide(performance.now());
    setTimeout(() => { if (fingers.size === 0) { program._accord_leave(); wake(); } }, was === "rests" ? 0 : 250);
    setTimeout(type, 100);
  }
  const on = (name, handle) => canvas.addEventListener(name, event => { handle(event); wake(); }, { passive: false });
  on("pointerdown", event => {
    event.preventDefault();
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    hasTouched = event.pointerType === "touch";
    if (hasTouched) return touch(event);
    point(event); program._accord_button(buttons[event.button] ?? 0, 1);
  });
  on("pointermove", event => {
    if (event.pointerType !== "touch") return point(event);
    if (fingers.has(event.pointerId)) drag(event);
  });
  on("pointerup", lift);
  on("pointercancel", lift);
  on("pointerleave", event => { if (event.pointerType !== "touch") program._accord_leave(); });
  on("contextmenu", event => event.preventDefault());
  on("wheel", event => {
    event.preventDefault();
    const lines = event.deltaMode === 0 ? 100 : event.deltaMode === 1 ? 3 : 1;
    program._accord_wheel(-event.deltaX / lines, -event.deltaY / lines);
  });

  // --- keys -----------------------------------------------------------------------------------------------------------------
  const modifiers = event => (event.ctrlKey || event.metaKey ? 1 : 0) + (event.shiftKey ? 2 : 0) + (event.altKey ? 4 : 0);
  const write = text => withText(text, at => program._accord_text(at));
  const press = (event, isDown) => withText(event.code, at => program._accord_key(at, isDown, modifiers(event)));
  const own = /^(Key[ZYSDACXV]|Equal|Minus|Numpad.*|Arrow.*|Home|End|Space|Enter|Backspace|Delete)$/; // with Ctrl; the browser has the others
  const leaves = event => event.code === "F6" || event.code === "F12" || (event.ctrlKey || event.metaKey) && !/^(Control|Meta)/.test(event.code) && !own.test(event.code);
  on("keydown", event => {
    if (leaves(event)) return;
    press(event, 1);
    if (!(event.code === "KeyV" && modifiers(event) === 1)) event.preventDefault(); // else it pastes
    if ([...event.key].length === 1 && !event.ctrlKey && !event.metaKey) write(event.key);
  });
  on("keyup", event => press(event, 0));
  on("paste", event => { event.preventDefault(); write(event.clipboardData.getData("text")); });
  on("focus", () => program._accord_focus(1));
  on("blur", event => { if (event.relatedTarget !== typing) program._accord_focus(0); });
  /** The soft keyboard comes up with a field of the page, which hands on what is typed. */
  function type() {
    if (hasTouched && program._accord_wants_text()) typing.focus({ preventScroll: true });
    else if (document.activeElement === typing) canvas.focus({ preventScroll: true });
  }
  typing.onkeydown = event => { if ([...event.key].length !== 1) { press(event, 1); setTimeout(() => { press(event, 0); wake(); }, 50); } wake(); };
  typing.oninput = () => { write(typing.value); typing.value = ""; wake(); };

  // --- from here on ---------------------------------------------------------------------------------------------------------
  if (matchMedia("(pointer: coarse)").matches) program._accord_touch();
  const leave = () => { if (!isOver) { program._accord_keep(); keep(); } };
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.hidden ? leave() : wake());
  new ResizeObserver(wake).observe(canvas);
  canvas.focus({ preventScroll: true });
  wake();
  return {
    state,
    wake,
    /** What is wrong with it is thrown; else it is done. */
    act(deeds) {
      const wrong = withText(JSON.stringify(deeds), at => program.UTF8ToString(program._accord_do(at)));
      wake();
      if (wrong) throw new Error(wrong);
    },
    forgetFrames() { frames.lately = 0; },
    /** A session file of the reader's. */
    async open(file) {
      const path = `/home/${file.name.replace(/[^\w.-]/g, "_").replace(/(\.json)?$/, ".json")}`;
      program.FS.writeFile(path, new Uint8Array(await file.arrayBuffer()));
      this.act({ open: path });
    },
  };
}
