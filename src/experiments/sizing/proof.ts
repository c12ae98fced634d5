import { mostlyFirst } from "../../stats/spending.ts";
import { anchoredLevel, anchorOf, boundWidth } from "./level.ts";
import { leastOn, stepOf } from "./plane.ts";
import type { Evidence, Found, Laboratory, SearchOptions } from "./search.ts";

/** Of the pilot, from which the place and the number of replications are planned. */
const PILOT = 30;
/** Pilots at most, each where the one before it said the answer may lie. */
const PILOTS_MAX = 3;
/** Of what proves the answer, at least. */
const PROOF = 40;
/** Of every neighbour, whose differences from the answer vary little. */
const NEIGHBOUR = 8;
/** On top of the replications that the spread so far asks for, which may be underestimated. */
const SLACK = 1.3;
/** A neighbour's error over that of the anchor, beyond which its own replications matter. */
const NEARLY = 1.1;
/** So many steps are slopes believed. */
const REACH = 5;
/** One less is preferred where it meets every target by so much of its zone. */
const CLEARLY = 0.5;
/** Moves of the answer within a look: so many by slopes, then one by one, then it is left. */
const JUMPS_MAX = 5;
const MOVES_MAX = 40;

/** Makes so many replications of the answer that what is claimed of it holds. */
export class Proof {
  private readonly laboratory: Laboratory;
  private readonly options: SearchOptions;
  /** The point of which all replications are made, for others to lean on. */
  private anchor: readonly number[];
  private point: readonly number[];
  /** What one more of a number adds to each margin: [number][target]. */
  private slopes: readonly (readonly number[])[] = [];
  private slopesAt: readonly number[] | null = null;
  private replications = PILOT;
  private alpha = 0;

  constructor(laboratory: Laboratory, options: SearchOptions, start: number[]) {
    this.laboratory = laboratory;
    this.options = options;
    this.anchor = start;
    this.point = start;
  }

  async found(): Promise<Found> {
    const { dimensions, replicationsMax, stopped } = this.options;
    this.alpha = this.alphaOfLook(1);
    await this.pilot();
    await this.plan();
    for (let look = 1; ; look++) {
      this.alpha = this.alphaOfLook(look);
      const { at, oneLess } = await this.settle();
      const all = [at, ...oneLess.flatMap((each) => each ?? [])];
      const isSettled = all.every((each) => this.isSettled(each));
      const isStopped = stopped?.() === true;
      const isOutOfReach =
        !isStopped && !seemsMet(at) && at.point.every((value, i) => value === dimensions[i]!.most);
      const isProven = isSettled && seemsMet(at);
      const isDecided = isProven || (isSettled && isOutOfReach);
      if (isDecided || isStopped || this.replications >= replicationsMax)
        return { at, oneLess, isProven, isOutOfReach, looks: look };
      this.replications = Math.min(replicationsMax, this.needed(all));
      if (!isWithin(1, at.point, this.anchor)) this.anchor = at.point;
    }
  }

  /** Puts the anchor where the targets seem just met. */
  private async pilot(): Promise<void> {
    for (let pilots = 0; pilots < PILOTS_MAX && !this.options.stopped?.(); pilots++) {
      const at = await this.evidence(this.anchor);
      const least = await this.leastNear(at);
      if (isWithin(1, least, this.anchor)) return;
      this.anchor = least;
      this.point = least;
      if (isWithin(REACH - 1, least, at.point)) return;
    }
  }

  /** Makes more replications of the anchor, not many more at once, until as many as it takes. */
  private async plan(): Promise<void> {
    const { replicationsMax, deltas, stopped } = this.options;
    for (let isEnough = false; !isEnough && !stopped?.(); ) {
      const { halfWidths } = await this.evidence(this.anchor);
      const needed = Math.min(replicationsMax, this.neededFor(halfWidths, deltas));
      isEnough = needed <= this.replications;
      this.replications = Math.min(needed, 2 * this.replications);
    }
  }

  private async slopesAbout(at: Evidence): Promise<number[][]> {
    const found: number[][] = [];
    for (const [i, { least, most }] of this.options.dimensions.entries()) {
      const value = at.point[i]!;
      const lower = Math.max(least, value - stepOf(value));
      const other = lower < value ? lower : Math.min(most, value + 1);
      const beside = await this.evidence(at.point.with(i, other));
      found.push(
        at.margins.map(({ value: margin }, t) =>
          other === value ? 0 : (margin - beside.margins[t]!.value) / (value - other),
        ),
      );
    }
    return found;
  }

