import { describe, expect, test } from "vitest";
import { end, free, releaseAgent, spend } from "../../src/model/actions.ts";
import { capacityOf } from "../../src/model/capacity.ts";
import { settleAccounts } from "../../src/model/charges.ts";
import type { Line } from "../../src/model/flow.ts";
import { agentsOf } from "../../src/model/flow.ts";
import { linkScopes } from "../../src/model/meters.ts";
import { pathsOf } from "../../src/model/paths.ts";
import { planOf } from "../../src/model/plan.ts";
import { secondsOf } from "../../src/model/spent.ts";
import { expert } from "../recipes/expert.ts";
import { areaUs, cohort, NO_PINGS, run, scenarioOf } from "../support/scenarios.ts";

/** Every caller waits for an agent, nobody hangs up, and an agent is always there. */
const SERVED = `name: served
run: { fidelity: call, warmUp: 0s, measure: 10min, startOfDay: "08:00", registrations: false }
sites: { dc1: { sipServer: 2 }, dc2: {} }
network:
  lan: { capacity: 1Gbps }
  carrier: { capacity: 1Gbps }
  desks: { capacity: 1Gbps }
  wan: { capacity: 1Gbps }
media: { paths: { carrier: { codec: G.729 }, phones: { codec: Opus 32k } } }
signalling: { transport: { cluster: tcp, phones: tls } }
demand:
  customers:
    queue: support
    intervals: { start: "08:00", length: 10min, rates: [600/h] }
    sites: { dc1: 1, dc2: 0 }
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
  const rowOf = (scope: string) => capacityOf(plan).find((row) => row.scope === scope)!;
  const perCall = (scope: string) => rowOf(scope).perCall;
  const ranS = world.nowUs / 1e6;
  const seconds = (id: string, scope: string) => Number(areaUs(served, id, scope)) / 1e6;
  const counter = (id: string, scope: string) =>
    world.recorders.counters[plan.layout.find("counter", id, scope)!];

  test.each(["dc1>dc1", "carrier>dc1", "dc1>carrier", "dc1>desks:dc1", "desks:dc1>dc1", "dc1>dc2"])(
    "bits on the link %s",
    (name) => {
      const link = `link:${name}`;
      const bytes = counter("link.bytes.signalling", link) + counter("link.bytes.tlib", link);
      const { streamBitsPerSecond } = plan.scenario.links[linkScopes(plan.scenario).indexOf(link)];
      const media = seconds("link.streams", link) * streamBitsPerSecond;
      const { standing } = rowOf(link);
      expect(perCall(link)).toBeCloseTo((8 * bytes + media - ranS * standing) / calls, 3);
      // Pings, and keep-alives of the phones' connections; none go to the carrier.
      expect(standing > 0).toBe(!name.includes("carrier"));
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

  const serversAt = (component: number, module: number) =>
    plan.topology.atSite[component].map(
      ({ count }) => count * plan.scenario.components[component].modules[module].servers,
    );

  test("server-seconds of every component, for each server of the site loaded most", () => {
    for (const row of capacityOf(plan).filter(({ kind }) => kind === "component")) {
      const busyUs = plan.scenario.sites.map(() => 0);
      plan.topology.stations.forEach(({ instance, module }, station) => {
        const { component, site } = plan.topology.instances[instance];
        const own = plan.scenario.components[component];
        const name = own && own.modules.length > 1 ? `.${own.modules[module].name}` : "";
        if (own && row.name === own.name + name)
          busyUs[site] +=
            world.platform.busyUs(station, world.nowUs) / serversAt(component, module)[site];
      });
      const used = (calls * row.perCall + ranS * row.standing) / row.size;
      expect(used, row.name).toBeCloseTo(Math.max(...busyUs) / 1e6, 6);
    }
  });
});

test("queues that share a group with a third one are one team with it", () => {
  const queues = "queues: { support: { groups: [all, more] }, sales: { groups: [more, yet] } }";
  const [all, more, yet] = [60, 2, 3].map((count) => `{ sites: { dc1: ${count} } }`);
  const agents = `agents: { all: ${all}, more: ${more}, yet: ${yet} }`;
  const text = SERVED.replace(/queues: .*/, queues).replace(/agents: .*/, agents);
  const rows = capacityOf(planOf(scenarioOf(text)));
  expect(rows.filter(({ kind }) => kind === "agents").map(({ size }) => size)).toEqual([65]);
});

/** Two sites of unlike size, two demands of unlike rate, and a warm-up that must not count. */
const MIXED = `name: mixed
run: { fidelity: call, warmUp: 10min, measure: 20min, startOfDay: "08:00", registrations: false }
sites:
  dc1: { trunks: 100, portsPerMcp: 25, mcp: 4, sipProxy: 16 }
  dc2: { trunks: 10, portsPerMcp: 45, mcp: 2, sipProxy: 2 }
