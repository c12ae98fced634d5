/** `busyhour worker` and `busyhour status`: studies on many machines. */
import { availableParallelism } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { type Command, InvalidArgumentError } from "commander";
import type { VersionStatus } from "../crew/redis/status.ts";
import { EXIT_CODES, UserError } from "../errors.ts";
import { wholeNumber } from "./options.ts";
import type { Terminal } from "./terminal.ts";

interface WorkerFlags {
  readonly engine: string;
  readonly workers?: number;
  readonly untilIdle?: number;
}

type Done = (exitCode: number) => void;

/** For `--engine`. */
export function engineOf(text: string): string {
  const isUrl = URL.canParse(text) && /^rediss?:\/\/./.test(new URL(text).href);
  if (!isUrl) throw new InvalidArgumentError("Wanted: redis://host, or redis://host:port/number.");
  return text;
}

const ENGINE = "--engine <redis://host>";

export function addWorker(program: Command, terminal: Terminal, done: Done): void {
  program
    .command("worker")
    .summary("make replications for studies elsewhere that use the same --engine")
    .requiredOption(ENGINE, "where jobs come from", engineOf)
    .option("--workers <n>", "threads (default: one per core)", wholeNumber)
    .option("--until-idle <s>", "end when nothing has come for so many seconds", wholeNumber)
    .action(async (flags: WorkerFlags) => done(await work(flags, terminal)));
}

export function addStatus(program: Command, terminal: Terminal, done: Done): void {
  program
    .command("status")
    .summary("jobs and workers of every version on an --engine")
    .requiredOption(ENGINE, "where jobs are", engineOf)
    .option("--json", "as JSON")
    .action(async ({ engine, json }: { readonly engine: string; readonly json?: true }) => {
      const { statusOf } = await import("../crew/redis/status.ts");
      const all = await statusOf(engine);
      terminal.out(json ? `${JSON.stringify(all, null, 2)}\n` : all.map(lineOf).join(""));
      if (all.length === 0 && !json) terminal.out("no study has been seen there\n");
      done(EXIT_CODES.done);
    });
}

function lineOf({ version, isThis, waiting, active, failed, workers }: VersionStatus): string {
  const jobs = `${waiting} waiting, ${active} active, ${failed} failed`;
  return `${version}${isThis ? " (this version)" : ""}: jobs ${jobs}; workers ${workers}\n`;
}

const LOOK_MS = 250;

async function work(flags: WorkerFlags, terminal: Terminal): Promise<number> {
  await refuseOtherVersion(flags.engine);
  const { startWorker } = await import("../crew/redis/worker.ts");
  let made = 0;
  const worker = startWorker(flags.engine, {
    threads: flags.workers ?? availableParallelism(),
    notice: (text) => terminal.err(`${text}\n`),
    onJob: (count) => {
      made += count;
      if (terminal.isWatched) terminal.err(`\r${made} replications made`);
    },
  });
  const end = new AbortController();
  const stop = () => end.abort();
  for (const signal of SIGNALS) process.once(signal, stop);
  const patienceMs = (flags.untilIdle ?? Infinity) * 1000;
  for (let idleMs = 0; !end.signal.aborted && idleMs < patienceMs; ) {
    await pause(LOOK_MS);
    idleMs = worker.isIdle() ? idleMs + LOOK_MS : 0;
  }
  await worker.close();
  for (const signal of SIGNALS) process.off(signal, stop);
  terminal.out(`${made} replications made\n`);
  return EXIT_CODES.done;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Jobs wait, but for another version: this worker could only look on. @throws UserError */
async function refuseOtherVersion(engine: string): Promise<void> {
  const { statusOf } = await import("../crew/redis/status.ts");
  const { codeVersion } = await import("../archive/codeVersion.ts");
  const all = await statusOf(engine);
  const others = all.filter(({ isThis, waiting, active }) => !isThis && waiting + active > 0);
  const own = all.some(({ isThis, waiting, active }) => isThis && waiting + active > 0);
  if (others.length === 0 || own) return;
  const wanted = others.map(({ version }) => version).join(", ");
  throw new UserError(
    `a worker of version ${codeVersion()} is refused: the studies there want ${wanted}`,
  );
}
