import type { Crew } from "../../crew/crew.ts";
import { UserError } from "../../errors.ts";
import type { AgentGroup } from "../../scenario/agentTypes.ts";
import type { Study } from "../../study.ts";
import { formatDuration } from "../../units.ts";
import { SimulationLaboratory } from "../sizing/laboratory.ts";
import { type Found, searchLeast } from "../sizing/search.ts";
import { planSizing, type SizeOptions, type SizingPlan } from "../sizing/size.ts";
import {
  constantSettings,
  type Day,
  dayOf,
  type Interval,
  refuseShortHistory,
  staffSettings,
  windowSettings,
} from "./day.ts";
import { type DayFigures, measureDay } from "./dayFigures.ts";
import { coverBy, type Shift, staffedBy } from "./shifts.ts";

export interface StaffingOptions extends SizeOptions {
  readonly lengthUs: number;
  /** Lengths of shifts; empty: any number of agents may come and go with each interval. */
  readonly shiftsUs: readonly number[];
  /** Runs of an interval begin at most so long before it; `Infinity`: with the day. */
  readonly historyUs: number;
}

/** What is sought, before anything runs. */
export interface StaffingPlan {
  readonly base: Study;
  readonly open: (settings: readonly string[]) => Study;
  /** The same for the whole day as staffed. */
  readonly openDay: (settings: readonly string[]) => Study;
  readonly day: Day;
  /** Groups whose agents are sought; the others stay as the scenario has them. */
  readonly groups: readonly AgentGroup[];
  /** By interval; null where nobody calls. */
  readonly searches: readonly (SizingPlan | null)[];
  /** Lengths of shifts in intervals. */
  readonly shifts: readonly number[];
  readonly options: StaffingOptions;
}

/** What an interval needs, given those before it. */
export interface Need {
  readonly interval: Interval;
  readonly search: SizingPlan | null;
  /** Null where nobody calls: then nobody is needed. */
  readonly found: Found | null;
}

export interface Staffing {
  readonly plan: StaffingPlan;
  /** In order; fewer than the day has when it was ended early. */
  readonly needs: readonly Need[];
  /** By group and interval. */
  readonly needed: readonly (readonly number[])[];
  readonly staffed: readonly (readonly number[])[];
  /** By group; empty without a length. */
  readonly shifts: readonly (readonly Shift[])[];
  /** Of the whole day as staffed; null when it was ended early. */
  readonly figures: DayFigures | null;
  readonly replications: number;
}

/**
 * @param open the study with these settings besides
 * @param openDay the same at the fidelity and as often as the answer is to be run
 * @throws UserError with every mistake of intervals, shifts, targets and names
 */
export function planStaffing(
  base: Study,
  open: StaffingPlan["open"],
  options: StaffingOptions,
  openDay = open,
): StaffingPlan {
  const day = dayOf(base, options.lengthUs);
  const shifts = shiftLengths(options, day);
  if (Number.isFinite(options.historyUs)) refuseShortHistory(base, day);
  const all = base.scenario.groups;
  const constant = all.flatMap((group) => constantSettings(base, group));
  const searches = day.intervals.map(({ callers }, k) =>
    callers === 0
      ? null
      : planSizing(open([...constant, ...windowSettings(day, k, options.historyUs)]), {
          ...options,
          alpha: options.alpha / day.intervals.length,
        }),
  );
  const first = searches.find((search) => search !== null);
  if (first === undefined) throw new UserError("--by-interval: wanted calls, got none all day");
  const others = first.resources.filter(({ name }) => !name.startsWith("agents."));
  if (others.length > 0)
    throw new UserError(
      `--by-interval: wanted targets that agents decide; ${others[0]!.name} is sought without it`,
    );
  const groups = first.resources.map(
    ({ name }) => all.find((each) => name === `agents.${each.name}`)!,
  );
  return { base, open, openDay, day, groups, searches, shifts, options };
}

/** @throws UserError naming every length that does not fit */
function shiftLengths({ shiftsUs, lengthUs }: StaffingOptions, { intervals }: Day): number[] {
  const mistakes = shiftsUs
    .filter((shiftUs) => shiftUs % lengthUs !== 0 || shiftUs > intervals.length * lengthUs)
    .map(
      (shiftUs) =>
        `--shift ${formatDuration(shiftUs)}: wanted a whole number of intervals of ` +
        `${formatDuration(lengthUs)}, at most the measured time`,
    );
  if (mistakes.length > 0) throw new UserError(mistakes.join("\n"));
  return [...new Set(shiftsUs.map((shiftUs) => shiftUs / lengthUs))];
}

/** Sizes the day in order, puts shifts over it and measures the whole. */
export async function staffDay(
  plan: StaffingPlan,
  crew: Crew,
  progress: { readonly signal: AbortSignal; readonly onMade?: (note: string) => void },
): Promise<Staffing> {
  const { intervals } = plan.day;
  const needs: Need[] = [];
  let replications = 0;
  for (const [k, interval] of intervals.entries()) {
    const search = plan.searches[k]!;
    const onMade = (made: number) =>
      progress.onMade?.(`${interval.label}: ${replications + made} replications`);
    const laboratory = search && laboratoryOf(plan, search, needs, { ...progress, crew, onMade });
    const found = search && laboratory && (await soughtIn(search, laboratory, progress.signal));
    replications += laboratory?.made ?? 0;
    if (progress.signal.aborted) break;
    needs.push({ interval, search, found });
  }
  const needed = plan.groups.map((_, g) => needs.map(({ found }) => found?.at.point[g] ?? 0));
  const isWhole = needs.length === intervals.length;
  const shifts = isWhole ? needed.map((each) => shiftsOver(each, plan.shifts)) : [];
  const staffed = shifts.map((each, g) =>
    plan.shifts.length === 0 ? needed[g]! : staffedBy(each, intervals.length),
  );
  const figures = isWhole ? await measureDay(plan, staffed, crew, progress.signal) : null;
  return { plan, needs, needed, staffed, shifts, figures, replications };
}

const shiftsOver = (needed: readonly number[], lengths: readonly number[]): Shift[] =>
  lengths.length === 0 ? [] : coverBy(needed, lengths);

/** A number may not grow beyond so many times the guess. */
const REACH = 8;

/** Null when it was ended early, perhaps before anything was known of a point. */
async function soughtIn(
  { resources, guesses, deltas, options }: SizingPlan,
  laboratory: SimulationLaboratory,
  signal: AbortSignal,
): Promise<Found | null> {
  const search = searchLeast(laboratory, {
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
  try {
    return await search;
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

/**
 * Measures an interval after those before it have their agents; later ones have as many as it. Each
 * interval has random numbers of its own: what was found before does not depend on them, so that
 * error probabilities add up.
 */
function laboratoryOf(
  { base, open, day, groups, options }: StaffingPlan,
  { targets }: SizingPlan,
  before: readonly Need[],
  rest: { crew: Crew; signal: AbortSignal; onMade: (made: number) => void },
): SimulationLaboratory {
  const k = before.length;
  const { label } = day.intervals[k]!;
  const seed = `run.seed=${JSON.stringify(`${base.scenario.run.seed} ${label}`)}`;
  const later = Array.from({ length: day.intervals.length - k });
  const at = (point: readonly number[]) => {
    const staff = groups.flatMap((group, g) => {
      const counts = before.map(({ found }) => found?.at.point[g] ?? 0);
      return staffSettings(base, group, [...counts, ...later.map(() => point[g]!)], day);
    });
    return open([...windowSettings(day, k, options.historyUs), seed, ...staff]);
  };
  return new SimulationLaboratory({ ...rest, open: at, targets });
}
