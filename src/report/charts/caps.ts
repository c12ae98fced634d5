import type { ChartConfiguration } from "chart.js";
import type { Findings } from "../types.ts";
import { faultSpans, findSeries, line, lineWithBand, minuteAxis } from "./minutes.ts";
import { frame, PALETTE, valueAxis } from "./theme.ts";

/** Call attempts per second, minute by minute, with the greatest second of each minute. */
export function capsChart(findings: Findings): ChartConfiguration | undefined {
  const offered = findSeries(findings, "caps.offered");
  if (offered === undefined) return undefined;
  const answered = findSeries(findings, "caps.answered");
  const busiest = findSeries(findings, "caps.offered.max1s");
  return {
    type: "line",
    data: {
      datasets: [
        ...lineWithBand("offered", PALETTE.blue, offered),
        ...(answered ? [line("answered", PALETTE.green, answered)] : []),
        ...(busiest ? [line("busiest second of the minute", PALETTE.orange, busiest)] : []),
      ],
    },
    options: {
      ...frame("Call attempts per second", findings),
      scales: {
        x: minuteAxis(findings, offered.minutes.length),
        y: valueAxis("calls per second (CAPS), minute by minute"),
      },
    },
    plugins: [faultSpans(findings)],
  };
}
