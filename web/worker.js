// A worker's side. A command: {id, compiled, files, args, wanted} comes in; notes as they come and one result go out.
// A helper of the window: {serve, compiled, files} comes first, then questions {id, bytes}; parts of answers go out. The
// compiled module and host.js stand before this in the same blob.
"use strict";
let program = null, asked = 0;

async function serve({ compiled, files }) {
  const notes = [];
  const tell = part => self.postMessage({ id: asked, part }, [part.buffer]);
  const made = await createProgram(createAccord, compiled, files, { print: () => {}, printErr: line => notes.push(line), window: { tell } });
  return { made, notes };
}
async function answer({ id, bytes }) {
  const { made, notes } = await program;
  asked = id;
  const at = made._malloc(bytes.length);
  made.HEAPU8.set(bytes, at);
  let failure;
  try {
    failure = made.UTF8ToString(made._accord_answer(at, bytes.length));
  } catch (error) { // the module is broken from here on
    throw new Error(notes.join("\n") || `${error && error.message || error}`);
  }
  made._free(at);
  self.postMessage({ id, isLast: true, failure });
}
async function command(data) {
  try {
    const tell = line => self.postMessage({ id: data.id, note: line });
    const result = await runAccord(createAccord, data.compiled, data.files, data.args, data.wanted, tell);
    self.postMessage({ id: data.id, result });
  } catch (error) {
    self.postMessage({ id: data.id, result: { code: 1, out: "", notes: `accord: ${error && error.message || error}`, files: {} } });
  }
}
self.onmessage = ({ data }) => {
  if (data.serve) program = serve(data);
  else if (program) answer(data).catch(error => setTimeout(() => { throw error; })); // the window hears of it by onerror
  else command(data);
};
