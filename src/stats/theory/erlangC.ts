import { refuse, requireNotNegative, requirePositive, requireShare } from "./checks.ts";
import { erlangB, oneServerMore } from "./erlangB.ts";
import { requireServerGroup, type ServerGroup } from "./queues.ts";
import type { Waiting } from "./waiting.ts";

/**
 * M/M/c, Erlang's delay formula: nobody is blocked, nobody leaves. O(servers).
 *
 * Source: C = B / (1 − ρ (1 − B)) with B of Erlang's loss formula; who waits, waits an exponential
 * time of rate c μ − λ.
 * @throws RangeError naming the parameter out of range, arrivalRate when the servers cannot cope
 */
export function erlangC(group: ServerGroup): Waiting {
  requireServerGroup(group);
  const { servers, arrivalRate, serviceTime } = group;
  const load = arrivalRate * serviceTime;
  if (load >= servers) refuse("arrivalRate", "less than servers / serviceTime", arrivalRate);
  const pWait = delayFrom(erlangB(servers, load), servers, load);
  const spareRate = (servers - load) / serviceTime;
  const meanWait = pWait / spareRate;
  const waitsBeyond = (time: number) => {
    requireNotNegative("time", time);
    return pWait * Math.exp(-spareRate * time);
  };
  return {
    pBlock: 0,
    pWait,
    pAbandon: 0,
    meanWait,
    meanWaitServed: meanWait,
    meanWaitAbandoned: 0,
    meanQueue: arrivalRate * meanWait,
    occupancy: load / servers,
    meanInSystem: arrivalRate * meanWait + load,
    answeredWithin: (time) => 1 - waitsBeyond(time),
    abandonedWithin: () => 0,
    waitsBeyond,
    waitQuantile: (p) => {
      requireShare("p", p);
      return Math.max(0, Math.log(pWait / (1 - p)) / spareRate);
    },
  };
}

/** What a planner wants of a queue, and what is offered to it. */
export interface ServiceTarget {
  readonly arrivalRate: number;
  readonly serviceTime: number;
  /** Share of the calls to be answered within the threshold, between 0 and 1. */
  readonly target: number;
  /** In seconds, from 0 up. */
  readonly threshold: number;
}

/**
 * The least number of servers with which M/M/c answers the target share within the threshold.
 * O(result).
 * @throws RangeError naming the parameter out of range
 */
export function serversForServiceLevel(wanted: ServiceTarget): number {
  const { arrivalRate, serviceTime, target, threshold } = wanted;
  requirePositive("arrivalRate", arrivalRate);
  requirePositive("serviceTime", serviceTime);
  requireShare("target", target);
  requireNotNegative("threshold", threshold);
  const load = arrivalRate * serviceTime;
  let blocking = 1;
  for (let servers = 1; ; servers++) {
    blocking = oneServerMore(blocking, servers, load);
    if (servers <= load) continue;
    const late = Math.exp((-(servers - load) / serviceTime) * threshold);
    if (1 - delayFrom(blocking, servers, load) * late >= target) return servers;
  }
}

/** The share of calls that wait in M/M/c, from the share M/M/c/c loses; load below servers. */
function delayFrom(blocking: number, servers: number, load: number): number {
  return (servers * blocking) / (servers - load * (1 - blocking));
}