demand:
  customers:
    queue: support
    intervals: { start: "08:00", length: 10min, rates: [3000/h, 600/h, 1200/h, 3000/h] }
    sites: { dc1: 0.75, dc2: 0.25 }
    ivr: { duration: 15s, containment: 0.2 }
    ring: 5s
    talk: 20s
    afterCallWork: 5s
  orders:
    queue: support
    rate: 300/h
    sites: { dc1: 1 }
    ivr: { duration: 30s, containment: 0 }
    ring: 10s
    talk: 40s
    afterCallWork: 20s
queues: { support: { groups: [all, late] } }
agents:
  all: { sites: { dc1: 6 } }
  late:
    sites: { dc2: [9, 2, 4, 9] }
    intervals: { start: "08:00", length: 10min }
`;

describe("sites, demands and intervals are weighed", () => {
  // 900 and 300 calls an hour in the measured time: shares of 3/4 and 1/4.
  const rows = capacityOf(planOf(scenarioOf(MIXED)));
  const row = (scope: string) => rows.find((each) => each.scope === scope)!;
  const [ofCustomers, ofOrders] = [0.75, 0.25];

  test("agents of all sites: mean staffing of the window, calls that are not contained", () => {
    const perCall = ofCustomers * 0.8 * 30 + ofOrders * 70;
    expect(row("cluster").perCall).toBeCloseTo(perCall, 9);
    expect(row("cluster").size).toBeCloseTo(6 + 3, 9);
    expect(row("cluster").offeredCaps).toBeCloseTo(1 / 3, 9);
    expect(row("cluster").ceilingCaps).toBeCloseTo(9 / perCall, 9);
    expect(row("cluster").utilisation).toBeCloseTo(perCall / 27, 9);
    expect(row("cluster").headroom).toBeCloseTo(27 / perCall - 1, 9);
  });

  test("pools: the site whose share is used up first, not the one with most calls", () => {
    const trunk = ofCustomers * 0.25 * (15 + 0.8 * 25);
    expect(row("pool:trunks")).toMatchObject({ size: 10, perCall: expect.closeTo(trunk, 9) });
    const port = ofCustomers * 0.75 * 15 + ofOrders * 30;
    expect(row("pool:mcp.treatment")).toMatchObject({
      size: 100,
      perCall: expect.closeTo(port, 9),
    });
  });

  test("public numbers take a trunk of the agent's site while it rings and they talk", () => {
    const plan = planOf(scenarioOf(MIXED, "agents.late.phone=pstn"));
    const perCall = ofCustomers * 0.25 * (15 + 0.8 * 25 + 0.8 * 25);
    expect(capacityOf(plan).find(({ scope }) => scope === "pool:trunks")).toMatchObject({
      size: 10,
      perCall: expect.closeTo(perCall, 9),
    });
  });

  test("components: servers of all instances of the site loaded most", () => {
    expect(row("component:sipProxy").size).toBe(2);
    const two = capacityOf(planOf(scenarioOf(MIXED, "components.sipProxy.servers=3")));
    expect(two.find(({ scope }) => scope === "component:sipProxy")!.size).toBe(6);
  });

  test("links without limit and links that carry nothing have no row", () => {
    expect(rows.filter(({ kind }) => kind === "link")).toEqual([]);
    const carrier = "network.carrier.capacity=1Gbps";
    const idle = [
      "demand.orders.sites={ dc2: 0, dc1: 1 }",
      "demand.customers.sites={ dc1: 1, dc2: 0 }",
    ];
    const limited = capacityOf(planOf(scenarioOf(MIXED, carrier, ...idle)));
    expect(limited.filter(({ kind }) => kind === "link").map(({ name }) => name)).toEqual([
      "carrier>dc1",
      "dc1>carrier",
    ]);
  });

  test("nothing offered uses up nothing", () => {
    const quiet = ["demand.orders.rate=0/h", "demand.customers.intervals.rates=[0/h]"];
    for (const each of capacityOf(planOf(scenarioOf(MIXED, ...quiet, ...NO_PINGS))))
      expect(each).toMatchObject({ offeredCaps: 0, perCall: 0, utilisation: 0 });
  });
});

test("a second agent counts beside the first, one who never came does not", () => {
  const who = agentsOf(expert)[0];
  const alone: Line = [
    "alone",
    spend("afterCallWork"),
    free("trunk"),
    end("served"),
    releaseAgent(who),
  ];
  const endings = { ...expert.endings, alone };
  const [demand] = scenarioOf(MIXED).demand;
  const agentSeconds = (name: string) => {
    const path = pathsOf({ ...expert, endings }).find((each) => each.name === name)!;
    const { agent, secondAgent } = secondsOf(path, demand);
    return [agent, secondAgent];
  };
  expect(agentSeconds("main")).toEqual([5 + 20 + 15, 15]);
  expect(agentSeconds("alone")).toEqual([5 + 20 + 5, 0]);
});

test("trunks without limit are measured with a platform, and else not said to be unused", () => {
  const { layout } = run(SERVED, 1).plan;
  expect(layout.find("level", "pool.inUse", "pool:trunks")).toBeDefined();
  const alone = SERVED.replace(
    "sites: { dc1: { sipServer: 2 }, dc2: {} }",
    "platform: none\nsites: { dc1: {}, dc2: {} }",
  );
  const without = run(alone, 1).plan.layout;
  const levels = without.entries.filter(({ id, kind }) => id === "pool.inUse" && kind === "level");
  const pools = levels.map(({ scope }) => scope);
  const ports = "mcp.treatment";
  expect(pools).toEqual([`pool:${ports}`, `pool:dc1/${ports}`, `pool:dc2/${ports}`]);
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

/** Two proxies, a pair and phones that register, so that all the standing load can be told. */
const STANDING = `${MIXED.replace("registrations: false", "registrations: true")}signalling:
  options: { oosCheck: 1s, sbcCheck: 0s }
  registerExpires: 100s
  refreshFrom: 0.5
  refreshTo: 0.5
