/** What the charts over the measured minutes share. */
import type { Chart, ChartDataset, Plugin } from "chart.js";
import type { MinuteMeans } from "../../stats/minutes.ts";
import { formatTimeOfDay } from "../../units.ts";
import type { Findings } from "../types.ts";
import { dashed, FONT, faded, font, INK } from "./theme.ts";

const MINUTE_US = 60e6;

export function findSeries(findings: Findings, id: string, scope = "cluster") {
  return findings.series.find((each) => each.id === id && each.scope === scope);
}

/** Whether the load follows the clock: then the axis shows the time of day. */
function followsTheClock({ scenario }: Findings): boolean {
  return scenario.demand.some(({ profile }) => profile.labels.length > 0);
}

/**
 * Time of day at the start of the measured time, in minutes since midnight; null where the load
 * does not follow the clock.
 */
export function clockOrigin(findings: Findings): number | null {
  const { startOfDayUs, warmUpUs } = findings.scenario.run;
  return followsTheClock(findings) ? (startOfDayUs + warmUpUs) / MINUTE_US : null;
}

/** The measured time: minutes from its start, or the time of day where the load follows it. */
export function minuteAxis(findings: Findings, minutes: number) {
  const origin = clockOrigin(findings);
  const isClock = origin !== null;
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
      callback: (value: string | number) =>
        isClock ? formatTimeOfDay((origin + Number(value)) * MINUTE_US) : String(value),
    },
    grid: { display: false },
  };
}

/** A step that a clock shows well, for at most about a dozen ticks. */
function stepMinutes(minutes: number): number {
  return [1, 5, 10, 15, 30, 60, 120, 240].find((step) => minutes / step <= 13) ?? 480;
}

export type LineDataset = ChartDataset<"line", { x: number; y: number }[]>;

/** A minute's mean stands in the middle of its minute. */
const middleOf = (minute: number): number => minute + 0.5;

/** A plain line of the minute means. */
export function line(label: string, colour: string, series: MinuteMeans): LineDataset {
  return {
    label,
    data: series.minutes.map(({ mean }, minute) => ({ x: middleOf(minute), y: mean })),
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: 2.5,
    pointRadius: 0,
    pointStyle: "line",
  };
}

/** The line and its 95 % band; the band is missing with a single replication. */
export function lineWithBand(label: string, colour: string, series: MinuteMeans): LineDataset[] {
  const edge = (of: "low95" | "high95") =>
    series.minutes.flatMap(({ [of]: y }, minute) =>
      // Nothing that is counted falls below zero, however wide its interval is.
      y === null ? [] : [{ x: middleOf(minute), y: Math.max(0, y) }],
    );
  const [low, high] = [edge("low95"), edge("high95")];
  const mean = line(label, colour, series);
  if (low.length === 0) return [mean];
  const bare = { borderWidth: 0, pointRadius: 0, borderColor: colour };
  return [
    mean,
    { ...bare, label: "", data: low },
    {
      ...bare,
      label: `${label}, 95 % interval`,
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
    ...dashed(colour),
  };
}

/** What fails and when, in minutes of the measured time. */
export function faultsInMinutes({ scenario }: Findings) {
  const inMinutes = (timeUs: number) => (timeUs - scenario.run.warmUpUs) / MINUTE_US;
  const endUs = scenario.run.warmUpUs + scenario.run.measureUs;
  const planned = scenario.faults.filter(({ atUs }) => Number.isFinite(atUs));
  return planned.map(({ kind, target, atUs, forUs }) => {
    const to = inMinutes(Math.min(endUs, atUs + forUs));
    return { name: `${kind} ${target}`, from: inMinutes(atUs), to };
  });
}

/**
 * Grey stretches while something fails, behind the lines; their names in front of them. Edges keep
 * two that follow each other apart.
 */
export function faultSpans(findings: Findings): Plugin {
  const spans = faultsInMinutes(findings);
  const visible = ({ chartArea: { left, right }, scales }: Chart) => {
    const at = (minute: number) =>
      Math.min(right, Math.max(left, scales.x!.getPixelForValue(minute)));
    return spans
      .map(({ name, from, to }) => ({ name, from: at(from), to: at(to) }))
      .filter(({ from, to }) => from < to);
  };
  return {
    id: "faultSpans",
    beforeDatasetsDraw(chart) {
      const { ctx, chartArea } = chart;
      ctx.save();
      ctx.fillStyle = faded(INK, 0.12);
      for (const { from, to } of visible(chart))
        ctx.fillRect(from, chartArea.top, Math.max(1, to - from), chartArea.height);
      ctx.fillStyle = faded(INK, 0.4);
      for (const at of visible(chart).flatMap(({ from, to }) => [from, to]))
        ctx.fillRect(at, chartArea.top, 1, chartArea.height);
      ctx.restore();
    },
    afterDatasetsDraw(chart) {
      visible(chart).forEach(({ name, from, to }, row) => {
        putName(chart, name, from, to, row);
      });
    },
  };
}

/** Each name on a line of its own, towards the middle of the chart, so that all can be read. */
function putName(chart: Chart, name: string, from: number, to: number, row: number): void {
  const { ctx, chartArea } = chart;
  const isLeft = from < (chartArea.left + chartArea.right) / 2;
  const [x, y] = [isLeft ? from + 4 : to - 4, chartArea.top + 4 + 15 * row];
  ctx.save();
  ctx.font = `12px ${FONT}`;
  ctx.textAlign = isLeft ? "left" : "right";
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  ctx.lineWidth = 4;
  ctx.strokeStyle = "white";
  ctx.strokeText(name, x, y);
  ctx.fillStyle = INK;
  ctx.fillText(name, x, y);
  ctx.restore();
}
