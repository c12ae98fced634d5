import type { Demand, Queue, Scenario } from "../scenario/types.ts";

/**
 * A centre that theory can describe, as the callers of one demand meet it: Poisson calls, an IVR,
 * one queue before equal agents, all of it stationary. Rates per second, times in seconds,
 * `Infinity` for no limit.
 */
export interface KnownCentre {
  readonly queue: string;
  /** The greatest is answered first. */
  readonly priority: number;
  readonly arrivalRate: number;
  readonly ivrMean: number;
  readonly ivrSecondMoment: number;
  /** Share of the calls that goes on to agents. */
  readonly toAgents: number;
  readonly servers: number;
  readonly handling: Handling;
  /** Mean; `Infinity` where nobody gives up. */
  readonly patience: number;
  /** Quantiles of a patience that is not exponential, s. */
  readonly patienceQuantile: ((u: number) => number) | undefined;
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

/** Calls that ask for an agent, 1/s. */
export const agentRate = ({ arrivalRate, toAgents }: KnownCentre): number => arrivalRate * toAgents;

/** Agents they would keep busy, were there enough. */
export const agentLoad = (centre: KnownCentre): number => agentRate(centre) * centre.handling.mean;

/**
 * The centre that a scenario is, once for each of its demands, where it is one that theory may
 * describe exactly, but for rounding to the microsecond; else none. Signalling must take no time
 * (call fidelity): at message fidelity ports and agents are taken longer than the callers' own
 * times.
 */
export function knownCentres(scenario: Scenario): readonly KnownCentre[] {
  const { run, demand, queues, groups, sites, links, faults } = scenario;
  const isStill =
    run.fidelity === "call" &&
    run.agentsAtStart === "loggedIn" &&
    run.busynessCv === 0 &&
    run.intervalBusynessCv === 0 &&
    links.every(({ streamsMax }) => streamsMax === Number.POSITIVE_INFINITY) &&
    faults.length === 0;
  const staffing = groups.flatMap((group) => group.staffing);
  const serveAll = demand.every(({ queue }) => isServedAlike(queues[queue], groups.length));
  const isConstant = staffing.every(
    ({ count, shrinkage }) => count.length === 1 && shrinkage === 0,
  );
  const isOneTeam = serveAll && isConstant;
  const trunks = limitOf(sites.map((site) => site.trunks));
  const ports = limitOf(sites.map(portsOf));
  const areCallers = demand.every(({ origin }) => origin === "customers");
  if (!demand.every(talksOnly)) return [];
  if (!isStill || !isOneTeam || !areCallers || !demand.every(isSteady)) return [];
  if (trunks === undefined || ports === undefined || Number.isNaN(ports)) return [];
  const servers = staffing.reduce((sum, { count }) => sum + count[0], 0);
  const limits = { servers, trunks, ports, warmUp: run.warmUpUs / 1e6 };
  return demand.map((callers) => ({ ...limits, ...callersOf(callers, queues[callers.queue]) }));
}

type Limits = Pick<KnownCentre, "servers" | "trunks" | "ports" | "warmUp">;

function callersOf(callers: Demand, queue: Queue): Omit<KnownCentre, keyof Limits> {
  const { ivrDuration, containment, patience, ring, afterCallWork } = callers;
  const isMarkov = patience.mean === Infinity || isExponential(patience);
  return {
    queue: queue.name,
    priority: callers.priority,
    arrivalRate: callers.profile.perSecond[0],
    ivrMean: ivrDuration.mean / 1e6,
    ivrSecondMoment: secondMoment(ivrDuration) / 1e12,
    toAgents: 1 - containment,
    handling: handlingOf(callers),
    patience: patience.mean / 1e6,
    patienceQuantile: isMarkov ? undefined : (u) => patience.quantile(u) / 1e6,
    queuePlaces: queue.capacity,
    threshold: queue.thresholdUs / 1e6,
    answersAtOnce: ring.mean === 0,
    worksAfterCall: afterCallWork.mean > 0,
  };
}

/**
 * One constant rate of calls that are drawn, no redials, and no caller who leaves anywhere but in
 * the queue.
 */
function isSteady(callers: Demand): boolean {
  const { profile, replay, busynessCv, redial, queueTreatmentUs, ivrPatience, patience } = callers;
  const { patienceUntil, ring } = callers;
  // Such as those of whom some leave at once and the others never do.
  const areSomeEndless = patience.mean === Infinity && patience.quantile(0) < Infinity;
  const isCutInRinging = patienceUntil === "answered" && patience.mean < Infinity && ring.mean > 0;
  return (
    replay === undefined &&
    profile.startUs.length === 1 &&
    profile.perSecond[0] > 0 &&
    busynessCv === 0 &&
    redial.afterBlocked === 0 &&
    redial.afterAbandoned === 0 &&
    ivrPatience.quantile(0) === Infinity &&
    queueTreatmentUs === 0 &&
    !areSomeEndless &&
    !isCutInRinging
  );
}

/** By every group from the start, and none of them prefers or puts off its calls. */
function isServedAlike({ stages, groups }: Queue, teams: number): boolean {
  const services = stages.flatMap((stage) => stage.services);
  return (
    groups.length === teams &&
    stages.length === 1 &&
    services.every(({ callRank, callWeight }) => callRank === 1 && callWeight === 1)
  );
}

/** One pool: no limit anywhere, or a single site. Undefined for pools side by side. */
function limitOf(sizes: readonly number[]): number | undefined {
  if (sizes.every((size) => size === Infinity)) return Infinity;
  return sizes.length === 1 ? sizes[0] : undefined;
}

/** Without a platform the MCP is the only component there is; with one the number is not known. */
function portsOf({ portsPerMcp, ownPorts, instances }: Scenario["sites"][number]): number {
  const components = instances.reduce((sum, count) => sum + count, 0);
  const ports = ownPorts[0] ?? portsPerMcp;
  return components === 1 ? ports : ports === Infinity ? Infinity : Number.NaN;
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

/** Theory knows no hold, no second agents, and agents who all answer. */
function talksOnly({ hold, rona, consult }: Demand): boolean {
  const asked =
    consult.return +
    consult.alternate +
    consult.transfer +
    consult.blindTransfer +
    consult.conference;
  return hold.share + rona.share + asked === 0;
}
