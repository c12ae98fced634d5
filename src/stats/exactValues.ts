import type { Scenario } from "../scenario/types.ts";
import { priorities } from "./exactPriorities.ts";
import { type ExactValue, type Named, of } from "./exactValue.ts";
import { agentLoad, agentRate, type KnownCentre, knownCentres } from "./knownSystem.ts";
import { birthDeathWaiting } from "./theory/birthDeathWaiting.ts";
import { erlangB } from "./theory/erlangB.ts";
import { erlangC } from "./theory/erlangC.ts";
import { isWithinReach, mdc } from "./theory/mdc.ts";
import { mg1 } from "./theory/mg1.ts";
import { mmcg } from "./theory/mmcg.ts";
import { patienceLaw } from "./theory/patienceLaw.ts";
import { type SamplingErrors, samplingErrors } from "./theory/samplingError.ts";
import { trunkedCentre } from "./theory/trunkedCentre.ts";
import type { Waiting } from "./theory/waiting.ts";

/** Exact values of everything in a run that theory describes exactly; none of a run it does not. */
export function exactValues(scenario: Scenario): readonly ExactValue[] {
  const centres = knownCentres(scenario);
  if (centres.length === 0 || !isWarm(centres)) return [];
  const [centre] = centres;
  const isLimited = centre.ports < Infinity || centre.trunks < Infinity;
  if (centres.length > 1) return isLimited ? [] : [...ivr(centres), ...priorities(centres)];
  if (centre.ports < Infinity) return mediaPorts(centre);
  return isLimited ? behindTrunks(centre) : [...ivr(centres), ...agents(centre)];
}

/** Times over which a warm-up must reach: ten of the longest memory (see `memoryOf`). */
const WARM = 10;

const isWarm = (centres: readonly KnownCentre[]): boolean =>
  centres[0].warmUp >= WARM * memoryOf(centres);

/**
 * How long the start is felt, s: the longest of IVR, handling and patience, and where all who come
 * are served the relaxation time of M/M/c, 1 / (c μ (1 − √ρ)²) (Morse 1958), which has no end
 * where the agents cannot cope.
 */
function memoryOf(centres: readonly KnownCentre[]): number {
  const longest = Math.max(...centres.map(longestOf));
  const [asking] = centres.filter(({ toAgents }) => toAgents > 0);
  if (asking === undefined) return longest;
  const { servers, handling, patience, queuePlaces } = asking;
  if (patience < Infinity || queuePlaces < Infinity) return longest;
  const load = centres.reduce((sum, each) => sum + agentLoad(each), 0);
  const slack = 1 - Math.sqrt(Math.min(1, load / servers));
  return Math.max(longest, handling.mean / (servers * slack * slack));
}

const longestOf = ({ ivrMean, handling, patience }: KnownCentre): number =>
  Math.max(ivrMean, handling.mean, patience < Infinity ? patience : 0);

/** Callers in an IVR without limit. */
function ivr(centres: readonly KnownCentre[]): ExactValue[] {
  const sumOf = (of: (each: KnownCentre) => number) => centres.reduce((sum, c) => sum + of(c), 0);
  const value = sumOf(({ arrivalRate, ivrMean }) => arrivalRate * ivrMean);
  if (value === 0) return [];
  const spread = sumOf(({ arrivalRate, ivrSecondMoment }) => arrivalRate * ivrSecondMoment);
  const sd = Math.sqrt(sumOf(({ arrivalRate }) => arrivalRate) * spread);
  const port = { metric: "pool.inUse", scope: "pool:mcp.treatment", value, sd };
  // A port is kept in the queue: it is the IVR's alone where nobody asks for an agent.
  const ports = sumOf(agentRate) === 0 ? [port] : [];
  return of("M/G/∞", [{ metric: "calls.inQualification", value, sd }, ...ports]);
}

