import type { LadderRow } from "./ladder.ts";

/** The same ladder as a Mermaid sequence diagram; responses (100–699) have dashed arrows. */
export function renderMermaid(rows: readonly LadderRow[], participants: readonly string[]): string {
  const idOf = new Map(participants.map((name, index) => [name, `p${index}`]));
  return [
    "sequenceDiagram",
    ...participants.map((name) => `    participant ${idOf.get(name)} as ${escaped(name)}`),
    ...rows.flatMap((row) => rowLines(row, idOf.get(row.from)!, idOf.get(row.to)!)),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

function rowLines({ step, message, note }: LadderRow, from: string, to: string): string[] {
  const text = escaped(`${step}. ${message}`);
  const arrow = /^[1-6]\d\d\b/.test(message) ? "-->>" : "->>";
  const line = from === to ? `    Note over ${from}: ${text}` : `    ${from}${arrow}${to}: ${text}`;
  return note === undefined ? [line] : [line, `    Note over ${to}: ${escaped(note)}`];
}

/** `#` and `;` have a meaning of their own in a diagram and are written as character codes. */
function escaped(text: string): string {
  return text.replace(/[#;]/g, (each) => `#${each.charCodeAt(0)};`).replace(/\s+/g, " ");
}
