import type { ChartConfiguration, ChartDataset } from "chart.js";
import type { Estimate } from "../../stats/estimate.ts";
import { scopeLabel } from "../findings.ts";
import type { Findings } from "../types.ts";
import { faded, font, frame, INK, PALETTE, valueAxis } from "./theme.ts";

const SHOWN = [
  ["service.level", "service level", PALETTE.blue],
  ["abandon.ratio", "abandoned", PALETTE.vermilion],
] as const;

/** Service level and abandonment of the calls that arrived in each interval of the day. */
export function intervalsChart(findings: Findings): ChartConfiguration | undefined {
  const ofIntervals = findings.estimates.filter(({ scope }) => scope.startsWith("interval:"));
  const shown = new Set<string>(SHOWN.map(([id]) => id));
  const met = ofIntervals.filter(({ id }) => shown.has(id)).map(({ scope }) => scope);
  const scopes = [...new Set(met)];
  if (scopes.length === 0) return undefined;
  const datasets = SHOWN.flatMap(([id, label, colour]) => {
    const values = scopes.map((scope) => {
      return ofIntervals.find((each) => each.id === id && each.scope === scope);
    });
    return withBand(label, colour, values);
  });
  return {
    type: "line",
    data: { labels: scopes.map(scopeLabel), datasets },
    options: {
      ...frame("Service level and abandonment by interval of the day", findings),
      scales: {
        x: {
          type: "category",
          title: { display: true, text: "interval of arrival", color: INK, font: font(14) },
          ticks: { color: INK, font: font(13), maxRotation: 0 },
          grid: { display: false },
        },
        y: valueAxis("% of the calls offered to the queue", { max: 100 }),
      },
    },
  };
}

type Values = readonly (Estimate | undefined)[];

const percentOf = (values: Values, of: "estimate" | "low95" | "high95"): (number | null)[] =>
  values.map((each) => {
    const value = each?.[of] ?? null;
    return value === null ? null : Math.min(100, Math.max(0, 100 * value));
  });

/** The line and its 95 % band, within what a share can be. */
function withBand(label: string, colour: string, values: Values): ChartDataset<"line">[] {
  const common = { borderColor: colour, backgroundColor: colour, pointStyle: "line" } as const;
  const edge = { ...common, borderWidth: 0, pointRadius: 0 };
  return [
    { ...common, label, data: percentOf(values, "estimate"), borderWidth: 2.5, pointRadius: 2 },
    { ...edge, label: "", data: percentOf(values, "low95") },
    {
      ...edge,
      label: `${label}, 95 % interval`,
      pointStyle: "rect",
      data: percentOf(values, "high95"),
      backgroundColor: faded(colour, 0.25),
      fill: "-1",
    },
  ];
}
