import type { ChartConfiguration } from "chart.js";
import type { MinuteMeans } from "../../stats/minutes.ts";
import { find, scopeLabel } from "../findings.ts";
import { significant } from "../format.ts";
import type { Findings } from "../types.ts";
import { faultSpans, type LineDataset, limit, lineWithBand, minuteAxis } from "./minutes.ts";
import { frame, PALETTE, valueAxis } from "./theme.ts";

/** Minute series of pools that were used at all. */
export function poolSeries(findings: Findings): readonly MinuteMeans[] {
  return findings.series.filter(
    ({ id, minutes }) => id === "pool.inUse" && minutes.some(({ mean }) => mean > 0),
  );
}

/** Use of one pool, minute by minute, against its size. */
export function poolChart(findings: Findings, series: MinuteMeans): ChartConfiguration {
  const { scope, minutes } = series;
  return {
    type: "line",
    data: {
      datasets: [...lineWithBand("in use", PALETTE.blue, series), ...sizeLines(findings, series)],
    },
    options: {
      ...frame(`Pool ${scopeLabel(scope)}: in use against its size`, findings),
      scales: {
        x: minuteAxis(findings, minutes.length),
        y: valueAxis(`${unitOf(scope)} in use, mean of the minute`),
      },
    },
    plugins: [faultSpans(findings)],
  };
}

/** None for a pool without limit; its mean where failures take ports away for a while. */
function sizeLines(findings: Findings, { scope, minutes }: MinuteMeans): LineDataset[] {
  const size = find(findings, "pool.occupancy", scope)?.denominator ?? 0;
  if (size === 0) return [];
  const name = Number.isInteger(size) ? "size" : "mean size";
  const label = `${name}: ${significant(size)} ${unitOf(scope)}`;
  return [limit(label, PALETTE.vermilion, size, minutes.length)];
}

/** What there is one of for each call in it: `trunks` of `pool:dc1/trunks`. */
const unitOf = (scope: string): string => (scope.endsWith("trunks") ? "trunks" : "ports");
