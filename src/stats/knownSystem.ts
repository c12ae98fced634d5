import type { Demand, Scenario } from "../scenario/types.ts";

/**
 * A centre that theory can describe: Poisson calls, an IVR, one queue before equal agents, all of
 * it stationary. Rates per second, times in seconds, `Infinity` for no limit.
 */
export interface KnownCentre {
  readonly arrivalRate: number;
  readonly ivrMean: number;
  readonly ivrSecondMoment: number;
  /** Share of the calls that goes on to agents. */
  readonly toAgents: number;
  readonly servers: number;
  readonly handling: Handling;
  /** Mean of the exponential patience; NaN for another law. */
  readonly patience: number;
  /** Calls that may wait. */
  readonly queuePlaces: number;
  readonly threshold: number;
  /** Whether an agent answers the moment it is selected. */
  readonly answersAtOnce: boolean;
  readonly worksAfterCall: boolean;
  readonly trunks: number;
  readonly ports: number;
  readonly warmUp: number;
}

/** The law of the time an agent is taken by a call. */
export interface Handling {
  readonly mean: number;
  readonly secondMoment: number;
  readonly isExponential: boolean;
  readonly isConstant: boolean;
}

/**
 * The centre that a scenario is, where it is one that theory describes exactly, but for rounding
 * to the microsecond. Signalling must take no time (call fidelity): at message fidelity ports and
 * agents are taken longer than the callers' own times.
 */
export function knownCentre(scenario: Scenario): KnownCentre | undefined {
  const { run, demand, queues, groups, sites, faults } = scenario;
  const [callers] = demand;
  const isStill = run.fidelity === "call" && run.agentsAtStart === "loggedIn" && !faults.length;
  if (!isStill || demand.length !== 1 || !isSteady(callers)) return undefined;
  const queue = queues[callers.queue];
  const staffing = groups.flatMap((group) => group.staffing);
  const isOneTeam = groups.every((_, group) => queue.groups.includes(group));
  if (!isOneTeam || staffing.some(({ count }) => count.length !== 1)) return undefined;
  const trunks = limitOf(sites.map((site) => site.trunks));
  const ports = limitOf(sites.map(portsOf));
  if (trunks === undefined || ports === undefined || Number.isNaN(ports)) return undefined;
  const { ivrDuration, containment, patience, ring, afterCallWork } = callers;
  return {
    arrivalRate: callers.profile.perSecond[0],
    ivrMean: ivrDuration.mean / 1e6,
    ivrSecondMoment: secondMoment(ivrDuration) / 1e12,
    toAgents: 1 - containment,
    servers: staffing.reduce((sum, { count }) => sum + count[0], 0),
    handling: handlingOf(callers),
    patience:
      patience.mean === Infinity || isExponential(patience) ? patience.mean / 1e6 : Number.NaN,
    queuePlaces: queue.capacity,
    threshold: queue.thresholdUs / 1e6,
    answersAtOnce: ring.mean === 0,
    worksAfterCall: afterCallWork.mean > 0,
    trunks,
    ports,
    warmUp: run.warmUpUs / 1e6,
  };
}

/** One constant rate, no redials, and no caller who leaves anywhere but in the queue. */
function isSteady(callers: Demand): boolean {
  const { profile, busynessCv, redial, queueTreatmentUs, ivrPatience, patience } = callers;
  const { patienceUntil, ring } = callers;
  const isCutInRinging = patienceUntil === "answered" && patience.mean < Infinity && ring.mean > 0;
  return (
    profile.startUs.length === 1 &&
    profile.perSecond[0] > 0 &&
    busynessCv === 0 &&
    redial.afterBlocked === 0 &&
    redial.afterAbandoned === 0 &&
    ivrPatience.mean === Infinity &&
    queueTreatmentUs === 0 &&
    !isCutInRinging
  );
}

/** One pool: no limit anywhere, or a single site. Undefined for pools side by side. */
function limitOf(sizes: readonly number[]): number | undefined {
  if (sizes.every((size) => size === Infinity)) return Infinity;
  return sizes.length === 1 ? sizes[0] : undefined;
}

/** Without a platform the MCP is the only component there is; with one the number is not known. */
function portsOf({ portsPerMcp, instances }: Scenario["sites"][number]): number {
  const components = instances.reduce((sum, count) => sum + count, 0);
  return components === 1 ? portsPerMcp : portsPerMcp === Infinity ? Infinity : Number.NaN;
}

/** Ring, talk and after-call work one after the other, independent of each other. */
function handlingOf({ ring, talk, afterCallWork }: Demand): Handling {
  const parts = [ring, talk, afterCallWork];
  const taken = parts.filter(({ mean }) => mean > 0);
  const mean = parts.reduce((sum, part) => sum + part.mean, 0) / 1e6;
  const variance = parts.reduce((sum, part) => sum + part.variance, 0) / 1e12;
  return {
    mean,
    secondMoment: variance + mean * mean,
    isExponential: taken.length === 1 && isExponential(taken[0]),
    isConstant: taken.every(({ constant }) => constant),
  };
}

type Law = Demand["talk"];

const secondMoment = ({ mean, variance }: Law): number => variance + mean * mean;

/** Whatever it is called: quantiles −ln(1 − u) times the mean, which is neither 0 nor endless. */
function isExponential({ mean, quantile }: Law): boolean {
  const isAt = (u: number) => Math.abs(quantile(u) / (-Math.log(1 - u) * mean) - 1) < 1e-9;
  return [0.1, 0.5, 0.9, 0.999].every(isAt);
}
