import { capacityTable } from "./capacity.ts";
import { definitions } from "./definitions.ts";
import { counted, significant } from "./format.ts";
import { headline } from "./headline.ts";
import * as lists from "./tables/lists.ts";
import * as pivots from "./tables/pivots.ts";
import { type Pivot, pivotTable, type Table } from "./tables/table.ts";
import type { Findings } from "./types.ts";
import { paragraphs } from "./wrap.ts";

/** summary.md: the answer first, then every table, the definitions and what repeats the run. */
export function summaryMarkdown(findings: Findings): string {
  const { name, title } = findings.scenario;
  return paragraphs([
    `# ${title || name}`,
    list(headline(findings).map(({ label, text }) => `**${label}**: ${escaped(text)}`)),
    ...tables(findings).map(section),
    `## Definitions\n\n${list(definitions(findings))}`,
    `## Run\n\n${list(runLines(findings))}`,
  ]);
}

const list = (items: readonly string[]): string => items.map((each) => `- ${each}`).join("\n");

function tables(findings: Findings): readonly Table[] {
  const across = (pivot: Pivot) => pivotTable(pivot, findings);
  return [
    lists.expectations(findings),
    capacityTable(findings.capacity),
    across(pivots.caps),
    across(pivots.waits),
    across(pivots.intervals),
    lists.outcomes(findings),
    lists.levels(findings),
    across(pivots.agents),
    across(pivots.pools),
    across(pivots.components),
    across(pivots.bandwidth),
    lists.signalling(findings),
    lists.others(findings),
    lists.observed(findings),
    lists.assumptions(findings),
    lists.fixedAssumptions(findings),
  ];
}

function section({ title, columns, rows }: Table): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    `## ${title}\n`,
    line(columns.map((each) => each.title)),
    line(columns.map(({ align }) => (align === "right" ? "---:" : "---"))),
    ...rows.map((row) => line(row.map(escaped))),
  ].join("\n");
}

/** Names a planner chose must not open a column, a tag or an emphasis. */
function escaped(text: string): string {
  return text.replace(/[\\|<*_`]/g, "\\$&");
}

function runLines(findings: Findings): readonly string[] {
  const { scenario, version, seed, replications, warmUp } = findings;
  const { run, signalling } = scenario;
  const lines = [
    `scenario \`${scenario.name}\`, SHA-256 \`${scenario.hash}\``,
    `busyhour ${version}, seed \`${seed}\`, ${counted(replications, "replication")}`,
    `fidelity \`${run.fidelity}\`, signalling time factor ${significant(signalling.timeFactor)}`,
  ];
  return warmUp === undefined ? lines : [...lines, warmUpLine(warmUp)];
}

function warmUpLine({ statedS, truncationS, longEnough }: NonNullable<Findings["warmUp"]>): string {
  const verdict = longEnough ? "long enough" : "**too short**";
  const [stated, needed] = [statedS, truncationS].map((each) => significant(each));
  return `warm-up of ${stated} s is ${verdict}: MSER-5 would cut at ${needed} s`;
}