/** A limited number of media ports that nobody keeps beyond the IVR. */
function mediaPorts(centre: KnownCentre): ExactValue[] {
  const { arrivalRate, ivrMean, toAgents, trunks, ports } = centre;
  if (toAgents > 0 || ivrMean === 0 || trunks < Infinity) return [];
  const load = arrivalRate * ivrMean;
  const value = erlangB(ports, load);
  const inUse = load * (1 - value);
  return of("M/G/c/c (Erlang B)", [
    { metric: "blocked.ratio", value },
    { metric: "pool.inUse", scope: "pool:mcp.treatment", value: inUse },
    { metric: "pool.occupancy", scope: "pool:mcp.treatment", value: inUse / ports },
  ]);
}

/** The queue and its agents; what comes out of an IVR without limit is again a Poisson stream. */
function agents(centre: KnownCentre): ExactValue[] {
  const { handling, patience, patienceQuantile, queuePlaces, servers, toAgents } = centre;
  const { threshold, answersAtOnce } = centre;
  const arrivalRate = agentRate(centre);
  const load = agentLoad(centre);
  if (toAgents === 0 || handling.mean === 0 || servers === 0) return [];
  if (queuePlaces === 0 && !handling.isExponential) return lossOnly(centre, load);
  if (patienceQuantile && queuePlaces > 0) return generalPatience(centre, patienceQuantile);
  if (handling.isExponential) return birthDeath(centre);
  if (queuePlaces < Infinity || patience < Infinity) return [];
  if (servers === 1) {
    const known = mg1(arrivalRate, handling.mean, handling.secondMoment);
    return of("M/G/1", queueing(known));
  }
  if (!handling.isConstant || !isWithinReach(servers, load)) return [];
  const known = mdc(servers, arrivalRate, handling.mean);
  const inTime = { metric: "service.level", value: 1 - known.waitsBeyond(threshold) };
  return of("M/D/c", [...queueing(known), ...(answersAtOnce ? [inTime] : [])]);
}

/** Erlang A, B, C and M/M/c/K; the sampling error is that of the calls that ask for an agent. */
function birthDeath(centre: KnownCentre): ExactValue[] {
  const { servers, queuePlaces, toAgents, handling } = centre;
  // Where nobody waits it does not matter how long anybody would.
  const patience = queuePlaces === 0 ? Infinity : centre.patience;
  const capacity = servers + queuePlaces;
  const arrivalRate = agentRate(centre);
  const queue = { servers, arrivalRate, serviceTime: handling.mean, patience, capacity };
  const isEndless = patience === Infinity && queuePlaces === Infinity;
  const known = isEndless ? erlangC(queue) : birthDeathWaiting(queue);
  const blocked = { metric: "blocked.ratio", value: known.pBlock };
  const values = [
    ...(queuePlaces < Infinity && toAgents === 1 ? [blocked] : []),
    ...(queuePlaces === 0 ? [] : waits(known, centre)),
    { metric: "agents.occupancy", value: known.occupancy },
  ];
  const errors = errorsOf(samplingErrors(queue));
  const name = `M/M/c${queuePlaces < Infinity ? "/K" : ""}${patience < Infinity ? "+M" : ""}`;
  return of(
    queuePlaces === 0 ? "M/M/c/c (Erlang B)" : name,
    values.map(({ metric, value }) => {
      const error = errors[metric];
      return { metric, value, ...(error === undefined ? {} : { sd: error / Math.sqrt(toAgents) }) };
    }),
  );
}

const errorsOf = (errors: SamplingErrors): Readonly<Record<string, number | undefined>> => ({
  "blocked.ratio": errors.pBlock,
  "wait.delayed.ratio": errors.pWait,
  "wait.mean": errors.meanWait,
  "calls.inQueue": errors.meanQueue,
  "abandon.ratio": errors.pAbandon,
  "agents.occupancy": errors.occupancy,
});

