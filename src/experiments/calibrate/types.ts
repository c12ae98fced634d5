import type { LoggedDay } from "../../callLog/days.ts";
import type { DayGrid } from "../../callLog/figures.ts";
import type { LoggedCalls } from "../../callLog/types.ts";
import type { Balking } from "../../stats/fitting/balking.ts";
import type { Dispersion, Ranged } from "../../stats/fitting/dispersion.ts";
import type { LawFits } from "../../stats/fitting/types.ts";
import type { Interval } from "../../stats/intervals.ts";
import type { Pool } from "./pools.ts";

/** A law for the scenario, and how it came about. */
export interface ChosenLaw {
  /** As the scenario writes it. */
  readonly text: string;
  /** Null where there was nothing to fit. */
  readonly fits: LawFits | null;
  /** No law of the list comes close: the text is the measured durations themselves. */
  readonly isEmpirical: boolean;
  /** Durations, and those among them that were not cut short. */
  readonly count: number;
  readonly events: number;
  /** Seconds. */
  readonly mean: number;
  /** How it was estimated, for whoever reads the scenario. */
  readonly how: string;
  readonly durations: Durations;
}

/** Seconds; `isEvent` 0 where one was cut short, absent where none was. */
export interface Durations {
  readonly seconds: ArrayLike<number>;
  readonly isEvent?: ArrayLike<number>;
}

/** Calls that are alike: a type of calls, or a priority within it. */
export interface CallClass {
  /** Of the demand in the scenario. */
  readonly name: string;
  /** Types of the log. */
  readonly types: readonly number[];
  readonly pool: number;
  readonly priority: number;
  /** Of the calls of its types, those of this priority. */
  readonly share: number;
  /** Calls that ask for an agent in the days that were used. */
  readonly calls: number;
  /** Calls that ask for an agent, by interval: mean over the days. */
  readonly rates: readonly number[];
  readonly talk: ChosenLaw;
  readonly patience: ChosenLaw;
}

/** A count that no reasonable model of the others explains. */
export interface Outlier {
  readonly day: number;
  readonly interval: number;
  readonly count: number;
  readonly expected: number;
}

/** What priorities in the log mean. */
export interface Priorities {
  /** Lowest first: the log's priorities that are served alike. */
  readonly levels: readonly (readonly number[])[];
  /** Callers who do not wait have another mix than those who do: it is known of these alone. */
  readonly dependsOnWait: boolean;
  readonly how: string;
}

/** Agents of a pool by interval. */
export interface PoolStaffing {
  /** Means over the days. */
  readonly seen: readonly number[];
  readonly present: readonly number[];
  /** Of those present in an interval, among the days. */
  readonly variance: number;
  readonly days: number;
  readonly afterCallWork: ChosenLaw;
  /**
   * Of the time of those present while somebody waits, the share they spend on calls: the rest are
   * absences too short to see otherwise. 1 where after-call work is all that follows a call.
   */
  readonly available: Ranged;
}

/** Who hung up and called again. */
export interface Redialling {
  readonly share: Ranged;
  /** Mean delay, seconds. */
  readonly delay: Ranged;
  readonly events: number;
  readonly calls: number;
  readonly how: string;
}

/** What a log says of a contact centre. */
export interface Calibration {
  readonly log: string;
  readonly calls: LoggedCalls;
  readonly days: readonly LoggedDay[];
  readonly grid: DayGrid;
  /** Seconds to which the log rounds; 0: exact. */
  readonly resolutionS: number;
  readonly pools: readonly Pool[];
  readonly classes: readonly CallClass[];
  readonly priorities: Priorities;
  /** Calls by day and interval that ask for an agent; NaN where left out. */
  readonly counts: readonly Float64Array[];
  readonly dispersion: Dispersion | null;
  readonly outliers: readonly Outlier[];
  /** First calls that ask for an agent, by interval; redials are not among them. */
  readonly firstCalls: readonly Ranged[];
  readonly ivr: ChosenLaw;
  /** From the end of the wait to the answer. */
  readonly ring: ChosenLaw;
  /** Of all callers, those who hang up at once, whatever the queue is. */
  readonly leaving: Ranged;
  /** Of the others, those who need no person. */
  readonly containment: Ranged;
  /** Of all callers, those who ask for an agent or hang up on the way to the queue. */
  readonly asks: number;
  readonly balking: Balking;
  readonly staffing: readonly PoolStaffing[];
  readonly redialling: Redialling | null;
  /** What was left out, and why. */
  readonly notes: readonly string[];
  /** Factors on what the log says, 1 unless they were solved for. */
  readonly factors: Readonly<Partial<Record<Unknown, number>>>;
  readonly solutions: readonly Solution[];
}

/**
 * What a log cannot tell and the model can: a factor on those present (breaks, side work, calls
 * that the log does not have), or on every caller's patience.
 */
export type Unknown = "agents" | "patience";

/** The factor with which a simulated figure is the measured one. */
export interface Solution {
  readonly unknown: Unknown;
  /** Measured over whole days: mean wait in seconds, or those who hung up in %. */
  readonly target: Interval;
  readonly factor: Ranged;
  /** Simulated with the factor. */
  readonly reached: Interval;
  readonly days: number;
}

export interface CalibrateOptions {
  readonly lengthUs: number;
  /** An agent without a service for longer is not there. */
  readonly gapUs: number;
}
