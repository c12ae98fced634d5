import { describe, expect, test } from "vitest";
import { type LadderRow, renderLadder } from "../../src/report/ladder.ts";
import { renderMermaid } from "../../src/report/mermaid.ts";

const participants = ["trunk", "sbc", "sipProxy"];
const rows: readonly LadderRow[] = [
  { step: 1, from: "trunk", to: "sbc", message: "INVITE" },
  { step: 2, from: "sbc", to: "sipProxy", message: "INVITE", note: "hold trunk; #1" },
  { step: "2a", from: "sipProxy", to: "sipProxy", message: "looks up" },
  { step: 3, from: "sipProxy", to: "trunk", message: "200 OK" },
];

describe("a ladder as text", () => {
  test("has a lifeline per participant, aligned arrows and notes", () => {
    expect(renderLadder(rows, participants)).toBe(
      [
        "     trunk              sbc            sipProxy",
        "1      |---- INVITE ---->|                 |",
        "2      |                 |---- INVITE ---->|",
        "       |                 |                 | [hold trunk; #1]",
        "2a     |                 |                 | [looks up]",
        "3      |<------------ 200 OK --------------|",
        "       |                 |                 |",
        "",
      ].join("\n"),
    );
  });

  test("a message longer than its arrow goes on the line above", () => {
    const message = "183 Session Progress with early media";
    const [, above, arrow] = renderLadder(
      [{ step: 1, from: "sbc", to: "trunk", message }],
      participants,
    ).split("\n");
    expect(above).toContain(message);
    expect(arrow).toMatch(/\|<-+\|/);
  });

  test("six participants with long names and messages stay within 100 columns", () => {
    const six = Array.from({ length: 6 }, (_, i) => `participantNumber${i}`);
    const long = six.map((from, i) => ({
      step: 100 + i,
      from,
      to: six[(i + 3) % 6]!,
      message: `${"a long message ".repeat(9)}${i}`,
      note: `hold ${"somePool".repeat(14)}`,
    }));
    const lines = renderLadder(long, six).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test("more participants make it wider, every name whole", () => {
    const nine = Array.from({ length: 9 }, (_, i) => `participantNumber${i}`);
    const text = renderLadder([{ step: 1, from: nine[0]!, to: nine[8]!, message: "BYE" }], nine);
    for (const name of nine) expect(text).toContain(name);
  });

  test("an unknown participant is named", () => {
    const row = { step: 1, from: "sbc", to: "mcp", message: "INVITE" };
    expect(() => renderLadder([row], participants)).toThrow(
      "mcp is not among trunk, sbc, sipProxy",
    );
  });
});

test("a ladder as a Mermaid sequence diagram", () => {
  expect(renderMermaid(rows, participants)).toBe(
    [
      "sequenceDiagram",
      "    participant p0 as trunk",
      "    participant p1 as sbc",
      "    participant p2 as sipProxy",
      "    p0->>p1: 1. INVITE",
      "    p1->>p2: 2. INVITE",
      "    Note over p2: hold trunk#59; #35;1",
      "    Note over p2: 2a. looks up",
      "    p2-->>p0: 3. 200 OK",
      "",
    ].join("\n"),
  );
});
