import type { ChartConfiguration } from "chart.js";

/** More points than a screen has columns only make the file larger. */
const POINTS_MAX = 720;

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A chart over so many minutes that several are drawn as one: points are replaced by the mean of
 * as many as it takes. The mean of the limits of intervals is at least as far from the mean as the
 * limits of the mean are.
 */
export function coarser(chart: ChartConfiguration): ChartConfiguration {
  const datasets = chart.data.datasets.map((each) => {
    const points = each.data as unknown as readonly Point[];
    if (points.length <= POINTS_MAX || typeof points[0] !== "object") return each;
    const step = Math.ceil(points.length / POINTS_MAX);
    const blocks = Array.from({ length: Math.ceil(points.length / step) }, (_, i) =>
      centreOf(points.slice(i * step, (i + 1) * step)),
    );
    return { ...each, data: blocks };
  });
  return { ...chart, data: { ...chart.data, datasets } as ChartConfiguration["data"] };
}

function centreOf(points: readonly Point[]): Point {
  const mean = (of: "x" | "y") => points.reduce((sum, each) => sum + each[of], 0) / points.length;
  return { x: mean("x"), y: mean("y") };
}
