import { versionOf } from "../../version.ts";
import type { Backtest } from "./backtest.ts";
import { missesOf } from "./misses.ts";
import { labelOf } from "./text.ts";

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** backtest.json, schema 1: bands, observed values and coverage of each measure. */
export function backtestJson(backtest: Backtest): string {
  const { study, days, grid, level, simulatedDays, measures, waits } = backtest;
  const { name, hash, run } = study.scenario;
  const json = {
    schema: 1,
    scenario: { name, hash },
    version: versionOf(),
    seed: run.seed,
    ...{ level, simulatedDays, days },
    intervalSeconds: grid.lengthUs / 1e6,
    measures: measures.map(({ measure, bands, observed, coverage, wholeDay }) => {
      const { share, ...counts } = coverage;
      const { estimate, low95, high95 } = share;
      return {
        ...{ id: measure.id, unit: measure.unit, meaning: measure.meaning },
        coverage: { ...counts, share: estimate, low95, high95 },
        wholeDay: { band: wholeDay.band, observed: wholeDay.observed.map(finite) },
        intervals: bands.map((band, i) => ({
          from: labelOf(backtest, i),
          band,
          observed: observed.map((day) => finite(day[i]!)),
        })),
      };
    }),
    waits: waits.limitsS.map((limit, i) => ({
      longerThanSeconds: limit,
      band: waits.bands[i],
      observed: waits.observed.map((day) => finite(day[i]!)),
    })),
    misses: missesOf(backtest).map(({ measure, interval, above, below }) => ({
      measure: measure.id,
      from: labelOf(backtest, interval),
      ...{ above, below },
    })),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}
