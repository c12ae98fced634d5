import type { Chart, ChartConfiguration, Plugin } from "chart.js";
import { clockOf, marksShown, tickStep } from "../failure/marks.ts";
import type { Panel, PanelLine } from "../failure/panels.ts";
import type { Findings } from "../types.ts";
import type { LineDataset } from "./minutes.ts";
import { FONT, faded, font, frame, INK, PALETTE, valueAxis } from "./theme.ts";

/** One chart of what a failure did: means and bands over the replications, marks for the faults. */
export function failureChart(findings: Findings, panel: Panel): ChartConfiguration {
  const { fromS, untilS, stepS, replications } = findings.transients!;
  const step = stepS === 1 ? "each second" : `steps of ${stepS} s`;
  const shown = `means in ${step}${replications > 1 ? " and bands of 90 %" : ""}`;
  return {
    type: "line",
    data: {
      datasets: panel.lines.flatMap((line, i) =>
        withBand(line, panel.mayCoincide ? i : 0, replications > 1),
      ),
    },
    options: {
      ...frame(panel.title, findings, { shown }),
      scales: { x: clockAxis(fromS, untilS), y: valueAxis(panel.axis) },
    },
    plugins: [failureMarks(findings)],
  };
}

/**
 * Bands have no names: the line under the title says what they are. The first line is drawn last:
 * a line is the wider, the more are drawn over it that must not hide it.
 */
function withBand(
  { label, colour, transient }: PanelLine,
  over: number,
  hasBand: boolean,
): LineDataset[] {
  const data = (of: "mean" | "low" | "high") =>
    transient.points.map((point) => ({ x: point.atS / 60, y: point[of] }));
  const bare = { borderWidth: 0, pointRadius: 0, borderColor: colour };
  const mean: LineDataset = {
    label,
    data: data("mean"),
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: 2 + 2 * over,
    pointRadius: 0,
    pointStyle: "line",
  };
  if (!hasBand) return [mean];
  return [
    mean,
    { ...bare, label: "", data: data("low") },
    {
      ...bare,
      label: "",
      data: data("high"),
      backgroundColor: faded(colour, 0.2),
      fill: "-1",
    },
  ];
}

/** Said with seconds; an axis in seconds would not have its ticks at whole minutes. */
const clockAxis = (fromS: number, untilS: number) => ({
  type: "linear" as const,
  min: fromS / 60,
  max: untilS / 60,
  title: {
    display: true,
    text: "min:s from the first failure",
    color: INK,
    font: font(14),
  },
  ticks: {
    color: INK,
    font: font(13),
    stepSize: tickStep(untilS - fromS, 14) / 60,
    maxRotation: 0,
    includeBounds: false,
    callback: (value: string | number) => clockOf(60 * Number(value)),
  },
  grid: { display: false },
});

/** A line where something fails, is noticed or is over, with its name on a row of its own. */
function failureMarks(findings: Findings): Plugin {
  const marks = marksShown(findings);
  return {
    id: "failureMarks",
    afterDatasetsDraw(chart: Chart) {
      const { ctx, chartArea, scales } = chart;
      ctx.save();
      ctx.font = `12px ${FONT}`;
      ctx.textBaseline = "top";
      ctx.lineJoin = "round";
      marks.forEach(({ atS, name }, row) => {
        const x = scales.x!.getPixelForValue(atS / 60);
        const isLeft = x < (chartArea.left + chartArea.right) / 2;
        const y = chartArea.top + 4 + 15 * row;
        ctx.fillStyle = PALETTE.vermilion;
        ctx.fillRect(x - 0.5, chartArea.top, 1.5, chartArea.height);
        ctx.textAlign = isLeft ? "left" : "right";
        ctx.lineWidth = 4;
        ctx.strokeStyle = "white";
        ctx.strokeText(name, isLeft ? x + 5 : x - 5, y);
        ctx.fillStyle = INK;
        ctx.fillText(name, isLeft ? x + 5 : x - 5, y);
      });
      ctx.restore();
    },
  };
}
