import { describe, expect, test } from "vitest";
import { runStudy } from "../../src/run.ts";
import { type SizingTable, sizingTable } from "../../src/sizing/table.ts";
import { openStudy } from "../../src/study.ts";
import { figureOf, rowOf } from "./tables.ts";

const PATH = "scenarios/outbound-50k.yaml";
/** Dialling stops at the list's end, so these measure a part of it. */
const SHORT = ["run.fidelity=call", "run.replications=4"];

const sized = (...settings: string[]): SizingTable => sizingTable(openStudy(PATH, settings), null);

describe("50,000 records as campaigns", () => {
  test("the blueprint's figures, from the campaigns' own settings", () => {
    const table = sized();
    const verdicts = ["records", "answered", "human", "redials", "callsPerAgentHour"].map(
      (id) => rowOf(table, `outbound.${id}`).verdict.kind,
    );
    expect(verdicts).toEqual([...Array(4).fill("confirmed"), "rounded"]);
    // 50 s idle + 10 s of talk an attempt: 26.7/s, and half an hour for the list.
    expect(figureOf(table, "outbound.minutes")).toBeCloseTo(31.2, 1);
    expect(figureOf(table, "outbound.agents.once")).toBeCloseTo(130, 0);
    expect(figureOf(table, "outbound.agents.notHuman")).toBeCloseTo(221, 0);
    expect(figureOf(table, "outbound.agents.rules")).toBeCloseTo(169, 0);
    expect(table.sections.some(({ title }) => title.startsWith("Inbound"))).toBe(false);
  });

  test("attempts by redial rules: one more after each result that allows it", () => {
    const settings = ["dc1", "dc2"].map(
      (site) =>
        `campaigns.spring-${site}.redial={ noAnswer: { redials: 2 }, busy: { redials: 1 } }`,
    );
    const row = rowOf(sized(...settings), "outbound.agents.rules");
    // 30 % reach nothing, of which one redial; 22 % of these nobody again: 50,000 × 1.366.
    expect(row.derivation).toContain("68,300 attempts");
  });

  test("what is simulated agrees, and the limit on abandoned persons is kept", async () => {
    const findings = (await runStudy(PATH, { overrides: SHORT }))!;
    const study = openStudy(PATH, SHORT);
    const table = sizingTable(study, findings);
    const compared = ["agents.occupancy", "agents.busy", "outbound.human", "outbound.attempts"];
    for (const id of [...compared, "outbound.callsPerAgentHour", "trunks.mean", "mcp.cpd.mean"]) {
      const { value, simulated } = rowOf(table, id);
      expect(Math.abs(simulated!.estimate! / value! - 1), id).toBeLessThan(0.015);
    }
    const verdict = (sized: SizingTable) => rowOf(sized, "outbound.abandoned.spring-dc1").verdict;
    expect(verdict(table).kind).toBe("kept");
    const worse = findings.estimates.map((each) =>
      each.id === "outbound.abandoned.ratio"
        ? { ...each, estimate: 0.035, halfWidth95: 0.004 }
        : each,
    );
    const broken = sizingTable(study, { ...findings, estimates: worse });
    expect(verdict(broken).kind).toBe("not kept");
  });
});

describe("ports by use", () => {
  const farm = (path: string) => sizingTable(openStudy(path, []), null);

  test("uses that share ports need fewer than each with its own", () => {
    const table = farm("scenarios/mcp-farm.yaml");
    const of = (id: string) => figureOf(table, `dc1/mcp.${id}`);
    // Treatment 90 erlang; detection 36.9 of 1.6: 117 and 56 ports for 0.1 % by Erlang B.
    expect(figureOf(table, "mcp.treatment.site")).toBe(117);
    expect(figureOf(table, "mcp.cpd.site")).toBe(56);
    expect(of("apart")).toBeCloseTo(117 + 56 * 1.6, 9);
    expect(of("saved")).toBeCloseTo(of("apart") - of("needed"), 9);
    expect(of("saved")).toBeGreaterThan(10);
  });

  test("MCPs are counted for every use, own ones besides", () => {
    const mcps = (path: string) => figureOf(farm(path), "component.mcp");
    // 189 of 35 each, and a spare; 117 of 35 and 56 of 21.
    expect(mcps("scenarios/mcp-farm.yaml")).toBe(6 + 1);
    expect(mcps("scenarios/mcp-farm-separate.yaml")).toBe(4 + 3 + 1);
  });
});