  private async leastNear(at: Evidence): Promise<number[]> {
    const { dimensions, deltas } = this.options;
    if (!isWithin(REACH, at.point, this.slopesAt)) {
      this.slopes = await this.slopesAbout(at);
      this.slopesAt = at.point;
    }
    const margins = at.margins.map(({ value }) => value);
    const reach = dimensions.map((_, i) => REACH * stepOf(at.point[i]!));
    return leastOn(
      { point: at.point, margins, slopes: this.slopes },
      { dimensions, deltas, reach },
    );
  }

  /** Moves until the answer seems to meet all targets and nothing less clearly does. */
  private async settle(): Promise<{ at: Evidence; oneLess: (Evidence | null)[] }> {
    for (let move = 0; ; move++) {
      const at = await this.evidence(this.point);
      const isLast = move >= MOVES_MAX || this.options.stopped?.() === true;
      const none = this.options.dimensions.map(() => null);
      if (!seemsMet(at)) {
        const higher = isLast ? null : await this.upwards(at);
        if (higher === null) return { at, oneLess: none };
        this.point = higher;
        continue;
      }
      const oneLess = await this.oneLess();
      const i = oneLess.findIndex((each) => each !== null && this.isAmple(each));
      if (i < 0 || isLast) return { at, oneLess };
      this.point = move < JUMPS_MAX ? await this.downwards(at, oneLess[i]!, i) : oneLess[i]!.point;
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
      if (evidence !== null && this.isAmple(evidence)) break;
    }
    return found;
  }

  /** Where one less does, as many less as slopes say will do. */
  private async downwards(at: Evidence, lower: Evidence, i: number): Promise<readonly number[]> {
    const least = await this.leastNear(at);
    if (!isSame(least, at.point)) return least;
    const further = lower.margins.map(({ value }, t) => {
      const slope = at.margins[t]!.value - value;
      return slope > 0 ? Math.floor(value / slope) : Number.POSITIVE_INFINITY;
    });
    const value = lower.point[i]! - Math.min(stepOf(at.point[i]!), ...further);
    return at.point.with(i, Math.max(this.options.dimensions[i]!.least, value));
  }

  /** As many more as slopes say will do, or one of each; null: all are at their most. */
  private async upwards(at: Evidence): Promise<number[] | null> {
    const least = await this.leastNear(at);
    if (!isSame(least, at.point)) return least;
    const { dimensions } = this.options;
    const higher = at.point.map((value, i) => Math.min(dimensions[i]!.most, value + 1));
    return isSame(higher, at.point) ? null : higher;
  }

  /** Met by so much that it is worth going there. */
  private isAmple({ margins }: Evidence): boolean {
    return margins.every(({ value }, t) => value >= CLEARLY * this.options.deltas[t]!);
  }

  /** As few replications as the difference from the anchor needs. */
  private async evidence(point: readonly number[]): Promise<Evidence> {
    const all = this.replications;
    const isAnchor = isSame(point, this.anchor);
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
    const each = all
      .filter((evidence) => !this.isSettled(evidence))
      .map(({ margins, halfWidths }) =>
        this.neededFor(
          halfWidths,
          margins.map(({ value }, t) => deltas[t]! + Math.abs(value)),
        ),
      );
    return Math.max(this.replications, ...each);
  }

  /** Replications of the anchor by which margins would be known as closely as wanted. */
  private neededFor(halfWidths: readonly number[], wanted: readonly number[]): number {
    const worst = Math.max(...halfWidths.map((half, t) => half / wanted[t]!));
    return Math.max(PROOF, this.replications, Math.ceil(SLACK * this.replications * worst * worst));
  }

  /** Shared among the targets at the answer and at its neighbours (Bonferroni). */
  private alphaOfLook(look: number): number {
    const { alpha, dimensions, deltas } = this.options;
    return mostlyFirst(alpha, look) / (deltas.length * (1 + dimensions.length));
  }
}

/** No number is further from the other point's than so many steps. */
const isWithin = (steps: number, point: readonly number[], other: readonly number[] | null) =>
  other?.every((value, i) => Math.abs(value - point[i]!) <= steps * stepOf(value)) === true;

const isSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((value, i) => value === b[i]);

const seemsMet = ({ margins }: Evidence): boolean => margins.every(({ value }) => value >= 0);
