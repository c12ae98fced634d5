import type { ChartConfiguration } from "chart.js";
import { qqChart, survivalChart } from "../../report/charts/fitting.ts";
import {
  faded,
  font,
  frameOf,
  INK,
  PALETTE,
  ROUND_SWATCH,
  valueAxis,
} from "../../report/charts/theme.ts";
import { qqPoints } from "../../stats/fitting/fitPoints.ts";
import { kaplanMeier } from "../../stats/fitting/kaplanMeier.ts";
import { formatDayAndTime } from "../../units.ts";
import { rosterOf } from "./roster.ts";
import { nameOf } from "./scenarioText.ts";
import { patienceLaws } from "./text.ts";
import type { Calibration, ChosenLaw } from "./types.ts";

interface Picture {
  readonly name: string;
  readonly chart: ChartConfiguration;
}

const POINTS = 200;

/** Pictures by file name: each law beside its durations, arrivals and agents over the day. */
export function calibrationCharts(found: Calibration): Picture[] {
  const { classes, pools, staffing, ivr } = found;
  const laws = new Map<ChosenLaw, string>([[ivr, "time in the IVR"]]);
  for (const { name, talk } of classes) if (!laws.has(talk)) laws.set(talk, `talk time, ${name}`);
  for (const [law, what] of patienceLaws(found)) laws.set(law, what);
  staffing.forEach(({ afterCallWork }, p) => {
    laws.set(afterCallWork, `after-call work, ${pools[p]!.name}`);
  });
  return [
    { name: "arrivals", chart: arrivalsChart(found) },
    ...pools.map(({ name }, p) => ({ name: fileName(name), chart: agentsChart(found, p) })),
    ...[...laws].flatMap(([law, what]) => lawPicture(law, what)),
  ];
}

const fileName = (text: string): string => text.toLowerCase().replace(/[^\w]+/g, "-");

/** Quantiles for durations that all ended; survival where some were cut short. */
function lawPicture({ fits, durations }: ChosenLaw, what: string): Picture[] {
  if (fits === null) return [];
  const { best } = fits;
  const { seconds, isEvent } = durations;
  const chart =
    isEvent === undefined
      ? qqChart({ what }, best, qqPoints(seconds, best.distribution, POINTS))
      : survivalChart({ what }, best, kaplanMeier(seconds, isEvent));
  return [{ name: fileName(what), chart }];
}

function arrivalsChart(found: Calibration): ChartConfiguration {
  const { counts, dispersion, days } = found;
  const dots = counts.flatMap((day) =>
    Array.from(day, (y, x) => ({ x: x + 0.5, y })).filter(({ y }) => !Number.isNaN(y)),
  );
  const rates = dispersion?.rates ?? [];
  const bare = { borderWidth: 0, pointRadius: 0, borderColor: PALETTE.blue };
  const datasets = [
    { ...bare, label: "", data: stepsOf(rates.map(({ low95 }) => low95)) },
    {
      ...{ ...bare, label: "95 % interval of the mean", fill: "-1", pointStyle: "rect" },
      data: stepsOf(rates.map(({ high95 }) => high95)),
      backgroundColor: faded(PALETTE.blue, 0.18),
    },
    { ...line("mean", PALETTE.blue), data: stepsOf(rates.map(({ estimate }) => estimate)) },
    { ...dotted("a day", INK), data: dots },
  ];
  return chartOf(found, "Calls that ask for an agent, by interval", "calls", {
    datasets,
    subtitle: `${nameOf(found)} · ${days.length} days`,
  });
}

function agentsChart(found: Calibration, p: number): ChartConfiguration {
  const { staffing, pools, factors, days, grid } = found;
  const { seen, present } = staffing[p]!;
  const { counts, shrinkage } = rosterOf(staffing[p]!, factors.agents);
  const effective = counts.slice(0, grid.count).map((count) => count * (1 - shrinkage));
  const datasets = [
    { ...line("seen with a call", PALETTE.grey), data: stepsOf(seen) },
    { ...line("present", PALETTE.blue), data: stepsOf(present) },
    {
      ...line("rostered, less those away: in the scenario", PALETTE.orange),
      data: stepsOf(effective),
    },
  ];
  return chartOf(found, `Agents by interval: ${pools[p]!.name}`, "agents", {
    datasets,
    subtitle: `${nameOf(found)} · means of ${days.length} days`,
  });
}

const stepsOf = (values: readonly number[]) =>
  values.flatMap((y, x) => [x, x + 1].map((at) => ({ x: at, y })));

const line = (label: string, colour: string) => ({
  ...{ label, borderColor: colour, backgroundColor: colour, pointStyle: "line" },
  ...{ borderWidth: 2.5, pointRadius: 0 },
});

const dotted = (label: string, colour: string) => ({
  ...{ label, showLine: false, borderColor: colour, backgroundColor: faded(colour, 0.5) },
  ...{ pointRadius: 2.5, pointStyle: "circle" },
});

function chartOf(
  { grid }: Calibration,
  title: string,
  unit: string,
  { datasets, subtitle }: { readonly datasets: readonly object[]; readonly subtitle: string },
): ChartConfiguration {
  const hours = (grid.count * grid.lengthUs) / 3600e6;
  const everyH = [0.25, 0.5, 1, 2, 4].find((step) => hours / step <= 10) ?? 8;
  return {
    type: "line",
    data: { datasets: datasets as never },
    options: {
      ...frameOf(title, subtitle, { swatchWidth: ROUND_SWATCH }),
      scales: {
        x: {
          type: "linear",
          min: 0,
          max: grid.count,
          title: { display: true, text: "time of day", color: INK, font: font(14) },
          ticks: {
            ...{ color: INK, font: font(13), maxRotation: 0, includeBounds: false },
            stepSize: Math.max(1, Math.round((everyH * 3600e6) / grid.lengthUs)),
            callback: (value: string | number) =>
              formatDayAndTime(grid.startUs + Number(value) * grid.lengthUs),
          },
          grid: { display: false },
        },
        y: valueAxis(unit),
      },
    },
  };
}
