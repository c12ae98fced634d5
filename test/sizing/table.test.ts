import { describe, expect, test } from "vitest";
import type { SizingTable } from "../../src/sizing/table.ts";
import { figureOf, rowOf, tableOf } from "./tables.ts";

/** Figures worked out by hand from blueprint 6.1; four digits unless they are whole. */
const CONSISTENT = [
  ["agents.occupancy", 0.8],
  ["agents.busy", 1600],
  ["agents.callsPerHour", 14.4],
  ["caps", 8],
  ["calls.perHour", 28_800],
  ["calls.inSystem", 2000],
  ["calls.inQualification", 480],
  ["calls.ringing", 80],
  ["calls.talking", 1440],
  ["outbound.callsPerAgentHour", 48],
  ["outbound.attempts", 26.6667],
  ["outbound.minutes", 31.25],
  ["outbound.agents.once", 130.208],
  ["outbound.agents.unanswered", 169.271],
  ["outbound.agents.notHuman", 221.354],
  ["outbound.cpdPorts", 480],
  ["outbound.cpdPorts.peak", 546],
  ["outbound.ocs", 2],
  ["trunks.mean", 2000],
  ["mcp.treatment.mean", 480],
  ["mcp.treatment.peak", 546],
  ["recording.mean", 1440],
  ["recording.peak", 1554],
  ["recording.size", 360],
  ["day.calls", 240_000],
  ["storage.recordings", 7776],
  ["storage.database", 87.4],
  ["storage.logs", 3360],
  ["storage.reporting", 291.28],
  ["bridging.wire", 0.3488],
  ["bridging.reserved", 360],
  ["bridging.total", 502.272],
  ["upload", 23.04],
  ["upload.blueprint", 22.5],
] as const;

test.each(CONSISTENT)("the blueprint's load: %s is %d", (id, figure) => {
  expect(figureOf(tableOf(), id)).toBeCloseTo(figure, 3);
});

test("with 120 s of queue treatment for every call", () => {
  const table = tableOf({ queue: 120e6 });
  expect(figureOf(table, "calls.inSystem")).toBeCloseTo(2960, 6);
  expect(figureOf(table, "mcp.treatment.mean")).toBeCloseTo(1440, 6);
  expect(figureOf(table, "mcp.treatment.peak")).toBe(1554);
  expect(figureOf(table, "calls.everyAgentTalking")).toBeCloseTo(3440, 6);
  expect(figureOf(table, "wait.mean")).toBeCloseTo(120, 9);
  expect(rowOf(table, "agents.Erlang C").value).toBeNull();
});

test("agents cannot make up for callers who hang up in queue treatment", () => {
  const impatient = "demand.customers.patience=exponential(mean 420s)";
  const rowAt = (level: string) =>
    rowOf(
      tableOf(
        { queue: 30e6 },
        impatient,
        "queues.all.threshold=60s",
        `sizing.serviceLevel=${level}`,
      ),
      "agents.Erlang A",
    );
  const staying = Math.exp(-30 / 420);
  expect(rowAt("80%").value).toBeLessThan(1600 * staying);
  expect(rowAt(`${100 * staying - 0.1}%`).value).toBeGreaterThan(1600 * 0.9 * staying);
  expect(rowAt(`${100 * staying + 0.1}%`).value).toBeNull();
});

test("the other reading: talk alone keeps agents busy", () => {
  const table = tableOf({ queue: 120e6, ring: 0, afterCallWork: 0 });
  expect(figureOf(table, "caps")).toBeCloseTo(8.8889, 4);
  expect(figureOf(table, "calls.inQualification")).toBeCloseTo(533.33, 2);
  expect(figureOf(table, "calls.inQueue")).toBeCloseTo(1066.67, 2);
  expect(figureOf(table, "calls.talking")).toBeCloseTo(1600, 6);
  expect(figureOf(table, "calls.inSystem")).toBeCloseTo(3200, 6);
});

test("mono recordings take half", () => {
  const table = tableOf({}, "recording.channels=mono");
  expect(figureOf(table, "upload")).toBeCloseTo(11.52, 9);
  expect(figureOf(table, "upload.blueprint")).toBeCloseTo(11.25, 9);
  expect(figureOf(table, "storage.recordings")).toBeCloseTo(3888, 9);
});

/** Erlang C at 80 % with 180 s: what would make callers wait the blueprint's two minutes. */
test.each([
  [1, 720],
  [2, 320],
  [3, 194.2],
  [4, 134.2],
  [5, 99.7],
  [10, 36.8],
  [50, 1.57],
])("%d agents on their own make callers wait %d s", (agents, seconds) => {
  const table = tableOf({ agents, ring: 0, afterCallWork: 0 });
  expect(figureOf(table, "wait.mean") / seconds).toBeCloseTo(1, 2);
});

