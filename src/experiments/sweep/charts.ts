import type { Chart, ChartConfiguration, Plugin } from "chart.js";
import {
  dashed,
  FONT,
  faded,
  font,
  frameOf,
  INK,
  PALETTE,
  valueAxis,
} from "../../report/charts/theme.ts";
import { counted, significant } from "../../report/format.ts";
import { figureName } from "../readings.ts";
import type { Sweep, SweptPoint } from "./sweep.ts";
import { factorName } from "./text.ts";

/** Pictures by file name: lines over one factor, maps over two; none over more. */
export function sweepCharts(sweep: Sweep): { name: string; chart: ChartConfiguration }[] {
  if (sweep.factors.length > 2 || sweep.points.length < 2) return [];
  const draw = sweep.factors.length === 1 ? lineChart : heatMap;
  return sweep.figures.flatMap(({ id, scope }, figure) => {
    const isDefined = sweep.points.some(
      ({ values }) => (values[figure]?.estimate.estimate ?? null) !== null,
    );
    const name = `${figureName(id, scope)
      .replace(/[^\w.-]+/g, "-")
      .replace(/-$/, "")}`;
    return isDefined ? [{ name, chart: draw(sweep, figure) }] : [];
  });
}

/** Shares are read as percentages. */
const scaleOf = (unit: string) =>
  unit === "ratio" ? { factor: 100, unit: "%" } : { factor: 1, unit };

function subtitleOf({ points }: Sweep, shown: string): string {
  const { title, name, run } = points[0]!.study.scenario;
  const each = counted(points[0]!.replications, "replication");
  return `${title || name} · ${shown}, ${each} each · seed ${run.seed}`;
}

/** `8/s` is 8; what is no number with a unit that all share has no place on an axis of numbers. */
function numbersOf(values: readonly string[]): { at: number[]; unit: string } | undefined {
  const parts = values.map((value) => /^([-+]?\d*\.?\d+)(.*)$/.exec(value));
  const units = new Set(parts.map((part) => part?.[2]));
  if (parts.includes(null) || units.size > 1) return undefined;
  return { at: parts.map((part) => Number(part![1])), unit: parts[0]![2]!.trim() };
}

/** The figure over the factor, with its 95 % band and the limits that the scenario states. */
function lineChart(sweep: Sweep, figure: number): ChartConfiguration {
  const { id, scope, unit } = sweep.figures[figure]!;
  const levels = sweep.points.map(({ levels: [level] }) => level!.value);
  const numbers = numbersOf(levels);
  const name = factorName(sweep.factors[0]!);
  const text = numbers?.unit ? `${name}, ${numbers.unit}` : name;
  const x = {
    type: numbers ? "linear" : "category",
    title: { display: true, text, color: INK, font: font(14) },
    ticks: { color: INK, font: font(13), maxRotation: 0 },
    grid: { display: false },
  };
  const title = `${figureName(id, scope)} over ${name}`;
  const axis = `${id}, ${scaleOf(unit).unit}`;
  return {
    type: "line",
    data: {
      labels: numbers ? [] : levels,
      datasets: linesOf(sweep, figure, numbers?.at ?? levels) as never,
    },
    options: {
      ...frameOf(title, subtitleOf(sweep, "means and 95 % intervals")),
      scales: { x: x as never, y: valueAxis(axis, unit === "ratio" ? { max: 100 } : {}) },
    },
  };
}

