import { deathRate, stationaryLaw } from "./birthDeath.ts";
import { requireShare } from "./checks.ts";
import type { Masses } from "./masses.ts";
import { type BirthDeathQueue, requireBirthDeathQueue } from "./queues.ts";
import { chancesToAnswer, chancesToStay } from "./stages.ts";
import { quantileOf, type Waiting } from "./waiting.ts";

/** What an arrival finds, in three parts, of all offered calls. */
interface Findings {
  /** A server is free. */
  readonly free: number;
  /** `waiting[j]`: all servers are busy, j callers wait and there is a place. */
  readonly waiting: Float64Array;
  readonly blocked: number;
}

/**
 * M/M/c/K+M in full. A caller who finds all servers busy and j waiting has j + 1 departures ahead,
 * at rates c μ + k θ with k = j … 0 others still in queue.
 * @throws RangeError naming the parameter out of range
 */
export function birthDeathWaiting(queue: BirthDeathQueue): Waiting {
  requireBirthDeathQueue(queue);
  const found = findingsOf(queue, stationaryLaw(queue));
  const leavingRate = 1 / queue.patience;
  const departureRate = queue.servers / queue.serviceTime;
  const waiters = sum(found.waiting);
  const entered = found.free + waiters;
  const { meanQueue, ...outcome } = outcomesOf(queue, found);
  const served = entered - outcome.abandoned;
  const busy = queue.arrivalRate * served * queue.serviceTime;
  const waitsBeyond = (t: number) => {
    const chances = chancesToStay(departureRate, leavingRate, t, found.waiting.length);
    return (Math.exp(-leavingRate * t) * product(found.waiting, chances)) / entered;
  };
  const answeredWithin = (t: number) => {
    const chances = chancesToAnswer(queue, t, found.waiting.length);
    return found.free + product(found.waiting, chances);
  };
  const abandonedWithin = (t: number) =>
    Math.max(0, entered * (1 - waitsBeyond(t)) - answeredWithin(t));
  return {
    pBlock: found.blocked,
    pWait: waiters / entered,
    pAbandon: outcome.abandoned / entered,
    meanWait: meanQueue / queue.arrivalRate / entered,
    meanWaitServed: outcome.waitServed / served,
    meanWaitAbandoned: outcome.abandoned === 0 ? 0 : outcome.waitAbandoned / outcome.abandoned,
    meanQueue,
    occupancy: busy / queue.servers,
    meanInSystem: meanQueue + busy,
    answeredWithin,
    abandonedWithin: leavingRate === 0 ? () => 0 : abandonedWithin,
    waitsBeyond,
    waitQuantile: (p) => {
      requireShare("p", p);
      return quantileOf(waitsBeyond, p, queue.serviceTime / queue.servers);
    },
  };
}

function findingsOf({ servers, capacity }: BirthDeathQueue, { from, shares }: Masses): Findings {
  const end = from + shares.length;
  const waiting = new Float64Array(Math.max(0, Math.min(end, capacity) - servers));
  let free = 0;
  for (let n = from; n < Math.min(end, servers); n++) free += shares[n - from];
  for (let j = Math.max(0, from - servers); j < waiting.length; j++) {
    waiting[j] = shares[servers + j - from];
  }
  return { free, waiting, blocked: end > capacity ? shares[capacity - from] : 0 };
}

/** Of all offered calls: share that gives up, and time in queue by how it ends. */
interface Outcomes {
  readonly meanQueue: number;
  readonly abandoned: number;
  readonly waitServed: number;
  readonly waitAbandoned: number;
}

/**
 * With r_k = c μ + (k + 1) θ, who has j waiting ahead passes stages k = j … 0, own patience
 * counted, of mean 1/r_k, is served with probability c μ / r_j, and gives up with probability
 * θ / r_j in each of them: the products of the chances to pass a stage telescope.
 */
function outcomesOf(queue: BirthDeathQueue, { waiting, blocked }: Findings): Outcomes {
  const { servers, serviceTime, patience, capacity } = queue;
  let [meanQueue, abandoned, waitServed, waitAbandoned] = [0, 0, 0, 0];
  let [stages, weightedStages] = [0, 0];
  for (let j = 0; j < waiting.length; j++) {
    const rate = deathRate(queue, servers + j + 1);
    stages += 1 / rate;
    weightedStages += (j + 1) / rate;
    meanQueue += waiting[j] * j;
    abandoned += (waiting[j] * (j + 1)) / patience / rate;
    waitServed += (waiting[j] * stages * servers) / serviceTime / rate;
    waitAbandoned += (waiting[j] * weightedStages) / patience / rate;
  }
  if (blocked > 0) meanQueue += blocked * (capacity - servers);
  return { meanQueue, abandoned, waitServed, waitAbandoned };
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function product(left: Float64Array, right: Float64Array): number {
  let total = 0;
  for (let i = 0; i < left.length; i++) total += left[i] * right[i];
  return total;
}
