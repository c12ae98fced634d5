import type { ChartConfiguration, ChartDataset, Plugin } from "chart.js";
import type { Findings } from "../types.ts";
import {
  dashed,
  FONT,
  font,
  frameOf,
  INK,
  PAPER,
  studyLine,
  type ValueAxisOptions,
  valueAxis,
} from "./theme.ts";

/** More rows would not be legible; the rest is in summary.md. */
const ROWS_MAX = 14;

/** How the edges of a 95 % interval are labelled. */
const INTERVAL = "95 % interval";

type BarData = (number | null)[];
type Dataset = ChartDataset<"bar", BarData> | ChartDataset<"line", BarData>;

/** A horizontal bar chart: a row for each thing, with figures to the right of it. */
export interface BarChart<Row> {
  readonly title: string;
  /** All rows, the ones that matter most first. */
  readonly rows: readonly Row[];
  /** Which ones the first rows are, such as `busiest`, where there are too many to show. */
  readonly rank: string;
  readonly label: (row: Row) => string;
  readonly datasets: (rows: readonly Row[]) => readonly Dataset[];
  readonly axis: (rows: readonly Row[]) => ValueAxis;
  readonly headings: readonly string[];
  readonly figures: (row: Row) => readonly string[];
}

export interface ValueAxis extends ValueAxisOptions {
  readonly title: string;
}

/** Undefined when there is nothing to show. */
export const barChart = <Row>(
  findings: Findings,
  chart: BarChart<Row>,
): ChartConfiguration | undefined => subtitledBars(studyLine(findings, "means"), chart);

/** The same of what is no run: `subtitle` says what it is of. */
export function subtitledBars<Row>(
  subtitle: string,
  { title, rows: all, rank, label, datasets, axis, headings, figures }: BarChart<Row>,
): ChartConfiguration | undefined {
  if (all.length === 0) return undefined;
  const rows = all.slice(0, ROWS_MAX);
  const shown = all.length > rows.length ? ` (${rows.length} ${rank} of ${all.length})` : "";
  const { title: axisTitle, ...more } = axis(rows);
  const right = 30 + headings.length * FIGURE_WIDTH;
  const data = {
    labels: rows.map((row) => shortened(label(row))),
    // What no row has would only lengthen the legend.
    datasets: datasets(rows).filter((each) => each.data.some((value) => value !== null)),
  };
  return {
    type: "bar",
    data: data as ChartConfiguration["data"],
    options: {
      ...frameOf(title + shown, subtitle, { right, swatchWidth: SWATCH_WIDTH }),
      indexAxis: "y",
      scales: { x: valueAxis(axisTitle, more), y: rowAxis() },
    },
    plugins: [barFigures(headings, rows.map(figures))],
  };
}

const FIGURE_WIDTH = 74;
/** As wide as it is high: a wider dot would be an oval. */
const SWATCH_WIDTH = 11;

/** Names of the rows. */
function rowAxis() {
  return {
    type: "category" as const,
    stacked: true,
    ticks: { color: INK, font: font(13), autoSkip: false },
    grid: { display: false },
  };
}

/** A column of figures per heading, a line per bar. */
function barFigures(headings: readonly string[], rows: readonly (readonly string[])[]): Plugin {
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

/** A bar in each row that has a value. */
export function bars(label: string, colour: string, data: BarData): Dataset {
  return { label, data, backgroundColor: colour, pointStyle: "rect", maxBarThickness: 24 };
}

/** A dot in each row that has a value, over the bars. */
export function dots(label: string, data: BarData): Dataset {
  return {
    type: "line",
    label,
    data,
    showLine: false,
    pointStyle: "circle",
    pointRadius: 6,
    pointBackgroundColor: INK,
    pointBorderColor: PAPER,
    backgroundColor: INK,
  };
}

/** The 95 % interval about the dot of each row that has one; nothing drawn falls below zero. */
export function intervals(data: readonly (readonly [number, number] | null)[]): Dataset {
  const across = { barThickness: 3, grouped: false, stack: "interval" };
  const drawn = data.map((each) => each && [Math.max(0, each[0]), each[1]]);
  return { ...bars(INTERVAL, INK, []), ...across, data: drawn as unknown as BarData };
}

/** The same level across all rows, dashed. */
export function limit(label: string, colour: string, level: number, rows: number): Dataset {
  return {
    type: "line",
    label,
    data: Array.from({ length: rows }, () => level),
    ...dashed(colour),
  };
}

const LABEL_LENGTH_MAX = 30;

/** A long name leaves its bar some room. */
function shortened(name: string): string {
  return name.length > LABEL_LENGTH_MAX ? `${name.slice(0, LABEL_LENGTH_MAX - 1)}…` : name;
}
