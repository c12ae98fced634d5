import type { Crew } from "../../crew/crew.ts";
import { UserError } from "../../errors.ts";
import type { Expectation } from "../../scenario/types.ts";
import { metrics } from "../../stats/metrics/index.ts";
import type { Study } from "../../study.ts";
import type { Confirmation } from "./confirm.ts";
import { SimulationLaboratory } from "./laboratory.ts";
import {
  type Resource,
  resourcesFor,
  resourcesNamed,
  resourcesOf,
  settingsFor,
} from "./resources.ts";
import { type Found, searchLeast } from "./search.ts";
import type { SiteLoss } from "./siteLoss.ts";

export interface SizeOptions {
  /** Resources by name; empty: those that the targets speak of. */
  readonly find: readonly string[];
  /** Indifference zones by metric, in its unit. */
  readonly deltas: ReadonlyMap<string, number>;
  readonly alpha: number;
  /** Of one point. */
  readonly replicationsMax: number;
  /** Closed forms may say where to begin; else the scenario's own numbers do. */
  readonly formulas: boolean;
  /** Moves where the search begins, as a share. */
  readonly offset: number;
}

/** What is sought, before anything runs. */
export interface SizingPlan {
  readonly targets: readonly Expectation[];
  readonly deltas: readonly number[];
  readonly resources: readonly Resource[];
  /** Where the search begins, by resource. */
  readonly guesses: readonly number[];
  /** Of each site, as the scenario has it. */
  readonly portsPerHost: ReadonlyMap<string, number>;
  readonly options: SizeOptions;
}

export interface Sizing {
  readonly plan: SizingPlan;
  /** Of each target's metric. */
  readonly units: readonly string[];
  readonly found: Found;
  /** The study at the answer. */
  readonly study: Study;
  readonly replications: number;
  /** What it takes when a site is lost, for each that may be; empty: not asked. */
  readonly losses: readonly SiteLoss[];
  /** The answer at the scenario's own level of detail; absent: not asked. */
  readonly confirmation?: Confirmation;
}

/** 30 % of the limit or of what is left of 1, at most 2 percentage points; of others 10 %. */
export function standardDelta(unit: string, limit: number): number {
  if (unit !== "ratio") return limit === 0 ? 1 : Math.abs(limit) / 10;
  return Math.min(0.02, Math.max(1e-4, 0.3 * Math.min(limit, 1 - limit)));
}

export const unitOf = (id: string): string => metrics.find((each) => each.id === id)!.unit;

/** @throws UserError with every mistake of targets, zones and names */
export function planSizing(study: Study, options: SizeOptions): SizingPlan {
  const targets = study.scenario.expect;
  if (targets.length === 0)
    throw new UserError('wanted a target, such as --target "service.level >= 0.8"');
  const all = resourcesOf(study);
  const { found, mistakes } = resourcesNamed(options.find, all);
  const spoken = new Set(targets.flatMap((target) => resourcesFor(target, all)));
  const resources = options.find.length > 0 ? found : all.filter((each) => spoken.has(each));
  for (const target of targets)
    if (resourcesFor(target, all).length === 0)
      mistakes.push(`--target "${target.text}": no resource of this scenario can be sized for it`);
  for (const metric of options.deltas.keys())
    if (!targets.some((target) => target.metric === metric))
      mistakes.push(`--delta ${metric}: wanted the metric of a target`);
  if (mistakes.length > 0) throw new UserError(mistakes.join("\n"));
  return {
    targets,
    deltas: targets.map(
      ({ metric, limit }) => options.deltas.get(metric) ?? standardDelta(unitOf(metric), limit),
    ),
    resources,
    portsPerHost: new Map(study.scenario.sites.map((site) => [site.name, site.portsPerMcp])),
    guesses: resources.map((resource) => guessOf(resource, targets, all, options)),
    options,
  };
}

function guessOf(
  resource: Resource,
  targets: readonly Expectation[],
  all: readonly Resource[],
  { formulas, offset }: SizeOptions,
): number {
  const own = targets.filter((target) => resourcesFor(target, all).includes(resource));
  const known = formulas ? own.flatMap((target) => resource.guess(target) ?? []) : [];
  const present = Number.isFinite(resource.present) ? resource.present : resource.least;
  const guess = known.length > 0 ? Math.max(...known) : present;
  return Math.max(resource.least, Math.round(guess * (1 + offset)));
}

/** A number may not grow beyond so many times the guess. */
const REACH = 8;

/**
 * The least numbers that meet all targets together.
 * @param open the study with these settings besides
 */
export async function size(
  plan: SizingPlan,
  open: (settings: readonly string[]) => Study,
  crew: Crew,
  { signal, onMade }: { signal: AbortSignal; onMade?: (made: number) => void },
): Promise<Sizing> {
  const { resources, targets, deltas, guesses, options } = plan;
  const at = (point: readonly number[]) =>
    open(resources.flatMap((resource, i) => settingsFor(resource, point[i]!)));
  const laboratory = new SimulationLaboratory({
    ...{ open: at, targets, crew, signal },
    ...(onMade && { onMade }),
  });
  const found = await searchLeast(laboratory, {
    dimensions: resources.map(({ least }, i) => ({
      least,
      most: Math.max(REACH * guesses[i]!, least + 100),
      guess: guesses[i]!,
    })),
    deltas,
    alpha: options.alpha,
    replicationsMax: options.replicationsMax,
    stopped: () => signal.aborted,
  });
  const study = laboratory.readingsAt(found.at.point).study;
  const units = targets.map(({ metric }) => unitOf(metric));
  return { plan, units, found, study, replications: laboratory.made, losses: [] };
}

/** The value of a target's metric at a margin. */
export const valueAt = (target: Expectation, margin: number): number =>
  target.limit + (target.relation === ">=" ? margin : -margin);
