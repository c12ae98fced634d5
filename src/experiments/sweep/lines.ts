import type { ChartConfiguration } from "chart.js";
import { dashed, faded, frameOf, PALETTE } from "../../report/charts/theme.ts";
import { figureName } from "../readings.ts";
import { factorAxis, figureAxis, greatestOf, scaleOf, subtitleOf, within } from "./axes.ts";
import type { Sweep, SweptPoint } from "./sweep.ts";

/** The figure over the factor, with its 95 % band and the limits that the scenario states. */
export function lineChart(sweep: Sweep, figure: number): ChartConfiguration {
  const { id, scope, unit } = sweep.figures[figure]!;
  const levels = sweep.points.map(({ levels: [level] }) => level!.value);
  const { x, name, isNumeric, at } = factorAxis(sweep.factors[0]!, levels);
  const title = `${figureName(id, scope)} over ${name}`;
  const y = figureAxis(id, unit, greatestOf(sweep, figure));
  return {
    type: "line",
    data: {
      labels: isNumeric ? [] : levels,
      datasets: linesOf(sweep, figure, at) as never,
    },
    options: {
      ...frameOf(title, subtitleOf(sweep, "means and 95 % intervals")),
      scales: { x: x as never, y },
    },
  };
}

/** Mean, lower and upper edge of its band, and a dashed line for each limit. */
function linesOf(sweep: Sweep, figure: number, xs: readonly (number | string)[]) {
  const { id, scope, unit } = sweep.figures[figure]!;
  const { factor } = scaleOf(unit);
  const data = (of: "estimate" | "low95" | "high95") =>
    sweep.points.map(({ values }, i) => {
      const value = values[figure]?.estimate[of] ?? null;
      return { x: xs[i]!, y: value === null ? null : factor * within(value, unit) };
    });
  const colour = PALETTE.blue;
  const look = { borderColor: colour, backgroundColor: colour, pointStyle: "line" };
  const edge = { ...look, borderWidth: 0, pointRadius: 0 };
  const area = { backgroundColor: faded(colour, 0.25), fill: "-1", pointStyle: "rect" };
  const name = figureName(id, scope);
  return [
    { ...look, label: name, data: data("estimate"), borderWidth: 2.5, pointRadius: 3 },
    { ...edge, label: "", data: data("low95") },
    { ...edge, ...area, label: "95 % interval", data: data("high95") },
    ...limitsOf(sweep.points[0]!, name).map(({ text, limit }) => ({
      ...dashed(PALETTE.vermilion),
      label: text,
      data: [xs[0]!, xs.at(-1)!].map((x) => ({ x, y: limit * factor })),
    })),
  ];
}

export function limitsOf({ study }: SweptPoint, name: string) {
  return study.scenario.expect.filter(({ metric, scope }) => figureName(metric, scope) === name);
}
