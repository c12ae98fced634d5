import type { ChartConfiguration } from "chart.js";
import { faded, font, frameOf, INK, PALETTE, valueAxis } from "../../report/charts/theme.ts";
import { formatDayAndTime } from "../../units.ts";
import type { Staffing } from "./staffing.ts";

/** A picture for each group by file name: agents needed and there over the day, as steps. */
export function staffingCharts(staffing: Staffing): { name: string; chart: ChartConfiguration }[] {
  const { groups } = staffing.plan;
  return groups.map((group, g) => {
    const name = groups.length === 1 ? "staffing" : `staffing-${group.name}`;
    return { name: name.replace(/[^\w.-]+/g, "-"), chart: chartOf(staffing, g) };
  });
}

function chartOf({ plan, needed, staffed }: Staffing, g: number): ChartConfiguration {
  const { base, groups, shifts } = plan;
  const { title, name, expect } = base.scenario;
  const hasShifts = shifts.length > 0 && staffed[g] !== undefined;
  const wanted = expect.map(({ text }) => text).join(" and ");
  const limits = `${wanted} in each interval`;
  const lines = [
    ...(hasShifts ? [stepLine("agents there, in shifts", PALETTE.orange, staffed[g]!)] : []),
    { ...stepLine("agents needed", PALETTE.blue, needed[g]!), fill: "origin" },
  ];
  return {
    type: "line",
    data: { datasets: lines as never },
    options: {
      ...frameOf(`Agents of ${groups[g]!.name} by interval`, `${title || name} · ${limits}`),
      scales: { x: clockAxis(plan) as never, y: valueAxis("agents") },
    },
  };
}

/** Each count from the start of its interval to the start of the next one. */
const stepLine = (label: string, colour: string, counts: readonly number[]) => ({
  label,
  data: [...counts, counts.at(-1)!].map((y, x) => ({ x, y })),
  stepped: "before" as const,
  borderColor: colour,
  backgroundColor: faded(colour, 0.15),
  borderWidth: 2.5,
  pointRadius: 0,
  pointStyle: "line",
});

/** The time of day at the boundaries of intervals, labelled at whole steps of a clock. */
function clockAxis({ day }: Staffing["plan"]) {
  const hours = (day.intervals.length * day.lengthUs) / 3600e6;
  const everyH = [0.25, 0.5, 1, 2, 4].find((step) => hours / step <= 14) ?? 8;
  const stepSize = Math.max(1, Math.round((everyH * 3600e6) / day.lengthUs));
  return {
    type: "linear",
    min: 0,
    max: day.intervals.length,
    title: { display: true, text: "time of day", color: INK, font: font(14) },
    ticks: {
      color: INK,
      font: font(13),
      maxRotation: 0,
      stepSize,
      callback: (value: string | number) =>
        formatDayAndTime(day.startOfDayUs + (day.before + Number(value)) * day.lengthUs),
    },
    grid: { display: false },
  };
}
