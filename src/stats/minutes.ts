import type { Layout } from "../measure/layout.ts";
import type { Sample } from "../measure/types.ts";
import type { Metric } from "./metrics/types.ts";
import { studentT } from "./studentT.ts";

/** A metric minute by minute: the mean over the replications and its 95 % interval (Student's t). */
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

/** Every minute series that was recorded, in the order of the layout, in the units of the metrics. */
export function minuteMeans(
  metrics: readonly Metric[],
  layout: Layout,
  samples: readonly Sample[],
): MinuteMeans[] {
  const unitOf = new Map(metrics.map(({ id, unit }) => [id, unit]));
  const t = samples.length > 1 ? studentT(0.975, samples.length - 1) : Number.NaN;
  return layout.entries
    .filter(({ kind }) => kind === "minute")
    .map(({ id: recorded, scope, index }) => {
      const isLink = recorded.startsWith(LINK.prefix);
      const id = isLink ? recorded.replace(LINK.prefix, LINK.metric) : recorded;
      const series = samples.map(({ minutes }) => minutes[index]);
      const factor = isLink ? LINK.factor : 1;
      const minutes = Array.from(series[0], (_, minute) => meanAt(series, minute, factor, t));
      return { id, scope, unit: unitOf.get(id) ?? "", minutes };
    });
}

/** Two passes over the replications: long studies have millions of such values. */
function meanAt(
  series: readonly Float64Array[],
  minute: number,
  factor: number,
  t: number,
): MinuteMean {
  const count = series.length;
  let sum = 0;
  for (const values of series) sum += values[minute];
  const mean = sum / count;
  if (count < 2) return { mean: factor * mean, low95: null, high95: null };
  let squares = 0;
  for (const values of series) squares += (values[minute] - mean) * (values[minute] - mean);
  const half = t * Math.sqrt(squares / (count - 1) / count);
  return {
    mean: factor * mean,
    low95: factor * (mean - half),
    high95: factor * (mean + half),
  };
}
