import type { Flow, Line } from "../model/flow.ts";
import type { Path } from "../model/paths.ts";
import { significant } from "../report/format.ts";
import { renderLadder } from "../report/ladder.ts";
import { renderMermaid } from "../report/mermaid.ts";
import { type Grid, left, right } from "../report/tables/table.ts";
import { textTable } from "../report/textTable.ts";
import { PAGE_WIDTH, wrapped } from "../report/wrap.ts";
import type { Scenario } from "../scenario/types.ts";
import { LEGEND, ladderRows } from "./ladderRows.ts";
import { type PathCosts, pathCosts } from "./pathCosts.ts";

/** What `busyhour flows` prints: every call flow there is. */
export function flowCatalogue(flows: readonly Flow[]): string {
  const table: Grid = {
    columns: [left("flow"), left("what happens"), left("source"), right("numbered steps")],
    rows: flows.map((flow) => [flow.name, flow.title, flow.source, `${numberedSteps(flow)}`]),
  };
  return `${textTable(table)}\n`;
}

/** Steps that the source itself counts. */
export function numberedSteps({ steps }: Flow): number {
  return Object.keys(steps).filter((label) => /^\d+$/.test(label)).length;
}

/** What `busyhour flows NAME` prints: the table, the ladders, and what each path costs. */
export function flowListing(flow: Flow, scenario: Scenario): string {
  return [
    `${flow.name}: ${flow.title}\nsource: ${flow.source}\n`,
    `Steps\n${sentences(flow.steps)}`,
    ...(Object.keys(flow.endings).length > 0 ? [`Endings\n${sentences(flow.endings)}`] : []),
    `Ladder\n${LEGEND}\n\n${ladder(flow, Object.entries(flow.steps))}`,
    ...Object.entries(flow.endings).map(
      (ending) => `Ladder of the ending ${ending[0]}\n\n${ladder(flow, [ending])}`,
    ),
    costTable(pathCosts(flow, scenario), scenario.name),
  ].join("\n");
}

/** The ladder of the steps as a Mermaid sequence diagram. */
export function flowMermaid(flow: Flow): string {
  return renderMermaid(rowsOf(flow, Object.entries(flow.steps)), Object.keys(flow.roles));
}

type Entry = readonly [label: string, line: Line];

function sentences(lines: Readonly<Record<string, Line>>): string {
  const labelWidth = Math.max(...Object.keys(lines).map((label) => label.length)) + 2;
  return Object.entries(lines)
    .flatMap(([label, [sentence]]) =>
      wrapped(sentence, PAGE_WIDTH - labelWidth).map(
        (text, index) => `${(index === 0 ? label : "").padEnd(labelWidth)}${text}\n`,
      ),
    )
    .join("");
}

/** Only who takes part has a lifeline, in the order of the roles. */
function ladder(flow: Flow, lines: readonly Entry[]): string {
  const rows = rowsOf(flow, lines);
  const involved = new Set(rows.flatMap(({ from, to }) => [from, to]));
  return renderLadder(
    rows,
    Object.keys(flow.roles).filter((role) => involved.has(role)),
  );
}

const rowsOf = (flow: Flow, lines: readonly Entry[]) =>
  lines.flatMap(([label, line]) => ladderRows(flow, label, line));

const FIGURES: readonly (readonly [figure: keyof Omit<PathCosts, "path">, title: string])[] = [
  ["sipTrunk", "SIP, trunk side"],
  ["sipInward", "SIP, inward of the SBC"],
  ["messages", "messages in all"],
  ["bytes", "bytes"],
  ["trunkSeconds", "trunk-s"],
  ["portSeconds", "port-s"],
  ["agentSeconds", "agent-s"],
];

/** The branch a path took last, and what else its calls answered that others of it did not. */
function wayOf({ name, answers }: Path): string {
  const given = [...answers].flatMap(([question, answer]) =>
    answer === "no" ? [] : [answer === "yes" ? question : answer],
  );
  return [...new Set([name, ...given])].join(", ");
}

function costTable(costs: readonly PathCosts[], scenario: string): string {
  const table: Grid = {
    columns: [left("path"), left("outcome"), ...FIGURES.map(([, title]) => right(title))],
    rows: costs.map((each) => [
      wayOf(each.path),
      each.path.outcome ?? "–",
      ...FIGURES.map(([figure]) => significant(each[figure])),
    ]),
  };
  const note =
    `Per call of the first site, from the table alone; platform and means of ${scenario}. ` +
    "Time in queue is not counted, a stage that is left early counts in full.";
  const text = textTable(table);
  return `Paths\n${text}\n${wrapped(note, PAGE_WIDTH).join("\n")}\n`;
}
