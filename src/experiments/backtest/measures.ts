import type { DayFigures } from "../../callLog/figures.ts";

/** A figure that the log and a simulated day both have for each interval. */
export interface Measure {
  readonly id: string;
  readonly title: string;
  readonly unit: "calls" | "%" | "s" | "agents";
  /** What it says, in words a planner would accept. */
  readonly meaning: string;
  /** Of some intervals of a day together; NaN where it is undefined. */
  readonly of: (figures: DayFigures, intervals: readonly number[]) => number;
}

const sum = (values: Float64Array, intervals: readonly number[]): number =>
  intervals.reduce((total, i) => total + values[i]!, 0);

/** All that are compared; the only place that lists them. */
export const MEASURES: readonly Measure[] = [
  {
    id: "calls",
    title: "Calls that ask for an agent",
    unit: "calls",
    meaning: "calls that entered the queue or hung up on the way to it",
    of: ({ asked }, intervals) => sum(asked, intervals),
  },
  {
    id: "abandoned",
    title: "Abandoned",
    unit: "%",
    meaning: "of the calls that ask for an agent, those who hung up before one answered",
    of: ({ abandoned, asked }, intervals) =>
      (100 * sum(abandoned, intervals)) / sum(asked, intervals),
  },
  {
    id: "wait",
    title: "Mean wait",
    unit: "s",
    meaning: "time in the queue, mean over all calls that ask for an agent",
    of: ({ waitedUs, asked }, intervals) => sum(waitedUs, intervals) / 1e6 / sum(asked, intervals),
  },
  {
    id: "busy",
    title: "Agents in service",
    unit: "agents",
    meaning: "agents who talk with a caller, mean over the interval",
    of: ({ busy }, intervals) => sum(busy, intervals) / intervals.length,
  },
];

/** Waits are compared by the share that is longer than each of these, seconds. */
export const WAIT_LIMITS = [0, 5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600] as const;
