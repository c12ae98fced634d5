import { type ChildProcess, fork } from "node:child_process";
import { parseArgs } from "node:util";
import { textOf, tortureScenario } from "./scenario.ts";
import { shrink } from "./shrink.ts";
import { type Failure, suffer } from "./suffer.ts";

/*
 * npm run torture -- --seeds 10000 [--from 1] [--workers 2]: random topologies, loads and fault
 * schedules, one of each seed; hurt, heal, drain; then every law must hold. Exits with 1 when one
 * does not, and prints the seed, its law and a scenario made smaller that `busyhour run` accepts.
 */

/** A seed that takes longer than this never ends. */
const LONGEST_MS = 120_000;
/** Failures of one law that are made smaller; of the others only the seeds are printed. */
const SHRUNK = 2;

interface Done {
  readonly seed: number;
  readonly failure: Failure | undefined;
}

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "200" },
    from: { type: "string", default: "1" },
    workers: { type: "string", default: "2" },
    child: { type: "boolean", default: false },
  },
});
const from = Number(values.from);
const seeds = Number(values.seeds);

/** Works on the seeds it is sent, one after the other. */
function beChild(): void {
  process.on("message", (seed: number) => {
    process.send!({ seed, failure: fateOf(seed) } satisfies Done);
  });
}

function fateOf(seed: number): Failure | undefined {
  try {
    return suffer(textOf(tortureScenario(seed)));
  } catch (error) {
    const broken = String((error as Error).stack)
      .split("\n")
      .slice(0, 8);
    return { law: "a scenario can be made", broken, atSecond: 0 };
  }
}

async function torture(): Promise<number> {
  const startedMs = performance.now();
  const failures: Failed[] = [];
  let next = from;
  let done = 0;
  const take = () => (next < from + seeds ? next++ : undefined);
  const over = (result: Done) => {
    done++;
    if (result.failure !== undefined) failures.push(tell(result));
    if (done % 500 === 0) console.log(progress(done, failures.length, startedMs));
  };
  await Promise.all(Array.from({ length: Number(values.workers) }, () => workOff(take, over)));
  console.log(progress(done, failures.length, startedMs));
  const laws = [...new Set(failures.map(({ failure }) => failure.law))];
  for (const law of laws)
    failures
      .filter(({ failure }) => failure.law === law && failure.atSecond > 0)
      .slice(0, SHRUNK)
      .forEach(makeSmaller);
  return failures.length === 0 ? 0 : 1;
}

function progress(done: number, failed: number, startedMs: number): string {
  const seconds = (performance.now() - startedMs) / 1000;
  return `${done} of ${seeds} seeds, ${failed} failed, ${Math.round(seconds)} s`;
}

/** Keeps one process busy until no seed is left; one that does not answer is replaced. */
async function workOff(take: () => number | undefined, over: (done: Done) => void): Promise<void> {
  let child = startChild();
  for (let seed = take(); seed !== undefined; seed = take()) {
    const result = await answerOf(child, seed);
    if (result.hasStopped) child = startChild();
    over(result);
  }
  child.kill();
}

function startChild(): ChildProcess {
  return fork(import.meta.filename, ["--child"]);
}

function answerOf(child: ChildProcess, seed: number): Promise<Done & { hasStopped: boolean }> {
  return new Promise((resolve) => {
    const stop = (law: string) => {
      clearTimeout(timer);
      child.removeAllListeners();
      child.kill("SIGKILL");
      resolve({ seed, failure: { law, broken: [], atSecond: 0 }, hasStopped: true });
    };
    const timer = setTimeout(() => stop("a run has an end"), LONGEST_MS);
    child.once("exit", () => stop("the process survives"));
    child.once("message", (done) => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve({ ...(done as Done), hasStopped: false });
    });
    child.send(seed);
  });
}

interface Failed extends Done {
  readonly failure: Failure;
}

function tell({ seed, failure }: Done): Failed {
  const { law, broken, atSecond } = failure!;
  console.log(`seed ${seed}, after ${atSecond} s: ${law}`);
  for (const each of broken) console.log(`  ${each}`);
  console.log(`  replay: npm run torture -- --from ${seed} --seeds 1`);
  return { seed, failure: failure! };
}

function makeSmaller({ seed, failure }: Failed): void {
  const { raw, failure: found, tries } = shrink(tortureScenario(seed), failure, suffer);
  console.log(
    `seed ${seed} made smaller in ${tries} tries, after ${found.atSecond} s: ${found.law}`,
  );
  for (const each of found.broken) console.log(`  ${each}`);
  console.log(textOf(raw).replace(/^/gm, "    "));
}

if (values.child) beChild();
else process.exitCode = await torture();
