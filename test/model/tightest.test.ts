import { describe, expect, test } from "vitest";
import { planOf } from "../../src/model/plan.ts";
import { tightestInterval } from "../../src/model/tightest.ts";
import { scenarioOf } from "../support/scenarios.ts";

/** 100 s of an agent a call; two hours of the clock, half of each measured. */
const dayOf = (rates: string, agents: string, hours = ""): string => `name: day
platform: none
run: { fidelity: call, warmUp: 30min, measure: 60min, startOfDay: "08:00" }
sites: { dc1: {} }
demand:
  customers:
    queue: support
    intervals: { start: "08:00", length: 1h, rates: [${rates}] }
    patience: never
    ring: 10s
    talk: 80s
    afterCallWork: 10s
queues: { support: { groups: [all] }, other: { groups: [others] } }
agents:
  all:
    sites: { dc1: ${agents} }
${hours}  others:
    sites: { dc1: 10 }
`;
const tightestOf = (text: string) => tightestInterval(planOf(scenarioOf(text)));
const usesOf = (text: string) =>
  Object.fromEntries(
    tightestOf(text)!.capacity.map(({ name, utilisation }) => [name, utilisation]),
  );

describe("the interval used most", () => {
  test("is that of greatest load, with the agents of that interval", () => {
    const text = dayOf("360/h, 720/h", "20");
    expect(tightestOf(text)).toMatchObject({ startUs: 3600e6, lengthUs: 1800e6 });
    expect(usesOf(text)["agents of support"]).toBeCloseTo((0.2 * 100) / 20, 12);
  });

  test("is another one where a queue has fewer agents for its calls", () => {
    const hours = '    intervals: { start: "08:00", length: 1h }\n';
    const text = dayOf("360/h, 720/h", "[11, 40]", hours);
    expect(tightestOf(text)).toMatchObject({ startUs: 1800e6, lengthUs: 1800e6 });
    expect(usesOf(text)["agents of support"]).toBeCloseTo((0.1 * 100) / 11, 12);
  });

  test("is one where calls that hold trunks for long come, though fewer come in all", () => {
    const long = `  long:
    queue: other
    intervals: { start: "08:00", length: 1h, rates: [2/h, 20/h] }
    patience: never
    talk: 30min
queues`;
    const text = dayOf("72/h, 36/h", "20")
      .replace("queues", long)
      .replace("dc1: {}", "dc1: { trunks: 15 }")
      .replace("dc1: 10", "dc1: [9, 99]");
    const grows = `${text}    intervals: { start: "08:00", length: 1h }\n`;
    expect(tightestOf(grows)!.startUs).toBe(3600e6);
    expect(usesOf(grows)["agents of other"]).toBeLessThan(usesOf(grows).trunks!);
  });

  test("there is none where neither load nor staffing changes within the measured time", () => {
    expect(tightestOf(dayOf("360/h", "20").replace("length: 1h", "length: 3h"))).toBeUndefined();
  });
});
