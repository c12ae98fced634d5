import type { Estimate } from "../stats/estimate.ts";

/** One figure of a sizing table, by formula and, where a run measures it, by simulation. */
export interface SizingRow {
  readonly id: string;
  readonly title: string;
  /** `ratio` is shown in per cent; `""` for a count of something the title names. */
  readonly unit: string;
  /** By formula; null for what is only given, or what cannot be had: `derivation` says why. */
  readonly value: number | null;
  /** The formula with its numbers. */
  readonly derivation: string;
  readonly measured?: Measured;
  /** What the blueprint prints, when the scenario is its example. */
  readonly printed?: Printed;
  /** Instances, ports or agents that the scenario has of it. */
  readonly has?: number;
  /** The value is the most that is allowed of what is simulated. */
  readonly isLimit?: true;
}

/** The metrics of a run that add up to a row, times `factor`. */
export interface Measured {
  readonly metrics: readonly string[];
  readonly scope?: string;
  readonly factor?: number;
}

export interface Printed {
  readonly value: number;
  /** Digits behind the point, 0 unless told. */
  readonly decimals?: number;
  /** What a plan sets aside, rather than what follows from the load: more of it does no harm. */
  readonly isProvision?: true;
  /** What other printed figures say of this one. */
  readonly implied?: readonly Implied[];
}

/** One printed figure as it follows from others. */
export interface Implied {
  /** Title of the row it follows from. */
  readonly from: string;
  readonly value: number;
  readonly derivation: string;
  /** What makes both true, or what follows; may be empty. */
  readonly note: string;
}

export interface Section {
  readonly title: string;
  /** Said below the rows; may be empty. */
  readonly note: string;
  readonly rows: readonly SizingRow[];
}

/** How a printed figure stands to what follows from the load. */
export interface Verdict {
  readonly kind:
    | "confirmed"
    | "rounded"
    | "planning allowance"
    | "contradicts"
    | "not reproduced"
    | "given"
    | "enough"
    | "too few"
    | "kept"
    | "not kept"
    | "undecided"
    | "";
  /** Title of the contradicted row, or what the scenario has; may be empty. */
  readonly of: string;
}

/** A row with what came of it. */
export interface SizedRow extends SizingRow {
  readonly simulated: Simulated | null;
  readonly verdict: Verdict;
}

/** In the unit of the row. Of a sum of metrics the half width is at most this. */
export type Simulated = Pick<Estimate, "estimate" | "halfWidth95" | "low95" | "high95">;

export interface SizedSection extends Section {
  readonly rows: readonly SizedRow[];
}
