/**
 * A contact centre inside its trunks: a call holds a trunk from its arrival through IVR, queue and
 * talk. A network of an infinite server (IVR) and M/M/c+M with a limit on all that are inside; its
 * stationary weights are a product (Baskett, Chandy, Muntz, Palacios 1975), so that of the IVR only
 * the mean matters, and a caller who reaches the agents sees the network with one trunk fewer
 * (arrival theorem: Sevcik and Mitrani 1981). O(trunks), but for the law of busy trunks.
 */
import { stationaryLaw } from "./birthDeath.ts";
import {
  refuse,
  requireNotNegative,
  requirePositive,
  requireShare,
  requireWhole,
} from "./checks.ts";
import { expectation, normalised, poisson, shareOf, sumLaw, trimmed } from "./counts.ts";
import type { Masses } from "./masses.ts";
import { type QueueOutcome, queueOutcome } from "./queueOutcome.ts";
import type { AgentStage } from "./queues.ts";

/** Poisson arrivals at an IVR, and agents behind it; no after-call work. */
export interface Centre extends AgentStage {
  /** calls/s, above 0. */
  readonly arrivalRate: number;
  /** Mean time in the IVR, s; any law; 0 when there is none. */
  readonly ivrMean: number;
  /** Share of the callers who go on to agents (default 1); the others leave after the IVR. */
  readonly toAgents?: number;
}

export interface TrunkedCentre {
  /** Share of all calls that find no trunk free. */
  readonly pBlock: number;
  /** Mean number of calls in the IVR. */
  readonly ivrOccupancy: number;
  /** Share of the agents' time spent handling. */
  readonly occupancy: number;
  /** Mean number of callers waiting. */
  readonly meanQueue: number;
  readonly meanTrunksBusy: number;
  /** What becomes of those who reach the agent stage. */
  readonly agents: QueueOutcome;
  /** The law of busy trunks over time. O(√IVR × √agents): 0.1 s at 60,000 agents. */
  trunksBusy(): Masses;
}

/** Relative to the likeliest state, what adds nothing to the law of busy trunks. */
const NEGLIGIBLE = 1e-25;
/** The most trunks that are tried: beyond all that is built. */
const MOST_TRUNKS = 1_000_000;

/**
 * Stationary figures of a centre behind `trunks` trunks; Infinity for no limit. Measured to 60,000
 * agents behind 80,000 trunks. Throws RangeError that names the parameter; also when nothing limits
 * the queue and the load is not below the agents, or is so near that over 20 million states matter.
 */
export function trunkedCentre(centre: Centre, trunks: number): TrunkedCentre {
  checkCentre(centre);
  if (trunks !== Infinity) requireWhole("trunks", trunks, 1);
  const { arrivalRate, ivrMean, servers } = centre;
  const inside = insideOf(centre, trunks);
  const busy = agentsWithin(inside, trunks);
  const pBlock = blockingOf(inside, trunks);
  const ivrOccupancy = arrivalRate * ivrMean * (1 - pBlock);
  return {
    pBlock,
    ivrOccupancy,
    occupancy: expectation(busy, (n) => Math.min(n, servers)) / servers,
    meanQueue: expectation(busy, (n) => Math.max(0, n - servers)),
    meanTrunksBusy: ivrOccupancy + expectation(busy, (n) => n),
    agents: queueOutcome(centre, agentsWithin(inside, trunks - 1)),
    trunksBusy: () => trunksBusyOf(inside, trunks),
  };
}

/**
 * The least number of trunks with blocking of at most `target` (above 0, below 1), what they block
 * and what one fewer would. Throws RangeError for a target that a million trunks do not reach.
 */
export function trunksForBlocking(
  centre: Centre,
  target: number,
): { trunks: number; pBlock: number; pBlockOneFewer: number } {
  checkCentre(centre);
  requireShare("target", target);
  const blocking = (trunks: number) => blockingOf(insideOf(centre, trunks), trunks);
  let tooFew = 0;
  let enough = 1;
  while (blocking(enough) > target) {
    tooFew = enough;
    enough *= 2;
    if (enough > MOST_TRUNKS) refuse("target", "a blocking that a million trunks reach", target);
  }
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (blocking(middle) > target) tooFew = middle;
    else enough = middle;
  }
  const pBlockOneFewer = enough === 1 ? 1 : blocking(enough - 1);
  return { trunks: enough, pBlock: blocking(enough), pBlockOneFewer };
}

