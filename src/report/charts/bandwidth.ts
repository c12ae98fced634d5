import type { ChartConfiguration } from "chart.js";
import { BYTES_OF, find, type LinkLoad, linkLoads, scopeLabel, TRAFFIC } from "../findings.ts";
import { percent, significant } from "../format.ts";
import type { Findings } from "../types.ts";
import { barChart, bars, dots, intervals } from "./bars.ts";
import { PALETTE } from "./theme.ts";

const LABELS = { media: "media", signalling: "SIP signalling", tlib: "T-Library" } as const;
const COLOURS = {
  media: PALETTE.blue,
  signalling: PALETTE.orange,
  tlib: PALETTE.green,
} as const;

/** Mean bandwidth of every directed link by kind of traffic, the figures beside the bars. */
export function bandwidthChart(findings: Findings): ChartConfiguration | undefined {
  // A link without media has no dot: it would say no more than the edge of the chart.
  const busiest = ({ scope }: LinkLoad) =>
    find(findings, "bandwidth.media.max1s", scope)?.estimate || null;
  const busiestInterval = ({ scope }: LinkLoad) => {
    const { low95 = null, high95 = null } = find(findings, "bandwidth.media.max1s", scope) ?? {};
    return low95 === null || high95 === null || low95 === high95
      ? null
      : ([low95, high95] as const);
  };
  return barChart(findings, {
    title: "Bandwidth per directed link",
    rows: linkLoads(findings),
    rank: "busiest",
    label: ({ scope }) => scopeLabel(scope),
    datasets: (loads) => [
      dots("media, greatest second", loads.map(busiest)),
      intervals(loads.map(busiestInterval)),
      ...TRAFFIC.map((kind) =>
        bars(
          LABELS[kind],
          COLOURS[kind],
          loads.map(({ parts }) => parts[kind]),
        ),
      ),
    ],
    axis: () => ({ title: `Mbit/s, ${BYTES_OF[findings.scenario.layer]}`, stacked: true }),
    headings: ["media", "SIP", "T-Library", "of the link"],
    figures: figuresOf,
  });
}

function figuresOf({ parts, capacity, total }: LinkLoad): string[] {
  const share = capacity === Infinity ? "–" : percent(total / capacity);
  return [...TRAFFIC.map((kind) => significant(parts[kind], 3)), share];
}
