import { describe, expect, test } from "vitest";
import { renderCapacity } from "../../src/report/capacity.ts";
import { renderConsole } from "../../src/report/console.ts";
import { renderPaths } from "../../src/report/paths.ts";
import type { Findings } from "../../src/report/types.ts";
import { capacity, est, findings, LINK_DOWN, scenario } from "./fixture.ts";

const plain = (each: Findings, directory = "reports/reference-2000") =>
  renderConsole(each, { colour: false, directory });

/** Names, values and notes far longer than a console is wide. */
const overlong: Findings = {
  ...findings,
  scenario: {
    ...scenario,
    title: "x".repeat(250),
    observed: [{ metric: "m".repeat(120), scope: "queue:support", value: 123456789.123 }],
  },
  estimates: [
    ...findings.estimates,
    est("wait.mean", `queue:${"q".repeat(150)}`, "s", 123456789.123, 1234567.891),
    est("asa", `queue:${"q".repeat(150)}`, "s", 123456789.123, 12345.678),
    est("service.level", `queue:${"q".repeat(150)}`, "ratio", 123456.789, 0.00123),
  ],
  capacity: [...capacity, { ...capacity[0]!, name: "c".repeat(130), note: "n ".repeat(120) }],
  expectations: [
    {
      ...{ text: "e".repeat(170), verdict: "undecided", replicationsNeeded: 123456 },
      estimate: findings.estimates[0]!,
    },
  ],
};

describe("the console summary", () => {
  const lines = plain(findings).split("\n");

  test("opens with the verdicts and the answer", () => {
    expect(lines.slice(0, 14)).toEqual([
      "2,000 agents on two sites, busy hour",
      "seed 1, 30 replications (± 95 % interval), busyhour 0.1.0",
      "",
      "   expected                                  simulated  verdict",
      "?  service.level[queue:support] >= 0.8  80.12 ± 0.42 %  undecided: about 1,234 " +
        "replications would",
      "                                                        decide",
      "✓  wait.mean[cluster] <= 10s             8.21 ± 0.41 s  pass",
      "✗  agents.occupancy[cluster] <= 0.75    80.03 ± 0.18 %  fail",
      "",
      "CAPS       8.000 ± 0.017 offered, 7.864 ± 0.017 answered, " +
        "19.30 ± 0.50 in the busiest second",
      "Occupancy  80.03 ± 0.18 %: 1,600.6 ± 3.6 of 2,000 agents busy",
      "Bandwidth  81.0 Mbit/s on carrier>dc2, the busiest link: media 80.40 ± 0.89, " +
        "signalling",
      "           0.5100 ± 0.0040, T-Library 0.120 ± 0.011",
      "Binding    mcp.treatment: full at 9.74 CAPS, 82.1 % used, headroom +22 %",
    ]);
  });

  test("says what fails, and when", () => {
    const mcp = { kind: "instanceDown", target: "dc1/mcp/1", atUs: 600e6, forUs: 30e6 };
    const faults = [LINK_DOWN, { ...LINK_DOWN, ...mcp }];
    const failing = { ...findings, scenario: { ...scenario, faults } };
    expect(plain(failing)).toContain(
      "Faults     linkDown dc1>dc2 for 60 s, 10 min into the measured time; " +
        "instanceDown dc1/mcp/1 for 30\n" +
        "           s, 20 min before the measured time\n",
    );
    expect(plain(findings)).not.toContain("Faults");
  });

  test("one replication has no interval and no plural", () => {
    const single = plain({ ...findings, replications: 1 });
    expect(single).toContain("seed 1, 1 replication (no interval), busyhour 0.1.0");
  });

  test("shows the headroom of each component, tightest first, numbers to the right", () => {
    const start = lines.findIndex((line) => line.startsWith("Capacity and headroom"));
    expect(lines.slice(start + 1, start + 5)).toEqual([
      "   resource                            per call       size  ceiling CAPS    used   headroom",
      "▶  mcp.treatment                    61.6 port-s        600          9.74  82.1 %      +22 %",
      "   sipServer.sessionController   0.400 server-s          4            10  80.0 %      +25 %",
      "   agents of support                200 agent-s      2,000            10  80.0 %      +25 %",
    ]);
  });

  test("ends with the assumptions and where the files are", () => {
    expect(lines.slice(-3)).toEqual([
      "2 defaults are assumptions; summary.md lists them",
      "Written to reports/reference-2000",
      "",
    ]);
  });

  test.each([
    ["the reference", findings],
    ["overlong names and values", overlong],
  ])("no line is longer than 100 columns: %s", (_, each) => {
    const printed = plain(each, "d".repeat(130)) + renderCapacity(each, scenario.run);
    for (const line of printed.split("\n")) expect([...line].length, line).toBeLessThanOrEqual(100);
  });

  test("folds what does not fit and loses none of it", () => {
    const count = (character: string) => plain(overlong).split(character).length - 1;
    expect(count("q")).toBeGreaterThanOrEqual(150);
    expect(plain(overlong)).not.toContain("…");
  });

  test("colours only when asked", () => {
    const code = "\u001b[";
    expect(plain(findings)).not.toContain(code);
    expect(renderConsole(findings, { colour: true })).toContain(`${code}32m✓`);
  });
});

describe("other text", () => {
  test("busyhour check ends with the binding resource and its note", () => {
    const rows = [{ ...capacity[2]!, utilisation: 1.25, headroom: -0.2, ceilingCaps: 6.4 }];
    expect(renderCapacity({ capacity: rows }, scenario.run).split("\n").slice(-3)).toEqual([
      expect.stringMatching(/^Binding: sipServer.sessionController: full at 6.40 CAPS, 125.0 % u/),
      "its load (N+1: one pair may fail)",
      "",
    ]);
  });

  test("busyhour check names the tightest interval by the clock", () => {
    const row = { ...capacity[2]!, utilisation: 0.9, headroom: 1 / 9, ceilingCaps: 9, note: "" };
    const tightest = { startUs: 25.5 * 3600e6, lengthUs: 1800e6, capacity: [row] };
    const run = { ...scenario.run, startOfDayUs: 8 * 3600e6 };
    expect(renderCapacity({ capacity, tightest }, run).split("\n").slice(-3)).toEqual([
      expect.stringMatching(/^Tightest: \+1d 09:30 to \+1d 10:00: sipServer.+ 90.0 % used, /),
      "+11 %",
      "",
    ]);
  });

  test("busyhour paths keeps long paths whole", () => {
    const path = `components.${"x".repeat(120)}.servers`;
    const row = {
      path,
      kind: "count" as const,
      range: "1..64",
      default: "1",
      value: "2",
      mark: "blueprint" as const,
    };
    expect(renderPaths([row]).split("\n")[1]).toBe(
      `${path}  count  1..64        1      2  blueprint`,
    );
  });
});
