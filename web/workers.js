// The window's helpers: workers that hold the same program and answer its questions (viz/remote/remote.h), each question a
// message, each part of its answer another. The same group of questions goes to the same worker, who has what it begins in.
"use strict";

/**
 * @param {string} source address of the workers' script
 * @param {WebAssembly.Module} compiled
 * @param {Object<string, string>} files path -> text
 * @param {function(number, Uint8Array, boolean, string)} take gets a part of the answer to a question: its number, bytes,
 *   whether it is the last, and why there is none, or ""
 */
function accordHelpers(source, compiled, files, take) {
  const slow = 3000; // ms after which a worker whose question nobody waits for is ended rather than waited for
  const memory = navigator.deviceMemory || 8, cores = navigator.hardwareConcurrency || 2;
  const n = Math.max(1, Math.min(4, cores, memory / 2)); // each may hold some 300 MB of worlds
  const helpers = Array.from({ length: n }, () => ({ worker: null, queue: [], now: null }));

  function begin(helper) {
    helper.worker = new Worker(source);
    helper.worker.postMessage({ serve: true, compiled, files });
    helper.worker.onmessage = ({ data }) => {
      if (!helper.now || helper.now.id !== data.id) return;
      if (!helper.now.isDropped) take(data.id, data.part || new Uint8Array(), data.isLast, data.failure || "");
      if (!data.isLast) return;
      helper.now = null;
      next(helper);
    };
    helper.worker.onerror = event => {
      const failed = helper.now;
      helper.worker.terminate();
      helper.worker = helper.now = null;
      if (failed && !failed.isDropped) take(failed.id, new Uint8Array(), true, event.message || "a worker failed");
      next(helper);
    };
  }
  function next(helper) {
    if (helper.now || helper.queue.length === 0) return;
    if (!helper.worker) begin(helper);
    helper.now = helper.queue.shift();
    helper.now.since = performance.now();
    helper.worker.postMessage({ id: helper.now.id, bytes: helper.now.bytes });
  }
  begin(helpers[0]); // while the window is being opened
  return {
    n,
    ask(id, group, bytes) {
      const helper = group === 0 || n === 1 ? helpers[0] : helpers[1 + group % (n - 1)];
      const question = { id, bytes };
      if (group === 0) helper.queue.unshift(question); else helper.queue.push(question);
      next(helper);
    },
    cancel(id) {
      for (const helper of helpers) {
        helper.queue = helper.queue.filter(question => question.id !== id);
        if (!helper.now || helper.now.id !== id) continue;
        helper.now.isDropped = true;
        if (performance.now() - helper.now.since < slow) continue;
        helper.worker.terminate();
        helper.worker = helper.now = null;
        next(helper);
      }
    },
  };
}
