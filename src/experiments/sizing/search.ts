/**
 * The least whole numbers that meet several targets together. A target is a margin: above 0 it is
 * met. Every margin rises with every number, or nearly so.
 *
 * First the place is explored with few replications, number by number, by bisection on point
 * estimates; nothing is claimed of that. Then the answer is proven: so many replications are made
 * of it (and, by common random numbers, few of its neighbours) that each margin is known within its
 * indifference zone δ; if what is then seen speaks for another point, that becomes the answer to
 * prove.
 */
import type { Controls } from "../../stats/controlVariate.ts";
import { mostlyFirst } from "../../stats/spending.ts";
import { explored } from "./explore.ts";
import { anchoredLevel, anchorOf, boundWidth, type Level } from "./level.ts";

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

/** Of the pilot, from which the number of replications is planned. */
const PILOT = 20;
/** Of every neighbour, whose differences from the answer vary little. */
const NEIGHBOUR = 10;
/** On top of the replications that the spread so far asks for, which may be underestimated. */
const SLACK = 1.1;
/** Moves of the answer within a look, after which it is left where it is. */
const MOVES_MAX = 40;

export async function searchLeast(laboratory: Laboratory, options: SearchOptions): Promise<Found> {
  const start = await explored(laboratory, options);
  return new Proof(laboratory, options, start).found();
}

/** Makes so many replications of the answer that what is claimed of it holds. */
class Proof {
  private readonly laboratory: Laboratory;
  private readonly options: SearchOptions;
  /** The point of which all replications are made, for others to lean on. */
  private readonly anchor: readonly number[];
  private point: number[];
  private replications = PILOT;
  private alpha = 0;

  constructor(laboratory: Laboratory, options: SearchOptions, start: number[]) {
    this.laboratory = laboratory;
    this.options = options;
    this.anchor = start;
    this.point = start;
  }

  async found(): Promise<Found> {
    const { replicationsMax, stopped } = this.options;
    this.alpha = this.alphaOfLook(1);
    this.replications = Math.min(replicationsMax, this.needed([await this.evidence(this.point)]));
    for (let look = 1; ; look++) {
      this.alpha = this.alphaOfLook(look);
      const { at, oneLess } = await this.settle();
      const all = [at, ...oneLess.flatMap((each) => each ?? [])];
      const isProven = all.every((each) => this.isSettled(each));
      const isStopped = stopped?.() === true;
      if (isProven || isStopped || this.replications >= replicationsMax) {
        const isOutOfReach = !isStopped && !seemsMet(at);
        return { at, oneLess, isProven: isProven && !isOutOfReach, isOutOfReach, looks: look };
      }
      this.replications = Math.min(replicationsMax, this.needed(all));
    }
  }

  /** Moves until the answer seems to meet all targets and nothing less does. */
  private async settle(): Promise<{ at: Evidence; oneLess: (Evidence | null)[] }> {
    for (let move = 0; ; move++) {
      const at = await this.evidence(this.point);
      const isLast = move >= MOVES_MAX || this.options.stopped?.() === true;
      const none = this.options.dimensions.map(() => null);
      if (!seemsMet(at)) {
        const higher = await this.upwards(at);
        if (higher === null || isLast) return { at, oneLess: none };
        this.point = higher;
        continue;
      }
      const oneLess = await this.oneLess();
      const i = oneLess.findIndex((each) => each !== null && seemsMet(each));
      if (i < 0 || isLast) return { at, oneLess };
      this.point = this.downwards(at, oneLess[i]!, i);
    }
  }

  /** By number: what is known of the point with one less of it; those after the first that does
   * are not looked at. */
  private async oneLess(): Promise<(Evidence | null)[]> {
    const found: (Evidence | null)[] = [];
    for (const [i, { least }] of this.options.dimensions.entries()) {
      const lower = this.point.with(i, this.point[i]! - 1);
      const evidence = lower[i]! < least ? null : await this.evidence(lower);
      found.push(evidence);
      if (evidence !== null && seemsMet(evidence)) break;
    }
    return found;
  }

