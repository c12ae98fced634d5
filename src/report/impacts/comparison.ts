import { find } from "../findings.ts";
import { faultLines } from "../headline.ts";
import { escaped, markdownTable } from "../markdownTable.ts";
import { GROUPS, said } from "../tables/failure.ts";
import { IMPACT_NAMES, NAMES, TITLES } from "../tables/impacts.ts";
import { type Grid, left, right } from "../tables/table.ts";
import type { Findings } from "../types.ts";
import { countsOf, type ImpactCell, impactMatrix } from "./matrix.ts";
import { FUNCTIONS, IMPACTS, type Mode } from "./published.ts";

/** A part of a comparison, ready for any renderer. */
export interface Part extends Grid {
  readonly title: string;
  readonly note: string;
}

const ABSENT = "–";

/**
 * The same failures in several scenarios, a column each: what they cost, and for each failure that
 * the guide has a table for those cells of the matrix in which the scenarios are not all alike.
 */
export function comparisonOf(all: readonly Findings[]): readonly Part[] {
  const matrices = all.map(impactMatrix);
  const modes = [...new Set(matrices.flat().map(({ mode }) => mode))];
  return [costs(all), ...modes.map((mode) => cells(mode, all, matrices))];
}

function costs(all: readonly Findings[]): Part {
  const rows = GROUPS.flatMap((group) => group.rows).flatMap(([id, label]) => {
    const estimates = all.map((findings) => find(findings, id));
    if (estimates.every((each) => each === undefined)) return [];
    return [[label, ...estimates.map((each) => (each === undefined ? ABSENT : said(each)))]];
  });
  return {
    title: "What the failures cost",
    note: "±: half a 95 % interval of the mean over the replications of a scenario.",
    columns: [left("what"), ...all.map(({ scenario }) => right(scenario.name))],
    rows,
  };
}

function cells(
  mode: Mode,
  all: readonly Findings[],
  matrices: readonly (readonly ImpactCell[])[],
): Part {
  const own = matrices.map((matrix) => matrix.filter((cell) => cell.mode === mode));
  const rows = FUNCTIONS.flatMap((name) =>
    IMPACTS.flatMap((impact) => {
      const row = own.map((matrix) =>
        matrix.find((cell) => cell.function === name && cell.impact === impact),
      );
      const says = row.map((cell) => (cell === undefined ? ABSENT : cell.says));
      if (new Set(says).size < 2) return [];
      const figures = row.map((cell) => (cell === undefined ? "" : ` (${cell.shown})`));
      const known = row.find((cell) => cell !== undefined)!;
      const shown = says.map((each, i) => each + figures[i]!);
      return [[NAMES[name], IMPACT_NAMES[impact], known.published, ...shown]];
    }),
  );
  const agreeing = own.map((matrix, i) => `${all[i]!.scenario.name}: ${countsOf(matrix)}`);
  const count = FUNCTIONS.length * IMPACTS.length;
  return {
    title: TITLES[mode],
    note:
      `${count - rows.length} of ${count} cells say the same in all scenarios; the others are ` +
      "these, with the figure behind each in brackets. *To the end*: of the failure. Against the " +
      `guide: ${agreeing.join("; ")}.`,
    columns: [
      left("function"),
      left("impact"),
      left("guide"),
      ...all.map(({ scenario }) => left(scenario.name)),
    ],
    rows,
  };
}

/** impacts.md: what fails, the comparison, and the commands that repeat its runs. */
export function comparisonMarkdown(all: readonly Findings[]): string {
  const parts = comparisonOf(all).map(
    ({ title, note, ...grid }) => `## ${title}\n\n${markdownTable(grid)}\n\n${note}`,
  );
  const runs = all.map(
    ({ scenario, version, replayCommand }) =>
      `- ${scenario.title || scenario.name} (busyhour ${version}): \`${replayCommand}\``,
  );
  const faults = faultLines(all[0]!.scenario).map(({ text }) => `What fails: ${escaped(text)}.`);
  const heads = ["# The same failures, side by side", ...faults];
  const sections = [...heads, ...parts, `## Runs\n\n${runs.join("\n")}`];
  return `${sections.join("\n\n")}\n`;
}
