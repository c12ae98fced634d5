import type { Assumption, Scenario } from "../scenario/types.ts";
import { type Interval, meanInterval, ratioInterval } from "../stats/intervals.ts";
import { studentT } from "../stats/studentT.ts";
import { type Contribution, contributionsOf } from "./contributions.ts";
import { type Formula, formulaOf, YEAR_MINUTES } from "./formula.ts";
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
  readonly formula: { readonly minutes: number; readonly isExact: boolean };
  readonly agreement: Agreement;
  readonly outagesPerYear: Interval;
  readonly outageMinutes: Interval;
  /** Share of the years that keep the promise. */
  readonly keptShare: Interval;
  /** Against the promise. */
  readonly verdict: "kept" | "broken" | "open";
}

/**
 * `agrees`: the formula lies within the interval that all services have together with 99 %
 * (Bonferroni), or what is not exact within 2 % of the simulated mean; `unseen`: too few outages.
 */
export type Agreement = "agrees" | "differs" | "unseen";

const NOT_EXACT_WITHIN = 0.02;
const OUTAGES_LEAST = 10;

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
  const minutesOf = found.map(({ outSeconds }) => outSeconds[index]! / 60);
  const outages = found.map((each) => each.outages[index]!);
  const minutes = meanInterval(minutesOf.map((each) => each / years));
  const formula = formulaOf(plant, service);
  const computed = formula.unavailability * YEAR_MINUTES;
  const seen = outages.reduce((sum, each) => sum + each, 0);
  const name = (site: number) => plant.sites[site]!.name;
  return {
    id,
    title,
    homes: homes.map(name),
    standIns: candidates.filter((site) => !homes.includes(site)).map(name),
    minutes,
    formula: { minutes: computed, isExact: formula.isExact },
    agreement:
      seen < OUTAGES_LEAST ? "unseen" : agreement(minutes, formula, found.length, plant.services),
    outagesPerYear: meanInterval(outages.map((each) => each / years)),
    outageMinutes: ratioInterval(minutesOf, [...outages]),
    keptShare: meanInterval(found.map(({ kept }) => kept[index]! / years)),
    verdict: verdictOf(minutes, allowedMinutes),
  };
}

function agreement(
  { estimate, halfWidth95 }: Interval,
  { unavailability, isExact }: Formula,
  replications: number,
  services: readonly unknown[],
): Agreement {
  const difference = Math.abs(unavailability * YEAR_MINUTES - estimate!);
  const degrees = replications - 1;
  const widening = studentT(1 - 0.005 / services.length, degrees) / studentT(0.975, degrees);
  const allowance = isExact ? 0 : NOT_EXACT_WITHIN * estimate!;
  return difference <= Math.max(halfWidth95! * widening, allowance) ? "agrees" : "differs";
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
