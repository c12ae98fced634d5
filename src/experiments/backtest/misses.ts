import type { Backtest } from "./backtest.ts";
import type { Band } from "./bands.ts";
import type { Measure } from "./measures.ts";

/** An interval whose band does not cover all days. */
export interface Miss {
  readonly measure: Measure;
  readonly interval: number;
  readonly band: Band;
  readonly above: readonly ObservedValue[];
  readonly below: readonly ObservedValue[];
}

interface ObservedValue {
  readonly day: string;
  readonly value: number;
}

/** Intervals that a measure misses on some day, in order. */
export function missesOf({ measures, days, grid }: Backtest): Miss[] {
  return measures.flatMap(({ measure, bands, observed }) =>
    Array.from({ length: grid.count }, (_, interval) => {
      const band = bands[interval];
      if (!band) return [];
      const values = observed.map((each, d) => ({ day: days[d]!, value: each[interval]! }));
      const above = values.filter(({ value }) => value > band.high);
      const below = values.filter(({ value }) => value < band.low);
      return above.length + below.length === 0 ? [] : [{ measure, interval, band, above, below }];
    }).flat(),
  );
}
