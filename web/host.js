// The program in a page, its workers or in Node. One call of runAccord is one run of it, with arguments and files in, and its
// exit code, texts and written files out; nothing is kept between such calls.
"use strict";

/** An instance of the program with files (path -> text) in its memory, about to be called; `more` goes to the module. */
async function createProgram(create, compiled, files, more) {
  const program = await create({
    noInitialRun: true,
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(compiled, imports).then(instance => done(instance));
      return {};
    },
    quit: (code, stop) => { throw stop; },
    ...more,
  });
  for (const [path, text] of Object.entries(files)) {
    const at = path.lastIndexOf("/");
    if (at > 0) program.FS.mkdirTree(path.slice(0, at));
    program.FS.writeFile(path, text);
  }
  program.FS.mkdirTree("/home");
  program.FS.chdir("/home");
  return program;
}

/** Calls the program with these arguments; its exit code. */
function callProgram(program, args) {
  try {
    return program.callMain(args);
  } catch (stop) {
    if (typeof stop.status !== "number") throw stop;
    return stop.status;
  }
}

/**
 * Runs the program once.
 * @param {Function} create what the compiled module exports
 * @param {WebAssembly.Module} compiled
 * @param {Object<string, string>} files path -> text, put into the program's memory before it starts
 * @param {string[]} args as on a command line, without the program's name
 * @param {string[]} wanted paths of files to hand back
 * @param {function(string)} [tell] called with each line of notes and progress as it comes
 * @returns {Promise<{code: number, out: string, notes: string, files: Object<string, string>}>}
 */
async function runAccord(create, compiled, files, args, wanted = [], tell = () => {}) {
  const out = [], notes = [];
  const program = await createProgram(create, compiled, files,
    { print: line => out.push(line), printErr: line => { notes.push(line); tell(line); } });
  const code = callProgram(program, args);
  const written = {};
  for (const path of wanted)
    if (program.FS.analyzePath(path).exists) written[path] = program.FS.readFile(path, { encoding: "utf8" });
  return { code, out: out.join("\n"), notes: notes.join("\n"), files: written };
}

/** Arguments of `accord run` or `accord compare` for a request such as {scenario: "sonoma", replicates: 2, set: {...}}. */
function argumentsOf(command, request) {
  const args = [command, String(request.scenario)];
  const lists = { strategy: "--strategy", strategies: "--strategies", condition: "--condition", conditions: "--conditions",
    outcomes: "--outcomes", without: "--without" };
  const single = { months: "--months", replicates: "--replicates", seed: "--seed", uncertainty: "--uncertainty", sets: "--sets" };
  const known = ["scenario", "set", ...Object.keys(lists), ...Object.keys(single)];
  const strange = Object.keys(request).filter(key => !known.includes(key));
  if (strange.length) throw new Error(`unknown: ${strange.join(", ")}; expected ${known.join(", ")}`);
  for (const [key, option] of Object.entries(lists))
    if (request[key] !== undefined && String(request[key]) !== "") args.push(option, [].concat(request[key]).join(","));
  for (const [key, option] of Object.entries(single))
    if (request[key] !== undefined && String(request[key]) !== "") args.push(option, String(request[key]));
  for (const [id, value] of Object.entries(request.set || {})) args.push("--set", `${id}=${value}`);
  return args.concat(["--format", "json"]);
}

if (typeof module !== "undefined") module.exports = { runAccord, argumentsOf };
