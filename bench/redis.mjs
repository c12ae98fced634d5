/**
 * A study on three worker processes through Redis in which everything goes wrong: one worker is
 * killed with -9, one is stopped for a minute and goes on, and Redis is shut down without saving
 * and started again. The result must have the bytes of one thread, every replication once.
 *
 * Usage, after `npm run build`: node bench/redis.mjs [CHUNKS] [STOPPED_SECONDS]
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Coordinator } from "../dist/crew/redis/coordinator.js";
import { replicationsOf } from "../dist/crew/replications.js";
import { summaryJson } from "../dist/report/summary.js";
import { findingsOf } from "../dist/run.js";
import { openStudy } from "../dist/study.js";

const [chunks = "200", stoppedS = "60"] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), "busyhour-redis-"));
const PROGRAM = fileURLToPath(new URL("../bin/busyhour.js", import.meta.url));
const CENTRE = fileURLToPath(new URL("../scenarios/validation/T02.yaml", import.meta.url));
/** Some 0.6 s a replication. */
const study = openStudy(CENTRE, [
  `run.replications=${chunks}`,
  "demand.callers.intervals.rates=[4/s]",
  "agents.all.sites.dc1=640",
]);

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const port = await freePort();
const url = `redis://127.0.0.1:${port}`;
const children = [];
const start = (command, args) => {
  const child = spawn(command, args, { stdio: "ignore" });
  children.push(child);
  return child;
};
const startRedis = () =>
  start("redis-server", [
    "--port",
    String(port),
    "--save",
    "",
    "--appendonly",
    "no",
    "--dir",
    scratch,
  ]);
const startWorker = () =>
  start(process.execPath, [PROGRAM, "worker", "--engine", url, "--workers", "1"]);

startRedis();
await pause(500);
const workers = [startWorker(), startWorker(), startWorker()];
const began = performance.now();
const said = [];
const at = () => `${((performance.now() - began) / 1000).toFixed(0)} s`;
const crew = new Coordinator(url, { chunk: 1, notice: (text) => said.push(`${at()}: ${text}`) });
let finished = 0;
const work = replicationsOf(study, {
  crew,
  onFinished: (count) => {
    finished = count;
  },
});
const until = async (share) => {
  while (finished < share * Number(chunks)) await pause(50);
};

await until(0.2);
workers[0].kill("SIGKILL");
said.push(`${at()}: worker 1 killed after ${finished}`);
await until(0.3);
spawnSync("redis-cli", ["-p", String(port), "shutdown", "nosave"]);
said.push(`${at()}: Redis shut down after ${finished}`);
await pause(2000);
startRedis();
await until(0.5);
workers[1].kill("SIGSTOP");
said.push(`${at()}: worker 2 stopped after ${finished}`);
const stopped = pause(Number(stoppedS) * 1000).then(() => {
  workers[1].kill("SIGCONT");
  said.push(`${at()}: worker 2 goes on after ${finished}`);
});
const samples = await work;
said.push(`${at()}: all ${samples.length} finished`);
await stopped;
// Its late result must do no harm.
await pause(5000);
for (const child of children) child.kill("SIGKILL");

const alone = await replicationsOf(study, { workers: 2 });
const [far, near] = [samples, alone].map((each) => summaryJson(findingsOf(study, each)));
writeFileSync(join(scratch, "far.json"), far);
rmSync(scratch, { recursive: true });
for (const line of said) console.log(line);
console.log(far === near ? "the same bytes as on one machine" : "OTHER BYTES");
process.exit(far === near && samples.length === Number(chunks) ? 0 : 1);
