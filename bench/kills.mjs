/**
 * Kills a sweep with SIGKILL at a random moment, again and again, until it is finished; then that
 * again. After each kill every file in its directory must be whole, and in the end all of them must
 * be those of a sweep that nobody killed.
 *
 * Usage, after `npm run build`: node bench/kills.mjs [KILLS] [SEED]
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import alea from "seedrandom/lib/alea.js";
import { decodeSample } from "../dist/archive/sampleCodec.js";

const [kills = "100", seed = "kills"] = process.argv.slice(2);
const random = alea(seed);
const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url));
const PROGRAM = pathOf("../bin/busyhour.js");
const SWEEP = [
  ...["sweep", pathOf("../scenarios/validation/T02.yaml"), "--replications", "6"],
  ...["--vary", "agents.all.sites.dc1=10..13:1", "--workers", "2"],
];
const scratch = mkdtempSync(join(tmpdir(), "busyhour-kills-"));

/** Every file below a directory, relative to it. */
const filesIn = (directory) =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(directory.length + 1))
    .sort();

/** What is neither whole nor named as unfinished. */
function halfWritten(directory) {
  return filesIn(directory).filter((name) => {
    if (name.endsWith(".draft") || name.includes(".busyhour-")) return false;
    const bytes = readFileSync(join(directory, name));
    try {
      if (name.endsWith(".sample.gz")) decodeSample(gunzipSync(bytes));
      else if (name.endsWith(".json")) JSON.parse(bytes.toString("utf8"));
      else if (name.endsWith(".html")) return !bytes.toString("utf8").trimEnd().endsWith("</html>");
      else if (name.endsWith(".png")) return bytes.subarray(-8, -4).toString("latin1") !== "IEND";
      else if (name.endsWith(".parquet")) return bytes.subarray(-4).toString("latin1") !== "PAR1";
      else return bytes.at(-1) !== "\n".charCodeAt(0);
      return false;
    } catch {
      return true;
    }
  });
}

/** Milliseconds until it ended, or Infinity when it was killed. */
function runFor(argv, milliseconds) {
  return new Promise((resolve) => {
    const started = performance.now();
    const child = spawn(process.execPath, [PROGRAM, ...argv], { stdio: "ignore" });
    const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
    child.on("exit", (code) => {
      clearTimeout(timer);
      resolve({ code, took: performance.now() - started });
    });
  });
}

const whole = join(scratch, "whole");
const { took } = await runFor([...SWEEP, "--out", whole], 600_000);
const wanted = filesIn(whole);
let done = 0;
let studies = 0;
let bad = 0;
while (done < Number(kills)) {
  const out = join(scratch, `killed-${studies++}`);
  for (let code = null; code === null; ) {
    ({ code } = await runFor([...SWEEP, "--resume", "--out", out], random() * took));
    if (code !== null) break;
    done++;
    if (!existsSync(out)) continue;
    for (const name of halfWritten(out)) console.log(`half-written: ${name}`, ++bad);
  }
  const found = filesIn(out);
  const { status } = spawnSync("diff", ["-r", "--brief", whole, out], { stdio: "inherit" });
  if (status !== 0 || found.length !== wanted.length) bad++;
}
rmSync(scratch, { recursive: true });
console.log(`${done} kills of ${studies} sweeps of ${Math.round(took)} ms, ${bad} faults`);
if (bad > 0) process.exitCode = 1;