components: { sipServer: { modules: { sessionController: { service: 1ms } } } }
`;

describe("what stands whatever the calls", () => {
  const NODES = "component:sipServer.sessionController";
  const at = (...more: string[]) =>
    capacityOf(planOf(scenarioOf(STANDING, ...more))).find(({ scope }) => scope === NODES)!;

  test("pings of every proxy of the cluster, and each phone's REGISTER", () => {
    const { standing, size } = at();
    const proxies = 16 + 2;
    // dc1, which has more of the calls for as many nodes: 6 phones, each every 50 s.
    expect(standing).toBeCloseTo((size * proxies + 6 / 50) / 1000, 12);
    expect(at("signalling.challengeRefresh=true").standing - standing).toBeCloseTo(0.006 / 50, 12);
    expect(at("run.registrations=false").standing).toBeCloseTo((size * proxies) / 1000, 12);
  });

  test("takes the room of calls but does not grow with them", () => {
    const [none, some] = [at("signalling.options.oosCheck=0s", "run.registrations=false"), at()];
    const double = at(
      "demand.orders.rate=600/h",
      "demand.customers.intervals.rates=[6000/h, 1200/h, 2400/h, 6000/h]",
    );
    expect(some.perCall).toBe(none.perCall);
    expect(some.ceilingCaps).toBeCloseTo((some.size - some.standing) / some.perCall, 9);
    expect(some.ceilingCaps).toBeLessThan(0.99 * none.ceilingCaps);
    expect(double.utilisation - some.utilisation).toBeCloseTo(none.utilisation, 12);
    expect(double.ceilingCaps).toBeCloseTo(some.ceilingCaps, 9);
    // At the ceiling the resource is full.
    const { standing, perCall, ceilingCaps, size } = some;
    expect(standing + ceilingCaps * perCall).toBeCloseTo(size, 9);
  });

  test("leaves no room where it takes everything", () => {
    const full = at("components.sipServer.modules.sessionController.service=100ms");
    expect(full).toMatchObject({ ceilingCaps: 0, headroom: -1 });
    expect(full.utilisation).toBeGreaterThan(1);
  });

  test("an idle platform is used by it alone, and nothing limits how much calls may grow", () => {
    const quiet = ["demand.orders.rate=0/h", "demand.customers.intervals.rates=[0/h]"];
    const { utilisation, standing, size, headroom } = at(...quiet);
    expect(utilisation).toBeCloseTo(standing / size, 12);
    expect(headroom).toBe(Number.POSITIVE_INFINITY);
  });
});
