import { availableParallelism } from "node:os";
import type { Sample } from "../measure/types.ts";
import { meanRate } from "../model/staffing.ts";
import type { Study } from "../study.ts";
import { thisThread } from "./thisThread.ts";
import { threads } from "./threads.ts";

/**
 * Who replicates studies, in the order in which they are asked: this thread, several, other
 * machines, or a folder that remembers. A sample depends on study and index alone, never on who
 * made it.
 */
export interface Crew {
  replicate(study: Study, replication: number): Promise<Sample>;
  /** Ends the work; what is asked for and not finished fails. */
  dismiss(): Promise<void>;
}

/**
 * As many threads as are asked for or there are cores; none beside this one when 0 are, and for
 * short studies.
 * @param recordsIn a folder for the calls of what they replicate
 */
export function crewFor(studies: readonly Study[], workers?: number, recordsIn?: string): Crew {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const expected = studies.map(
    (study) => study.scenario.run.replications * secondsOfReplication(study),
  );
  if (workers === undefined && sum(expected) < SHORT_S) return thisThread(recordsIn);
  if (workers === 0) return thisThread(recordsIn);
  const tasks = sum(studies.map(({ scenario }) => scenario.run.replications));
  return threads(Math.min(workers ?? availableParallelism(), tasks), recordsIn);
}

/** A pool of threads takes about half a second to start. */
const SHORT_S = 4;
/** Order of magnitude on one core, log-ins and faults aside. */
const SECONDS_PER_CALL = { message: 50e-6, call: 5e-6, withoutPlatform: 1e-6 } as const;

/** What one replication takes on one core, seconds: an order of magnitude. */
export function secondsOfReplication({ plan, scenario }: Study): number {
  const { fidelity, warmUpUs, measureUs } = scenario.run;
  const perSecond = scenario.demand.reduce((sum, demand) => sum + meanRate(plan, demand), 0);
  const calls = (perSecond * (warmUpUs + measureUs)) / 1e6;
  const hasPlatform = plan.topology.nodes.length > 0;
  return calls * SECONDS_PER_CALL[hasPlatform ? fidelity : "withoutPlatform"];
}
