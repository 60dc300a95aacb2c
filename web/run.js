// The compiled program under Node, as the page's workers run it:  node --no-experimental-fetch web/run.js ARGUMENTS...
// Files named on the command line are read from the working folder; scenarios, data and records come from the checkout.
"use strict";
const fs = require("fs"), path = require("path");
const { runAccord } = require("./host.js");
const root = path.join(__dirname, ".."), build = process.env.ACCORD_WEB_BUILD || path.join(root, "build/web");

function collect(folder, files, name) {
  for (const item of fs.readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, item.name);
    if (item.isDirectory()) collect(at, files, `${name}/${item.name}`);
    else if (/\.(json|csv)$/.test(item.name)) files[`${name}/${item.name}`] = fs.readFileSync(at, "utf8");
  }
  return files;
}

async function main(args) {
  const files = {};
  for (const folder of ["scenarios/library", "scenarios/data", "scenarios/experiments"]) collect(path.join(root, folder), files, `/home/${folder}`);
  for (const one of ["scenarios/scenario.schema.json", "scenarios/strategy.schema.json", "scenarios/experiment.schema.json", "models/evidence.json", "models/validation.json", "models/calibration.json"])
    if (fs.existsSync(path.join(root, one))) files[`/home/${one}`] = fs.readFileSync(path.join(root, one), "utf8");
  for (const arg of args)
    if (fs.existsSync(arg) && fs.statSync(arg).isFile()) files[`/home/${arg}`] = fs.readFileSync(arg, "utf8");
  const create = require(path.join(build, "accord.js"));
  const compiled = await WebAssembly.compile(fs.readFileSync(path.join(build, "accord.wasm")));
  const result = await runAccord(create, compiled, files, args, [], line => process.stderr.write(line + "\n"));
  if (result.out) process.stdout.write(result.out + "\n");
  process.exitCode = result.code;
}

main(process.argv.slice(2));