describe("what a planner buys", () => {
  test("as many agents, trunks and ports as meet the target, and not one less", () => {
    const table = tableOf();
    expect(figureOf(table, "agents.Erlang C")).toBe(1620);
    expect(figureOf(table, "trunks.site")).toBe(1072);
    expect(figureOf(table, "mcp.treatment.site")).toBe(281);
  });

  test("callers that hang up leave more room", () => {
    const table = tableOf({}, 'demand.customers.patience="exponential(mean 420s)"');
    expect(figureOf(table, "agents.Erlang A")).toBeLessThan(figureOf(table, "agents.Erlang C"));
  });

  test("components by the service times of the catalogue", () => {
    const busy = ["components.sipServer.modules.sessionController.service=25ms"];
    expect(figureOf(tableOf(), "component.sipServer")).toBe(1);
    expect(figureOf(tableOf({}, ...busy), "component.sipServer")).toBe(3);
    expect(figureOf(tableOf({}, ...busy, "sizing.componentUse=45%"), "component.sipServer")).toBe(
      5,
    );
  });

  test("components by the agents and ports that one of them serves, and a spare", () => {
    const large = tableOf({ agents: 20_000 });
    expect(figureOf(large, "component.sipServer")).toBe(3);
    expect(figureOf(large, "component.gws")).toBe(8);
    const ports = tableOf({}, "sites.dc1.portsPerMcp=100", "sites.dc2.portsPerMcp=100");
    expect(figureOf(ports, "component.mcp")).toBe(4);
  });

  test("a scenario is told whether it has enough", () => {
    const few = tableOf({}, "sites.dc1.trunks=900", "sites.dc1.portsPerMcp=400");
    expect(rowOf(few, "trunks.site").verdict).toEqual({ kind: "too few", of: "900" });
    expect(rowOf(few, "agents.Erlang C").verdict).toEqual({ kind: "enough", of: "2000" });
  });
});

test("two queues with agents of their own are sized apart, the waits averaged over calls", () => {
  const table = tableOf(
    { agents: 100 },
    "demand.others={ queue: others, rate: 0.1/s, talk: 100s, ring: 0s, afterCallWork: 0s }",
    "demand.others.patience=never",
    "queues.others={ groups: [few] }",
    "agents.few={ sites: { dc1: 12 } }",
  );
  expect(rowOf(table, "agents of all.Erlang C").verdict.of).toBe("100");
  expect(rowOf(table, "agents of others.Erlang C").verdict.of).toBe("12");
  const calls = [0.4, 0.1] as const;
  // C(100, 80) = 0.0196 and C(12, 10) = 0.4494, times 200 / 20 s and 100 / 2 s.
  const [all, others] = [0.196, 22.47] as const;
  const mean = (calls[0] * all + calls[1] * others) / 0.5;
  expect(figureOf(table, "wait.mean") / mean).toBeCloseTo(1, 2);
});

test("calls that the IVR contains need a trunk and a port there, and nothing after it", () => {
  const table = tableOf({ queue: 30e6 }, "demand.customers.ivr.containment=25%");
  expect(figureOf(table, "calls.inSystem")).toBeCloseTo(8 * 60 + 6 * (30 + 10 + 180), 6);
  expect(figureOf(table, "mcp.treatment.mean")).toBeCloseTo(8 * 60 + 6 * 30, 6);
  expect(figureOf(table, "agents.busy")).toBeCloseTo(6 * 200, 6);
  expect(figureOf(table, "day.recordings")).toBeCloseTo(180_000, 6);
});

test("without calls there is nothing to divide by", () => {
  const table = tableOf({}, "demand.customers.rate=0/s");
  const values = table.sections.flatMap(({ rows }) => rows.map(({ value }) => value ?? 0));
  expect(values.filter((value) => !Number.isFinite(value))).toEqual([]);
  expect(figureOf(table, "calls.inSystem")).toBe(0);
});

test("what is assumed is listed until the planner states it", () => {
  const paths = (table: SizingTable) => table.assumptions.map(({ path }) => path);
  expect(paths(tableOf())).toEqual(
    expect.arrayContaining(["sizing.serviceLevel", "retention.recordings", "storage.logsPerCall"]),
  );
  const stated = tableOf({}, "storage.logsPerCall=2MB", "sizing.serviceLevel=90%");
  expect(paths(stated)).not.toContain("storage.logsPerCall");
  expect(paths(stated)).not.toContain("sizing.serviceLevel");
});

test("more load than agents: the wait grows without limit, and the row says so", () => {
  const row = rowOf(tableOf({ utilisation: 1 }), "wait.mean");
  expect(row.value).toBeNull();
  expect(row.derivation).toContain("grows without limit");
});
