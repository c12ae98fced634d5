import { chapters } from "./chapters.ts";
import { definitions } from "./definitions.ts";
import { headline } from "./headline.ts";
import { escaped, markdownTable } from "./markdownTable.ts";
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

const section = (table: Table): string =>
  table.rows.length === 0 ? "" : `## ${table.title}\n\n${markdownTable(table)}`;
