import { PAGE_WIDTH, wrapped } from "./wrap.ts";

/** One message or action of a call flow, with the step number of its table. */
export interface LadderRow {
  readonly step: number | string;
  readonly from: string;
  /** The same participant as `from`: something it does by itself. */
  readonly to: string;
  readonly message: string;
  /** What changes with it, such as `hold mediaPort`. */
  readonly note?: string;
}

/** With more participants the ladder grows as wide as it needs to be. */
const FITTED_PARTICIPANTS_MAX = 6;
const LANE_GAP_MIN = 9;
/** Longer messages go on a line above their arrow rather than spread the lanes. */
const MESSAGE_ON_ARROW_MAX = 14;

/** Columns of the lifelines, counted from the left edge. */
interface Layout {
  readonly lanes: readonly number[];
  readonly width: number;
  readonly stepWidth: number;
}

/** A ladder diagram as text: a lifeline per participant, an arrow per message. */
export function renderLadder(rows: readonly LadderRow[], participants: readonly string[]): string {
  const layout = layoutOf(rows, participants);
  const lines = [
    ...header(layout, participants),
    ...rows.flatMap((row) => rowLines(layout, participants, row)),
    lifelines(layout),
  ];
  return lines.map((line) => `${line.join("").trimEnd()}\n`).join("");
}

type Line = string[];

function layoutOf(rows: readonly LadderRow[], participants: readonly string[]): Layout {
  const stepWidth = Math.max(...rows.map(({ step }) => String(step).length)) + 1;
  const longestName = Math.max(...participants.map((name) => name.length));
  const first = stepWidth + Math.ceil(longestName / 2);
  const wanted = Math.max(LANE_GAP_MIN, longestName + 2, MESSAGE_ON_ARROW_MAX + 4);
  const gaps = Math.max(1, participants.length - 1);
  const room = Math.floor((PAGE_WIDTH - first - Math.ceil(longestName / 2)) / gaps);
  const isFitted = participants.length <= FITTED_PARTICIPANTS_MAX;
  const gap = isFitted ? Math.min(wanted, Math.max(LANE_GAP_MIN, room)) : wanted;
  const lanes = participants.map((_, index) => first + index * gap);
  const natural = lanes.at(-1)! + Math.max(Math.ceil(longestName / 2), gap);
  return { lanes, stepWidth, width: isFitted ? PAGE_WIDTH : Math.max(PAGE_WIDTH, natural) };
}

/** Names over their lifelines; names that would touch alternate between two lines. */
function header(layout: Layout, participants: readonly string[]): Line[] {
  const gap = layout.lanes.length > 1 ? layout.lanes[1]! - layout.lanes[0]! : layout.width;
  const isStaggered = participants.some((name) => name.length >= gap);
  const upper = isStaggered ? blank(layout) : lifelines(layout);
  const lower = isStaggered ? lifelines(layout) : upper;
  participants.forEach((name, index) => {
    const start = layout.lanes[index]! - Math.floor(name.length / 2);
    put(index % 2 === 0 ? lower : upper, start, name);
  });
  return isStaggered ? [upper, lower] : [upper];
}

function rowLines(layout: Layout, participants: readonly string[], row: LadderRow): Line[] {
  const from = laneOf(layout, participants, row.from);
  const to = laneOf(layout, participants, row.to);
  const notes = row.note === undefined ? [] : noteLines(layout, to, row.note);
  const lines = from === to ? noteLines(layout, from, row.message) : arrow(layout, from, to, row);
  put(lines[0]!, 0, String(row.step));
  return [...lines, ...notes];
}

function laneOf(layout: Layout, participants: readonly string[], name: string): number {
  const index = participants.indexOf(name);
  if (index < 0) throw new Error(`ladder: ${name} is not among ${participants.join(", ")}`);
  return layout.lanes[index]!;
}

/** The message within the arrow, or on a line above where the arrow is too short for it. */
function arrow(layout: Layout, from: number, to: number, { message }: LadderRow): Line[] {
  const [start, end] = from < to ? [from, to] : [to, from];
  const shaft = end - start - 1;
  const line = lifelines(layout);
  put(line, start + 1, "-".repeat(shaft));
  put(line, from < to ? end - 1 : start + 1, from < to ? ">" : "<");
  if (message.length + 4 <= shaft) {
    put(line, start + 1 + Math.floor((shaft - message.length - 2) / 2), ` ${message} `);
    return [line];
  }
  return [...textLines(layout, start + 2, message), line];
}

function noteLines(layout: Layout, lane: number, text: string): Line[] {
  return textLines(layout, lane + 2, `[${text}]`);
}

/** Text over the lifelines from a column on, further left where it would leave the page. */
function textLines(layout: Layout, column: number, text: string): Line[] {
  const room = layout.width - layout.stepWidth;
  return wrapped(text, room).map((piece) => {
    const line = lifelines(layout);
    put(line, Math.min(column, layout.width - piece.length), piece);
    return line;
  });
}

function blank({ width }: Layout): Line {
  return Array.from({ length: width }, () => " ");
}

function lifelines(layout: Layout): Line {
  const line = blank(layout);
  for (const lane of layout.lanes) line[lane] = "|";
  return line;
}

function put(line: Line, column: number, text: string): void {
  for (let i = 0; i < text.length; i++) line[column + i] = text[i]!;
}
