import type { ChartConfiguration } from "chart.js";
import type { Findings } from "../types.ts";
import { faultSpans, findSeries, type LineDataset, line, minuteAxis } from "./minutes.ts";
import { faded, frame, PALETTE, valueAxis } from "./theme.ts";

/** Busy states at the bottom: their upper edge is the number of busy agents. */
const STATES: readonly (readonly [id: string, label: string, colour: string])[] = [
  ["agents.talking", "talking", PALETTE.blue],
  ["agents.ringing", "ringing", PALETTE.orange],
  ["agents.reserved", "reserved", PALETTE.yellow],
  ["agents.afterCallWork", "after-call work", PALETTE.green],
  ["agents.ready", "ready", PALETTE.sky],
  ["agents.notReady", "not ready", PALETTE.grey],
];

/** Logged-in agents by state, stacked, minute by minute. */
export function agentsChart(findings: Findings): ChartConfiguration | undefined {
  const datasets = STATES.flatMap(([id, label, colour]): LineDataset[] => {
    const series = findSeries(findings, id);
    if (series === undefined || series.minutes.every(({ mean }) => mean === 0)) return [];
    const fill = { target: "stack", above: faded(colour, 0.75) };
    return [{ ...line(label, colour, series), borderWidth: 1, fill, pointStyle: "rect" }];
  });
  if (datasets.length === 0) return undefined;
  return {
    type: "line",
    data: { datasets },
    options: {
      ...frame("Agents by state", findings, { shown: "means" }),
      scales: {
        x: minuteAxis(findings, datasets[0]!.data.length),
        y: valueAxis("agents, mean of the minute", { stacked: true }),
      },
    },
    plugins: [faultSpans(findings)],
  };
}
