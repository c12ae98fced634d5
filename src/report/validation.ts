import type { ExactFigure } from "../scenario/types.ts";
import type { Estimate } from "../stats/estimate.ts";
import { scopeLabel } from "./findings.ts";
import { counted, fixed, inUnitOf, percent, quantity, significant } from "./format.ts";
import { markdownTable } from "./markdownTable.ts";
import { left, right, type Table } from "./tables/table.ts";
import { textTable } from "./textTable.ts";
import { PAGE_WIDTH, paragraphs, wrapped } from "./wrap.ts";

/** One known figure beside the simulated one. */
export interface JudgedFigure {
  readonly known: ExactFigure;
  /** With the 95 % half width that the comparison rests on. */
  readonly simulated: Estimate;
  readonly z: number | null;
  readonly p: number | null;
}

/** A case: a scenario whose figures are known. */
export interface JudgedCase {
  readonly name: string;
  readonly title: string;
  /** Offered in all replications. */
  readonly calls: number;
  readonly replications: number;
  readonly figures: readonly JudgedFigure[];
  /** Of the case alone (Bonferroni), and among all cases (Holm). */
  readonly p: number;
  readonly adjustedP: number;
  readonly isConsistent: boolean;
}

/** The model against theory and published results. */
export interface Validation {
  readonly version: string;
  readonly seed: string;
  /** Chance of a false alarm of all cases together. */
  readonly level: number;
  /** Factor put on talk and IVR times; 1: none. */
  readonly bias: number;
  readonly quick: boolean;
  readonly cases: readonly JudgedCase[];
  readonly isConsistent: boolean;
}

/** What a planner sees: every figure, every case, the verdict. */
export function renderValidation(validation: Validation): string {
  const tables = [figuresTable(validation), casesTable(validation)];
  return paragraphs([
    ...tables.map((table) => `${table.title}\n${textTable(table)}`),
    verdictLines(validation)
      .flatMap((line) => wrapped(line, PAGE_WIDTH))
      .join("\n"),
  ]);
}

/** The same as Markdown. */
export function validationMarkdown(validation: Validation): string {
  const section = (table: Table) => `## ${table.title}\n\n${markdownTable(table)}`;
  return paragraphs([
    "# The model against theory and published results",
    verdictLines(validation).join("\n\n"),
    section(casesTable(validation)),
    section(figuresTable(validation)),
  ]);
}

/** validation.json: numbers in full precision, null where there is none. */
export function validationJson({ cases, ...about }: Validation): string {
  const figure = ({ known, simulated, z, p }: JudgedFigure) => ({
    id: known.metric,
    scope: known.scope,
    unit: simulated.unit,
    exact: known.value ?? null,
    atMost: known.atMost ?? null,
    estimate: simulated.estimate,
    halfWidth95: simulated.halfWidth95,
    z,
    p,
  });
  const judged = cases.map(({ figures, ...each }) => ({ ...each, figures: figures.map(figure) }));
  return `${JSON.stringify({ schema: 1, ...about, cases: judged }, null, 2)}\n`;
}

function figuresTable({ cases }: Validation): Table {
  return {
    title: "Figures",
    columns: [
      left("case"),
      left("metric"),
      right("exact"),
      right("simulated ± 95 %"),
      right("z"),
      right("p"),
      left("agrees"),
    ],
    rows: cases.flatMap(({ name, figures, isConsistent }) =>
      figures.map(({ known, simulated, z, p }, i) => [
        i === 0 ? name : "",
        metricText(known),
        exactText(known, simulated),
        quantity(simulated),
        z === null ? "–" : fixed(z, 2),
        p === null ? "–" : pText(p),
        i === 0 ? verdictText(isConsistent) : "",
      ]),
    ),
  };
}

function casesTable({ cases }: Validation): Table {
  return {
    title: "Cases",
    columns: [left("case"), left("system"), right("calls"), right("p, jointly"), left("agrees")],
    rows: cases.map(({ name, title, calls, adjustedP, isConsistent }) => [
      name,
      title,
      fixed(calls, 0),
      pText(adjustedP),
      verdictText(isConsistent),
    ]),
  };
}

const metricText = ({ metric, scope }: ExactFigure): string =>
  scope === "cluster" ? metric : `${metric} [${scopeLabel(scope)}]`;

function exactText({ value, atMost }: ExactFigure, simulated: Estimate): string {
  return value === undefined ? `≤ ${inUnitOf(atMost!, simulated)}` : inUnitOf(value, simulated);
}

/** Three decimals, and smaller ones as powers of ten. */
const pText = (p: number): string => (p === 0 || p >= 0.001 ? fixed(p, 3) : p.toExponential(0));

const verdictText = (isConsistent: boolean): string => (isConsistent ? "yes" : "NO");

function verdictLines({ version, seed, level, bias, quick, cases, isConsistent }: Validation) {
  const wrong = cases.filter((each) => !each.isConsistent).map(({ name }) => name);
  const how =
    `busyhour ${version}, seed ${seed}${quick ? ", a tenth of the calls" : ""}; ` +
    `Holm over cases, Bonferroni within, false alarms ${significant(100 * level)} %`;
  const verdict = isConsistent
    ? `Consistent with theory and published results: ${counted(cases.length, "case")}.`
    : `INCONSISTENT: ${wrong.length} of ${counted(cases.length, "case")}: ${wrong.join(", ")}.`;
  if (bias === 1) return [verdict, how];
  const change = percent(bias - 1, 0);
  const found = isConsistent ? "was NOT found out" : "was found out, as it should be";
  return [
    verdict,
    `A demonstration: talk and IVR times ${change} too long; the fault ${found}.`,
    how,
  ];
}
