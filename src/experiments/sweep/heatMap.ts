import type { Chart, ChartConfiguration, Plugin } from "chart.js";
import { FONT, font, frameOf, INK } from "../../report/charts/theme.ts";
import { significant } from "../../report/format.ts";
import { figureName } from "../readings.ts";
import { scaleOf, subtitleOf } from "./axes.ts";
import type { Sweep } from "./sweep.ts";
import { factorName } from "./text.ts";

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
export function heatMap(sweep: Sweep, figure: number): ChartConfiguration {
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
    labels: levels[factor]!,
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
      layout: { padding: { ...(frame.layout?.padding as object), right: BAR_ROOM } },
      plugins: { ...plugins, legend: { display: false } },
      scales: { x: axis(0), y: axis(1) } as never,
    },
    plugins: [cellValues(cells, share), colourBar(range, scale.unit)],
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
        const text = significant(cells[i]!.v, 3);
        if (ctx.measureText(text).width > width! - 6 || height! < 16) continue;
        ctx.fillStyle = share(cells[i]!.v) > 0.5 ? "#FFFFFF" : INK;
        ctx.fillText(text, x! + width! / 2, y! + height! / 2);
      }
      ctx.restore();
    },
  };
}

/** Pixels to the right of the map. */
const BAR_ROOM = 96;
const BAR_WIDTH = 18;
const BAR_STEPS = 60;

/** What the colours say, beside the map. */
function colourBar([least, most]: readonly [number, number], unit: string): Plugin {
  return {
    id: "colourBar",
    afterDraw({ ctx, chartArea: { top, bottom, right } }) {
      const left = right + 18;
      const step = (bottom - top) / BAR_STEPS;
      ctx.save();
      for (let i = 0; i < BAR_STEPS; i++) {
        ctx.fillStyle = colourAt(1 - (i + 0.5) / BAR_STEPS);
        ctx.fillRect(left, top + i * step, BAR_WIDTH, step + 1);
      }
      ctx.font = `13px ${FONT}`;
      ctx.fillStyle = INK;
      ctx.textAlign = "left";
      ctx.textBaseline = "middle";
      const ticks = most > least ? [most, (least + most) / 2, least] : [];
      for (const [i, value] of ticks.entries())
        ctx.fillText(significant(value, 3), left + BAR_WIDTH + 5, top + (i * (bottom - top)) / 2);
      ctx.fillText(unit, left, top - 14);
      ctx.restore();
    },
  };
}