function checkCentre(centre: Centre): void {
  const { arrivalRate, ivrMean, toAgents = 1, servers, serviceTime, patience = Infinity } = centre;
  requirePositive("arrivalRate", arrivalRate);
  requirePositive("serviceTime", serviceTime);
  requireNotNegative("ivrMean", ivrMean);
  requireWhole("servers", servers, 1);
  if (!(toAgents >= 0 && toAgents <= 1)) refuse("toAgents", "a share from 0 to 1", toAgents);
  if (patience !== Infinity) requirePositive("patience", patience);
}

/**
 * The two stages as if each were alone with all trunks, at arrivals thinned by `tilt`: a call
 * inside weighs 1/tilt more than in these laws. Thinned so far that both fit into the trunks
 * together, or the likely states would have weights too small for a number.
 */
interface Inside {
  readonly tilt: number;
  readonly ivr: Masses;
  readonly agents: Masses;
  /** Σ over i <= m of P(i in the IVR) tilt^(m − i), by m; none without a limit of trunks. */
  readonly ivrUpTo: Float64Array;
}

function insideOf(centre: Centre, trunks: number): Inside {
  const { arrivalRate, ivrMean, toAgents = 1, servers, serviceTime, patience = Infinity } = centre;
  const load = arrivalRate * toAgents * serviceTime;
  const limited = trunks !== Infinity;
  const endless = !limited && patience === Infinity;
  if (endless && load >= servers)
    refuse(
      "arrivalRate",
      "less than the agents can answer when nothing limits the queue",
      arrivalRate,
    );
  const tilt = limited ? tiltOf(centre, trunks) : 1;
  const ivr = poisson(arrivalRate * ivrMean * tilt, trunks);
  const agents = stationaryLaw({
    servers,
    serviceTime,
    patience,
    arrivalRate: arrivalRate * toAgents * tilt,
    capacity: trunks,
  });
  const ivrUpTo = new Float64Array(limited ? trunks + 1 : 0);
  for (let m = 0, sum = 0; m < ivrUpTo.length; m++) {
    sum = sum * tilt + shareOf(ivr, m);
    ivrUpTo[m] = sum;
  }
  return { tilt, ivr, agents, ivrUpTo };
}

/** The greatest thinning up to 1 at which the fluid in IVR, queue and talk fits the trunks. */
function tiltOf(centre: Centre, trunks: number): number {
  const { arrivalRate, ivrMean } = centre;
  const fluid = (tilt: number) => arrivalRate * ivrMean * tilt + agentsFluid(centre, tilt);
  if (fluid(1) <= trunks) return 1;
  let [fits, exceeds] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (fits + exceeds) / 2;
    if (fluid(middle) <= trunks) fits = middle;
    else exceeds = middle;
  }
  return fits;
}

/** Where arrivals at the agent stage, thinned, balance departures; Infinity when they never do. */
function agentsFluid(centre: Centre, tilt: number): number {
  const { arrivalRate, toAgents = 1, servers, serviceTime, patience = Infinity } = centre;
  const load = arrivalRate * toAgents * tilt * serviceTime;
  return load <= servers ? load : servers + ((load - servers) / serviceTime) * patience;
}

/** The law of calls at the agent stage when `limit` calls may be inside. */
function agentsWithin({ agents, ivrUpTo }: Inside, limit: number): Masses {
  const { from, shares } = agents;
  if (limit === Infinity) return agents;
  const within = shares.subarray(0, Math.max(0, limit + 1 - from));
  return normalised(
    from,
    within.map((share, k) => share * ivrUpTo[limit - from - k]),
  );
}

/** P(all trunks busy), which is what an arrival finds. */
function blockingOf({ agents, ivr, ivrUpTo }: Inside, trunks: number): number {
  if (trunks === Infinity) return 0;
  const full = expectation(agents, (n) => shareOf(ivr, trunks - n));
  return full / expectation(agents, (n) => ivrUpTo[trunks - n]);
}

function trunksBusyOf({ tilt, agents, ivr }: Inside, trunks: number): Masses {
  const sum = sumLaw(trimmed(agents, NEGLIGIBLE), trimmed(ivr, NEGLIGIBLE));
  const within = sum.shares.slice(0, Math.max(0, trunks + 1 - sum.from));
  for (let m = within.length - 1, weight = 1; m >= 0; m--, weight *= tilt) within[m] *= weight;
  return normalised(sum.from, within);
}
