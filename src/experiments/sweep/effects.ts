import type { ChartConfiguration } from "chart.js";
import { mean } from "simple-statistics";
import { dashed, faded, frameOf, PALETTE } from "../../report/charts/theme.ts";
import { figureName } from "../readings.ts";
import { factorAxis, figureAxis, greatestOf, scaleOf, subtitleOf, within } from "./axes.ts";
import { limitsOf } from "./lines.ts";
import type { Sweep } from "./sweep.ts";

/**
 * The figure over one of several factors: every point, and the mean of those that share a value of
 * this factor, whatever the others are (its main effect, where the design is a whole grid).
 */
export function effectChart(sweep: Sweep, figure: number, f: number): ChartConfiguration {
  const { id, scope, unit } = sweep.figures[figure]!;
  const { factor } = scaleOf(unit);
  const values = sweep.points.map(({ levels }) => levels[f]!.value);
  const { x, name, isNumeric, at } = factorAxis(sweep.factors[f]!, values);
  const points = sweep.points.flatMap(({ values: all }, i) => {
    const value = all[figure]?.estimate.estimate ?? null;
    return value === null ? [] : [{ x: at[i]!, y: factor * within(value, unit) }];
  });
  const blue = PALETTE.blue;
  const lines = limitsOf(sweep.points[0]!, figureName(id, scope)).map(({ text, limit }) => ({
    ...dashed(PALETTE.vermilion),
    type: "line",
    label: text,
    data: ends(at).map((each) => ({ x: each, y: limit * factor })),
  }));
  const datasets = [
    {
      type: "scatter",
      label: "each point",
      data: points,
      ...{ pointRadius: 4, backgroundColor: faded(blue, 0.35), borderColor: faded(blue, 0.35) },
    },
    ...meansOf(points),
    ...lines,
  ];
  const title = `${figureName(id, scope)} over ${name}`;
  return {
    type: "scatter",
    data: { labels: isNumeric ? [] : [...new Set(values)], datasets: datasets as never },
    options: {
      ...frameOf(title, subtitleOf(sweep, "means; the other factors vary as well")),
      scales: {
        x: x as never,
        y: figureAxis(id, unit, greatestOf(sweep, figure)),
      },
    },
  };
}

interface Dot {
  readonly x: number | string;
  readonly y: number;
}

/** None where no two points share a value, as in a Latin hypercube of a wide range. */
function meansOf(points: readonly Dot[]) {
  const levels = [...new Set(points.map(({ x }) => x))];
  if (levels.length === points.length || levels.length < 2) return [];
  const meanAt = (level: number | string) =>
    mean(points.filter(({ x }) => x === level).map(({ y }) => y));
  const data = levels.map((x) => ({ x, y: meanAt(x) }));
  const isOrdered = data.every(({ x }) => typeof x === "number");
  if (isOrdered) data.sort((a, b) => Number(a.x) - Number(b.x));
  const look = { borderColor: PALETTE.blue, backgroundColor: PALETTE.blue, pointStyle: "line" };
  return [{ ...look, type: "line", label: "mean of those", data, borderWidth: 2.5 }];
}

function ends(at: readonly (number | string)[]): (number | string)[] {
  const numbers = at.filter((each) => typeof each === "number");
  if (numbers.length === at.length) return [Math.min(...numbers), Math.max(...numbers)];
  return [at[0]!, at.at(-1)!];
}
