import type { ChartConfiguration } from "chart.js";
import {
  faded,
  font,
  frameOf,
  INK,
  PALETTE,
  ROUND_SWATCH,
  valueAxis,
} from "../../report/charts/theme.ts";
import { percent } from "../../report/format.ts";
import { formatDayAndTime } from "../../units.ts";
import type { Backtest, MeasureResult } from "./backtest.ts";
import { type Band, isIn } from "./bands.ts";
import { coverageText, titleOf } from "./text.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Pictures by file name: of each measure dots in bands over the day, and the law of the waits. */
export function backtestCharts(backtest: Backtest): { name: string; chart: ChartConfiguration }[] {
  return [
    ...backtest.measures.map((result) => ({
      name: result.measure.id,
      chart: measureChart(backtest, result),
    })),
    { name: "waits", chart: waitsChart(backtest) },
  ];
}

function measureChart(backtest: Backtest, result: MeasureResult): ChartConfiguration {
  const { bands, observed, measure, coverage } = result;
  const { days, simulatedDays, level } = backtest;
  const dots = (isInside: boolean): Point[] =>
    observed.flatMap((day, d) =>
      Array.from(day, (y, i) => ({ x: i + 0.5 + spread(d, days.length), y, band: bands[i] }))
        .filter(
          ({ band, y: value }) => band && !Number.isNaN(value) && isIn(band, value) === isInside,
        )
        .map(({ x, y }) => ({ x, y })),
    );
  const subtitle =
    `${titleOf(backtest)} · ${days.length} days of the log, ${days[0]} to ${days.at(-1)}, ` +
    `beside ${simulatedDays} simulated · ${coverageText(coverage)} of ${coverage.total} covered`;
  return {
    type: "line",
    data: {
      datasets: [
        ...bandLines(bands, percent(level, 0)),
        { ...dotted("observed, in the band", INK), data: dots(true) },
        { ...dotted("observed, outside", PALETTE.vermilion), data: dots(false) },
      ] as never,
    },
    options: {
      ...frameOf(`${measure.title}, ${measure.unit}, by interval of arrival`, subtitle, {
        swatchWidth: ROUND_SWATCH,
      }),
      scales: {
        x: clockAxis(backtest) as never,
        y: valueAxis(`${measure.title.toLowerCase()}, ${measure.unit}`, topOf(result)),
      },
    },
  };
}

/** No share is greater than the whole, whatever room the axis would like. */
function topOf({ measure, observed }: MeasureResult): { readonly max?: number } {
  const most = Math.max(...observed.flatMap((day) => [...day]).filter(Number.isFinite));
  return measure.unit === "%" && most > 80 ? { max: 100 } : {};
}

/** Dots of different days stand side by side within their interval. */
const spread = (day: number, days: number): number =>
  days === 1 ? 0 : (0.6 * day) / (days - 1) - 0.3;

/** Steps: a band belongs to its whole interval. */
function bandLines(bands: readonly (Band | null)[], level: string) {
  const steps = (of: "low" | "high" | "median"): (Point | { x: number; y: null })[] =>
    bands.flatMap((band, x) => [x, x + 1].map((at) => ({ x: at, y: band ? band[of] : null })));
  const bare = { borderWidth: 0, pointRadius: 0, borderColor: PALETTE.blue };
  return [
    { ...bare, label: "", data: steps("low") },
    {
      ...bare,
      label: `${level} of simulated days`,
      data: steps("high"),
      fill: "-1",
      backgroundColor: faded(PALETTE.blue, 0.18),
      pointStyle: "rect",
    },
    {
      label: "median of simulated days",
      data: steps("median"),
      borderColor: PALETTE.blue,
      backgroundColor: PALETTE.blue,
      borderWidth: 1.5,
      pointRadius: 0,
      pointStyle: "line",
    },
  ];
}

const dotted = (label: string, colour: string) => ({
  label,
  showLine: false,
  borderColor: colour,
  backgroundColor: colour,
  pointRadius: 3,
  pointStyle: "circle",
});

/** Time of day at whole steps of a clock. */
function clockAxis({ grid }: Backtest) {
  const hours = (grid.count * grid.lengthUs) / 3600e6;
  const everyH = [0.25, 0.5, 1, 2, 4].find((step) => hours / step <= 14) ?? 8;
  return {
    type: "linear",
    min: 0,
    max: grid.count,
    title: { display: true, text: "time of day", color: INK, font: font(14) },
    ticks: {
      color: INK,
      font: font(13),
      maxRotation: 0,
      includeBounds: false,
      stepSize: Math.max(1, Math.round((everyH * 3600e6) / grid.lengthUs)),
      callback: (value: string | number) =>
        formatDayAndTime(grid.startUs + Number(value) * grid.lengthUs),
    },
    grid: { display: false },
  };
}

/** Share of calls that wait longer than so long: a line for each observed day within the band. */
function waitsChart(backtest: Backtest): ChartConfiguration {
  const { waits, level, days } = backtest;
  const at = (of: "low" | "high" | "median") =>
    waits.bands.map((band, x) => ({ x, y: band ? 100 * band[of] : null }));
  const bare = { borderWidth: 0, pointRadius: 0, borderColor: PALETTE.blue };
  const lines = waits.observed.map((shares, d) => ({
    label: d === 0 ? "observed days" : "",
    data: Array.from(shares, (share, x) => ({ x, y: 100 * share })),
    borderColor: faded(INK, 0.6),
    backgroundColor: INK,
    borderWidth: 1.2,
    pointRadius: 2,
    pointStyle: "line",
  }));
  const label = `${percent(level, 0)} of simulated days`;
  const span = `${days.length} days of the log, ${days[0]} to ${days.at(-1)}`;
  const subtitle = `${titleOf(backtest)} · ${span}`;
  return {
    type: "line",
    data: {
      datasets: [
        { ...bare, label: "", data: at("low") },
        {
          ...{ ...bare, label, data: at("high"), fill: "-1", pointStyle: "rect" },
          backgroundColor: faded(PALETTE.blue, 0.18),
        },
        ...lines,
      ] as never,
    },
    options: {
      ...frameOf("Calls that wait longer than so long, % of those that ask for an agent", subtitle),
      scales: {
        x: {
          type: "linear",
          min: 0,
          max: waits.limitsS.length - 1,
          title: {
            display: true,
            text: "longer than, s (not to scale)",
            color: INK,
            font: font(14),
          },
          ticks: {
            ...{ color: INK, font: font(13), stepSize: 1 },
            callback: (value: string | number) => String(waits.limitsS[Number(value)] ?? ""),
          },
          grid: { display: false },
        } as never,
        y: valueAxis("calls, %"),
      },
    },
  };
}
