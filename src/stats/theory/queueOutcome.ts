import { deathRate } from "./birthDeath.ts";
import type { Masses } from "./masses.ts";
import type { AgentStage } from "./queues.ts";
import { chancesToAnswer, chancesToStay } from "./stages.ts";

/**
 * What becomes of callers, who may be counted as shares of all that are offered, or as a number of
 * them: all but the mean times are in the unit in which `seen` is given.
 */
export interface QueueOutcome {
  readonly pWait: number;
  readonly pAbandon: number;
  /** Time in queue however it ends, over all callers, with those that do not wait; s; 0 of none. */
  readonly meanWait: number;
  /** The same over those who are answered, s; 0 when nobody is. */
  readonly meanWaitServed: number;
  /** The same over those who give up, s; 0 when nobody does. */
  readonly meanWaitAbandoned: number;
  /** Share answered within `time`, s. */
  answeredWithin(time: number): number;
  /** Share gone within `time`, s: the rest of the other shares, with their rounding. */
  abandonedWithin(time: number): number;
  /** Share still in queue after `time`, s. */
  waitsBeyond(time: number): number;
}

/**
 * Outcome of callers who find n at the agent stage, in queue or in service, with the chances
 * `seen`. Only those ahead in line matter to a caller. Sources: Palm (1957); Garnett, Mandelbaum,
 * Reiman (2002). O(states), and as much for each share within a time.
 */
export function queueOutcome(stage: AgentStage, seen: Masses): QueueOutcome {
  const { servers, serviceTime, patience = Infinity } = stage;
  const { from, shares } = seen;
  const waiting = new Float64Array(Math.max(0, from + shares.length - servers));
  let free = 0;
  for (let i = 0; i < shares.length; i++) {
    if (from + i < servers) free += shares[i];
    else waiting[from + i - servers] = shares[i];
  }
  const pWait = waiting.reduce((total, share) => total + share, 0);
  const { abandoned, waitServed, waitAbandoned } = endingsOf(stage, waiting);
  const served = free + pWait - abandoned;
  const waitsBeyond = (time: number) => {
    const chances = chancesToStay(servers / serviceTime, 1 / patience, time, waiting.length);
    return Math.exp(-time / patience) * product(waiting, chances);
  };
  const answeredWithin = (time: number) =>
    free + product(waiting, chancesToAnswer(stage, time, waiting.length));
  const abandonedWithin = (time: number) =>
    Math.max(0, free + pWait - waitsBeyond(time) - answeredWithin(time));
  return {
    pWait,
    pAbandon: abandoned,
    meanWait: free + pWait > 0 ? (waitServed + waitAbandoned) / (free + pWait) : 0,
    meanWaitServed: served > 0 ? waitServed / served : 0,
    meanWaitAbandoned: abandoned > 0 ? waitAbandoned / abandoned : 0,
    answeredWithin,
    abandonedWithin: patience === Infinity ? () => 0 : abandonedWithin,
    waitsBeyond,
  };
}

/** Who gives up, and the time in queue by how it ends, summed over the callers. */
interface Endings {
  readonly abandoned: number;
  readonly waitServed: number;
  readonly waitAbandoned: number;
}

/**
 * With r_k = c μ + (k + 1) θ, who has j waiting ahead passes stages k = j … 0, own patience
 * counted, of mean 1/r_k, is served with probability c μ / r_j, and gives up with probability
 * θ / r_j in each of them: the products of the chances to pass a stage telescope.
 */
function endingsOf(stage: AgentStage, waiting: Float64Array): Endings {
  const { servers, serviceTime, patience = Infinity } = stage;
  let [abandoned, waitServed, waitAbandoned] = [0, 0, 0];
  let [stages, weightedStages] = [0, 0];
  for (let j = 0; j < waiting.length; j++) {
    const rate = deathRate(stage, servers + j + 1);
    stages += 1 / rate;
    weightedStages += (j + 1) / rate;
    abandoned += (waiting[j] * (j + 1)) / patience / rate;
    waitServed += (waiting[j] * stages * servers) / serviceTime / rate;
    waitAbandoned += (waiting[j] * weightedStages) / patience / rate;
  }
  return { abandoned, waitServed, waitAbandoned };
}

function product(left: Float64Array, right: Float64Array): number {
  let total = 0;
  for (let i = 0; i < left.length; i++) total += left[i] * right[i];
  return total;
}
