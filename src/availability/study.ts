import type { Assumption, Scenario } from "../scenario/types.ts";
import { type Interval, meanInterval, ratioInterval } from "../stats/intervals.ts";
import { studentT } from "../stats/studentT.ts";
import type { Bounds } from "../stats/theory/untilTakeover.ts";
import { type Contribution, contributionsOf } from "./contributions.ts";
import { formulaOf, minutesOf, YEAR_MINUTES } from "./formula.ts";
import { plantOf } from "./plant.ts";
import { simulateYears, type Years } from "./simulate.ts";
import type { Plant, PlantService } from "./types.ts";

/** What many years of a scenario's machines cost each of its services. */
export interface AvailabilityStudy {
  readonly scenario: Scenario;
  readonly version: string;
  readonly plant: Plant;
  readonly replications: number;
  /** The promise: minutes a year without service. */
  readonly allowedMinutes: number;
  readonly services: readonly ServiceYears[];
  readonly contributions: readonly Contribution[];
  readonly assumptions: readonly Assumption[];
}

export interface ServiceYears {
  readonly id: string;
  readonly title: string;
  /** Names of the sites that give it: all the time, and instead of these. */
  readonly homes: readonly string[];
  readonly standIns: readonly string[];
  /** Minutes a year without the service. */
  readonly minutes: Interval;
  /** Minutes a year by formula. Proven: what is true lies from `low` to `high`. */
  readonly formula: ComputedMinutes;
  readonly agreement: Agreement;
  /** A formula that is off by so many minutes a year would be found out nine times in ten. */
  readonly detectable: number;
  readonly outagesPerYear: Interval;
  readonly outageMinutes: Interval;
  /** Share of the years that keep the promise. */
  readonly keptShare: Interval;
  /** Against the promise. */
  readonly verdict: "kept" | "broken" | "open";
}

export interface ComputedMinutes extends Bounds {
  readonly minutes: number;
  readonly isProven: boolean;
}

/**
 * `agrees`: the proven bounds meet the interval that all services have together with 95 %
 * (Bonferroni); `unseen`: too few outages for that; `estimate`: nothing is proven, so that a
 * difference would say nothing.
 */
export type Agreement = "agrees" | "differs" | "unseen" | "estimate";

const OUTAGES_LEAST = 10;
const FOUND_OUT = 0.9;

/**
 * Simulates the years and puts the formulas beside them. Between replications it lets others run;
 * after `signal` the replications so far are all: undefined when these are fewer than two.
 */
export async function availabilityStudy(
  scenario: Scenario,
  version: string,
  {
    signal,
    onFinished = () => {},
  }: {
    readonly signal?: AbortSignal;
    readonly onFinished?: (finished: number, wanted: number) => void;
  } = {},
): Promise<AvailabilityStudy | undefined> {
  const plant = plantOf(scenario);
  const { years, replications, promise, assumptions } = scenario.availability;
  const allowedMinutes = (1 - promise) * YEAR_MINUTES;
  const found: Years[] = [];
  while (found.length < replications && !signal?.aborted) {
    const span = { years, allowed: allowedMinutes * 60 };
    found.push(simulateYears(plant, span, scenario.run.seed, found.length));
    onFinished(found.length, replications);
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (found.length < 2) return undefined;
  const services = plant.services.map((service, index) =>
    yearsOf({ plant, service, index, found, years, allowedMinutes }),
  );
  const contributions = contributionsOf(scenario);
  const run = { scenario, version, plant, replications: found.length, allowedMinutes };
  return { ...run, services, contributions, assumptions };
}

interface Seen {
  readonly plant: Plant;
  readonly service: PlantService;
  readonly index: number;
  readonly found: readonly Years[];
  readonly years: number;
  readonly allowedMinutes: number;
}

function yearsOf({ plant, service, index, found, years, allowedMinutes }: Seen): ServiceYears {
  const { id, title, homes, candidates } = service;
  const outMinutes = found.map(({ outSeconds }) => outSeconds[index]! / 60);
  const outages = found.map((each) => each.outages[index]!);
  const minutes = meanInterval(outMinutes.map((each) => each / years));
  const formula = formulaOf(plant, service);
  const { low, high, isProven } = formula;
  const computed = {
    minutes: minutesOf(formula),
    low: low * YEAR_MINUTES,
    high: high * YEAR_MINUTES,
    isProven,
  };
  const joint = jointHalfWidth(minutes, found.length, plant.services.length);
  const seen = outages.reduce((sum, each) => sum + each, 0);
  const name = (site: number) => plant.sites[site]!.name;
  return {
    id,
    title,
    homes: homes.map(name),
    standIns: candidates.filter((site) => !homes.includes(site)).map(name),
    minutes,
    formula: computed,
    agreement: agreementOf(minutes, computed, joint, seen),
    detectable: joint + errorOf(minutes, found.length) * studentT(FOUND_OUT, found.length - 1),
    outagesPerYear: meanInterval(outages.map((each) => each / years)),
    outageMinutes: ratioInterval(outMinutes, [...outages]),
    keptShare: meanInterval(found.map(({ kept }) => kept[index]! / years)),
    verdict: verdictOf(minutes, allowedMinutes),
  };
}

const errorOf = ({ halfWidth95 }: Interval, replications: number): number =>
  halfWidth95! / studentT(0.975, replications - 1);

/** Of the interval of one of several services that hold what is true together with 95 %. */
const jointHalfWidth = (minutes: Interval, replications: number, services: number): number =>
  errorOf(minutes, replications) * studentT(1 - 0.025 / services, replications - 1);

/** Of simulated minutes with a half width and the formula, after so many outages. */
export function agreementOf(
  { estimate }: Pick<Interval, "estimate">,
  { low, high, isProven }: ComputedMinutes,
  halfWidth: number,
  outages: number,
): Agreement {
  if (!isProven) return "estimate";
  if (outages < OUTAGES_LEAST) return "unseen";
  return low <= estimate! + halfWidth && high >= estimate! - halfWidth ? "agrees" : "differs";
}

function verdictOf({ low95, high95 }: Interval, allowed: number): ServiceYears["verdict"] {
  if (high95! <= allowed) return "kept";
  return low95! > allowed ? "broken" : "open";
}

/** What a service is lost to, the most costly first. */
export const causesOfService = (
  { contributions }: AvailabilityStudy,
  service: string,
): readonly Contribution[] => contributions.filter((each) => each.service === service);
