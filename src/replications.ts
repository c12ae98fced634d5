import { availableParallelism } from "node:os";
import { extname } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Piscina } from "piscina";
import type { Sample } from "./measure/types.ts";
import { meanRate } from "./model/staffing.ts";
import { replicate, type Study } from "./study.ts";
import type { Task } from "./worker.ts";

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
export async function replicationsOf(
  study: Study,
  { workers, signal, onFinished }: ReplicationOptions,
): Promise<Sample[]> {
  const { replications } = study.scenario.run;
  const crew = crewFor([study], workers);
  const samples = new Array<Sample | undefined>(replications).fill(undefined);
  let finished = 0;
  signal?.addEventListener("abort", () => crew.dismiss(), { once: true });
  try {
    const runs = samples.map(async (_, replication) => {
      samples[replication] = await crew.replicate(study, replication);
      onFinished?.(++finished, replications);
    });
    await Promise.all(runs);
  } catch (error) {
    if (!signal?.aborted) throw error;
  } finally {
    await crew.dismiss();
  }
  return wholePrefix(samples);
}

/** Who replicates studies, in the order in which they are asked. */
export interface Crew {
  replicate(study: Study, replication: number): Promise<Sample>;
  /** Ends the work; what is asked for and not finished fails. */
  dismiss(): Promise<void>;
}

/**
 * As many threads as are asked for or there are cores; none beside this one when 0 are, and for
 * short studies.
 */
export function crewFor(studies: readonly Study[], workers?: number): Crew {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  if (workers === undefined && sum(studies.map(expectedSeconds)) < SHORT_S) return thisThread();
  if (workers === 0) return thisThread();
  const tasks = sum(studies.map(({ scenario }) => scenario.run.replications));
  return threads(Math.min(workers ?? availableParallelism(), tasks));
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

/** One replication after the other, with a turn for others between them. */
function thisThread(): Crew {
  let latest: Promise<unknown> = Promise.resolve();
  let isDismissed = false;
  return {
    replicate(study, replication) {
      const sample = latest.then(async () => {
        await nextTurn();
        if (isDismissed) throw new Error("dismissed");
        return replicate(study, replication);
      });
      latest = sample;
      return sample;
    },
    dismiss: async () => {
      isDismissed = true;
    },
  };
}

function threads(count: number): Crew {
  const pool = new Piscina<Task, Sample>({
    filename: new URL(`./worker${extname(import.meta.url)}`, import.meta.url).href,
    name: "replicate",
    minThreads: count,
    maxThreads: count,
    atomics: "disabled",
  });
  // What ends a thread also fails the replication it had, which is where it is reported.
  pool.on("error", () => {});
  return {
    replicate: ({ source }, replication) => pool.run({ source, replication }),
    dismiss: () => pool.destroy(),
  };
}

/** What lies before the first gap. */
export function wholePrefix<Value>(values: readonly (Value | undefined)[]): Value[] {
  const gap = values.indexOf(undefined);
  return values.slice(0, gap < 0 ? values.length : gap) as Value[];
}
