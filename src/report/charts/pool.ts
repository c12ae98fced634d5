import type { ChartConfiguration } from "chart.js";
import { scopeLabel } from "../findings.ts";
import { significant } from "../format.ts";
import type { Findings, MinuteSeries } from "../types.ts";
import { limit, lineWithBand, minuteAxis } from "./minutes.ts";
import { frame, PALETTE, valueAxis } from "./theme.ts";

/** Minute series of pools that were used at all. */
export function poolSeries(findings: Findings): readonly MinuteSeries[] {
  return findings.series.filter(
    ({ id, minutes }) => id === "pool.inUse" && minutes.some(({ mean }) => mean > 0),
  );
}

/** Use of one pool, minute by minute, against its size. */
export function poolChart(findings: Findings, series: MinuteSeries): ChartConfiguration {
  const name = scopeLabel(series.scope);
  const size = findings.capacity.find(({ scope }) => scope === series.scope)?.size ?? Infinity;
  const length = series.minutes.length;
  const sizeLabel = `size: ${significant(size)} ${series.unit}`;
  return {
    type: "line",
    data: {
      datasets: [
        ...lineWithBand("in use", PALETTE.blue, series),
        ...(size < Infinity ? [limit(sizeLabel, PALETTE.vermilion, size, length)] : []),
      ],
    },
    options: {
      ...frame(`Pool ${name}: in use against its size`, findings),
      scales: {
        x: minuteAxis(findings, length),
        y: valueAxis(`${series.unit} in use, mean of the minute`),
      },
    },
  };
}
