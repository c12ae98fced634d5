import type { Sample } from "../measure/types.ts";
import type { Study } from "../study.ts";
import { type Crew, crewFor } from "./crew.ts";

export interface Progress {
  /** Ends the work early. */
  readonly signal?: AbortSignal;
  readonly onFinished?: (finished: number, wanted: number) => void;
}

/**
 * The samples of each study in the order of the replications' index, whoever makes them; studies
 * are asked for one after the other, and handed to `done` as soon as they are whole, so that their
 * samples need not be kept. When the work is ended early, `done` gets what lies before the first
 * replication that is missing, of each study.
 */
export async function replicateAll(
  studies: readonly Study[],
  crew: Crew,
  done: (study: Study, samples: readonly Sample[]) => void,
  { signal, onFinished }: Progress = {},
): Promise<void> {
  const wanted = studies.reduce((sum, { scenario }) => sum + scenario.run.replications, 0);
  let finished = 0;
  const failures: unknown[] = [];
  const all = async (study: Study) => {
    const samples = new Array<Sample | undefined>(study.scenario.run.replications).fill(undefined);
    const runs = samples.map(async (_, replication) => {
      samples[replication] = await crew.replicate(study, replication);
      onFinished?.(++finished, wanted);
    });
    for (const run of runs)
      run.catch((error) => {
        failures.push(error);
        crew.dismiss();
      });
    await Promise.allSettled(runs);
    if (failures.length > 0 && !signal?.aborted) throw failures[0];
    done(study, wholePrefix(samples));
  };
  signal?.addEventListener("abort", () => crew.dismiss(), { once: true });
  try {
    await Promise.all(studies.map(all));
  } finally {
    await crew.dismiss();
  }
}

export interface ReplicationOptions extends Progress {
  /** Threads. Absent: as many as there are cores, or none beside this one for a short study. */
  readonly workers?: number;
  /** Who replicates instead of `workers` threads; is dismissed at the end. */
  readonly crew?: Crew;
}

/**
 * The samples of a study in the order of their index, whoever makes them. When it is ended early:
 * those before the first that is missing.
 */
export async function replicationsOf(
  study: Study,
  { workers, crew = crewFor([study], workers), ...progress }: ReplicationOptions,
): Promise<readonly Sample[]> {
  let found: readonly Sample[] = [];
  const keep = (_: Study, samples: readonly Sample[]) => {
    found = samples;
  };
  await replicateAll([study], crew, keep, progress);
  return found;
}

/** What lies before the first gap. */
export function wholePrefix<Value>(values: readonly (Value | undefined)[]): Value[] {
  const gap = values.indexOf(undefined);
  return values.slice(0, gap < 0 ? values.length : gap) as Value[];
}
