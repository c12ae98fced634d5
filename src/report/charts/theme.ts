import type { ChartOptions, LegendItem } from "chart.js";
import { counted, significant } from "../format.ts";
import type { Findings } from "../types.ts";

export const FONT = "Inter";

/** Okabe and Ito's palette: told apart with every common form of colour blindness. */
export const PALETTE = {
  blue: "#0072B2",
  orange: "#E69F00",
  green: "#009E73",
  vermilion: "#D55E00",
  sky: "#56B4E9",
  purple: "#CC79A7",
  yellow: "#F0E442",
  grey: "#B8B8B8",
} as const;

export const INK = "#222222";
export const PAPER = "#FFFFFF";
const FAINT = "#E4E4E4";

/** The same colour, see-through: `alpha` from 0 to 1. */
export function faded(colour: string, alpha: number): string {
  const byte = Math.round(alpha * 255).toString(16);
  return colour + byte.padStart(2, "0");
}

/** A dashed line without points: a size, a promise. */
export const dashed = (colour: string) => ({
  borderColor: colour,
  backgroundColor: colour,
  borderDash: [8, 5],
  borderWidth: 2,
  pointRadius: 0,
  pointStyle: "line" as const,
});

export const font = (size: number, weight: "normal" | 600 = "normal") => ({
  family: FONT,
  size,
  weight,
});

/** What every chart says under its title; `shown` is what its lines or bars are. */
export function studyLine({ scenario, replications, seed }: Findings, shown: string): string {
  const runs = counted(replications, "replication");
  const over = replications === 1 ? runs : `${shown} over ${runs}`;
  return `${scenario.title || scenario.name} · ${over} · seed ${seed}`;
}

/** The frame of a chart of one study; `shown` is what its lines or bars are. */
export function frame(
  title: string,
  findings: Findings,
  { shown = "means and 95 % interval", ...look } = {} as FrameLook & { readonly shown?: string },
): ChartOptions {
  return frameOf(title, studyLine(findings, shown), look);
}

interface FrameLook {
  /** Room for figures. */
  readonly right?: number;
  /** Of the colours in the legend. */
  readonly swatchWidth?: number;
}

const LEGEND_HEIGHT = 9;

/** Width of colours in a legend that has points: its points are then as wide as high. */
export const ROUND_SWATCH = LEGEND_HEIGHT * Math.SQRT2;

/** Titles, legend and margins, alike on every chart. */
export function frameOf(
  title: string,
  subtitle: string,
  { right = 30, swatchWidth = 20 }: FrameLook = {},
): ChartOptions {
  return {
    responsive: false,
    animation: false,
    devicePixelRatio: 1,
    layout: { padding: { left: 18, top: 14, right, bottom: 14 } },
    plugins: {
      title: { display: true, align: "start", text: title, color: INK, font: font(22, 600) },
      subtitle: {
        display: true,
        align: "start",
        text: subtitle,
        color: "#555555",
        font: font(14),
        padding: { bottom: 18 },
      },
      legend: {
        position: "bottom",
        labels: {
          color: INK,
          font: font(14),
          usePointStyle: true,
          pointStyleWidth: swatchWidth,
          boxHeight: LEGEND_HEIGHT,
          padding: 18,
          // The lower edge of a band has no name and no place in the legend.
          filter: (item: LegendItem) => item.text !== "",
        },
      },
    },
  };
}

/** An axis by powers of ten, of which only these are labelled. */
export const logAxis = (title: string, { min, max }: { min: number; max: number }) => ({
  ...valueAxis(title),
  ...{ type: "logarithmic" as const, min, max, beginAtZero: false },
  ticks: {
    color: INK,
    font: font(13),
    callback: (value: string | number) => (isPowerOfTen(+value) ? tickText(+value) : ""),
  },
});

const isPowerOfTen = (value: number): boolean => value.toExponential(3).startsWith("1.000e");

export interface ValueAxisOptions {
  readonly max?: number;
  readonly stacked?: boolean;
  /** A value whose grid line is drawn strongly. */
  readonly ceiling?: number;
}

/** `0.5` beside `1`: a tick is a round number, so zeros behind its point say nothing. */
const tickText = (value: number): string =>
  significant(value).replace(/(\.\d*?)0+$/, (_, digits: string) => (digits === "." ? "" : digits));

/** An axis with its unit in the title and numbers without locale. */
export function valueAxis(title: string, more: ValueAxisOptions = {}) {
  const { ceiling } = more;
  const isCeiling = ({ tick }: { tick: { value: number } }) => tick.value === ceiling;
  return {
    ...more,
    type: "linear" as const,
    beginAtZero: true,
    // Keeps a level at the very top, such as a pool's size, off the edge.
    grace: "4%",
    title: { display: true, text: title, color: INK, font: font(14) },
    ticks: {
      color: INK,
      font: font(13),
      callback: (value: string | number) => tickText(+value),
    },
    grid: {
      color: (at: { tick: { value: number } }) => (isCeiling(at) ? PALETTE.vermilion : FAINT),
      lineWidth: (at: { tick: { value: number } }) => (isCeiling(at) ? 2.5 : 1),
    },
  };
}
