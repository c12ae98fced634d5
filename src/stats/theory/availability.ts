/** What failures cost when times to failure, repair and switch-over are exponential. */
import { refuse, requireNotNegative, requirePositive, requireWhole } from "./checks.ts";
import { expectation, shareOf } from "./counts.ts";
import { chainLaw } from "./gth.ts";
import { busyQuantile } from "./infiniteServer.ts";
import { massesAround } from "./masses.ts";

/** A mean year, 365.25 days, s. */
const YEAR = 31_557_600;

/** Equal units of which some are needed. */
export interface Redundant {
  /** As many must be up. */
  readonly needed: number;
  readonly units: number;
  /** Mean time to the failure of a unit, s; all units run on when too few are up. */
  readonly mtbf: number;
  /** Mean time to repair one, s. */
  readonly mttr: number;
  /** Who repair, one unit each; Infinity for no limit. */
  readonly crews: number;
}

export interface Availability {
  /** Share of time with fewer than the needed units up. */
  readonly unavailability: number;
  /** How often such a time begins, per year of 365.25 days. */
  readonly failuresPerYear: number;
  /** How long it lasts on average, s. */
  readonly meanDowntime: number;
  readonly meanFailedUnits: number;
}

/**
 * k out of n units with repair: a birth-death chain of failed units; binomial when crews are as
 * many as units. Source: Barlow and Proschan, Statistical Theory of Reliability (1975), 7.
 * @throws RangeError naming the parameter out of range
 */
export function kOfN({ needed, units, mtbf, mttr, crews }: Redundant): Availability {
  requireWhole("units", units, 1);
  requireWhole("needed", needed, 1);
  if (needed > units) refuse("needed", `at most the ${units} units`, needed);
  requirePositive("mtbf", mtbf);
  requirePositive("mttr", mttr);
  if (crews !== Infinity) requireWhole("crews", crews, 1);
  const usual = Math.floor((units * mttr) / (mtbf + mttr));
  const failed = massesAround(usual, units, (n) => {
    return ((units - n) * mttr) / (mtbf * Math.min(n + 1, crews));
  });
  const spare = units - needed;
  const unavailability = expectation(failed, (n) => (n > spare ? 1 : 0));
  const failureRate = (shareOf(failed, spare) * needed) / mtbf;
  return {
    unavailability,
    failuresPerYear: failureRate * YEAR,
    meanDowntime: unavailability / failureRate,
    meanFailedUnits: expectation(failed, (n) => n),
  };
}

/** Two sides, one active and one on hot standby; each with its own repair. */
export interface Pair {
  /** Mean time to the failure of a side, s. */
  readonly mtbf: number;
  /** Mean time to repair a side, s. */
  readonly mttr: number;
  /** Chance that the other side takes over when the active one fails, 0 … 1. */
  readonly coverage: number;
  /** Mean time for that, s; service is interrupted. 0: at once. */
  readonly switchTime: number;
}

export interface PairAvailability {
  readonly unavailability: number;
  readonly pBothDown: number;
  /** Share of time in which the standby is taking over. */
  readonly pSwitching: number;
  /** Share of time in which the standby is up but did not take over, until the repair. */
  readonly pUncovered: number;
  /** Of 365.25 days. */
  readonly downtimeMinutesPerYear: number;
}

/**
 * A-B pair as a chain of five states: both up, one up and active, switching, uncovered, none up.
 * @throws RangeError naming the parameter out of range
 */
export function abPair({ mtbf, mttr, coverage, switchTime }: Pair): PairAvailability {
  requirePositive("mtbf", mtbf);
  requirePositive("mttr", mttr);
  requireNotNegative("switchTime", switchTime);
  if (!(coverage >= 0 && coverage <= 1)) refuse("coverage", "a share from 0 to 1", coverage);
  const [both, one, none, switching, uncovered] = [0, 1, 2, 3, 4];
  const [fails, repaired] = [1 / mtbf, 1 / mttr];
  const atOnce = switchTime === 0;
  const exits: readonly (readonly (readonly [to: number, rate: number])[])[] = [
    [
      [one, fails],
      [atOnce ? one : switching, fails * coverage],
      [uncovered, fails * (1 - coverage)],
    ],
    [
      [both, repaired],
      [none, fails],
    ],
    [[one, 2 * repaired]],
    [
      [both, repaired],
      [none, fails],
      [one, atOnce ? 0 : 1 / switchTime],
    ],
    [
      [both, repaired],
      [none, fails],
    ],
  ];
  const law = chainLaw(exits.length, exits.length - 1, (from, add) => {
    for (const [to, rate] of exits[from]) add(to, rate);
  });
  const unavailability = law[none] + law[switching] + law[uncovered];
  return {
    unavailability,
    pBothDown: law[none],
    pSwitching: law[switching],
    pUncovered: law[uncovered],
    downtimeMinutesPerYear: (unavailability * YEAR) / 60,
  };
}

/** Calls that a site takes with it. */
export interface SiteLoss {
  /** Calls/s of all sites. */
  readonly arrivalRate: number;
  /** Mean time from arrival to hang-up, s. */
  readonly meanTimeInSystem: number;
  /** Of the calls, 0 … 1. */
  readonly share: number;
  /** Until nothing new is sent there, s. */
  readonly detectionTime: number;
}

/**
 * Mean number of calls that one failure of a site loses: those in progress, by Little's law, and
 * the new ones until it is detected. `quantile` holds when nobody queues: they are Poisson then.
 * @throws RangeError naming the parameter out of range
 */
export function siteLoss({ arrivalRate, meanTimeInSystem, share, detectionTime }: SiteLoss) {
  requirePositive("arrivalRate", arrivalRate);
  requirePositive("meanTimeInSystem", meanTimeInSystem);
  requireNotNegative("detectionTime", detectionTime);
  if (!(share >= 0 && share <= 1)) refuse("share", "a share from 0 to 1", share);
  const inProgress = arrivalRate * share * meanTimeInSystem;
  const newCalls = arrivalRate * share * detectionTime;
  const total = inProgress + newCalls;
  const quantile = (probability: number) => busyQuantile(total, probability);
  return { inProgress, newCalls, total, quantile };
}
