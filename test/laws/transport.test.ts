import { describe, expect, test } from "vitest";
import { planOf } from "../../src/model/plan.ts";
import { simulate } from "../../src/model/simulate.ts";
import { SIP_PATHS, type Transport } from "../../src/scenario/transports.ts";
import { NO_PINGS, run, scenarioOf, TWO_SITES } from "../support/scenarios.ts";

/** Every call is served: nobody hangs up, and there is room. */
const SERVED = TWO_SITES.replaceAll("trunks: 25", "trunks: unlimited")
  .replace("{ sites: { dc1: 9, dc2: 8 } }", "{ sites: { dc1: 90, dc2: 80 } }")
  .replace("containment: 0.1", "containment: 0")
  .replace('patience: "exponential(mean 120s)"', "patience: never")
  .replace('patience: "exponential(mean 20s)"', "patience: never");

const over = (transport: Transport, path = "carrier") =>
  `signalling.transport.${path}=${transport}`;

/** What a replication counts in its 20 minutes. */
function counts(text: string, ...overrides: string[]) {
  const plan = planOf(scenarioOf(text, ...overrides, ...NO_PINGS));
  const { counters } = simulate(plan, 0);
  return (id: string, scope = "cluster") => counters[plan.layout.find("counter", id, scope)!];
}

/** Lower layers of a message, by hand. */
const UDP = 14 + 20 + 8 + 4;
/** With timestamps; a segment of its own for every second acknowledgement. */
const SEGMENT = 14 + 20 + 32 + 4;
const UNDER: Readonly<Record<Transport, number>> = {
  udp: UDP,
  tcp: SEGMENT + SEGMENT / 2,
  tls: SEGMENT + SEGMENT / 2 + 5 + 1 + 16,
};

describe.each(["udp", "tcp", "tls"] as const)("a served call by %s", (transport) => {
  const paths = SIP_PATHS.map((path) => over(transport, path));
  const { records } = run(SERVED, 0.5, ...paths, ...NO_PINGS);
  const here = records.filter(({ site }) => site === 0).length;
  const count = counts(SERVED, ...paths);
  const perCall = (link: string) => count("link.bytes.signalling", `link:${link}`) / here;

  test("has on its trunk what its messages and their lower layers add up to", () => {
    expect(here).toBeGreaterThan(100);
    expect(records.every(({ outcome }) => outcome === "served")).toBe(true);
    // INVITE, ACK and BYE one way; 180, 200 and 200 the other.
    expect(perCall("carrier>dc1")).toBe(1200 + 500 + 520 + 3 * UNDER[transport]);
    expect(perCall("dc1>carrier")).toBe(600 + 1000 + 420 + 3 * UNDER[transport]);
  });

  test("is charged the same for its T-Library messages, which are TCP's anyhow", () => {
    const desk = count("link.bytes.tlib", "link:dc1>desks:dc1");
    expect(desk % (1200 + 14 + 20 + 20 + 4)).toBe(0);
    expect(desk).toBeGreaterThan(0);
  });
});

/** Callers' requests are lost for a while. */
const cut = (lasts: string) =>
  `${SERVED}faults:\n  - linkDown: { target: "carrier>dc1", at: 60s, for: ${lasts} }\n`;
const RTO = "signalling.tcp.rto=1s";
const lost = (transport: Transport, lasts: string, ...more: string[]) =>
  run(cut(lasts), 0.5, over(transport), RTO, ...more, ...NO_PINGS);

describe("on a link that is down", () => {
  test("UDP has SIP repeat requests; TCP sends segments again, which are no messages", () => {
    const asT1 = "signalling.tcp.rto=500ms";
    const [udp, tcp] = (["udp", "tcp"] as const).map((each) => counts(cut("9s"), over(each), asT1));
    const copies = udp("sip.retransmissions");
    expect(copies).toBeGreaterThan(10);
    expect(udp("sip.messages") - copies).toBe(tcp("sip.messages"));
    expect(tcp("sip.retransmissions")).toBe(0);
    // Each segment is on the wire all the same.
    const requests = (count: typeof udp) => count("link.bytes.signalling", "link:carrier>dc1");
    const rare = counts(cut("9s"), over("tcp"), "signalling.tcp.rto=10s");
    expect(requests(tcp)).toBeGreaterThan(requests(rare));
  });

  test("TCP delivers at 1, 3, 7 or 15 s, as soon as the link is back", () => {
    const { records } = lost("tcp", "9s");
    const struck = records.filter(
      ({ site, arrivedUs }) => site === 0 && arrivedUs > 60e6 && arrivedUs < 69e6,
    );
    expect(struck.length).toBeGreaterThan(2);
    for (const { arrivedUs, outcome, queuedUs } of struck) {
      const sent = [1e6, 3e6, 7e6, 15e6].find((us) => arrivedUs + us >= 69e6)!;
      expect(outcome).toBe("served");
      expect(queuedUs! - arrivedUs).toBeGreaterThan(sent);
    }
  });

  test.each(["udp", "tcp", "tls"] as const)("the caller gives up after 32 s, by %s", (each) => {
    const { records } = lost(each, "5min", "sites.dc1.sbc=1");
    const failed = records.filter(({ outcome }) => outcome === "failed");
    expect(failed.length).toBeGreaterThan(20);
    for (const { arrivedUs, endedUs } of failed) expect(endedUs! - arrivedUs).toBe(32e6);
  });
});

