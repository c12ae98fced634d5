/**
 * The least whole numbers that meet several targets together. A target is a margin: above 0 it is
 * met. Every margin rises with every number, or nearly so.
 *
 * First the place is explored with few replications, number by number, by bisection on point
 * estimates; nothing is claimed of that. A pilot and the slopes about it then say where the answer
 * may lie: the anchor. So many replications are made of it (and, by common random numbers, few of
 * its neighbours) that each margin is known within its indifference zone δ; if what is then seen
 * speaks for another point, that becomes the answer to prove.
 */
import type { Controls } from "../../stats/controlVariate.ts";
import { explored } from "./explore.ts";
import type { Level } from "./level.ts";
import { Proof } from "./proof.ts";

/** Where points are measured. */
export interface Laboratory {
  /**
   * The margin of each target at a point in each of its first replications: [target][replication].
   * Replications with the same index share their random numbers at all points.
   */
  readonly margins: (point: readonly number[], replications: number) => Promise<number[][]>;
  /** What the same replications counted whose true mean is known. */
  readonly controls: (point: readonly number[], replications: number) => readonly Controls[];
}

/** A whole number that is sought. */
export interface Dimension {
  readonly least: number;
  readonly most: number;
  readonly guess: number;
}

export interface SearchOptions {
  readonly dimensions: readonly Dimension[];
  /** Indifference zone of each target, in the unit of its margin. */
  readonly deltas: readonly number[];
  /**
   * Shared among the targets at the answer and at its neighbours, and over the looks at which the
   * search may stop. Moves within a look are not charged (see docs/size.md).
   */
  readonly alpha: number;
  /** Of one point, at most. */
  readonly replicationsMax: number;
  readonly stopped?: () => boolean;
}

/** What is known of each target at a point. */
export interface Evidence {
  readonly point: readonly number[];
  readonly replications: number;
  readonly margins: readonly Level[];
  /** Half width of each margin's one-sided bound, at the error probability of the last look. */
  readonly halfWidths: readonly number[];
}

export interface Found {
  readonly at: Evidence;
  /** By dimension: the same with one less, null where it is at its least. */
  readonly oneLess: readonly (Evidence | null)[];
  /** Every margin is known within its zone, at the error probability of the last look. */
  readonly isProven: boolean;
  /** No point within the dimensions' limits meets the targets. */
  readonly isOutOfReach: boolean;
  readonly looks: number;
}

export async function searchLeast(laboratory: Laboratory, options: SearchOptions): Promise<Found> {
  const start = await explored(laboratory, options);
  return new Proof(laboratory, options, start).found();
}
