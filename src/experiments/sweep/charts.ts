import type { ChartConfiguration } from "chart.js";
import { figureName } from "../readings.ts";
import { effectChart } from "./effects.ts";
import { heatMap } from "./heatMap.ts";
import { lineChart } from "./lines.ts";
import type { Sweep } from "./sweep.ts";

interface Picture {
  readonly name: string;
  readonly chart: ChartConfiguration;
}

/**
 * Pictures by file name: of each figure a line over one factor, a map over a grid of two, else one
 * over each factor.
 */
export function sweepCharts(sweep: Sweep): Picture[] {
  if (sweep.points.length < 2) return [];
  return sweep.figures.flatMap(({ id, scope }, figure) => {
    // What is zero everywhere is no picture.
    const isShown = sweep.points.some(
      ({ values }) => (values[figure]?.estimate.estimate ?? 0) !== 0,
    );
    return isShown ? picturesOf(sweep, figure, fileName(figureName(id, scope))) : [];
  });
}

function picturesOf(sweep: Sweep, figure: number, name: string): Picture[] {
  if (sweep.factors.length === 1) return [{ name, chart: lineChart(sweep, figure) }];
  if (sweep.factors.length === 2 && isGrid(sweep)) return [{ name, chart: heatMap(sweep, figure) }];
  return sweep.factors.map((factor, f) => ({
    name: `${name}-over-${fileName(factor)}`,
    chart: effectChart(sweep, figure, f),
  }));
}

/** Nearly all combinations are there; else a map would have more holes than cells. */
function isGrid({ points, factors }: Sweep): boolean {
  const cells = factors.reduce(
    (product, _, f) => product * new Set(points.map(({ levels }) => levels[f]!.value)).size,
    1,
  );
  return 2 * points.length > cells;
}

const fileName = (text: string): string => text.replace(/[^\w.-]+/g, "-").replace(/-$/, "");
