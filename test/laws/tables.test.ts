import { describe, expect, test } from "vitest";
import type { Action } from "../../src/model/actions.ts";
import { settleAccounts } from "../../src/model/charges.ts";
import { flows } from "../../src/model/flows/index.ts";
import { MESSAGE_KINDS, MESSAGES, type MessageKind } from "../../src/model/messages.ts";
import { pathsOf } from "../../src/model/paths.ts";
import { planOf } from "../../src/model/plan.ts";
import { OP } from "../../src/model/program.ts";
import type { CallRecord } from "../../src/model/records.ts";
import { simulate } from "../../src/model/simulate.ts";
import { expectedTraffic, pathOf } from "../support/expected.ts";
import { NO_PINGS, type Run, run, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

/** Kinds that fan out: they are no rows of the program. */
const SPREAD: readonly MessageKind[] = ["T_EVENT", "T_NOTIFY", "CALL_EVENT", "REPLICATE"];

function measuredMessages({ plan, world }: Run): Record<string, number> {
  const counts = Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, 0]));
  for (const [row, count] of world.rowCount.entries())
    if (plan.program.op[row] === OP.DEPART) counts[MESSAGE_KINDS[plan.program.a[row]]] += count;
  return counts;
}

const without = (kinds: readonly string[], counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(counts).filter(([kind]) => !kinds.includes(kind)));

const CASES = [
  { whenBlocked: "queueFull", set: ["queues.support.capacity=3"] },
  {
    whenBlocked: "noPort",
    set: ["sites.dc1.portsPerMcp=1", "sites.dc1.trunks=unlimited", "sites.dc2.trunks=unlimited"],
  },
] as const;

describe.each(["message", "call"])("%s fidelity", (fidelity) => {
  test.each(CASES.flatMap((each) => [1, 2, 3, 4].map((seed) => ({ ...each, seed }))))(
    "what runs send is what the tables say, $whenBlocked, seed $seed",
    ({ whenBlocked, set, seed }) => {
      const result = run(
        TWO_SITES,
        1,
        `run.fidelity=${fidelity}`,
        `run.seed=s${seed}`,
        ...set,
        ...NO_PINGS,
      );
      const { plan, world, records } = result;
      settleAccounts(world);
      const expected = expectedTraffic(plan.scenario, records, whenBlocked);
      const { counters } = world.recorders;
      const { generated, mesh, delivered } = expected.tevents;
      expect(Array.from(plan.meters.linkBytes, (counter) => counters[counter])).toEqual(
        expected.machinery.wires.flatMap(({ bytes }) => [bytes.signalling, bytes.tlib]),
      );
      expect(Array.from(plan.meters.tevents, (counter) => counters[counter])).toEqual([
        generated,
        mesh,
        delivered,
      ]);
      if (fidelity === "message") {
        const messages = without(SPREAD, expected.messages);
        expect(without(SPREAD, measuredMessages(result))).toEqual(messages);
      }
    },
  );
});

test("an event reaches every node and client, of more nodes than an integer has bits", () => {
  const { plan, world } = run(TWO_SITES, 1, "sites.dc1.sipServer=33");
  const { nodes, tClients } = plan.topology;
  world.clients.settle(world);
  const [generated, mesh, delivered] = Array.from(
    plan.meters.tevents,
    (counter) => world.recorders.counters[counter],
  );
  const copies = tClients.reduce((sum, set) => sum + set.copies, 0);
  expect(nodes).toHaveLength(34);
  expect(generated).toBeGreaterThan(1000);
  expect([mesh, delivered]).toEqual([generated * 33, generated * copies]);
});

type Hop = Action & { verb: "send" };

const inbound = flows.find(({ name }) => name === "inbound")!;

/** The component that fills a role of the flow, undefined for a place. */
function componentOf(role: string): string | undefined {
  const cast = inbound.roles[role];
  return cast.by === "place" ? undefined : cast.component;
}

/** Counters of SIP messages, dialogs and the ratios of RFC 6076, from records and tables alone. */
function expectedSip(records: readonly CallRecord[], whenBlocked: "noPort" | "queueFull") {
  const counts: Record<string, number> = {};
  const add = (name: string) => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  for (const record of records) {
    if (["served", "contained", "abandoned"].includes(record.outcome)) add("sip.completed cluster");
    for (const { action, failed } of pathOf(record, whenBlocked).actions) {
      if (failed || action.verb !== "send" || !MESSAGES[action.message].sip) continue;
      const [from, to] = [componentOf(action.from), componentOf(action.to)];
      const toCarrier = action.to === "carrier";
      add("sip.messages cluster");
      if (to !== undefined) add(`sip.messages component:${to}`);
      if (action.message === "INVITE" && from === undefined) add("sip.invites cluster");
      if (action.message === "INVITE" && [from, to].includes("sipServer")) add("dialogs cluster");
      if (action.message === "OK_INVITE" && toCarrier) add("sip.established cluster");
      if (action.message === "OK_INVITE" && toCarrier) add("sip.effective cluster");
      if (/UNAVAILABLE|SERVER_ERROR/.test(action.message) && toCarrier)
        add("sip.ineffective cluster");
    }
  }
  return counts;
}

test.each(CASES.flatMap((each) => ["message", "call"].map((fidelity) => ({ ...each, fidelity }))))(
  "what is booked of SIP is what the tables say, $whenBlocked, $fidelity",
  (given) => {
    const plan = planOf(
      scenarioOf(TWO_SITES, `run.fidelity=${given.fidelity}`, ...given.set, ...NO_PINGS),
    );
    const records: CallRecord[] = [];
    const { counters } = simulate(plan, 0, records);
    const booked = plan.layout.entries
      .filter(({ kind, id }) => kind === "counter" && /^(sip\.|dialogs)/.test(id))
      .filter(({ index }) => counters[index] !== 0)
      .map(({ id, scope, index }) => [`${id} ${scope}`, counters[index]]);
    expect(Object.fromEntries(booked)).toEqual(expectedSip(records, given.whenBlocked));
  },
);

/** The SIP messages of a way through a flow, hop by hop; of the steps that have a number, if so. */
function sipHops(flowName: string, pathName: string, numbered = false): Hop[] {
  const flow = flows.find(({ name }) => name === flowName)!;
  const path = pathsOf(flow, { leavesOnce: true }).find(({ name }) => name === pathName)!;
  return path.actions
    .filter(({ step }) => !numbered || /^\d+$/.test(step))
    .map(({ action }) => action)
    .filter((action): action is Hop => action.verb === "send" && MESSAGES[action.message].sip);
}

const touching = (hops: readonly Hop[], role: string): readonly Hop[] =>
  hops.filter(({ from, to }) => from === role || to === role);

describe("figures to meet", () => {
  const served = sipHops("inbound", "main");

  test.each([
    { flow: "inbound", steps: 12 },
    { flow: "login", steps: 6 },
  ])("$flow has the blueprint's $steps steps", ({ flow, steps }) => {
    const labels = Object.keys(flows.find(({ name }) => name === flow)!.steps);
    expect(labels.filter((label) => /^\d+$/.test(label))).toEqual(
      Array.from({ length: steps }, (_, i) => String(i + 1)),
    );
  });

  test("a served call takes 89 SIP messages: 6 on the trunk, 24 of media control", () => {
    expect(served).toHaveLength(89);
    expect(touching(served, "carrier")).toHaveLength(6);
    expect(served.filter(({ message }) => /INFO/.test(message))).toHaveLength(24);
  });

  test("a registration with challenge through SBC and proxy takes 12 messages", () => {
    expect(sipHops("login", "main", true)).toHaveLength(12);
  });
});
