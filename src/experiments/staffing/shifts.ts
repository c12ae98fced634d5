import { cheapestFlow } from "./flow.ts";

/** Agents who come and go together. */
export interface Shift {
  /** Intervals of the day. */
  readonly start: number;
  readonly length: number;
  readonly agents: number;
}

/** An interval worked costs as much as so many shifts: these only decide between equals. */
const INTERVAL_COST = 1e6;

/**
 * Shifts that cover what each interval needs with the least agent-hours, and of such plans one of
 * the fewest shifts. Exact: each shift covers consecutive intervals, so that differences of
 * neighbouring intervals are a flow, whose cheapest solution is whole.
 * SOURCE: Veinott and Wagner 1962, Optimal capacity scheduling; Ahuja, Magnanti and Orlin 1993,
 * section 9.6.
 * @param needed agents by interval
 * @param lengths of a shift, in intervals; none longer than the day
 */
export function coverBy(needed: readonly number[], lengths: readonly number[]): Shift[] {
  const shifts = lengths.flatMap((length) =>
    Array.from({ length: needed.length - length + 1 }, (_, start) => ({ start, length })),
  );
  const supplies = [...needed, 0].map((count, i) => count - (needed[i - 1] ?? 0));
  const worked = shifts.map(({ start, length }) => ({
    ...{ from: start, to: start + length },
    cost: INTERVAL_COST * length + 1,
  }));
  const surplus = needed.map((_, i) => ({ from: i + 1, to: i, cost: 0 }));
  const flow = cheapestFlow(supplies, [...worked, ...surplus]);
  return shifts
    .map((shift, i) => ({ ...shift, agents: flow[i]! }))
    .filter(({ agents }) => agents > 0)
    .sort((a, b) => a.start - b.start || a.length - b.length);
}

/** Agents who are there in each of so many intervals. */
export const staffedBy = (shifts: readonly Shift[], intervals: number): number[] =>
  Array.from({ length: intervals }, (_, i) =>
    shifts.reduce(
      (sum, { start, length, agents }) => sum + (start <= i && i < start + length ? agents : 0),
      0,
    ),
  );
