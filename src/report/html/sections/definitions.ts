import { metrics } from "../../../stats/metrics/index.ts";
import { definitions as wording } from "../../definitions.ts";
import { left, type Table } from "../../tables/table.ts";
import type { Findings } from "../../types.ts";
import { inline } from "../inline.ts";
import { html } from "../markup.ts";
import { tableMarkup } from "../table.ts";
import type { Section } from "./section.ts";

/** What the words mean on which tools differ, and every metric of the run by its name. */
export const definitions: Section = {
  id: "definitions",
  title: "Definitions",
  body: (findings) => html`<ul class="definitions">
${wording(findings).map((line) => html`<li>${inline(line)}</li>\n`)}</ul>
<details><summary>Words and abbreviations</summary>
${tableMarkup(glossary(findings))}</details>
<details><summary>Every metric of this run</summary>
${tableMarkup(metricTable(findings))}</details>`,
};

/** What a reader from outside the trade may not know. */
const WORDS: readonly (readonly [word: string, meaning: string])[] = [
  ["CAPS", "call attempts per second: calls that begin, whether or not anybody answers"],
  ["busy hour", "the hour of greatest load, for which a system is sized"],
  ["IVR, qualification", "announcements and questions before a call joins a queue"],
  ["SBC", "session border controller: where the calls of a carrier enter a site"],
  ["MCP", "media control platform: plays announcements and music through its ports"],
  ["trunks", "calls that the lines from the carriers can carry at the same time"],
  ["mcp.treatment", "ports of the MCPs that play to callers before and while they wait"],
  ["INVITE dialog", "one leg of a call as a SIP server sees it, from its set-up to its release"],
  ["T-events", "messages that tell desktops and servers what happens to a call"],
  ["desks:…", "the network that connects the agents of a site"],
  ["a>b", "the direction from a to b of the link between them"],
  ["MSER-5", "a rule that finds where the start of a run stops to distort its means"],
  ["seed", "the text that all random numbers of a run follow from"],
];

/** The words, then the resources of the capacity table by what they are. */
function glossary({ capacity }: Findings): Table {
  const components = capacity.filter(({ kind, note }) => kind === "component" && note !== "");
  return {
    title: "Words and abbreviations of this report",
    columns: [left("word"), left("meaning")],
    rows: [...WORDS, ...components.map(({ name, note }) => [name, note])],
  };
}

function metricTable({ estimates }: Findings): Table {
  const measured = new Set(estimates.map(({ id }) => id));
  return {
    title: "Metrics as summary.json names them",
    columns: [left("metric"), left("unit"), left("meaning")],
    rows: metrics
      .filter(({ id }) => measured.has(id))
      .map(({ id, unit, meaning }) => [id, unit, meaning]),
  };
}
