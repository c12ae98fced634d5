import type { Layout } from "../measure/layout.ts";
import type { Sample } from "../measure/types.ts";
import type { Metric } from "./metrics/types.ts";
import { NO_REDUCTION } from "./reduction.ts";
import { studentT } from "./studentT.ts";

/** A metric minute by minute: mean over the replications and 95 % interval (Student's t). */
export interface MinuteMeans {
  readonly id: string;
  readonly scope: string;
  readonly unit: string;
  readonly minutes: readonly MinuteMean[];
}

/** The limits are `null` with a single replication. */
export interface MinuteMean {
  readonly mean: number;
  readonly low95: number | null;
  readonly high95: number | null;
}

/** Links are recorded in bit/s and reported in Mbit/s, under the name of the metric. */
const LINK = { prefix: "link.", metric: "bandwidth.", factor: 1e-6 } as const;

/** Every minute series that was recorded, in the order of the layout and the metrics' units. */
export function minuteMeans(
  metrics: readonly Metric[],
  layout: Layout,
  samples: readonly Sample[],
  { isPaired } = NO_REDUCTION,
): MinuteMeans[] {
  const unitOf = new Map(metrics.map(({ id, unit }) => [id, unit]));
  const units = isPaired ? samples.length >> 1 : samples.length;
  const t = units > 1 ? studentT(0.975, units - 1) : Number.NaN;
  return layout.entries
    .filter(({ kind }) => kind === "minute")
    .map(({ id: recorded, scope, index }) => {
      const isLink = recorded.startsWith(LINK.prefix);
      const id = isLink ? recorded.replace(LINK.prefix, LINK.metric) : recorded;
      const factor = isLink ? LINK.factor : 1;
      const each = samples.map(({ minutes }) => minutes[index]);
      const series = isPaired ? meansOfPairs(each) : each;
      return { id, scope, unit: unitOf.get(id) ?? "", minutes: meansOf(series, factor, t) };
    });
}

const meansOfPairs = (series: readonly Float64Array[]): Float64Array[] =>
  Array.from({ length: series.length >> 1 }, (_, k) =>
    series[2 * k]!.map((value, i) => (value + series[2 * k + 1]![i]!) / 2),
  );

/** Replication by replication, each minute by minute: a long study has millions of such values. */
function meansOf(series: readonly Float64Array[], factor: number, t: number): MinuteMean[] {
  const count = series.length;
  const sums = new Float64Array(series[0].length);
  for (const values of series) for (let i = 0; i < sums.length; i++) sums[i] += values[i];
  const means = sums.map((sum) => sum / count);
  const squares = new Float64Array(sums.length);
  for (const values of series)
    for (let i = 0; i < squares.length; i++)
      squares[i] += (values[i] - means[i]) * (values[i] - means[i]);
  return Array.from(means, (mean, i) => {
    if (count < 2) return { mean: factor * mean, low95: null, high95: null };
    const half = t * Math.sqrt(squares[i] / (count - 1) / count);
    return { mean: factor * mean, low95: factor * (mean - half), high95: factor * (mean + half) };
  });
}
