import type { ChartDataset } from "chart.js";
import { formatTimeOfDay } from "../../units.ts";
import type { Findings, MinuteSeries } from "../types.ts";
import { faded, font, INK } from "./theme.ts";

const MINUTE_US = 60e6;

/** What the charts over the measured minutes share. */

export function findSeries(findings: Findings, id: string, scope = "cluster") {
  return findings.series.find((each) => each.id === id && each.scope === scope);
}

/** Whether the load follows the clock: then the axis shows the time of day. */
function followsTheClock({ scenario }: Findings): boolean {
  return scenario.demand.some(({ profile }) => profile.labels.length > 0);
}

/** The measured time: minutes from its start, or the time of day where the load follows it. */
export function minuteAxis(findings: Findings, minutes: number) {
  const { startOfDayUs, warmUpUs } = findings.scenario.run;
  const isClock = followsTheClock(findings);
  const clock = (minute: number) => formatTimeOfDay(startOfDayUs + warmUpUs + minute * MINUTE_US);
  return {
    type: "linear" as const,
    min: 0,
    max: minutes,
    title: {
      display: true,
      text: isClock ? "time of day" : "minutes since the start of the measured time",
      color: INK,
      font: font(14),
    },
    ticks: {
      color: INK,
      font: font(13),
      stepSize: stepMinutes(minutes),
      maxRotation: 0,
      callback: (value: string | number) => (isClock ? clock(Number(value)) : String(value)),
    },
    grid: { display: false },
  };
}

/** A step that a clock shows well, for at most about a dozen ticks. */
function stepMinutes(minutes: number): number {
  return [1, 5, 10, 15, 30, 60, 120, 240].find((step) => minutes / step <= 13) ?? 480;
}

export type LineDataset = ChartDataset<"line", { x: number; y: number }[]>;

/** A plain line of the minute means. */
export function line(label: string, colour: string, series: MinuteSeries): LineDataset {
  return {
    label,
    data: series.minutes.map(({ mean }, x) => ({ x, y: mean })),
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: 2.5,
    pointRadius: 0,
    pointStyle: "line",
  };
}

/** The line and its 95 % band; the band is missing with a single replication. */
export function lineWithBand(label: string, colour: string, series: MinuteSeries): LineDataset[] {
  const edge = (of: "low95" | "high95") =>
    series.minutes.flatMap((each, x) => (each[of] === null ? [] : [{ x, y: each[of] }]));
  const [low, high] = [edge("low95"), edge("high95")];
  const mean = line(label, colour, series);
  if (low.length === 0) return [mean];
  const bare = { borderWidth: 0, pointRadius: 0, borderColor: colour };
  return [
    mean,
    { ...bare, label: "", data: low },
    {
      ...bare,
      label: `95 % interval`,
      pointStyle: "rect",
      data: high,
      backgroundColor: faded(colour, 0.25),
      fill: "-1",
    },
  ];
}

/** A dashed level across the whole time, such as the size of a pool. */
export function limit(label: string, colour: string, level: number, minutes: number): LineDataset {
  return {
    label,
    data: [
      { x: 0, y: level },
      { x: minutes, y: level },
    ],
    borderColor: colour,
    backgroundColor: colour,
    borderDash: [8, 5],
    borderWidth: 2,
    pointRadius: 0,
    pointStyle: "line",
  };
}
