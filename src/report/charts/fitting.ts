import type { ChartConfiguration } from "chart.js";
import type { QqPoint } from "../../stats/fitting/fitPoints.ts";
import { measuredSteps, type SurvivalCurve } from "../../stats/fitting/kaplanMeier.ts";
import type { LawFit } from "../../stats/fitting/types.ts";
import { counted, fixed } from "../format.ts";
import { createPainter, type Painter } from "./painter.ts";
import { dashed, faded, frameOf, logAxis, PALETTE, ROUND_SWATCH, valueAxis } from "./theme.ts";

const SIZE = { width: 900, height: 820 };

/** A painter of the size of these charts, to keep for all of them. */
export const fittingPainter = (): Painter => createPainter(SIZE.width, SIZE.height);

/** What a fitted law is of: `service time PS`. */
export interface FitTitle {
  readonly what: string;
}

type Law = Pick<LawFit, "text" | "n" | "events" | "distance">;

/**
 * Quantiles of durations against those of the fitted law, both logarithmic; points on the diagonal
 * where the law holds.
 */
export function qqChart(
  { what }: FitTitle,
  law: Law,
  points: readonly QqPoint[],
): ChartConfiguration {
  const shown = points.filter(({ fitted, observed }) => fitted > 0 && observed > 0);
  const range = decades(shown.flatMap(({ fitted, observed }) => [fitted, observed]));
  const zeros = points.length - shown.length;
  const left = zeros === 0 ? "" : ` · ${counted(zeros, "point")} at zero not shown`;
  const data = {
    datasets: [
      {
        label: "quantiles",
        data: shown.map(({ fitted, observed }) => ({ x: fitted, y: observed })),
        pointStyle: "circle",
        pointRadius: 3.5,
        // Whole points, where they stand at the edge.
        clip: 6,
        pointBackgroundColor: faded(PALETTE.blue, 0.65),
        pointBorderColor: PALETTE.blue,
        backgroundColor: PALETTE.blue,
      },
      {
        type: "line",
        label: "where the law holds",
        data: [range.min, range.max].map((end) => ({ x: end, y: end })),
        ...dashed(PALETTE.vermilion),
      },
    ],
  };
  return {
    type: "scatter",
    data: data as unknown as ChartConfiguration["data"],
    options: {
      ...frameOf(`${what}: measured against fitted`, lineOf(law) + left, {
        swatchWidth: ROUND_SWATCH,
      }),
      scales: {
        x: upright(logAxis("quantile of the fitted law, seconds", range)),
        y: logAxis("measured quantile, seconds", range),
      },
    },
  };
}

/** Labels side by side, not slanted. */
const upright = <Axis extends { ticks: object }>(axis: Axis) => ({
  ...axis,
  ticks: { ...axis.ticks, maxRotation: 0, autoSkip: false },
});

/** Whole powers of ten around values. */
function decades(values: readonly number[]): { min: number; max: number } {
  let [min, max] = [1, 10];
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  while (min > least) min /= 10;
  while (min * 10 <= least) min *= 10;
  while (max < greatest) max *= 10;
  return { min, max };
}

/**
 * The measured share of those still waiting with its 95 % band, while at least ten were, and the
 * fitted survival.
 */
export function survivalChart(
  { what }: FitTitle,
  law: Law & Pick<LawFit, "survival">,
  curve: SurvivalCurve,
): ChartConfiguration {
  const end = curve.times[measuredSteps(curve) - 1] ?? curve.lastTime;
  const column = (values: Float64Array) => steps(curve.times, values, end);
  const bare = { borderWidth: 0, pointRadius: 0, stepped: true, borderColor: PALETTE.blue };
  const data = {
    datasets: [
      {
        label: "measured (Kaplan–Meier)",
        data: column(curve.survival),
        ...{ borderColor: PALETTE.blue, backgroundColor: PALETTE.blue, borderWidth: 2 },
        ...{ pointRadius: 0, pointStyle: "line", stepped: true },
      },
      { ...bare, label: "", data: column(curve.low95) },
      {
        ...bare,
        label: "measured, 95 % interval",
        pointStyle: "rect",
        data: column(curve.high95),
        backgroundColor: faded(PALETTE.blue, 0.2),
        fill: "-1",
      },
      { label: "fitted law", data: fittedLine(law, end), ...dashed(PALETTE.vermilion) },
    ],
  };
  return {
    type: "line",
    data: data as unknown as ChartConfiguration["data"],
    options: {
      ...frameOf(`${what}: share still waiting`, lineOf(law)),
      scales: {
        x: {
          ...valueAxis("seconds waited, while at least ten waited that long"),
          max: end,
          grace: 0,
        },
        y: { ...valueAxis("share that would still wait"), min: 0, max: 1, grace: 0 },
      },
    },
  };
}

const FITTED_POINTS = 300;

function fittedLine({ survival }: Pick<LawFit, "survival">, end: number) {
  return Array.from({ length: FITTED_POINTS + 1 }, (_, i) => {
    const x = (end * i) / FITTED_POINTS;
    return { x, y: survival(x) };
  });
}

/** A step function that begins with everybody at 0 s and ends at `end`. */
function steps(times: Float64Array, column: Float64Array, end: number) {
  const points = Array.from(times, (x, i) => ({ x, y: column[i] })).filter(({ x }) => x <= end);
  return points[0]?.x === 0 ? points : [{ x: 0, y: 1 }, ...points];
}

function lineOf({ text, n, events, distance }: Law): string {
  const cut = events === n ? "" : `, ${fixed(n - events, 0)} cut short`;
  return `${text} · ${counted(n, "call")}${cut} · at most ${fixed(100 * distance, 1)} % apart`;
}
