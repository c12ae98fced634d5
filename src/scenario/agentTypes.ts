/** The agents of a validated scenario, in the model's own units (see `types.ts`). */
import type { Distribution } from "../engine/distributions/types.ts";
import type { Access } from "./places.ts";

/** What agents answer with: a phone that registers, or a public number. */
export const PHONES = ["softphone", "hardphone", "pstn"] as const;

/** Where agents sit away from the sites. */
export interface Location {
  readonly name: string;
  /** Index into `places`. */
  readonly place: number;
  /** What its links to the sites are. */
  readonly access: Access;
  /** Whom phones there register with. */
  readonly accessPoint: "sbc" | "proxy";
}

export interface AgentGroup {
  readonly name: string;
  readonly staffing: readonly Staffing[];
  /** Index into `locations`; −1: at the desks of their sites. */
  readonly location: number;
  readonly phone: (typeof PHONES)[number];
  /**
   * A call in progress at the end of the shift is finished; `leaveAfterCall` skips after-call
   * work.
   */
  readonly atShiftEnd: "finishCallAndWork" | "leaveAfterCall";
  /** Of busy agents at the end of a shift: certain ones, or as many as are done first. */
  readonly whoLeaves: "named" | "firstDone";
}

/** Agents of one group at one site: `count[i]` positions from `startUs[i]` on. */
export interface Staffing {
  readonly site: number;
  readonly startUs: readonly number[];
  readonly count: readonly number[];
  /** Share of the time that each position is away, and how long at a time. */
  readonly shrinkage: number;
  readonly absence: Distribution;
}
