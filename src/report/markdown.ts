import { chapters } from "./chapters.ts";
import { definitions } from "./definitions.ts";
import { headline } from "./headline.ts";
import { runFacts } from "./runFacts.ts";
import type { Table } from "./tables/table.ts";
import type { Findings } from "./types.ts";
import { paragraphs } from "./wrap.ts";

/** summary.md: the answer first, then every table, the definitions and what repeats the run. */
export function summaryMarkdown(findings: Findings): string {
  const { name, title } = findings.scenario;
  return paragraphs([
    `# ${title || name}`,
    list(headline(findings).map(({ label, text }) => `**${label}**: ${escaped(text)}`)),
    ...chapters.flatMap(({ tables }) => tables(findings)).map(section),
    `## Definitions\n\n${list(definitions(findings))}`,
    `## Run\n\n${list(runFacts(findings))}`,
  ]);
}

const list = (items: readonly string[]): string => items.map((each) => `- ${each}`).join("\n");

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
