// A worker's side: {id, compiled, home, files, args, wanted} comes in; notes as they come and one result go out. The text of
// the compiled module and of host.js stands before this in the same blob.
"use strict";
self.onmessage = async ({ data }) => {
  try {
    const tell = line => self.postMessage({ id: data.id, note: line });
    const result = await runAccord(createAccord, data.compiled, data.files, data.args, data.wanted, tell);
    self.postMessage({ id: data.id, result });
  } catch (error) {
    self.postMessage({ id: data.id, result: { code: 1, out: "", notes: `accord: ${error && error.message || error}`, files: {} } });
  }
};
