import type { Scenario } from "../scenario/types.ts";
import { type KnownCentre, knownCentre } from "./knownSystem.ts";
import { birthDeathWaiting } from "./theory/birthDeathWaiting.ts";
import { erlangB } from "./theory/erlangB.ts";
import { erlangC } from "./theory/erlangC.ts";
import { mdc } from "./theory/mdc.ts";
import { mg1 } from "./theory/mg1.ts";
import { samplingErrors } from "./theory/samplingError.ts";
import { trunkedCentre } from "./theory/trunkedCentre.ts";

/** What theory knows of a metric in a run. */
export interface ExactValue {
  /** The system's name in Kendall's notation. */
  readonly system: string;
  readonly metric: string;
  readonly scope: string;
  readonly value: number;
  /** Standard deviation of the simulated value times the root of the calls offered, where known. */
  readonly sd?: number;
}

/** Exact values of everything in a run that theory describes exactly; none of a run it does not. */
export function exactValues(scenario: Scenario): readonly ExactValue[] {
  const centre = knownCentre(scenario);
  if (centre === undefined || !isWarm(centre)) return [];
  if (Number.isFinite(centre.ports)) return mediaPorts(centre);
  return Number.isFinite(centre.trunks)
    ? behindTrunks(centre)
    : [...ivr(centre), ...agents(centre)];
}

/** Times over which a warm-up must reach: ten of the longest memory (see `memoryOf`). */
const WARM = 10;

const isWarm = (centre: KnownCentre): boolean => centre.warmUp >= WARM * memoryOf(centre);

/**
 * How long the start is felt, s: the longest of IVR, handling and patience, and where all who come
 * are served the relaxation time of M/M/c, 1 / (c μ (1 − √ρ)²) (Morse 1958), which has no end
 * where the agents cannot cope.
 */
function memoryOf(centre: KnownCentre): number {
  const { arrivalRate, toAgents, servers, handling, patience, ivrMean, queuePlaces } = centre;
  const longest = Math.max(ivrMean, handling.mean, patience < Infinity ? patience : 0);
  const load = (arrivalRate * toAgents * handling.mean) / servers;
  if (patience < Infinity || queuePlaces < Infinity || toAgents === 0) return longest;
  const slack = 1 - Math.sqrt(Math.min(1, load));
  return Math.max(longest, handling.mean / (servers * slack * slack));
}

type Named = Omit<ExactValue, "system" | "scope"> & { readonly scope?: string };

const of = (system: string, values: readonly Named[]): ExactValue[] =>
  values.map((each) => ({ system, scope: "cluster", ...each }));

/** Callers in an IVR without limit. */
function ivr({ arrivalRate, ivrMean, ivrSecondMoment, toAgents }: KnownCentre): ExactValue[] {
  if (ivrMean === 0) return [];
  const value = arrivalRate * ivrMean;
  const sd = arrivalRate * Math.sqrt(ivrSecondMoment);
  const port = { metric: "pool.inUse", scope: "pool:mcp.treatment", value, sd };
  // A port is kept in the queue: it is the IVR's alone where nobody asks for an agent.
  const ports = toAgents === 0 ? [port] : [];
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
  const { handling, patience, queuePlaces, servers, toAgents } = centre;
  const arrivalRate = centre.arrivalRate * toAgents;
  const load = arrivalRate * handling.mean;
  if (toAgents === 0 || handling.mean === 0 || servers === 0 || Number.isNaN(patience)) return [];
  if (handling.isExponential) return birthDeath(centre, arrivalRate);
  if (queuePlaces === 0) return lossOnly(centre, load);
  if (queuePlaces < Infinity || patience < Infinity) return [];
  if (servers === 1) {
    const known = mg1(arrivalRate, handling.mean, handling.secondMoment);
    return of("M/G/1", queueing(known));
  }
  if (!handling.isConstant) return [];
  return of("M/D/c", queueing(mdc(servers, arrivalRate, handling.mean)));
}

/** Erlang A, B, C and M/M/c/K; the sampling error is that of the calls that ask for an agent. */
function birthDeath(centre: KnownCentre, arrivalRate: number): ExactValue[] {
  const { servers, patience, queuePlaces, toAgents, threshold, answersAtOnce } = centre;
  const capacity = servers + queuePlaces;
  const queue = { servers, arrivalRate, serviceTime: centre.handling.mean, patience, capacity };
  const isEndless = patience === Infinity && queuePlaces === Infinity;
  const known = isEndless ? erlangC(queue) : birthDeathWaiting(queue);
  const errors = samplingErrors(queue);
  const sd = (error: number) => ({ sd: error / Math.sqrt(toAgents) });
  const blocked = { metric: "blocked.ratio", value: known.pBlock, ...sd(errors.pBlock) };
  const gone = { metric: "abandon.ratio", value: known.pAbandon, ...sd(errors.pAbandon) };
  const inTime = known.answeredWithin(threshold) / (1 - known.pBlock);
  const name = `M/M/c${queuePlaces < Infinity ? "/K" : ""}${patience < Infinity ? "+M" : ""}`;
  return of(queuePlaces === 0 ? "M/M/c/c (Erlang B)" : name, [
    ...(queuePlaces < Infinity && toAgents === 1 ? [blocked] : []),
    ...(queuePlaces === 0
      ? []
      : [
          { metric: "wait.delayed.ratio", value: known.pWait, ...sd(errors.pWait) },
          { metric: "wait.mean", value: known.meanWait, ...sd(errors.meanWait) },
          { metric: "calls.inQueue", value: known.meanQueue, ...sd(errors.meanQueue) },
          ...(patience < Infinity ? [gone] : []),
          ...(answersAtOnce ? [{ metric: "service.level", value: inTime }] : []),
        ]),
    { metric: "agents.occupancy", value: known.occupancy, ...sd(errors.occupancy) },
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
  if (!isKnown || Number.isNaN(patience) || toAgents === 0 || servers === 0) return [];
  const { arrivalRate, ivrMean, threshold, answersAtOnce } = centre;
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
