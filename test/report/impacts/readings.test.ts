import { describe, expect, test } from "vitest";
import { significant } from "../../../src/report/format.ts";
import { CELLS } from "../../../src/report/impacts/cells.ts";
import { impactMatrix } from "../../../src/report/impacts/matrix.ts";
import {
  FUNCTIONS,
  type FunctionName,
  IMPACTS,
  type Impact,
} from "../../../src/report/impacts/published.ts";
import { Readings, SERVICE_OF } from "../../../src/report/impacts/readings.ts";
import { reasonOf } from "../../../src/report/impacts/reasons.ts";
import type { Findings } from "../../../src/report/types.ts";

type Values = Readonly<Record<string, number>>;

/** A run in which nothing is amiss: ten minutes, then twenty in which something is failed. */
const CALM: Values = {
  "impact.before": 10,
  "impact.during": 20,
  "recovery.loggedOut.minutes": 0,
  "recovery.agents.time": 0,
  "recovery.registers.before": 0.1,
  "recovery.registers.max10s": 0.2,
  "recovery.service.time": 0,
  "recovery.degraded.minutes": 0,
  "recovery.newCalls": 960,
  "recovery.newCalls.failed": 0,
  "recovery.newCalls.blocked": 0,
  "recovery.lost": 0,
  "recovery.lost.progress": 0,
  "recovery.lost.treatment": 0,
  "recovery.lost.voicemail": 0,
  "recovery.lost.campaigns": 0,
  "recovery.lost.callbacks": 0,
  "digital.lost": 0,
  "icon.unheard": 0,
  "impact.voicemail.present": 7,
  "impact.digital.present": 9,
  "impact.calls.answered.before": 400,
  "impact.calls.answered.during": 800,
  "impact.outbound.placed.before": 100,
  "impact.outbound.placed.during": 200,
  "impact.callback.connected.before": 10,
  "impact.callback.connected.during": 20,
  "impact.voicemail.deposited.before": 20,
  "impact.voicemail.deposited.during": 40,
  "impact.digital.served.before": 20,
  "impact.digital.served.during": 40,
  ...Object.fromEntries(
    Object.values(SERVICE_OF).flatMap((id) =>
      ["down", "home", "cut", "data", "switched", "data.lost"].map((count) => [
        `impact.${count}@service:${id}`,
        0,
      ]),
    ),
  ),
};

const findingsOf = (values: Values): Findings => {
  const estimates = Object.entries({ ...CALM, ...values }).map(([key, estimate]) => {
    const [id, scope = "cluster"] = key.split("@");
    return { id, scope, unit: "calls", estimate, halfWidth95: 0, min: estimate };
  });
  const scenario = {
    accessNetworks: [{ name: "first" }, { name: "second" }],
    faults: [{ kind: "availabilityZoneDown", target: "east/1" }],
    sessions: { desktopFailover: "smart" },
  };
  return { scenario, estimates, transients: {} } as unknown as Findings;
};
const readingsOf = (values: Values) => new Readings(findingsOf(values), "zone");
const says = (name: FunctionName, impact: Impact, values: Values) => {
  const { says: word, metric } = CELLS[impact](readingsOf(values), name);
  return `${word} by ${metric}`;
};

test("where nothing is amiss no cell says so", () => {
  for (const name of FUNCTIONS) {
    expect(says(name, "service", {}), name).toMatch(/^full by/);
    expect(says(name, "sessions", {}), name).toMatch(/^unaffected by/);
    expect(says(name, "phone", {}), name).toMatch(/^unaffected by/);
    expect(says(name, "activeCalls", {}), name).toMatch(/^(kept|none of its own) by/);
    expect(says(name, "newWork", {}), name).toMatch(/^taken by/);
    expect(says(name, "data", {}), name).toMatch(/^kept by/);
    expect(says(name, "recovery", {}), name).toMatch(/^not needed by/);
    expect(says(name, "customer", {}), name).toMatch(/^nothing by/);
  }
});

