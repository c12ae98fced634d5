import { type Masses, massesAround } from "./masses.ts";
import type { AgentStage, BirthDeathQueue } from "./queues.ts";

/** How often one of n callers in the system is served or gives up, per second. */
export function deathRate(stage: AgentStage, n: number): number {
  const { servers, serviceTime, patience = Infinity } = stage;
  return Math.min(n, servers) / serviceTime + Math.max(n - servers, 0) / patience;
}

/**
 * The number of callers in the system at a random time, which is also what an arrival finds.
 * O(states that matter).
 * @throws RangeError when more than 2²⁴ states matter: a patience too long for the load
 */
export function stationaryLaw(queue: BirthDeathQueue): Masses {
  const ratio = (n: number) => queue.arrivalRate / deathRate(queue, n + 1);
  return massesAround(modeOf(queue), queue.capacity, ratio);
}

/** Where births and deaths balance. */
function modeOf({ servers, arrivalRate, serviceTime, patience, capacity }: BirthDeathQueue) {
  const load = arrivalRate * serviceTime;
  if (load < servers) return Math.floor(load);
  if (patience === Infinity) return capacity;
  const waiting = (arrivalRate - servers / serviceTime) * patience;
  return Math.min(servers + Math.floor(waiting), capacity);
}
