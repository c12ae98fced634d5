/**
 * The reference with many replications everywhere it can run: on 1, 2 and 7 workers of this
 * machine, on two worker processes through Redis, and in five shards merged in another order. The
 * time of one worker over that of two is the speed-up; all must have the same bytes.
 *
 * Usage, after `npm run build`: node bench/places.mjs [REPLICATIONS] [SETTING…]
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const [replications = "100", ...settings] = process.argv.slice(2);
const SHARDS = 5;
const scratch = mkdtempSync(join(tmpdir(), "busyhour-places-"));
const PROGRAM = fileURLToPath(new URL("../bin/busyhour.js", import.meta.url));
const REFERENCE = fileURLToPath(new URL("../scenarios/reference-2000.yaml", import.meta.url));
const study = [
  ...["run", REFERENCE, "--replications", replications],
  ...settings.flatMap((each) => ["--set", each]),
];

function busyhour(...args) {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(`busyhour ${args.join(" ")}: exit ${status}\n${stderr}`);
  return (performance.now() - began) / 1000;
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Of every file of a report by its name, the study folder left out. */
function bytesOf(folder) {
  const files = readdirSync(folder, { withFileTypes: true }).filter((each) => each.isFile());
  const digest = createHash("sha256");
  for (const { name } of files.sort((a, b) => (a.name < b.name ? -1 : 1)))
    digest.update(name).update(readFileSync(join(folder, name)));
  return `${digest.digest("hex").slice(0, 16)} (${files.length} files)`;
}

const folderOf = (name) => join(scratch, name);
const found = new Map();
const seconds = new Map();
const measure = (name, ...args) => {
  seconds.set(name, busyhour(...study, ...args, "--out", folderOf(name)));
  found.set(name, bytesOf(folderOf(name)));
  console.log(`${name}: ${seconds.get(name).toFixed(1)} s, ${found.get(name)}`);
};

for (const workers of ["1", "2", "7"]) measure(`${workers} workers`, "--workers", workers);
const speedUp = seconds.get("1 workers") / seconds.get("2 workers");
console.log(`speed-up of two workers: ${speedUp.toFixed(2)}`);

const port = await freePort();
const url = `redis://127.0.0.1:${port}`;
const children = [
  spawn("redis-server", ["--port", String(port), "--save", "", "--dir", scratch], {
    stdio: "ignore",
  }),
];
await pause(500);
for (let worker = 0; worker < 2; worker++)
  children.push(
    spawn(process.execPath, [PROGRAM, "worker", "--engine", url, "--workers", "1"], {
      stdio: "ignore",
    }),
  );
measure("redis", "--engine", url);
for (const child of children) child.kill("SIGKILL");

const shards = Array.from({ length: SHARDS }, (_, i) => i + 1);
for (const shard of shards)
  busyhour(...study, "--shard", `${shard}/${SHARDS}`, "--out", folderOf(`shard-${shard}`));
const shuffled = [3, 5, 1, 4, 2].map((shard) => folderOf(`shard-${shard}`));
busyhour("merge", ...shuffled, "--out", folderOf("merged"));
found.set("merged", bytesOf(folderOf("merged")));
console.log(`${SHARDS} shards merged: ${found.get("merged")}`);

rmSync(scratch, { recursive: true });
const isSame = new Set(found.values()).size === 1;
console.log(isSame ? "the same bytes everywhere" : "OTHER BYTES");
process.exit(isSame && speedUp >= 1.8 ? 0 : 1);
