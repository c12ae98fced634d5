import { INK, PALETTE } from "../../charts/theme.ts";
import { clockOf, type NamedMark, tickStep } from "../../failure/marks.ts";
import type { Panel, PanelLine } from "../../failure/panels.ts";
import { fixed } from "../../format.ts";
import { html, type Markup } from "../markup.ts";

/** Of the drawing, in its own units: about a pixel of a chart half as wide as A4. */
const WIDTH = 360;
const HEIGHT = 118;
const PLOT = { left: 38, right: 344, top: 6, bottom: 100 };
const X_TICKS_MAX = 9;
const Y_TICKS_MAX = 5;
/** Keeps a level at the very top off the edge. */
const GRACE = 1.04;
const FAINT = "#E4E4E4";

/** A line drawing of a panel: sharp on paper, and no script is needed to see it. */
export function plotOf(
  { lines, title, mayCoincide = false }: Panel,
  fromS: number,
  untilS: number,
  marks: readonly NamedMark[],
): Markup {
  const most = Math.max(...lines.flatMap((line) => line.transient.points.map(({ high }) => high)));
  const step = niceStep(most / Y_TICKS_MAX);
  const top = step * Math.max(1, Math.ceil((GRACE * most) / step));
  const x = (atS: number) =>
    PLOT.left + ((atS - fromS) / (untilS - fromS)) * (PLOT.right - PLOT.left);
  const y = (value: number) => PLOT.bottom - (value / top) * (PLOT.bottom - PLOT.top);
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
${yTicks(step, top, y)}
${xTicks(fromS, untilS, x)}
${lines.map((line) => bandOf(line, x, y))}
${lines.map((line, i) => lineOf(line, mayCoincide ? lines.length - 1 - i : 0, x, y))}
${marks.map((mark, row) => markOf(mark, row, x))}
</svg>`;
}

type Scale = (value: number) => number;

const at = (x: number, y: number): string => `${x.toFixed(1)},${y.toFixed(1)}`;

function bandOf({ colour, transient }: PanelLine, x: Scale, y: Scale): Markup {
  const upper = transient.points.map(({ atS, high }) => at(x(atS), y(high)));
  const lower = transient.points.map(({ atS, low }) => at(x(atS), y(low)));
  const points = [...upper, ...lower.reverse()].join(" ");
  return html`<polygon points="${points}" fill="${colour}" opacity="0.2"/>\n`;
}

/** The wider, the more lines are drawn over it that must not hide it. */
function lineOf({ colour, transient }: PanelLine, over: number, x: Scale, y: Scale): Markup {
  const points = transient.points.map(({ atS, mean }) => at(x(atS), y(mean))).join(" ");
  return html`<polyline points="${points}" fill="none" stroke="${colour}"
 stroke-width="${(1.3 + 1.4 * over).toFixed(1)}"/>\n`;
}

function yTicks(step: number, top: number, y: Scale): readonly Markup[] {
  const decimals = Math.max(0, -exponentOf(step));
  const values = Array.from({ length: Math.round(top / step) + 1 }, (_, i) => i * step);
  return values.map((value) => {
    const height = y(value).toFixed(1);
    return html`<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${height}" y2="${height}"
 stroke="${FAINT}"/><text x="${PLOT.left - 4}" y="${height}" dy="3"
 text-anchor="end">${fixed(value, decimals)}</text>\n`;
  });
}

function xTicks(fromS: number, untilS: number, x: Scale): readonly Markup[] {
  const step = tickStep(untilS - fromS, X_TICKS_MAX);
  const first = Math.ceil(fromS / step);
  const count = Math.floor(untilS / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step).map(
    (seconds) => html`<line x1="${x(seconds).toFixed(1)}" x2="${x(seconds).toFixed(1)}"
 y1="${PLOT.bottom}" y2="${PLOT.bottom + 3}" stroke="${INK}"/><text x="${x(seconds).toFixed(1)}"
 y="${PLOT.bottom + 13}" text-anchor="middle">${clockOf(seconds)}</text>\n`,
  );
}

/** Names on rows of their own, towards the middle, with a white edge to be read over lines. */
function markOf({ atS, name }: NamedMark, row: number, x: Scale): Markup {
  const middle = (PLOT.left + PLOT.right) / 2;
  const [place, anchor] = x(atS) < middle ? [x(atS) + 3, "start"] : [x(atS) - 3, "end"];
  return html`<line x1="${x(atS).toFixed(1)}" x2="${x(atS).toFixed(1)}" y1="${PLOT.top}"
 y2="${PLOT.bottom}" stroke="${PALETTE.vermilion}"/><text class="mark" x="${place.toFixed(1)}"
 y="${PLOT.top + 8 + 9 * row}" text-anchor="${anchor}">${name}</text>\n`;
}

/** Of the greatest power of ten that is not more. */
const exponentOf = (value: number): number => Number(value.toExponential().split("e")[1]);

/** 1, 2 or 5 times a power of ten, at least so much; 1 for nothing. */
function niceStep(least: number): number {
  if (!(least > 0)) return 1;
  const power = Number(`1e${exponentOf(least)}`);
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least)!;
}
