import type { ChartOptions, LegendItem, Plugin } from "chart.js";
import { significant } from "../format.ts";
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
const FAINT = "#E4E4E4";

/** The same colour, see-through: `alpha` from 0 to 1. */
export function faded(colour: string, alpha: number): string {
  const byte = Math.round(alpha * 255).toString(16);
  return colour + byte.padStart(2, "0");
}

export const font = (size: number, weight: "normal" | 600 = "normal") => ({
  family: FONT,
  size,
  weight,
});

/** What every chart says under its title; `shown` is what its lines or bars are. */
function studyLine({ scenario, replications, seed }: Findings, shown: string): string {
  const over = replications === 1 ? "1 replication" : `${shown} over ${replications} replications`;
  return `${scenario.title || scenario.name} · ${over} · seed ${seed}`;
}

/** Titles, legend and margins, alike on every chart; `right` leaves room for figures. */
export function frame(
  title: string,
  findings: Findings,
  { shown = "means and 95 % interval", right = 30 } = {},
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
        text: studyLine(findings, shown),
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
          pointStyleWidth: 20,
          boxHeight: 9,
          padding: 18,
          // The lower edge of a band has no name and no place in the legend.
          filter: (item: LegendItem) => item.text !== "",
        },
      },
    },
  };
}

/** An axis with its unit in the title and numbers without locale; `ceiling` is drawn strongly. */
export function valueAxis(
  title: string,
  more: { max?: number; stacked?: boolean; ceiling?: number } = {},
) {
  const { ceiling, ...axis } = more;
  const isCeiling = ({ tick }: { tick: { value: number } }) => tick.value === ceiling;
  return {
    ...axis,
    type: "linear" as const,
    beginAtZero: true,
    // Keeps a level at the very top, such as a pool's size, off the edge.
    grace: "4%",
    title: { display: true, text: title, color: INK, font: font(14) },
    ticks: {
      color: INK,
      font: font(13),
      callback: (value: string | number) => significant(+value),
    },
    grid: {
      color: (at: { tick: { value: number } }) => (isCeiling(at) ? PALETTE.vermilion : FAINT),
      lineWidth: (at: { tick: { value: number } }) => (isCeiling(at) ? 2.5 : 1),
    },
  };
}

/** Names of the rows of a horizontal bar chart. */
export function rowAxis() {
  return {
    type: "category" as const,
    stacked: true,
    ticks: { color: INK, font: font(13), autoSkip: false },
    grid: { display: false },
  };
}

const FIGURE_WIDTH = 74;

/** Room on the right for so many columns of figures. */
export const roomForFigures = (columns: number) => 30 + columns * FIGURE_WIDTH;

/** Figures to the right of a horizontal bar chart: a column per heading, a line per bar. */
export function barFigures(headings: readonly string[], rows: readonly string[][]): Plugin {
  return {
    id: "barFigures",
    afterDraw({ ctx, chartArea, scales }) {
      const put = (texts: readonly string[], y: number) =>
        texts.forEach((text, column) => {
          ctx.fillText(text, chartArea.right + (column + 1) * FIGURE_WIDTH, y);
        });
      ctx.save();
      ctx.fillStyle = INK;
      ctx.textAlign = "right";
      ctx.textBaseline = "middle";
      ctx.font = `600 13px ${FONT}`;
      put(headings, chartArea.top - 10);
      ctx.font = `13px ${FONT}`;
      rows.forEach((texts, row) => {
        put(texts, scales.y!.getPixelForValue(row));
      });
      ctx.restore();
    },
  };
}

/** A dot in each row that has a value, over the bars. */
export function dots(label: string, values: readonly (number | null)[]) {
  return {
    type: "line" as const,
    label,
    data: [...values],
    showLine: false,
    pointStyle: "circle" as const,
    pointRadius: 6,
    pointBackgroundColor: INK,
    pointBorderColor: "white",
    backgroundColor: INK,
  };
}

const LABEL_LENGTH_MAX = 30;

/** A long name leaves its bar some room. */
export function barLabel(name: string): string {
  return name.length > LABEL_LENGTH_MAX ? `${name.slice(0, LABEL_LENGTH_MAX - 1)}…` : name;
}
