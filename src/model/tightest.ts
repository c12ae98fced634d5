import type { Run } from "../scenario/types.ts";
import { type CapacityRow, capacityOf } from "./capacity.ts";
import type { Plan } from "./plan.ts";
import { meanPresent, meanRate } from "./staffing.ts";

/** A part of the measured time with one load and one staffing. */
export interface TightestInterval {
  /** From the start of the run. */
  readonly startUs: number;
  readonly lengthUs: number;
  /** As if its load and staffing lasted. */
  readonly capacity: readonly CapacityRow[];
}

/** What is shorter is evened out by calls that take minutes. */
const SHORTEST_US = 300e6;
/** Less is no reason to prefer another interval to the one of greatest load. */
const TIGHTER = 1.01;

/**
 * The interval in which the binding resource is used most, among that of greatest load, that of
 * each demand's greatest load, and those where a queue has most calls for each of its agents.
 * Undefined where fewer than two intervals last long enough. The capacity table of a day is one of
 * means; what fails first fails in some hour of it.
 */
export function tightestInterval(plan: Plan): TightestInterval | undefined {
  const intervals = intervalsOf(plan);
  if (intervals.length < 2) return undefined;
  const { demand, queues } = plan.scenario;
  const measures = [
    (interval: Plan) => callsIn(interval),
    ...demand.map((each) => (interval: Plan) => meanRate(interval, each)),
    ...queues.map((_, queue) => callsPerAgentOf(queue)),
  ];
  const candidates = new Set(measures.map((of) => mostOf(intervals, of)));
  return [...candidates].map(rated).reduce((tightest, each) => {
    return usedMost(each) > TIGHTER * usedMost(tightest) ? each : tightest;
  });
}

/** The plan as if the measured time were one interval. */
const within = (plan: Plan, { warmUpUs, measureUs }: Pick<Run, "warmUpUs" | "measureUs">): Plan => {
  const run = { ...plan.scenario.run, warmUpUs, measureUs };
  return { ...plan, scenario: { ...plan.scenario, run } };
};

/** Between any two changes of a rate or of the staffing. */
function intervalsOf(plan: Plan): readonly Plan[] {
  const { run, demand, groups } = plan.scenario;
  const endUs = run.warmUpUs + run.measureUs;
  const changes = [
    ...demand.map(({ profile }) => profile),
    ...groups.flatMap(({ staffing }) => staffing),
  ].flatMap(({ startUs }) => startUs.filter((at) => at > run.warmUpUs && at < endUs));
  const cuts = [...new Set([run.warmUpUs, ...changes, endUs])].sort((a, b) => a - b);
  return cuts
    .slice(1)
    .map((to, i) => ({ warmUpUs: cuts[i]!, measureUs: to - cuts[i]! }))
    .filter(({ measureUs }) => measureUs >= SHORTEST_US)
    .map((interval) => within(plan, interval));
}

const mostOf = (intervals: readonly Plan[], of: (interval: Plan) => number): Plan =>
  intervals.reduce((most, each) => (of(each) > of(most) ? each : most));

/** Calls per second of all demands, or of those of one queue. */
const callsIn = (interval: Plan, queue?: number): number =>
  interval.scenario.demand
    .filter((each) => queue === undefined || each.queue === queue)
    .reduce((sum, each) => sum + meanRate(interval, each), 0);

const callsPerAgentOf = (queue: number) => (interval: Plan) => {
  const { queues, groups, run } = interval.scenario;
  const agents = queues[queue].groups
    .flatMap((group) => groups[group].staffing)
    .reduce((sum, each) => sum + meanPresent(run, each), 0);
  const calls = callsIn(interval, queue);
  return calls === 0 ? 0 : calls / agents;
};

function rated(interval: Plan): TightestInterval {
  const { warmUpUs, measureUs } = interval.scenario.run;
  return { startUs: warmUpUs, lengthUs: measureUs, capacity: capacityOf(interval) };
}

const usedMost = ({ capacity }: TightestInterval): number =>
  Math.max(...capacity.map(({ utilisation }) => utilisation));