  /** Where one less does, as many less as the slope says will do. */
  private downwards(at: Evidence, lower: Evidence, i: number): number[] {
    const steps = lower.margins.map(({ value }, t) => {
      const slope = at.margins[t]!.value - value;
      return slope > 0 ? Math.floor(value / slope) : Number.POSITIVE_INFINITY;
    });
    const { least } = this.options.dimensions[i]!;
    const value = lower.point[i]! - CAUTION * Math.min(JUMP_MAX, ...steps);
    return this.point.with(i, Math.max(least, Math.ceil(value)));
  }

  /** More of the number that helps the worst target most; null: all are at their most. */
  private async upwards({ margins }: Evidence): Promise<number[] | null> {
    const { dimensions, deltas } = this.options;
    const scores = margins.map(({ value }, t) => value / deltas[t]!);
    const worst = scores.indexOf(Math.min(...scores));
    let best: { point: number[]; gain: number; most: number; i: number } | null = null;
    for (const [i, { most }] of dimensions.entries()) {
      const point = this.point.with(i, this.point[i]! + 1);
      if (point[i]! > most) continue;
      const gain = (await this.evidence(point)).margins[worst]!.value - margins[worst]!.value;
      if (best === null || gain > best.gain) best = { point, gain, most, i };
    }
    if (best === null) return null;
    const { point, gain, most, i } = best;
    const steps = gain > 0 ? Math.floor(-margins[worst]!.value / gain) : 0;
    const further = CAUTION * Math.min(JUMP_MAX, Math.max(0, steps - 1));
    return point.with(i, Math.min(most, Math.floor(point[i]! + further)));
  }

  /** As few replications as the difference from the anchor needs. */
  private async evidence(point: readonly number[]): Promise<Evidence> {
    const all = this.replications;
    const isAnchor = point.every((value, i) => value === this.anchor[i]);
    const known = await this.laboratory.margins(this.anchor, all);
    const controls = this.laboratory.controls(this.anchor, all);
    const anchors = known.map((values) => anchorOf(values, controls));
    const widest = anchors.map((each) => boundWidth(anchoredLevel(each.values, each), this.alpha));
    for (let count = isAnchor ? all : NEIGHBOUR; ; count = Math.min(all, 2 * count)) {
      const values = isAnchor ? known : await this.laboratory.margins(point, count);
      const margins = values.map((each, t) => anchoredLevel(each, anchors[t]!));
      const halfWidths = margins.map((level) => boundWidth(level, this.alpha));
      const evidence = { point, replications: count, margins, halfWidths };
      // Where the anchor's own error is what is left, more of this point would not help.
      const isAsGood = halfWidths.every((half, t) => half <= NEARLY * widest[t]!);
      const isEnough = count >= all || isAsGood || this.isSettled(evidence);
      if (isEnough || this.options.stopped?.()) return evidence;
    }
  }

  /** Known: all targets are met within δ, or one is not met by more than δ. */
  private isSettled({ margins, halfWidths }: Evidence): boolean {
    const { deltas } = this.options;
    const isShort = margins.some(
      ({ value }, t) => value < 0 && value + halfWidths[t]! < deltas[t]!,
    );
    return (
      isShort || margins.every(({ value }, t) => value >= 0 && value - halfWidths[t]! > -deltas[t]!)
    );
  }

  /** Replications of the anchor by which what is not settled would be. */
  private needed(all: readonly Evidence[]): number {
    const { deltas } = this.options;
    const factors = all
      .filter((each) => !this.isSettled(each))
      .flatMap(({ margins, halfWidths }) =>
        margins.map(({ value }, t) => {
          const ratio = halfWidths[t]! / (deltas[t]! + Math.abs(value));
          return ratio * ratio;
        }),
      );
    return Math.max(
      2 * PILOT,
      Math.ceil(this.replications * Math.max(1, SLACK * Math.max(0, ...factors))),
    );
  }

  /** Shared among the targets at the answer and at its neighbours (Bonferroni). */
  private alphaOfLook(look: number): number {
    const { alpha, dimensions, deltas } = this.options;
    return mostlyFirst(alpha, look) / (deltas.length * (1 + dimensions.length));
  }
}

/** A neighbour's error over that of the anchor, beyond which its own replications matter. */
const NEARLY = 1.1;
/** A slope is that of a curve: most of the way, and not too far. */
const CAUTION = 0.8;
const JUMP_MAX = 200;

const seemsMet = ({ margins }: Evidence): boolean => margins.every(({ value }) => value >= 0);
