/**
 * How long an import takes, and in how much memory. Writes a log of N calls in the order of their
 * arrival, 29 days of as many calls each, imports it without and with --out, and says how long
 * that took.
 *
 * Usage, after `npm run build`: node bench/import.mjs [--calls 1000000] [--keep DIRECTORY]
 */
import { spawnSync } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import seedrandom from "seedrandom";

const { values } = parseArgs({
  options: { calls: { type: "string", default: "1000000" }, keep: { type: "string" } },
});
const CALLS = Number(values.calls);
const DAYS = 29;
const directory = values.keep ?? mkdtempSync(join(tmpdir(), "busyhour-import-"));
const log = join(directory, "log.csv");

const two = (value) => String(value).padStart(2, "0");
function instant(day, seconds) {
  const date = `2026-04-${two(day + 1 + Math.floor(seconds / 86_400))}`;
  const s = seconds % 86_400;
  return `${date} ${two(Math.floor(s / 3600))}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
}

function callText(random, day, arrived) {
  const ivr = Math.round(-15 * Math.log(random.double()));
  const wait = Math.round(-30 * Math.log(random.double()));
  const talk = Math.round(-180 * Math.log(random.double()));
  const isServed = random.double() < 0.85;
  const queued = arrived + ivr;
  const out = queued + wait;
  const service = isServed ? `${instant(day, out)},${talk},${instant(day, out + talk)}` : ",,";
  const agent = isServed ? `agent ${Math.floor(500 * random.double())}` : "";
  const times = `${instant(day, arrived)},${instant(day, queued)},${wait},${service}`;
  const type = ["sales", "support", "billing"][Math.floor(3 * random.double())];
  const customer = Math.floor(400_000 * random.double());
  return `${times},${isServed ? "served" : "abandoned"},${type},1,${agent},C${customer}\n`;
}

function writeLog() {
  const random = seedrandom.alea("import");
  const file = openSync(log, "w");
  writeSync(file, "arrival,queued,wait,answered,talk,ended,outcome,type,priority,agent,customer\n");
  const perDay = Math.ceil(CALLS / DAYS);
  for (let call = 0; call < CALLS; ) {
    let text = "";
    for (let i = 0; i < 10_000 && call < CALLS; i++, call++) {
      const second = Math.floor((80_000 * (call % perDay)) / perDay);
      text += callText(random, Math.floor(call / perDay), second);
    }
    writeSync(file, text);
  }
  closeSync(file);
}

mkdirSync(directory, { recursive: true });
writeLog();
const cli = fileURLToPath(new URL("../bin/busyhour.js", import.meta.url));
const out = join(directory, "imported");
for (const more of [[], ["--out", out]]) {
  const began = performance.now();
  // The peak of the process is what GNU time asks the kernel for.
  const run = spawnSync(
    process.execPath,
    ["--import", new URL("importPeak.mjs", import.meta.url).href, cli, "import", log].concat(
      ["--format", "csv", "--json"],
      more,
    ),
    { encoding: "utf8", maxBuffer: 1e8 },
  );
  const seconds = (performance.now() - began) / 1000;
  const megabytes = Number(/peak (\d+) kB/.exec(run.stderr)?.[1]) / 1000;
  const { calls, leftOut } = JSON.parse(run.stdout);
  console.log(
    `${calls} calls (${leftOut} left out), ${(statSync(log).size / 1e6).toFixed(0)} MB` +
      `${more.length > 0 ? ", with --out" : ""}: ` +
      `${seconds.toFixed(1)} s, peak ${megabytes.toFixed(0)} MB`,
  );
}
console.log(readFileSync(join(out, "calls.csv"), "utf8").slice(0, 200));
if (values.keep === undefined) rmSync(directory, { recursive: true });