describe("a function is judged by its own figures, and by no other function's", () => {
  const OWN: readonly [FunctionName, Impact, string, number, string][] = [
    ["agentLogin", "activeCalls", "recovery.lost.progress", 3, "dropped"],
    ["callRouting", "activeCalls", "recovery.lost", 3, "dropped"],
    ["callback", "activeCalls", "recovery.lost.callbacks", 3, "dropped"],
    ["voicemail", "activeCalls", "recovery.lost.voicemail", 3, "dropped"],
    ["voicemail", "data", "recovery.lost.voicemail", 3, "lost"],
    ["voicemail", "customer", "recovery.lost.voicemail", 3, "helped on the next call"],
    ["digital", "activeCalls", "digital.lost", 3, "dropped"],
    ["outbound", "activeCalls", "recovery.lost.campaigns", 3, "dropped"],
    ["reporting", "data", "icon.unheard", 3, "lost"],
    ["callRouting", "service", "impact.calls.answered.during", 39, "none"],
    ["callRouting", "newWork", "impact.calls.answered.during", 39, "refused"],
    ["outbound", "newWork", "impact.outbound.placed.during", 9, "refused"],
    ["callback", "newWork", "impact.callback.connected.during", 0, "refused"],
    ["digital", "newWork", "impact.digital.served.during", 1, "refused"],
    ["voicemail", "newWork", "impact.voicemail.deposited.during", 1, "refused"],
    ["designer", "data", "impact.data.lost@service:designer", 1, "lost"],
    ["wfm", "newWork", "impact.down@service:wfm", 20, "refused"],
  ];
  test.each(OWN)("%s, %s: %s", (name, impact, key, value, word) => {
    const metric = key.replace(/@(.*)/, "[$1]");
    const harmed = { [key]: value };
    expect(says(name, impact, harmed)).toBe(`${word} by ${metric}`);
    const others = FUNCTIONS.filter(
      (each) => each !== name && says(each, impact, harmed).startsWith(`${word} by`),
    );
    const alike = OWN.filter(([, what, by]) => what === impact && by === key).map(([of]) => of);
    const feeds = key === "icon.unheard" ? ["historicalFeed"] : [];
    expect([...others, name].toSorted()).toEqual([...alike, ...feeds].toSorted());
  });
});

test("work that comes at less than a twentieth of its rate is refused, at more it is taken", () => {
  const placed = (during: number) =>
    says("outbound", "newWork", { "impact.outbound.placed.during": during });
  expect(placed(9)).toMatch(/^refused/);
  expect(placed(11)).toMatch(/^taken/);
});

test("a tool is gone when it is so for 98 % of the outage", () => {
  const wfm = (minutes: number) => says("wfm", "service", { "impact.down@service:wfm": minutes });
  expect(wfm(19.5)).toMatch(/^degraded/);
  expect(wfm(19.7)).toMatch(/^none/);
});

test("of what nobody did when it failed nothing can be dropped", () => {
  const reading = says("voicemail", "activeCalls", { "impact.voicemail.present": 0 });
  expect(reading).toBe("none under way by impact.voicemail.present");
  const cells = impactMatrix(findingsOf({ "impact.voicemail.present": 0 }));
  const cell = cells.find((each) => each.function === "voicemail" && each.impact === "activeCalls");
  expect(cell!.verdict).toBe("agrees");
});

describe("a reason", () => {
  /** All that could go wrong has, each with a figure that no other has. */
  const HARMED: Values = Object.fromEntries(
    Object.keys(CALM)
      .filter((key) => !["impact.before", "impact.during"].includes(key))
      .concat(["node", "sbc", "port", "media", "link"].map((on) => `recovery.cut.${on}`))
      .map((key, i) => [key, 1001 + i]),
  );
  const FIXED = /95 % of the agents|busiest 10 s/g;
  const shown = [CALM, HARMED].flatMap((values) =>
    Object.values(values).map((v) => significant(v)),
  );

  test("is made of the run's own figures, and of nothing without one", () => {
    for (const values of [CALM, HARMED])
      for (const name of FUNCTIONS)
        for (const impact of IMPACTS) {
          const reason = reasonOf(readingsOf(values), name, impact, "0 calls");
          if (reason.endsWith("nothing in the run shows a cause")) continue;
          for (const clause of reason.replace(FIXED, "").split("; ")) {
            const figures = clause.match(/\d[\d,.]*\d|\d/g) ?? [];
            expect(figures.length, `${name} ${impact}: ${clause}`).toBeGreaterThan(0);
            expect(shown, clause).toEqual(expect.arrayContaining(figures));
          }
        }
  });

  test("names what calls were on only where some were cut off with it", () => {
    const reason = (values: Values) =>
      reasonOf(readingsOf(values), "callRouting", "activeCalls", "3 calls");
    expect(reason({ "recovery.lost": 3, "recovery.cut.port": 3 })).toBe(
      "cut off of its own: 3 calls; of all calls, whoever placed them, " +
        "3 calls with the MCP of their port",
    );
    expect(reason({ "recovery.lost": 3 })).toBe("cut off of its own: 3 calls");
  });

  test("says so where the run shows none", () => {
    expect(reasonOf(readingsOf({}), "wfm", "phone", "0.2 /s")).toBe(
      "measured 0.2 /s; nothing in the run shows a cause",
    );
  });
});