test("a server that is slow is asked again by UDP, and by nobody whose connection stands", () => {
  const slow = "components.sipProxy.service=150ms";
  expect(counts(SERVED, slow)("sip.retransmissions")).toBeGreaterThan(100);
  const all = SIP_PATHS.map((path) => over("tls", path));
  expect(counts(SERVED, slow, ...all)("sip.retransmissions")).toBe(0);
});

test("phones of a location may have a transport of their own", () => {
  const text = SERVED.replace("agents:\n  all: {", "agents:\n  all: { location: homes,").concat(
    "locations: { homes: { access: internet, transport: tls } }\n",
  );
  const { plan } = run(text, 0.001, "signalling.transport.phones=tcp");
  const { links, places } = plan.scenario;
  const transportOf = (from: string, to: string) =>
    links.find((link) => places[link.from] === from && places[link.to] === to)?.transport;
  expect([transportOf("dc1", "homes"), transportOf("homes", "dc2")]).toEqual(["tls", "tls"]);
  expect(transportOf("dc1", "desks:dc1")).toBe("tcp");
  expect(transportOf("dc1", "dc2")).toBe("udp");
});

describe("connections", () => {
  const homes = `${SERVED.replace("agents:\n  all: {", "agents:\n  all: { location: homes,")}
locations: { homes: { access: internet } }
`;
  const standing = (text: string, ...overrides: string[]) => {
    const { plan, world } = run(text, 0.001, ...overrides, ...NO_PINGS);
    return (scope: string) =>
      world.recorders.levels[plan.layout.find("level", "component.connections", scope)!];
  };
  const TLS_PHONES = "signalling.transport.phones=tls";
  const TCP_INSIDE = "signalling.transport.cluster=tcp";

  test("are one a phone at the SBCs, which share them; proxies have them all without", () => {
    const bySbc = standing(homes, TLS_PHONES);
    expect([bySbc("instance:dc1/sbc/1"), bySbc("component:sbc")]).toEqual([45, 170]);
    expect(bySbc("component:sipProxy")).toBe(0);
    const direct = standing(homes, TLS_PHONES, "locations.homes.accessPoint=proxy");
    expect(direct("instance:dc1/sipProxy/1")).toBe(90);
    expect(direct("component:sipProxy")).toBe(2 * 170);
    expect(direct("component:sbc")).toBe(0);
  });

  test("are one a pair within the cluster, by whom calls and log-ins go", () => {
    const inside = standing(homes, TCP_INSIDE);
    // A proxy: 2 SBCs here and 2 there for agents there, 1 node, 2 Resource Managers.
    expect(inside("instance:dc1/sipProxy/1")).toBe(2 + 2 + 1 + 2);
    // An SBC: the proxies of both sites. A node: the proxies of its own.
    expect(inside("instance:dc1/sbc/1")).toBe(4);
    expect(inside("instance:dc1/sipServer/1")).toBe(2);
    // A Resource Manager: 2 proxies and 3 MCPs.
    expect(inside("instance:dc1/resourceManager/1")).toBe(5);
    expect(standing(homes, over("tcp"))("instance:dc1/sbc/1")).toBe(1);
  });

  test("by UDP are none: nothing is measured", () => {
    const { plan } = run(homes, 0.001, ...NO_PINGS);
    expect(plan.layout.find("level", "component.connections", "component:sbc")).toBeUndefined();
  });

  test("of phones are kept alive by so many bytes an hour", () => {
    const quiet = homes.replace("2400/h", "0/h");
    const bytes = (...more: string[]) => {
      const count = counts(quiet, TLS_PHONES, ...more);
      return ["homes>dc1", "dc1>homes"].map((link) =>
        Math.round(count("link.bytes.signalling", `link:${link}`)),
      );
    };
    // 20 minutes are 10 intervals of 120 s.
    expect(bytes()).toEqual([90 * 10 * (4 + UNDER.tls), 90 * 10 * (2 + UNDER.tls)]);
    expect(bytes("run.fidelity=call")).toEqual(bytes());
    expect(bytes("signalling.tcp.keepAlive=0s")).toEqual([0, 0]);
    // Those that stand for agents who come later too, as the connections do.
    const later = `{ dc1: [0, 90], dc2: [0, 80] }, intervals: { start: "08:00", length: 10min }`;
    const text = quiet.replace("{ dc1: 90, dc2: 80 }", later);
    const count = counts(text, TLS_PHONES)("link.bytes.signalling", "link:homes>dc1");
    expect(Math.round(count)).toBe(bytes()[0]);
  });
});
