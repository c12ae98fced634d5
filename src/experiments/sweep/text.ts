import { counted, plusMinus, withInterval } from "../../report/format.ts";
import { markdownTable } from "../../report/markdownTable.ts";
import type { Grid } from "../../report/tables/table.ts";
import { textTable } from "../../report/textTable.ts";
import { PAGE_WIDTH, wrapped } from "../../report/wrap.ts";
import type { Difference } from "../../stats/difference.ts";
import type { Verdict } from "../../stats/verdict.ts";
import { figureName } from "../readings.ts";
import { halfWidth95Of, type Sweep, type SweptPoint } from "./sweep.ts";

/** For the terminal; with differences where a baseline was named. */
export function renderSweep(sweep: Sweep, withDifferences: boolean): string {
  const folded = (text: string) => wrapped(text, PAGE_WIDTH).join("\n");
  const shown = withoutZeros(sweep);
  const differences = [folded(differencesTitle(shown)), textTable(differencesTable(shown))];
  const parts = [
    folded(titleOf(sweep)),
    textTable(valuesTable(shown)),
    folded(NOTE),
    ...(withDifferences ? [...differences, folded(PAIRED)] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** A terminal is narrow: what is zero at every point goes. */
function withoutZeros(sweep: Sweep): Sweep {
  const kept = sweep.figures.flatMap((_, i) =>
    sweep.points.some(({ values }) => values[i]?.estimate.estimate !== 0) ? [i] : [],
  );
  return {
    ...sweep,
    figures: kept.map((i) => sweep.figures[i]!),
    points: sweep.points.map((point) => ({
      ...point,
      values: kept.map((i) => point.values[i]!),
    })),
  };
}

/** sweep.md: values, and differences from the baseline. */
export function sweepMarkdown(sweep: Sweep, pictures: readonly string[]): string {
  const { title, name, run } = sweep.points[0]!.study.scenario;
  const parts = [
    `# ${title || name}: ${sweep.factors.join(", ")}`,
    `${titleOf(sweep)} Seed ${run.seed}.`,
    markdownTable(valuesTable(sweep)),
    NOTE,
    ...pictures.map((file) => `![${file}](${file})`),
    ...(hasDifferences(sweep)
      ? [`## ${differencesTitle(sweep)}`, markdownTable(differencesTable(sweep)), PAIRED]
      : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

export const NOTE = "± is half a 95 % interval of the value at that point alone.";
export const PAIRED =
  "All points share their random numbers. ± is half a 95 % interval of the paired difference, " +
  "which what the points have in common does not widen; each holds with 95 % by itself.";

/** One point is compared with nothing but what is none of the points. */
export const hasDifferences = ({ points, baseline }: Sweep): boolean =>
  points.some(({ levels }) => levels !== baseline);

export const differencesTitle = ({ baseline }: Sweep): string => {
  if (baseline.length === 0) return "Differences from the scenario as written";
  const levels = baseline.map(({ factor, value }) => `${factorName(factor)} ${value}`);
  return `Differences from ${levels.join(", ")}`;
};

export function titleOf({ points, wanted }: Sweep): string {
  const replications = [...new Set(points.map((point) => point.replications))];
  const each = counted(replications[0] ?? 0, "replication");
  const of =
    points.length < wanted
      ? `${points.length} of ${counted(wanted, "point")}`
      : counted(wanted, "point");
  return `${of}, ${each} each, with common random numbers.`;
}

const right = (title: string) => ({ title, align: "right" as const });

const factorColumns = ({ factors }: Sweep) => factors.map((factor) => right(factorName(factor)));

/** Of paths that go together, what they have in common once: `agents.all.sites.dc1 + dc2`. */
export function factorName(factor: string): string {
  const [first = "", ...others] = factor.split("+");
  const stem = first.slice(0, first.lastIndexOf(".") + 1);
  const rest = others.map((path) => (path.startsWith(stem) ? path.slice(stem.length) : path));
  return [first, ...rest].join(" + ");
}

/** The unit in which a figure is read: shares as percentages. */
const readUnit = (unit: string): string => (unit === "ratio" ? "%" : unit);

const levelCells = ({ levels }: SweptPoint) => levels.map(({ value }) => value);

export function valuesTable(sweep: Sweep): Grid {
  const expectations = sweep.points[0]!.expectations.map(({ text }) => text);
  return {
    columns: [
      ...factorColumns(sweep),
      ...sweep.figures.map(({ id, scope, unit }) =>
        right(`${figureName(id, scope)}, ${readUnit(unit)}`),
      ),
      ...expectations.map((title) => ({ title, align: "left" as const })),
    ],
    rows: sweep.points.map((point) => [
      ...levelCells(point),
      ...point.values.map((value) =>
        withInterval(value?.estimate, readUnit(value?.estimate.unit ?? "")),
      ),
      ...point.expectations.map(({ verdict }) => MARKS[verdict]),
    ]),
  };
}

const MARKS: Readonly<Record<Verdict, string>> = {
  pass: "kept",
  fail: "not kept",
  undecided: "undecided",
};

/** Of shares in percentage points. */
function differenceText(difference: Difference, unit: string): string {
  const factor = unit === "ratio" ? 100 : 1;
  return plusMinus(factor * difference.value, factor * halfWidth95Of(difference));
}

export function differencesTable(sweep: Sweep): Grid {
  return {
    columns: [
      ...factorColumns(sweep),
      ...sweep.figures.map(({ id, scope, unit }) =>
        right(`${figureName(id, scope)}, ${unit === "ratio" ? "points" : unit}`),
      ),
    ],
    rows: sweep.points
      .filter(({ levels }) => levels !== sweep.baseline)
      .map((point) => [
        ...levelCells(point),
        ...point.values.map((value) =>
          value?.difference ? differenceText(value.difference, value.estimate.unit) : "–",
        ),
      ]),
  };
}