/** What those meet who find a place; one who will not wait at all has not waited. */
function waits(known: Waiting, { threshold, patience, answersAtOnce }: KnownCentre): Named[] {
  const entered = 1 - known.pBlock;
  const inTime = known.answeredWithin(threshold);
  const others = entered - known.abandonedWithin(threshold);
  const mayLeave = patience < Infinity;
  return [
    { metric: "wait.delayed.ratio", value: known.waitsBeyond(0) },
    { metric: "wait.mean", value: known.meanWait },
    ...(mayLeave ? [{ metric: "wait.answered.mean", value: known.meanWaitServed }] : []),
    { metric: "calls.inQueue", value: known.meanQueue },
    ...(mayLeave ? [{ metric: "abandon.ratio", value: known.pAbandon }] : []),
    ...(answersAtOnce ? [{ metric: "service.level", value: inTime / entered }] : []),
    ...(answersAtOnce && mayLeave
      ? [{ metric: "service.level.exShortAbandons", value: inTime / others }]
      : []),
  ];
}

/** M/M/c+G, where the run is long enough against its own memory. */
function generalPatience(centre: KnownCentre, quantile: (u: number) => number): ExactValue[] {
  const { servers, handling, queuePlaces, warmUp } = centre;
  if (!handling.isExponential || queuePlaces < Infinity) return [];
  const queue = { servers, arrivalRate: agentRate(centre), serviceTime: handling.mean };
  const known = mmcg(queue, patienceLaw(quantile));
  if (warmUp < WARM * known.relaxation) return [];
  return of("M/M/c+G", [
    ...waits(known, centre),
    { metric: "agents.occupancy", value: known.occupancy },
  ]);
}

/** Nobody waits: only the mean of the handling time matters. */
function lossOnly({ servers, toAgents }: KnownCentre, load: number): ExactValue[] {
  const value = erlangB(servers, load);
  return of("M/G/c/c (Erlang B)", [
    ...(toAgents === 1 ? [{ metric: "blocked.ratio", value }] : []),
    { metric: "agents.occupancy", value: (load * (1 - value)) / servers },
  ]);
}

interface Queueing {
  readonly pWait: number;
  readonly meanWait: number;
  readonly meanQueue: number;
  readonly occupancy: number;
}

const queueing = ({ pWait, meanWait, meanQueue, occupancy }: Queueing): readonly Named[] => [
  { metric: "wait.delayed.ratio", value: pWait },
  { metric: "wait.mean", value: meanWait },
  { metric: "calls.inQueue", value: meanQueue },
  { metric: "agents.occupancy", value: occupancy },
];

/** A trunk is held through IVR, queue and talk: whoever finds none is turned away. */
function behindTrunks(centre: KnownCentre): ExactValue[] {
  const { handling, worksAfterCall, queuePlaces, patience, servers, toAgents, trunks } = centre;
  const isKnown = handling.isExponential && !worksAfterCall && queuePlaces === Infinity;
  const { arrivalRate, ivrMean, threshold, answersAtOnce, patienceQuantile } = centre;
  if (!isKnown || patienceQuantile || toAgents === 0 || servers === 0) return [];
  const stage = { arrivalRate, ivrMean, servers, serviceTime: handling.mean, patience, toAgents };
  const known = trunkedCentre(stage, trunks);
  const { agents: met } = known;
  const inTime = { metric: "service.level", value: met.answeredWithin(threshold) };
  return of("trunks around IVR and M/M/c+M", [
    { metric: "blocked.ratio", value: known.pBlock },
    { metric: "pool.inUse", scope: "pool:trunks", value: known.meanTrunksBusy },
    ...(ivrMean > 0 ? [{ metric: "calls.inQualification", value: known.ivrOccupancy }] : []),
    { metric: "agents.occupancy", value: known.occupancy },
    { metric: "calls.inQueue", value: known.meanQueue },
    { metric: "wait.delayed.ratio", value: met.pWait },
    { metric: "wait.mean", value: met.meanWait },
    ...(patience < Infinity ? [{ metric: "abandon.ratio", value: met.pAbandon }] : []),
    ...(answersAtOnce ? [inTime] : []),
  ]);
}
