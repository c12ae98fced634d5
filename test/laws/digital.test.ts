import { describe, expect, test } from "vitest";
import { planOf } from "../../src/model/plan.ts";
import { simulate } from "../../src/model/simulate.ts";
import { estimate } from "../../src/stats/estimate.ts";
import { metrics } from "../../src/stats/metrics/index.ts";
import { studentT } from "../../src/stats/studentT.ts";
import { erlangC } from "../../src/stats/theory/erlangC.ts";
import { areaUs, cohort, type Run, run, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

/** Four agents and nothing but e-mails: M/M/4, whatever a handling is divided into. */
const ALONE = `name: e-mails
platform: none
run: { warmUp: 5h, measure: 100h, seed: e-mails }
sites: { dc1: {} }
digital:
  email: { queue: mail, rate: 1/min, exchanges: 3, accept: 0s, afterWork: 0s,
    handling: "exponential(mean 180s)" }
queues: { mail: { groups: [all] } }
agents: { all: { sites: { dc1: 4 } } }
`;
const LIMIT = 3.5;
const REPLICATIONS = 12;

test("e-mails alone wait as in Erlang C, and are no calls", () => {
  const plan = planOf(scenarioOf(ALONE));
  const samples = Array.from({ length: REPLICATIONS }, (_, i) => simulate(plan, i));
  const figures = estimate(metrics, plan.layout, samples);
  const of = (id: string) => figures.find((each) => each.id === id && each.scope === "cluster")!;
  const { meanWait, meanQueue, meanInSystem } = erlangC({
    servers: 4,
    arrivalRate: 1 / 60,
    serviceTime: 180,
  });
  const exact = {
    "digital.wait.mean": meanWait,
    "digital.inQueue": meanQueue,
    "digital.inSystem": meanInSystem,
    "agents.digital": 3,
    "agents.occupancy": 0.75,
  };
  for (const [id, value] of Object.entries(exact)) {
    const { estimate: mean, halfWidth95 } = of(id);
    const error = halfWidth95! / studentT(0.975, REPLICATIONS - 1);
    expect(Math.abs(mean! - value) / error, `${id}: ${mean}, not ${value}`).toBeLessThan(LIMIT);
    expect(error, id).toBeLessThan(0.05 * value);
  }
  for (const id of ["calls.offered", "caps.offered", "calls.inSystem", "calls.inQueue"])
    expect(of(id).estimate, id).toBe(0);
});

const BLENDED = `${TWO_SITES}digital:
  chat:
    queue: support
    intervals: { start: "08:00", length: 10min, rates: [400/h, 0/h] }
    patience: "exponential(mean 20s)"
    exchanges: 3
    accept: 2s
    handling: "exponential(mean 40s)"
    afterWork: 3s
`;

const isChat = ({ plan }: Run) => {
  const { demand } = plan.scenario;
  return (each: Run["records"][number]) => demand[each.demand].origin === "digital";
};

describe("agents who answer calls and chats", () => {
  const result = run(BLENDED, 1);
  const chats = result.records.filter(isChat(result));

  test("have one of them at a time", () => {
    const taken = result.records.filter(
      ({ agent, selectedUs }) => agent >= 0 && selectedUs !== null,
    );
    const inTurn = taken.toSorted((a, b) => a.agent - b.agent || a.selectedUs! - b.selectedUs!);
    const overlapping = inTurn.filter((each, i) => {
      const before = inTurn[i - 1];
      return before?.agent === each.agent && each.selectedUs! < before.endedUs;
    });
    expect(overlapping).toEqual([]);
    const mixed = new Set(chats.map(({ agent }) => agent));
    const callsOf = taken.filter((each) => !chats.includes(each) && mixed.has(each.agent));
    expect([chats.length > 30, callsOf.length > 30]).toEqual([true, true]);
  });

  test("are counted as what they are: no chat is a call, nor the reverse", () => {
    const { plan, world, records } = result;
    const counter = (id: string) =>
      world.recorders.counters[plan.layout.find("counter", `digital.${id}`, "cluster")!];
    const of = (outcome: string) => chats.filter((each) => each.outcome === outcome).length;
    const outcomes = ["served", "abandoned", "blocked", "failed", "lost"];
    expect(outcomes.map(counter)).toEqual(outcomes.map(of));
    expect(counter("offered")).toBe(chats.length);
    expect([of("served") > 20, of("abandoned") > 0]).toEqual([true, true]);
    expect(cohort(result, "calls.offered")).toBe(records.length - chats.length);
  });

  test("spend on a chat what it takes: levels are sums over the records", () => {
    const alike = run(BLENDED, 1, "run.fidelity=call");
    const some = alike.records.filter(isChat(alike));
    const sum = (of: (each: Run["records"][number]) => number) =>
      BigInt(some.reduce((all, each) => all + of(each), 0));
    const writing = sum(({ answeredUs, endedUs }) =>
      answeredUs === null ? 0 : endedUs - answeredUs,
    );
    expect(areaUs(alike, "agents.digital")).toBe(writing);
    expect(areaUs(alike, "digital.inSystem")).toBe(
      sum(({ arrivedUs, endedUs }) => endedUs - arrivedUs),
    );
  });
});
