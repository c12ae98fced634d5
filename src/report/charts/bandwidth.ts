import type { ChartConfiguration } from "chart.js";
import { find, type LinkLoad, linkLoads, scopeLabel, TRAFFIC } from "../findings.ts";
import { percent, significant } from "../format.ts";
import type { Findings } from "../types.ts";
import {
  barFigures,
  barLabel,
  dots,
  frame,
  PALETTE,
  roomForFigures,
  rowAxis,
  valueAxis,
} from "./theme.ts";

/** More rows would not be legible; the rest is in summary.md. */
const ROWS_MAX = 14;

const LABELS = { media: "media", signalling: "SIP signalling", tlib: "T-Library" } as const;
const COLOURS = {
  media: PALETTE.blue,
  signalling: PALETTE.orange,
  tlib: PALETTE.green,
} as const;

/** Mean bandwidth of every directed link by kind of traffic, the figures beside the bars. */
export function bandwidthChart(findings: Findings): ChartConfiguration | undefined {
  const all = linkLoads(findings);
  if (all.length === 0) return undefined;
  const loads = all.slice(0, ROWS_MAX);
  const shown = all.length > ROWS_MAX ? ` (${ROWS_MAX} busiest of ${all.length})` : "";
  return {
    type: "bar",
    data: {
      labels: loads.map(({ scope }) => barLabel(scopeLabel(scope).replace(">", " → "))),
      datasets: [
        dots(
          "media, greatest second",
          loads.map(
            ({ scope }) => find(findings, "bandwidth.media.max1s", scope)?.estimate || null,
          ),
        ),
        ...TRAFFIC.map((kind) => ({
          label: LABELS[kind],
          data: loads.map(({ parts }) => parts[kind]),
          backgroundColor: COLOURS[kind],
          pointStyle: "rect" as const,
        })),
      ],
    },
    options: {
      ...frame(`Bandwidth per directed link${shown}`, findings, {
        shown: "means",
        right: roomForFigures(HEADINGS.length),
      }),
      indexAxis: "y",
      scales: { x: valueAxis("Mbit/s, Ethernet bytes", { stacked: true }), y: rowAxis() },
    },
    plugins: [barFigures(HEADINGS, loads.map(figuresOf))],
  };
}

const HEADINGS = ["media", "SIP", "T-Library", "of the link"];

function figuresOf({ parts, capacity, total }: LinkLoad): string[] {
  const share = capacity === Infinity ? "–" : percent(total / capacity);
  return [...TRAFFIC.map((kind) => significant(parts[kind], 3)), share];
}
