import { describe, expect, test } from "vitest";
import { capacityOf } from "../../src/model/capacity.ts";
import { settleAccounts } from "../../src/model/charges.ts";
import { areaUs, cohort, run } from "../support/scenarios.ts";

/** Every caller waits for an agent, nobody hangs up, and an agent is always there. */
const SERVED = `name: served
run: { fidelity: call, warmUp: 0s, measure: 10min, startOfDay: "08:00", registrations: false }
sites: { dc1: { sipServer: 2 } }
network:
  lan: { capacity: 1Gbps }
  carrier: { capacity: 1Gbps }
  desks: { capacity: 1Gbps }
demand:
  customers:
    queue: support
    intervals: { start: "08:00", length: 10min, rates: [600/h] }
    ivr: { duration: 15s, containment: 0 }
    patience: never
    ring: 5s
    talk: 20s
    afterCallWork: 5s
queues: { support: { groups: [all] } }
agents: { all: { sites: { dc1: 60 } } }
`;

describe("what a call takes in closed form is what a run shows", () => {
  const served = run(SERVED, 1);
  const { plan, world } = served;
  settleAccounts(world);
  const calls = cohort(served, "calls.served");
  const perCall = (scope: string) =>
    capacityOf(plan).find((row) => row.scope === scope)?.perCall ?? Number.NaN;
  const seconds = (id: string, scope: string) => Number(areaUs(served, id, scope)) / 1e6;
  const counter = (id: string, scope: string) =>
    world.recorders.counters[plan.layout.find("counter", id, scope)!];

  test.each(["dc1>dc1", "carrier>dc1", "dc1>carrier", "dc1>desks:dc1", "desks:dc1>dc1"])(
    "bits on the link %s",
    (name) => {
      const link = `link:${name}`;
      const bytes = counter("link.bytes.signalling", link) + counter("link.bytes.tlib", link);
      const media = seconds("link.streams", link) * plan.scenario.media.streamBitsPerSecond;
      expect(perCall(link)).toBeCloseTo((8 * bytes + media) / calls, 3);
    },
  );

  test("seconds of trunks, ports and agents", () => {
    expect(perCall("pool:trunks")).toBeCloseTo(seconds("pool.inUse", "pool:trunks") / calls, 9);
    expect(perCall("pool:mcp.treatment")).toBeCloseTo(
      seconds("pool.inUse", "pool:mcp.treatment") / calls,
      9,
    );
    expect(perCall("cluster")).toBeCloseTo(seconds("agents.busy", "cluster") / calls, 9);
  });

  test("server-seconds of every component", () => {
    for (const row of capacityOf(plan).filter(({ kind }) => kind === "component")) {
      const busyUs = plan.topology.stations.reduce((sum, { instance, module }, station) => {
        const { component } = plan.topology.instances[instance];
        const own = plan.scenario.components[component];
        const name = own && own.modules.length > 1 ? `.${own.modules[module].name}` : "";
        const isOwn = own && row.name === own.name + name;
        return isOwn ? sum + world.platform.busyUs(station, world.nowUs) : sum;
      }, 0);
      expect(row.perCall, row.name).toBeCloseTo(busyUs / 1e6 / calls, 9);
    }
  });
});

test("trunks without limit are measured with a platform, and else not said to be unused", () => {
  const { layout } = run(SERVED, 1).plan;
  expect(layout.find("level", "pool.inUse", "pool:trunks")).toBeDefined();
  const alone = SERVED.replace(
    "sites: { dc1: { sipServer: 2 } }",
    "platform: none\nsites: { dc1: {} }",
  );
  const without = run(alone, 1).plan.layout;
  const levels = without.entries.filter(({ id, kind }) => id === "pool.inUse" && kind === "level");
  const pools = levels.map(({ scope }) => scope);
  expect(pools).toEqual(["pool:mcp.treatment", "pool:dc1/mcp.treatment"]);
});

test("agents are one resource where they can help each other out, and else several", () => {
  const rowsOf = (groups: string) => {
    const text = SERVED.replace(
      "queues: { support: { groups: [all] } }",
      `queues: { support: { groups: [all] }, sales: { groups: [${groups}] } }`,
    ).replace("dc1: 60 } } }", "dc1: 60 } }, more: { sites: { dc1: 9 } } }");
    return capacityOf(run(text, 1).plan).filter(({ kind }) => kind === "agents");
  };
  expect(rowsOf("more")).toMatchObject([
    { name: "agents of support", scope: "group:all", size: 60, perCall: 30 },
    { name: "agents of sales", scope: "group:more", size: 9, perCall: 0 },
  ]);
  expect(rowsOf("more, all")).toMatchObject([
    { name: "agents", scope: "cluster", size: 69, perCall: 30 },
  ]);
});
