// The page: a question in a form, the program's answer in words, figures and tables. All computing is in workers that get the
// compiled program, the shipped files and the reader's own, and send back what the program printed (web/host.js).
"use strict";
(() => {
  const part = id => document.getElementById(id);
  const columns = ["ability-mean", "ability-low-income-gap", "chronic-absence", "graduation-rate", "college-entry", "cost-per-student"];
  const kept = "accord.own-files", asked = "accord.question";
  let compiled, source, home, own = {}, lists = {}, running = null, last = null, view = null, hasRun = () => {};

  // --- the program ---------------------------------------------------------------------------------------------------------
  /** What is packed in an element of the page; `tell` gets which part of it is unpacked, where its size is known. */
  async function unpack(id, tell) {
    const bytes = Uint8Array.from(atob(part(id).textContent.trim()), c => c.charCodeAt(0));
    const reader = new window["xz-decompress"].XzReadableStream(new Blob([bytes]).stream()).getReader(), chunks = [];
    for (let done = 0, next; !(next = await reader.read()).done; chunks.push(next.value))
      if (tell) tell((done += next.value.length) / part(id).dataset.size);
    return new Blob(chunks);
  }
  let serial = 0;
  /** All shipped files, the reader's own and these, by path. */
  function filesWith(texts = {}) {
    const files = { ...home };
    for (const [name, text] of Object.entries({ ...own, ...texts })) files[`/home/${name}`] = text;
    return files;
  }
  /** Runs the program in a worker of its own; `result` settles with what it printed, `stop` ends it. */
  function start(args, { wanted = [], tell = () => {}, texts = {} } = {}) {
    const worker = new Worker(source), id = ++serial, files = filesWith(texts);
    let end;
    const result = new Promise((resolve, reject) => {
      end = reject;
      worker.onmessage = ({ data }) => {
        if (data.note !== undefined) return tell(data.note);
        worker.terminate();
        resolve(data.result);
      };
      worker.onerror = event => { worker.terminate(); reject(new Error(event.message || "the worker failed")); };
    });
    worker.postMessage({ id, compiled, files, args, wanted });
    return { result, stop: () => { worker.terminate(); end(new Error("stopped")); } };
  }
  async function json(args, options) {
    const done = await start(args, options).result;
    if (done.code !== 0 || !done.out) throw new Error(done.notes || `exit code ${done.code}`);
    return JSON.parse(done.out);
  }

  /** The program's JSON for a request; its scenario is an id or a scenario itself, `files` are CSV files that it names, by name. */
  function answer(command, { files = {}, ...request }) {
    const texts = { ...files };
    if (typeof request.scenario === "object") {
      texts["request.json"] = JSON.stringify(request.scenario);
      request.scenario = "request.json";
    }
    return json(argumentsOf(command, request), { texts });
  }

  // --- what may be asked ---------------------------------------------------------------------------------------------------
  const option = (value, text) => Object.assign(document.createElement("option"), { value, textContent: text });
  function choice(group, id, name, summary, isOn) {
    const label = document.createElement("label"), box = document.createElement("input"), text = document.createElement("span");
    label.className = "choice"; box.type = "checkbox"; box.value = id; box.checked = isOn; text.textContent = name; label.title = summary || "";
    label.append(box, text); part(group).append(label);
  }
  const chosen = group => [...part(group).querySelectorAll("input:checked")].map(box => box.value);
  function offer() {
    const select = part("scenario"), before = select.value;
    select.replaceChildren();
    for (const name of Object.keys(own)) if (name.endsWith(".json")) select.append(option(name, `${name} (yours)`));
    for (const one of lists.scenarios) if (one.id !== "nation") select.append(option(one.id, one.title));
    if ([...select.options].some(o => o.value === before)) select.value = before;
    describe();
  }
  function describe() {
    const one = lists.scenarios.find(s => s.id === part("scenario").value);
    part("about").textContent = one ? one.summary : "";
  }
  function question() {
    return { scenario: part("scenario").value, strategies: chosen("strategies"), conditions: chosen("conditions"),
      months: 12 * Number(part("years").value), replicates: Number(part("replicates").value), seed: Number(part("seed").value) };
  }
  function fill(q) {
    if (q.scenario && [...part("scenario").options].some(o => o.value === q.scenario)) part("scenario").value = q.scenario;
    for (const group of ["strategies", "conditions"])
      if (q[group]) for (const box of part(group).querySelectorAll("input")) box.checked = [].concat(q[group]).includes(box.value);
    if (q.months) part("years").value = q.months / 12;
    if (q.replicates) part("replicates").value = q.replicates;
    if (q.seed !== undefined) part("seed").value = q.seed;
    describe();
  }
  function requestOf(text) { // of a query or of what stands behind #
    const request = {}, set = {};
    for (const [key, value] of new URLSearchParams(text)) {
      if (key === "set") { const at = value.indexOf("="); set[value.slice(0, at)] = value.slice(at + 1); }
      else request[key] = ["strategies", "conditions"].includes(key) ? value.split(",") : value;
    }
    if (Object.keys(set).length) request.set = set;
    return request;
  }
  const hashOf = q => "#" + new URLSearchParams({ ...q, strategies: q.strategies.join(","), conditions: q.conditions.join(",") });

  // --- the answer ----------------------------------------------------------------------------------------------------------
  const make = (tag, text, name) => { const e = document.createElement(tag); if (text !== undefined) e.textContent = text; if (name) e.className = name; return e; };
  const nameOf = id => (lists.strategies.find(s => s.id === id) || { name: id }).name;
  const outcomeOf = id => lists.outcomes.find(o => o.id === id) || { id, name: id, unit: "" };
  function shown(value, unit) {
    if (unit === "share") { value *= 100; }
    if (value === 0) return "0";
    const size = Math.abs(value), digits = size >= 10 ? 1 : size >= 1 ? 2 : size >= .1 ? 3 : 4;
    return (value > 0 ? "+" : value < 0 ? "−" : "") + size.toFixed(digits);
  }
  const unitOf = unit => unit === "share" ? "% points" : unit;
  function table(data, condition) {
    const rows = data.results.filter(r => r.condition === condition), ids = columns.filter(id => rows.some(r => r.outcome === id));
    const t = make("table"), head = make("tr"), box = make("div", undefined, "scroll");
    t.append(make("caption", "Difference from going alone, with the half-width of its 95 % interval"));
    head.append(make("th", "Strategy"));
    for (const id of ids) head.append(make("th", `${outcomeOf(id).name} [${unitOf(outcomeOf(id).unit)}]`));
    t.append(head);
    for (const strategy of [...new Set(rows.map(r => r.strategy))].filter(s => s !== data.baseline)) {
      const line = make("tr"); line.append(make("th", nameOf(strategy)));
      for (const id of ids) {
        const r = rows.find(x => x.strategy === strategy && x.outcome === id);
        const isClear = r && (r.lo > 0 || r.hi < 0);
        line.append(make("td", r ? `${shown(r.difference, r.unit)} ±${shown((r.hi - r.lo) / 2, r.unit).replace(/^[+−]/, "")}${isClear ? " *" : ""}` : "absent", isClear ? "" : "unclear"));
      }
      t.append(line);
    }
    box.tabIndex = 0; box.append(t);
    return box;
  }
  /** Dots and intervals of the gain in test-score ability, a line a strategy. */
  function figure(data, condition, span) {
    const rows = data.results.filter(r => r.condition === condition && r.outcome === "ability-mean" && r.strategy !== data.baseline);
    const ns = "http://www.w3.org/2000/svg", left = 210, right = 620, high = 34, bottom = rows.length * high + 12;
    const draw = (tag, attributes, text) => { const e = document.createElementNS(ns, tag); for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v); if (text) e.textContent = text; return e; };
    const x = v => left + (v - span[0]) / (span[1] - span[0]) * (right - left);
    const svg = draw("svg", { viewBox: `0 0 660 ${bottom + 40}`, role: "img", "aria-label": `Gain in test-score ability against going alone, ${condition}` });
    svg.append(draw("line", { x1: x(0), x2: x(0), y1: 0, y2: bottom, stroke: "currentColor", "stroke-dasharray": "4 4" }));
    svg.append(draw("text", { x: x(0), y: bottom + 16, "text-anchor": "middle" }, "0"));
    for (const [value, at] of [[span[0], "start"], [span[1], "end"]]) // where they do not run into the 0
      if (Math.abs(x(value) - x(0)) > 90) svg.append(draw("text", { x: x(value), y: bottom + 16, "text-anchor": at }, shown(value, "SD")));
    svg.append(draw("text", { x: (left + right) / 2, y: bottom + 36, "text-anchor": "middle" }, "test-score ability against going alone [SD]"));
    rows.forEach((r, k) => {
      const y = high * (k + .5);
      svg.append(draw("text", { x: left - 12, y: y + 5, "text-anchor": "end" }, nameOf(r.strategy)));
      svg.append(draw("line", { x1: x(r.lo), x2: x(r.hi), y1: y, y2: y, stroke: "var(--accent)", "stroke-width": 4 }));
      svg.append(draw("circle", { cx: x(r.difference), cy: y, r: 6, fill: r.not_clearly_behind ? "var(--accent)" : "var(--paper)", stroke: "var(--accent)", "stroke-width": 3 }));
    });
    return svg;
  }
  function show(data) {
    last = data;
    part("answer-title").textContent = `${data.region || data.scenario}: ${data.months / 12} ${data.months === 12 ? "year" : "years"}, ${data.replicates} runs with other luck`;
    const gains = data.results.filter(r => r.outcome === "ability-mean"), low = Math.min(0, ...gains.map(r => r.lo)), high = Math.max(...gains.map(r => r.hi), low + 1e-9);
    part("words").replaceChildren();
    for (const one of data.answer) {
      part("words").append(make("h3", `Under ${one.name}`), make("p", one.words), figure(data, one.condition, [low, high + .05 * (high - low)]), table(data, one.condition));
    }
    part("words").append(make("p", "Filled dots: not clearly behind the best. A star: the interval leaves out 0.", "about"));
    part("caveats").replaceChildren(...data.caveats.map(text => make("li", text)));
    part("reading").textContent = data.reading || "";
    part("report-frame").hidden = true;
    part("answer").hidden = false;
  }
  function save(name, type, text) {
    const link = make("a"); link.href = URL.createObjectURL(new Blob([text], { type })); link.download = name; link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }
  function csv(data) {
    const keys = [...new Set(data.results.flatMap(Object.keys))], cell = v => /[",\n]/.test(v) ? `"${String(v).replace(/"/g, '""')}"` : v;
    return [keys.join(","), ...data.results.map(r => keys.map(k => cell(r[k] === undefined || r[k] === null ? "" : r[k])).join(","))].join("\n") + "\n";
  }
  async function work(what, args, options) {
    part("stop").hidden = false; part("compare").disabled = part("report").disabled = true;
    part("progress").textContent = `${what} …`; part("failed").hidden = true;
    running = start(args, { ...options, tell: line => { part("progress").textContent = line; } });
    try {
      const done = await running.result;
      part("progress").textContent = "";
      if (done.code !== 0) throw new Error(done.notes || `exit code ${done.code}`);
      return done;
    } catch (error) {
      part("progress").textContent = error.message === "stopped" ? "Stopped." : "";
      if (error.message !== "stopped") { part("failed").textContent = error.message; part("failed").hidden = false; }
      return null;
    } finally {
      running = null; part("stop").hidden = true; part("compare").disabled = part("report").disabled = false;
    }
  }

  // --- the reader's own files ------------------------------------------------------------------------------------------------
  async function take(files) {
    for (const file of files) own[file.name] = await file.text();
    try { localStorage.setItem(kept, JSON.stringify(own)); } catch { part("check").textContent = "These files are too large to be kept in this browser; choose them again next time."; }
    offerOwn();
    const scenario = [...files].find(f => f.name.endsWith(".json"));
    if (scenario) { part("scenario").value = scenario.name; describe(); }
    const names = scenario ? [scenario.name] : Object.keys(own).filter(n => n.endsWith(".json"));
    const checked = [];
    for (const name of names) { const done = await start(["check", name]).result; checked.push((done.out + "\n" + done.notes).trim()); }
    part("check").textContent = names.length ? checked.join("\n") : "Choose the scenario (JSON) that names these files too.";
  }
  function offerOwn() {
    part("mine").replaceChildren(...Object.keys(own).map(name => {
      const item = make("li", name + " "), drop = make("button", "Remove"); drop.type = "button";
      drop.onclick = () => { delete own[name]; localStorage.setItem(kept, JSON.stringify(own)); offerOwn(); };
      item.append(drop); return item;
    }));
    offer();
  }

  // --- the window (window.js) -------------------------------------------------------------------------------------------------
  const single = ["seed", "months", "replicates", "show", "month"]; // options of `accord view`
  /** Opens it on `view`, an id or one of the reader's files, with options of `accord view`; then strategy and conditions begin. */
  async function openWindow({ view: region, ...request }) {
    if (!view) {
      const args = [String(region || "sonoma")];
      for (const key of single) if (request[key] !== undefined && String(request[key]) !== "") args.push(`--${key}`, String(request[key]));
      for (const [id, value] of Object.entries(request.set || {})) args.push("--set", `${id}=${value}`);
      if (request.dark !== undefined || matchMedia("(prefers-color-scheme: dark)").matches) args.push("--dark");
      shows(true);
      part("window-note").textContent = "The window is being opened …";
      try {
        await new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)));
        if (typeof createAccord === "undefined") document.head.append(Object.assign(document.createElement("script"), { textContent: part("accord-module").textContent }));
        view = await openAccordWindow({ compiled, files: filesWith(), helpers: source, args, canvas: part("window-canvas"), typing: part("window-typing"), changed: told });
      } catch (error) {
        part("window-note").textContent = part("failed").textContent = error.message;
        part("failed").hidden = false;
        return shows(false);
      }
      part("window-note").textContent = "";
      if (request.strategy) view.act({ strategy: request.strategy });
      for (const id of request.conditions || []) if (id && id !== "calm") view.act({ condition: id, value: 1 });
    }
    shows(true);
    view.wake();
    part("window-canvas").focus({ preventScroll: true });
  }
  function shows(isWindow) {
    part("window").hidden = !isWindow; part("main").hidden = isWindow || !lists.outcomes;
    part("open-window").textContent = view ? "Back to the window" : "Open the window on this region";
  }
  /** What the canvas shows, in words beside it. */
  function told(now) {
    if (now["is-current"] || now.error) hasRun();
    if (now.error) part("window-note").textContent = now.error;
    if (!now["is-open"]) return;
    if (!now.error) part("window-note").textContent = now.trouble || now.notice || "";
    const answer = [now.region, now.headline, now.table, now.caveats], box = part("window-words");
    if (box.dataset.answer === JSON.stringify(answer)) return;
    box.dataset.answer = JSON.stringify(answer);
    const make = (kind, ...inside) => { const e = document.createElement(kind); e.append(...inside); return e; };
    const row = (kind, words) => make("tr", ...words.map(text => make(kind, text)));
    const table = now.table.map(line => row("td", [line.outcome, line.difference, line.interval]));
    box.replaceChildren(make("h2", now.region), make("p", now.headline || "What chance alone would do is being worked out."),
      ...(table.length ? [make("table", row("th", ["outcome", "difference", "95 % interval"]), ...table)] : []),
      make("ul", ...now.caveats.map(text => make("li", text))));
  }
  function linkOfWindow() {
    const now = view.state(), lane = now.runs.a || {};
    const q = { view: now.scenario, seed: now.seed, months: now.months, show: now.page, month: now.month };
    if (lane.strategy) q.strategy = lane.strategy;
    return location.href.split("#")[0] + "#" + new URLSearchParams(q);
  }
  async function copy(link, note) {
    try { await navigator.clipboard.writeText(link); note.textContent = "Link copied."; } catch { prompt("Link", link); }
  }

  // --- start -----------------------------------------------------------------------------------------------------------------
  async function open() {
    for (const [name, has] of [["WebAssembly", typeof WebAssembly], ["Worker", typeof Worker]])
      if (has === "undefined") throw new Error(`This browser lacks ${name}. Browsers of 2023 and later have it: Chrome 103, Edge 103, Safari 16.4, Firefox 113.`);
    const wasm = await unpack("accord-wasm", share => { part("loading").textContent = `Accord is being unpacked: ${Math.round(100 * share)} %`; });
    part("loading").textContent = "Accord is being made ready …";
    compiled = await WebAssembly.compile(await wasm.arrayBuffer());
    home = JSON.parse(await (await unpack("accord-files")).text());
    const module = part("accord-module").textContent, script = { type: "text/javascript" };
    source = URL.createObjectURL(new Blob([module, "\n", part("accord-worker").textContent], script));
    window.accord = {
      run: request => answer("run", request),
      compare: request => answer("compare", request),
      window: Object.assign(() => view ? view.state() : { "is-open": false, error: part("window-note").textContent }, {
        open: openWindow,
        act: deeds => { if (!view) throw new Error("the window is not open"); view.act(deeds); },
        forgetFrames: () => view && view.forgetFrames(),
      }),
    };
    const query = new URLSearchParams(location.search);
    for (const command of ["run", "compare"])
      if (query.has(command)) return answerQuery(command);
    try { own = JSON.parse(localStorage.getItem(kept)) || {}; } catch { own = {}; }
    const linked = requestOf(location.hash.slice(1)), ask = kind => json(["list", kind, "--format", "json"]);
    if (linked.view) { // what the question needs waits until the window shows a run
      await openWindow(linked);
      if (view) await new Promise(done => { hasRun = done; });
    }
    [lists.scenarios, lists.strategies, lists.conditions, lists.outcomes] = await Promise.all(["scenarios", "strategies", "conditions", "outcomes"].map(ask));
    const main = ["opportunistic", "aligned-agreements", "collective-impact"], usual = ["calm", "funding-cut"];
    for (const s of lists.strategies) if (s.id !== "go-it-alone") choice("strategies", s.id, s.name, s.summary, main.includes(s.id));
    for (const c of lists.conditions) choice("conditions", c.id, c.name, c.summary, usual.includes(c.id));
    offerOwn();
    part("scenario").value = "sonoma";
    let before = {};
    try { before = JSON.parse(localStorage.getItem(asked)) || {}; } catch { /* a fresh start */ }
    fill(before);
    fill(linked.view ? { ...linked, scenario: linked.view } : linked);
    describe();
    part("version").textContent = `Accord ${document.documentElement.dataset.version || ""}`;
    part("loading").hidden = true; part("main").hidden = !part("window").hidden;
  }
  async function answerQuery(command) {
    const request = requestOf(location.search.slice(1)), result = make("pre"); result.id = "result";
    request.scenario = request[command]; delete request[command];
    let text;
    try { text = JSON.stringify(await window.accord[command](request), null, 2); } catch (error) { text = JSON.stringify({ error: error.message.split("\n") }, null, 2); }
    result.textContent = text; result.style.display = "block";
    part("loading").hidden = true; document.body.append(result);
  }
  part("scenario").onchange = describe;
  part("question").onsubmit = async event => {
    event.preventDefault();
    const q = question();
    localStorage.setItem(asked, JSON.stringify(q)); history.replaceState(null, "", hashOf(q));
    if (!q.strategies.length || !q.conditions.length) { part("failed").textContent = "Choose at least one strategy and one condition."; part("failed").hidden = false; return; }
    const done = await work("Comparing", argumentsOf("compare", q));
    if (done) { show(JSON.parse(done.out)); part("answer").scrollIntoView({ behavior: "smooth" }); }
  };
  part("stop").onclick = () => running && running.stop();
  part("save-json").onclick = () => save(`accord-${last.scenario}.json`, "application/json", JSON.stringify(last, null, 2));
  part("save-csv").onclick = () => save(`accord-${last.scenario}.csv`, "text/csv", csv(last));
  part("link").onclick = () => copy(location.href.split("#")[0] + hashOf(question()), part("progress"));
  part("open-window").onclick = () => openWindow({ view: part("scenario").value, months: question().months, seed: question().seed });
  part("close-window").onclick = () => { hasRun(); shows(false); };
  part("window-link").onclick = () => copy(linkOfWindow(), part("window-note"));
  part("window-file").onchange = event => { const file = event.target.files[0]; if (file) view.open(file).catch(error => { part("window-note").textContent = error.message; }); event.target.value = ""; };
  part("report").onclick = async () => {
    const q = question(), args = argumentsOf("report", q).filter((a, k, all) => a !== "--format" && all[k - 1] !== "--format");
    const done = await work("Writing the report", args.concat(["--out", "report.html"]), { wanted: ["/home/report.html"] });
    if (!done) return;
    const page = done.files["/home/report.html"], frame = part("report-frame");
    frame.srcdoc = page; frame.hidden = false; frame.scrollIntoView({ behavior: "smooth" });
    save("accord-report.html", "text/html", page);
  };
  part("files").onchange = event => take(event.target.files);
  addEventListener("dragover", event => { event.preventDefault(); document.body.classList.add("dropping"); });
  addEventListener("dragleave", () => document.body.classList.remove("dropping"));
  addEventListener("drop", event => { event.preventDefault(); document.body.classList.remove("dropping"); if (!part("window").hidden) { view && view.open(event.dataTransfer.files[0]); return; } part("own").open = true; take(event.dataTransfer.files); });
  open().catch(error => { part("loading").hidden = true; part("failed").textContent = error.message; part("failed").hidden = false; });
})();
