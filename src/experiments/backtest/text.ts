import { fixed, percent, significant } from "../../report/format.ts";
import { markdownTable } from "../../report/markdownTable.ts";
import { type Grid, left, right, type Table } from "../../report/tables/table.ts";
import { textTable } from "../../report/textTable.ts";
import { PAGE_WIDTH, wrapped } from "../../report/wrap.ts";
import { formatDayAndTime } from "../../units.ts";
import type { Backtest, Coverage, MeasureResult } from "./backtest.ts";
import type { Band } from "./bands.ts";
import { missesOf } from "./misses.ts";

export const titleOf = ({ study: { scenario } }: Backtest): string =>
  scenario.title || scenario.name;

/** `interval 3 of a grid`: the time of day at which it starts. */
export const labelOf = ({ grid }: Backtest, interval: number): string =>
  formatDayAndTime(grid.startUs + interval * grid.lengthUs);

/** What was compared, in a sentence. */
export function aboutOf({ days, simulatedDays, level, grid }: Backtest): string {
  const named = days.length > 3 ? `${days[0]} to ${days.at(-1)}` : days.join(", ");
  const count = days.length === 1 ? "1 day" : `${days.length} days`;
  return (
    `${count} of the log (${named}) beside ${simulatedDays} simulated ones: ` +
    `bands of ${percent(level, 0)} by intervals of ${grid.lengthUs / 60e6} min`
  );
}

export const NOTE =
  "A further simulated day would lie in its band with the stated probability. Calls are booked " +
  "to the interval in which they arrive. The interval of a share covered is over days, as " +
  "intervals of one day hang together.";

export const coverageText = ({ share }: Coverage): string => {
  const { estimate, low95, high95 } = share;
  if (estimate === null) return "–";
  if (low95 === null || high95 === null) return percent(estimate);
  const ends = [Math.max(0, low95), Math.min(1, high95)].map((end) => percent(end, 0));
  return `${percent(estimate)} (${ends.join(" to ")})`;
};

const figure = (value: number): string =>
  Number.isFinite(value) ? significant(value, value < 100 ? 3 : 4) : "–";
const bandText = (band: Band | null): string =>
  band === null ? "–" : `${figure(band.low)} to ${figure(band.high)}`;

/** How many half-hours each band covers. */
export function coverageTable({ measures }: Backtest): Table {
  return {
    title: "Intervals of the log that lie in their bands",
    columns: [
      ...[left("figure"), right("intervals"), right("covered, %")],
      ...[right("below the band"), right("above the band")],
    ],
    rows: measures.map(({ measure, coverage }) => [
      `${measure.title}`,
      fixed(coverage.total, 0),
      coverageText(coverage).replaceAll(" %", ""),
      fixed(coverage.below, 0),
      fixed(coverage.above, 0),
    ]),
  };
}

/** The whole day: each observed one beside the band of the simulated ones. */
export function wholeDayTable({ measures, days }: Backtest): Table {
  return {
    title: "Whole days",
    columns: [
      left("figure"),
      right("simulated band"),
      right("median"),
      right("observed"),
      left(""),
    ],
    rows: measures.map(({ measure, wholeDay: { band, observed } }) => {
      const outside = observed.filter((value) => band && (value < band.low || value > band.high));
      const values = observed.filter((value) => !Number.isNaN(value));
      const range = [Math.min(...values), Math.max(...values)].map(figure);
      return [
        `${measure.title}, ${measure.unit}`,
        bandText(band),
        band === null ? "–" : figure(band.median),
        values.length === 0 ? "–" : range[0] === range[1] ? range[0]! : range.join(" to "),
        outside.length === 0 ? "all within" : `${outside.length} of ${days.length} outside`,
      ];
    }),
  };
}

/** One row for each interval: bands, and the mean of what was observed. */
export function intervalTable(backtest: Backtest): Table {
  const shown = backtest.measures;
  return {
    title: "By interval: simulated band, mean observed, days outside",
    columns: [
      left("from"),
      ...shown.flatMap(({ measure: { title, unit } }) => [
        right(`${title}, ${unit}: band`),
        right("observed"),
        right("out"),
      ]),
    ],
    rows: Array.from({ length: backtest.grid.count }, (_, i) => [
      labelOf(backtest, i),
      ...shown.flatMap((result) => intervalCells(result, i)),
    ]),
  };
}

function intervalCells({ bands, observed }: MeasureResult, i: number): string[] {
  const band = bands[i]!;
  const values = observed.map((day) => day[i]!).filter((value) => !Number.isNaN(value));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const out = band ? values.filter((value) => value < band.low || value > band.high).length : 0;
  return [bandText(band), figure(mean), out === 0 ? "" : String(out)];
}

/** Each observed value outside its band. */
export function missTable(backtest: Backtest): Table {
  return {
    title: "What the model misses",
    columns: [...[left("figure"), left("from"), right("band"), left("above"), left("below")]],
    rows: missesOf(backtest).map(({ measure, interval, band, above, below }) => [
      measure.title,
      labelOf(backtest, interval),
      bandText(band),
      ...[above, below].map((each) =>
        each.map(({ day, value }) => `${day.slice(5)}: ${figure(value)}`).join(", "),
      ),
    ]),
  };
}

export function waitsTable({ waits }: Backtest): Table {
  const shares = (values: readonly number[]) => values.map((value) => fixed(100 * value, 1));
  return {
    title: "Waits: share of the calls that wait longer, %",
    columns: [right("longer than, s"), right("simulated band"), right("observed, least to most")],
    rows: waits.limitsS.map((limit, i) => {
      const band = waits.bands[i];
      const values = waits.observed.map((day) => day[i]!).filter((each) => !Number.isNaN(each));
      return [
        String(limit),
        band ? shares([band.low, band.high]).join(" to ") : "–",
        values.length === 0 ? "–" : shares([Math.min(...values), Math.max(...values)]).join(" to "),
      ];
    }),
  };
}

/** For the terminal. */
export function renderBacktest(backtest: Backtest): string {
  const titled = ({ title, ...grid }: Table) => `${title}\n${textTable(grid as Grid)}`;
  const parts = [
    wrapped(`${titleOf(backtest)}: ${aboutOf(backtest)}`, PAGE_WIDTH).join("\n"),
    titled(coverageTable(backtest)),
    titled(wholeDayTable(backtest)),
    titled(missTable(backtest)),
    wrapped(NOTE, PAGE_WIDTH).join("\n"),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** backtest.md. */
export function backtestMarkdown(backtest: Backtest, pictures: readonly string[]): string {
  const tables = [
    ...[coverageTable, wholeDayTable, waitsTable, missTable, intervalTable].map((of) =>
      of(backtest),
    ),
  ];
  const parts = [
    `# ${titleOf(backtest)}: held against a log`,
    `${aboutOf(backtest)}.`,
    NOTE,
    ...pictures.map((file) => `![${file.replace(/\.png$/, "")}](${file})`),
    ...tables.flatMap(({ title, ...grid }) => [`## ${title}`, markdownTable(grid)]),
  ];
  return `${parts.join("\n\n")}\n`;
}
