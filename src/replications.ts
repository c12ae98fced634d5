import { availableParallelism } from "node:os";
import { extname } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Piscina } from "piscina";
import type { Sample } from "./measure/types.ts";
import { meanRate } from "./model/capacity.ts";
import { replicate, type Study } from "./study.ts";

export interface ReplicationOptions {
  /** Threads. Absent: as many as there are cores, or none beside this one for a short study. */
  readonly workers?: number;
  /** Ends the work early. */
  readonly signal?: AbortSignal;
  readonly onFinished?: (finished: number, wanted: number) => void;
}

/**
 * The samples of a study in the order of their index, whatever the number of threads. When it is
 * ended early: those before the first that is missing.
 */
export async function replicationsOf(study: Study, options: ReplicationOptions): Promise<Sample[]> {
  if (options.workers === undefined && expectedSeconds(study) < SHORT_S)
    return inThisThread(study, options);
  return inPool(study, options, options.workers ?? availableParallelism());
}

/** A pool of threads takes about half a second to start. */
const SHORT_S = 4;
/** Order of magnitude on one core, log-ins and faults aside. */
const SECONDS_PER_CALL = { message: 50e-6, call: 5e-6, withoutPlatform: 1e-6 } as const;

function expectedSeconds({ plan, scenario }: Study): number {
  const { fidelity, warmUpUs, measureUs, replications } = scenario.run;
  const perSecond = scenario.demand.reduce((sum, demand) => sum + meanRate(plan, demand), 0);
  const calls = (perSecond * (warmUpUs + measureUs)) / 1e6;
  const hasPlatform = plan.topology.nodes.length > 0;
  return replications * calls * SECONDS_PER_CALL[hasPlatform ? fidelity : "withoutPlatform"];
}

async function inThisThread(study: Study, options: ReplicationOptions): Promise<Sample[]> {
  const { signal, onFinished } = options;
  const { replications } = study.scenario.run;
  const samples: Sample[] = [];
  while (samples.length < replications && !signal?.aborted) {
    samples.push(replicate(study, samples.length));
    onFinished?.(samples.length, replications);
    await nextTurn();
  }
  return samples;
}

async function inPool(
  { source, scenario }: Study,
  { signal, onFinished }: ReplicationOptions,
  workers: number,
): Promise<Sample[]> {
  const { replications } = scenario.run;
  const threads = Math.min(workers, replications);
  const pool = new Piscina<number, Sample>({
    filename: new URL(`./worker${extname(import.meta.url)}`, import.meta.url).href,
    name: "replicate",
    workerData: source,
    minThreads: threads,
    maxThreads: threads,
    atomics: "disabled",
  });
  // What ends a thread also fails the replication it had, which is where it is reported.
  pool.on("error", () => {});
  const samples = new Array<Sample | undefined>(replications).fill(undefined);
  let finished = 0;
  signal?.addEventListener("abort", () => pool.destroy(), { once: true });
  try {
    const runs = samples.map(async (_, index) => {
      samples[index] = await pool.run(index);
      onFinished?.(++finished, replications);
    });
    await Promise.all(runs);
  } catch (error) {
    if (!signal?.aborted) throw error;
  } finally {
    await pool.destroy();
  }
  return wholePrefix(samples);
}

/** What lies before the first gap. */
export function wholePrefix<Value>(values: readonly (Value | undefined)[]): Value[] {
  const gap = values.indexOf(undefined);
  return values.slice(0, gap < 0 ? values.length : gap) as Value[];
}
