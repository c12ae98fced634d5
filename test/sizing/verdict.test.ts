import { describe, expect, test } from "vitest";
import type { Printed } from "../../src/sizing/types.ts";
import { verdictOf } from "../../src/sizing/verdict.ts";
import { BLUEPRINT_NUMBERS, rowOf, tableOf } from "./tables.ts";

const ofFigure = (value: number | null, printed: Printed) =>
  verdictOf({ id: "x", title: "x", unit: "", derivation: "", value, printed });
const other = { from: "the other", value: 9, derivation: "3 × 3", note: "" };

describe("a verdict follows from numbers alone", () => {
  test.each([
    ["confirmed", 8, { value: 8 }],
    ["rounded", 8.4, { value: 8 }],
    ["rounded", 8.8889, { value: 8 }],
    ["rounded", 7.6, { value: 8 }],
    ["rounded", 0.8149, { value: 0.81, decimals: 2 }],
    ["not reproduced", 9.1, { value: 8 }],
    ["planning allowance", 3, { value: 8, isProvision: true, implied: [other] }],
    ["contradicts", 9, { value: 8, implied: [other] }],
    ["contradicts", 9, { value: 8, isProvision: true, implied: [other] }],
    ["not reproduced", 12, { value: 9, implied: [other] }],
    ["given", null, { value: 8 }],
  ] as const)("%s: the load gives %s", (kind, value, printed) => {
    expect(ofFigure(value, printed).kind).toBe(kind);
  });
});

test("the blueprint's table, row by row", () => {
  const table = tableOf();
  const printed = table.sections.flatMap(({ rows }) =>
    rows.filter((row) => row.printed).map(({ id, verdict }) => `${id}: ${verdict.kind}`),
  );
  expect(printed).toEqual([
    "agents: confirmed",
    "agents.occupancy: confirmed",
    "agents.callsPerHour: contradicts",
    "caps: confirmed",
    "calls.perHour: confirmed",
    "calls.inSystem: confirmed",
    "qualification: confirmed",
    "wait.mean: planning allowance",
    "talk: confirmed",
    "outbound.records: given",
    "outbound.answered: given",
    "outbound.human: given",
    "outbound.redials: given",
    "outbound.callsPerAgentHour: confirmed",
    "recording.rate: confirmed",
    "bridging.wire: contradicts",
  ]);
  expect(rowOf(table, "agents.callsPerHour").verdict.of).toBe("busy-hour calls");
});

test("where its printed figures contradict each other, both values are told", () => {
  const told = tableOf().conflicts.map(({ title, printed, value }) => [title, printed, value]);
  expect(told).toEqual([
    ["agent utilisation", 0.8, 0.72],
    ["calls per agent and hour", 16, 14.4],
    ["CAPS, mean of the measured time", 8, expect.closeTo(8.8889, 4)],
    ["busy-hour calls", 28_800, 32_000],
    ["concurrent active calls", 2000, 2960],
    ["queue time", 120, 0],
    ["dials per agent and hour", 48, expect.closeTo(53.333, 3)],
    ["bridging of a recording, on the wire", 0.25, expect.closeTo(0.3488, 6)],
  ]);
});

test("with the printed queue the concurrent calls contradict it", () => {
  const table = tableOf({ queue: 120e6 });
  expect(rowOf(table, "wait.mean").verdict.kind).toBe("confirmed");
  expect(rowOf(table, "calls.inSystem").verdict).toEqual({ kind: "contradicts", of: "queue time" });
});

test.each(["agents", "qualification", "talk", "utilisation"] as const)(
  "a planner's own %s is compared with nothing printed",
  (name) => {
    const table = tableOf({ [name]: BLUEPRINT_NUMBERS[name] * 0.9 });
    expect(table.conflicts).toEqual([]);
    expect(table.sections.flatMap(({ rows }) => rows.filter((row) => row.printed))).toEqual([]);
  },
);
