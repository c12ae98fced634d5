import type { Scenario } from "../scenario/types.ts";
import type { Estimate } from "../stats/estimate.ts";
import type { Verdict } from "../stats/verdict.ts";

/** Everything a renderer may say about a study; plain data, the one input of every renderer. */
export interface Findings {
  readonly scenario: Scenario;
  readonly version: string;
  readonly seed: string;
  readonly replications: number;
  readonly estimates: readonly Estimate[];
  /** Closed form, from the flow tables alone. */
  readonly capacity: readonly CapacityRow[];
  readonly series: readonly MinuteSeries[];
  readonly warmUp?: WarmUpCheck;
  readonly expectations: readonly ExpectationResult[];
}

/** A resource against the load, computed without running anything. */
export interface CapacityRow {
  readonly kind: "component" | "pool" | "agents" | "link";
  readonly scope: string;
  readonly name: string;
  /** What one offered call takes, in `unit`. */
  readonly perCall: number;
  readonly unit: string;
  readonly size: number;
  /** Offered calls per second at which the resource is full; `Infinity`: it has no limit. */
  readonly ceilingCaps: number;
  readonly offeredCaps: number;
  readonly utilisation: number;
  /** `ceilingCaps / offeredCaps − 1`: 0.25 means 25 % more calls fit, below 0 they do not fit. */
  readonly headroom: number;
  readonly note: string;
}

/** One value per minute of the measured time, averaged over the replications. */
export interface MinuteSeries {
  readonly id: string;
  readonly scope: string;
  readonly unit: string;
  readonly minutes: readonly MinuteValue[];
}

/** The limits are `null` with a single replication. */
export interface MinuteValue {
  readonly mean: number;
  readonly low95: number | null;
  readonly high95: number | null;
}

/** MSER-5 on the replication-averaged series against the warm-up that the scenario states. */
export interface WarmUpCheck {
  readonly statedS: number;
  readonly truncationS: number;
  readonly longEnough: boolean;
}

export interface ExpectationResult {
  readonly text: string;
  readonly verdict: Verdict;
  readonly estimate?: Estimate;
}
