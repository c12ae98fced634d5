import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keyOf } from "../../src/archive/key.ts";
import { Coordinator } from "../../src/crew/redis/coordinator.ts";
import { packed, resultName, VERSIONS } from "../../src/crew/redis/jobs.ts";
import { keep } from "../../src/crew/redis/worker.ts";
import { replicationsOf } from "../../src/crew/replications.ts";
import { openStudy, replicate } from "../../src/study.ts";
import { busyhour, scenarioFile, scratch, TINY } from "../cli/support.ts";

const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;
if (!hasRedis) console.log("no redis-server here: the engine on many machines is not tested");

const PROGRAM = fileURLToPath(new URL("../cli/main.ts", import.meta.url));
const tiny = scenarioFile(TINY);
const children: ChildProcess[] = [];
let port = 0;
const url = () => `redis://127.0.0.1:${port}`;

function start(command: string, ...args: string[]): ChildProcess {
  const child = spawn(command, args, { stdio: "ignore" });
  children.push(child);
  return child;
}
const startRedis = () =>
  start(
    "redis-server",
    ...["--port", String(port), "--dir", scratch(), "--save", "", "--appendonly", "no"],
  );
const startWorker = () =>
  start(
    process.execPath,
    "--import",
    "tsx",
    PROGRAM,
    "worker",
    "--engine",
    url(),
    "--workers",
    "1",
  );

beforeAll(async () => {
  if (!hasRedis) return;
  port = await new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port: free } = server.address() as { port: number };
      server.close(() => resolve(free));
    });
  });
  startRedis();
});

afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

describe.skipIf(!hasRedis)("replications through Redis", () => {
  test("survive a killed worker and a Redis that forgets, and are the same", async () => {
    const study = openStudy(tiny, ["run.replications=60", "run.measure=3h"]);
    const workers = [startWorker(), startWorker(), startWorker()];
    const said: string[] = [];
    const crew = new Coordinator(url(), { chunk: 1, notice: (text) => said.push(text) });
    let finished = 0;
    const work = replicationsOf(study, {
      crew,
      onFinished: (count) => {
        finished = count;
      },
    });
    while (finished < 15) await pause(20);
    workers[0]!.kill("SIGKILL");
    spawnSync("redis-cli", ["-p", String(port), "shutdown", "nosave"]);
    await pause(500);
    startRedis();
    const samples = await work;
    expect(samples).toEqual(await replicationsOf(study, { workers: 0 }));
    expect(said.map((text) => text.split(" at ")[0])).toEqual(["waiting for Redis", "Redis"]);
    for (const worker of workers) worker.kill("SIGKILL");
  });

  test("give the bytes of one machine, and nothing is left in the queue", async () => {
    const worker = startWorker();
    const outcome = await busyhour("run", tiny, "--json", "--engine", url());
    expect(outcome).toEqual(await busyhour("run", tiny, "--json"));
    const [status] = JSON.parse((await busyhour("status", "--engine", url(), "--json")).out);
    expect(status).toMatchObject({ isThis: true, waiting: 0, active: 0, failed: 0 });
    worker.kill("SIGTERM");
    const code = await new Promise((resolve) => worker.once("exit", resolve));
    expect(code).toBe(0);
  });

  test("tell a bug of the model as one machine does", async () => {
    const worker = startWorker();
    const study = openStudy(tiny, ["run.seed=elsewhere"]);
    const { source } = study;
    const other = { ...study, source: { ...source, overrides: ["run.seed=another"] } };
    const crew = new Coordinator(url());
    await expect(crew.replicate(other, 0)).rejects.toThrow("reads another study");
    await crew.dismiss();
    worker.kill("SIGKILL");
  });

  test("a second result that differs is an error, the same one is not", async () => {
    const redis = new Redis(url());
    const study = openStudy(tiny);
    const name = resultName(keyOf(study), 99);
    const [first, second] = [replicate(study, 0), replicate(study, 1)].map(packed);
    await keep(redis, name, first!);
    await keep(redis, name, first!);
    await expect(keep(redis, name, second!)).rejects.toThrow("with another result");
    redis.disconnect();
  });

  test("a worker of another version is refused", async () => {
    const redis = new Redis(url(), { maxRetriesPerRequest: null });
    const queue = new Queue("busyhour-0.0.1+0", { connection: redis });
    await redis.hset(VERSIONS, "busyhour-0.0.1+0", "0.0.1+0");
    await queue.add("replicate", {});
    const refused = await busyhour("worker", "--engine", url());
    expect(refused).toMatchObject({ exitCode: 2, out: "" });
    expect(refused.err).toMatch(/is refused: the studies there want 0\.0\.1\+0/);
    const { out } = await busyhour("status", "--engine", url());
    expect(out).toMatch(/^0\.0\.1\+0: jobs 1 waiting, 0 active, 0 failed; workers 0$/m);
    await queue.obliterate({ force: true });
    redis.disconnect();
  });
});

test.each(["http://host", "redis", "redis:/"])("--engine %s is refused", async (engine) => {
  const { exitCode, err } = await busyhour("run", tiny, "--engine", engine);
  expect(exitCode).toBe(2);
  expect(err).toContain("Wanted: redis://host");
});
