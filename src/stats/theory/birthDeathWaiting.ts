import { stationaryLaw } from "./birthDeath.ts";
import { requireShare } from "./checks.ts";
import { queueOutcome } from "./queueOutcome.ts";
import { type BirthDeathQueue, requireBirthDeathQueue } from "./queues.ts";
import { quantileOf, type Waiting } from "./waiting.ts";

/**
 * M/M/c/K+M in full: an arrival finds what a random time does, and who finds a place goes through
 * the queue.
 * @throws RangeError naming the parameter out of range
 */
export function birthDeathWaiting(queue: BirthDeathQueue): Waiting {
  requireBirthDeathQueue(queue);
  const { servers, arrivalRate, serviceTime, capacity } = queue;
  const { from, shares } = stationaryLaw(queue);
  const seen = shares.subarray(0, Math.max(0, Math.min(shares.length, capacity - from)));
  const outcome = queueOutcome(queue, { from, shares: seen });
  const entered = seen.reduce((sum, share) => sum + share, 0);
  const busy = arrivalRate * (entered - outcome.pAbandon) * serviceTime;
  const meanQueue = arrivalRate * entered * outcome.meanWait;
  const waitsBeyond = (time: number) => outcome.waitsBeyond(time) / entered;
  return {
    pBlock: shares[capacity - from] ?? 0,
    pWait: outcome.pWait / entered,
    pAbandon: outcome.pAbandon / entered,
    meanWait: outcome.meanWait,
    meanWaitServed: outcome.meanWaitServed,
    meanWaitAbandoned: outcome.meanWaitAbandoned,
    meanQueue,
    occupancy: busy / servers,
    meanInSystem: meanQueue + busy,
    answeredWithin: outcome.answeredWithin,
    abandonedWithin: outcome.abandonedWithin,
    waitsBeyond,
    waitQuantile: (p) => {
      requireShare("p", p);
      return quantileOf(waitsBeyond, p, serviceTime / servers);
    },
  };
}
