import { expect, test } from "vitest";
import { capacityOf } from "../../src/model/capacity.ts";
import { settleAccounts } from "../../src/model/charges.ts";
import { planOf } from "../../src/model/plan.ts";
import { areaUs, cohort, run, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

/*
 * What an agent's seat takes off or adds to a served call, from messages and trunks alone.
 */
const QUIET = ["run.fidelity=call", "run.registrations=false", "run.seed=access"];
const AWAY = ["locations.branch.access=mpls", "agents.all.location=branch"];

const counter = ({ plan, world }: ReturnType<typeof run>, id: string, scope = "cluster") =>
  world.recorders.counters[plan.layout.find("counter", id, scope)!];

test("without an SBC on the way, a call by way of the agent has six messages less", () => {
  const bySbc = run(TWO_SITES, 1, ...QUIET, ...AWAY);
  const direct = run(TWO_SITES, 1, ...QUIET, ...AWAY, "locations.branch.accessPoint=proxy");
  for (const { world } of [bySbc, direct]) settleAccounts(world);
  expect(direct.records).toEqual(bySbc.records);
  const served = direct.records.filter(({ answeredUs }) => answeredUs !== null).length;
  expect(served).toBeGreaterThan(100);
  const cancelled = direct.records.filter(
    ({ selectedUs, answeredUs }) => selectedUs !== null && answeredUs === null,
  ).length;
  const less = counter(bySbc, "sip.messages") - counter(direct, "sip.messages");
  // INVITE, 180, 200, ACK, BYE, 200 on the hop; or INVITE, 180, CANCEL, 200, 487, ACK.
  expect(less).toBe(6 * (served + cancelled));
});

test("an agent on a public number holds a second trunk from ringing to the end", () => {
  const enough = ["sites.dc1.trunks=99", "sites.dc2.trunks=99"];
  const phones = run(TWO_SITES, 1, ...QUIET, ...enough);
  const numbers = run(TWO_SITES, 1, ...QUIET, ...enough, "agents.all.phone=pstn");
  expect(numbers.records).toEqual(phones.records);
  const legsUs = numbers.records.reduce(
    (sum, { selectedUs, endedUs }) => sum + (selectedUs === null ? 0 : endedUs - selectedUs),
    0,
  );
  const more =
    areaUs(numbers, "pool.inUse", "pool:trunks") - areaUs(phones, "pool.inUse", "pool:trunks");
  expect(legsUs).toBeGreaterThan(0);
  expect(more).toBe(BigInt(legsUs));
  const short = run(TWO_SITES, 1, ...QUIET, "agents.all.phone=pstn", "sites.dc1.trunks=9");
  expect(cohort(short, "calls.blocked")).toBeGreaterThan(0);
  const noAgentLeg = short.records.filter(
    ({ outcome, selectedUs }) => outcome === "blocked" && selectedUs !== null,
  );
  expect(noAgentLeg.length).toBeGreaterThan(0);
});

test("media of phones that need no SBC go straight to them from the site of the call", () => {
  const away = TWO_SITES.replace("{ sites: { dc1: 9, dc2: 8 } }", "{ sites: { dc2: 17 } }");
  const direct = ["locations.branch.accessPoint=proxy", "agents.all.location=branch"];
  const limits = ["locations.branch.capacity=1Gbps", "network.wan.capacity=1Gbps"];
  const plan = planOf(scenarioOf(away, ...direct, ...limits));
  // Of all calls, 60 % come by dc1; 10 % are contained; the others talk for 20 s.
  const media = 0.6 * 0.9 * 20 * plan.scenario.links[0].streamBitsPerSecond;
  const carries = (name: string) =>
    capacityOf(plan).find((row) => row.name === name)!.perCall >= media;
  expect(["dc1>branch", "branch>dc1"].map(carries)).toEqual([true, true]);
  expect(["dc1>dc2", "dc2>dc1", "dc2>branch"].map(carries)).toEqual([false, false, false]);
});