/** Mean, lower and upper edge of its band, and a dashed line for each limit. */
function linesOf(sweep: Sweep, figure: number, xs: readonly (number | string)[]) {
  const { id, scope, unit } = sweep.figures[figure]!;
  const { factor } = scaleOf(unit);
  // Nothing that is counted falls below zero, and no share exceeds the whole.
  const within = (value: number) => Math.max(0, unit === "ratio" ? Math.min(1, value) : value);
  const data = (of: "estimate" | "low95" | "high95") =>
    sweep.points.map(({ values }, i) => {
      const value = values[figure]?.estimate[of] ?? null;
      return { x: xs[i]!, y: value === null ? null : factor * within(value) };
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

function limitsOf({ study }: SweptPoint, name: string) {
  return study.scenario.expect.filter(({ metric, scope }) => figureName(metric, scope) === name);
}

/** From light to dark in steps that a colour-blind reader tells apart (after viridis, reversed). */
const SCALE = ["#FDE725", "#90D743", "#35B779", "#21918C", "#31688E", "#443983", "#440154"];

function colourAt(share: number): string {
  const at = Math.min(SCALE.length - 1.000001, Math.max(0, share * (SCALE.length - 1)));
  const [low, high] = [SCALE[Math.floor(at)]!, SCALE[Math.floor(at) + 1]!];
  const channel = (colour: string, i: number) =>
    Number.parseInt(colour.slice(1 + 2 * i, 3 + 2 * i), 16);
  const mixed = [0, 1, 2].map((i) => {
    const value = channel(low, i) + (channel(high, i) - channel(low, i)) * (at - Math.floor(at));
    return Math.round(value).toString(16).padStart(2, "0");
  });
  return `#${mixed.join("")}`;
}

/** The figure over two factors as a map: the darker, the greater; each cell says its value. */
function heatMap(sweep: Sweep, figure: number): ChartConfiguration {
  const { id, scope, unit } = sweep.figures[figure]!;
  const scale = scaleOf(unit);
  const levels = [0, 1].map((f) => [
    ...new Set(sweep.points.map((point) => point.levels[f]!.value)),
  ]);
  const cells = sweep.points.flatMap((point) => {
    const value = point.values[figure]?.estimate.estimate ?? null;
    const [x, y] = [point.levels[0]!.value, point.levels[1]!.value];
    return value === null ? [] : [{ x, y, v: scale.factor * value }];
  });
  const range = [
    Math.min(...cells.map(({ v }) => v)),
    Math.max(...cells.map(({ v }) => v)),
  ] as const;
  const share = (v: number) => (range[1] > range[0] ? (v - range[0]) / (range[1] - range[0]) : 0.5);
  const axis = (factor: number) => ({
    type: "category" as const,
    labels: factor === 0 ? levels[0] : levels[1]!.toReversed(),
    offset: true,
    title: { display: true, text: factorName(sweep.factors[factor]!), color: INK, font: font(14) },
    ticks: { color: INK, font: font(13), maxRotation: 0 },
    grid: { display: false },
  });
  const dataset = {
    label: "",
    data: cells,
    backgroundColor: cells.map(({ v }) => colourAt(share(v))),
    borderWidth: 0,
    width: ({ chart }: { chart: Chart }) => (chart.chartArea?.width ?? 0) / levels[0]!.length - 2,
    height: ({ chart }: { chart: Chart }) => (chart.chartArea?.height ?? 0) / levels[1]!.length - 2,
  };
  const { plugins, ...frame } = frameOf(
    `${figureName(id, scope)}, ${scale.unit}`,
    subtitleOf(sweep, "means"),
  );
  return {
    type: "matrix" as never,
    data: { datasets: [dataset as never] },
    options: {
      ...frame,
      plugins: { ...plugins, legend: { display: false } },
      scales: { x: axis(0), y: axis(1) } as never,
    },
    plugins: [cellValues(cells, share)],
  };
}

/** The values in their cells, where there is room for them. */
function cellValues(cells: readonly { v: number }[], share: (v: number) => number): Plugin {
  return {
    id: "cellValues",
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      ctx.save();
      ctx.font = `13px ${FONT}`;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      for (const [i, element] of chart.getDatasetMeta(0).data.entries()) {
        const { x, y, width, height } = element as unknown as Record<string, number>;
        const text = significant(cells[i]!.v);
        if (ctx.measureText(text).width > width! - 6 || height! < 16) continue;
        ctx.fillStyle = share(cells[i]!.v) > 0.5 ? "#FFFFFF" : INK;
        ctx.fillText(text, x! + width! / 2, y! + height! / 2);
      }
      ctx.restore();
    },
  };
}
