import { describe, expect, test } from "vitest";
import type { OUTCOMES } from "../../src/model/actions.ts";
import { MESSAGE_KINDS, type MessageKind } from "../../src/model/messages.ts";
import { OP } from "../../src/model/program.ts";
import { componentIndex } from "../../src/model/topology.ts";
import { NO_PINGS, type Run, run, TWO_SITES } from "../support/scenarios.ts";

/** Two sites of plenty: whatever fails does so for want of a server that could be found. */
const PLENTY = TWO_SITES.replaceAll("trunks: 25", "trunks: unlimited").replace(
  "{ sites: { dc1: 9, dc2: 8 } }",
  "{ sites: { dc1: 90, dc2: 80 } }",
);
const MINUTE_US = 60_000_000;

const down = (target: string, from: string, lasts: string, detection: string) =>
  `\n  - instanceDown: { target: ${target}, at: ${from}, for: ${lasts}, detection: ${detection} }`;
const withFaults = (...faults: string[]) => `${PLENTY}faults:${faults.join("")}\n`;

const ended = ({ records }: Run, outcome: (typeof OUTCOMES)[number], site?: number) =>
  records.filter((each) => each.outcome === outcome && (site ?? each.site) === each.site);

/** SIP messages that the instances of a component at a site have worked on. */
function workedOn({ plan, world }: Run, component: string, site: number): number {
  const { first, count } = plan.topology.atSite[componentIndex(component)][site];
  let messages = 0;
  for (let instance = first; instance < first + count; instance++)
    messages += world.platform.messages(plan.topology.stationOf[instance]);
  return messages;
}

/** Messages of a kind sent to the carrier, or to anybody else. */
function sent({ plan, world }: Run, kind: MessageKind, toCarrier: boolean): number {
  const { op, a } = plan.program;
  return op.reduce((sum, each, row) => {
    const counts = each === OP.DEPART && MESSAGE_KINDS[a[row]] === kind;
    return counts && (plan.toCarrier[row] === 1) === toCarrier ? sum + world.rowCount[row] : sum;
  }, 0);
}

describe("with both proxies of a site down, and known to be", () => {
  const faults = [1, 2].map((n) => down(`dc1/sipProxy/${n}`, "0s", "20min", "0s"));
  const text = withFaults(...faults);

  test("its calls go by the other site's proxies and nodes, and none fails", () => {
    const result = run(text, 1, ...NO_PINGS);
    expect(ended(result, "served", 0).length).toBeGreaterThan(100);
    expect(ended(result, "failed")).toEqual([]);
    expect(workedOn(result, "sipProxy", 0)).toBe(0);
    expect(workedOn(result, "sipServer", 0)).toBeLessThan(workedOn(result, "sipServer", 1) / 10);
  });

  test("they fail where DNS names the own proxies alone, once both have timed out", () => {
    const result = run(text, 1, "network.dns.srvView=local-only");
    const failed = ended(result, "failed");
    expect(failed.length).toBeGreaterThan(100);
    expect(failed.every(({ site }) => site === 0)).toBe(true);
    expect(sent(result, "SERVER_ERROR", true)).toBe(failed.length);
  });
});

describe("with a proxy down that nobody has noticed", () => {
  const text = withFaults(down("dc1/sipProxy/1", "60s", "19min", "1h"));
  const late = ({ records }: Run) =>
    records.filter(({ queuedUs, arrivedUs, site }) => {
      return site === 0 && queuedUs !== null && queuedUs - arrivedUs > 32_000_000;
    });

  test("a time-out leads to the other proxy, and teaches the site to avoid it", () => {
    const remember = "signalling.avoidSilent=30min";
    const result = run(text, 1, "demand.customers.ivr.duration=1s", remember);
    const delayed = late(result);
    expect(ended(result, "failed")).toEqual([]);
    expect(delayed.length).toBeGreaterThan(5);
    for (const { arrivedUs } of delayed) expect(arrivedUs).toBeLessThan(MINUTE_US + 32_100_000);
  });

  test("who does not remember falls for it again and again", () => {
    const result = run(text, 1, "demand.customers.ivr.duration=1s", "signalling.avoidSilent=0s");
    expect(late(result).some(({ arrivedUs }) => arrivedUs > 5 * MINUTE_US)).toBe(true);
  });
});

describe("a proxy that is behind refuses with 503", () => {
  const slow = ["components.sipProxy.service=80ms", "components.sipProxy.retryAfter=0s"];
  const refusing = (limit: string, ...more: string[]) =>
    run(PLENTY, 1, ...slow, `components.sipProxy.backlogLimit=${limit}`, ...more);

  test("the INVITE then goes to another, so that few calls fail of many refusals", () => {
    const result = refusing("200ms");
    const { rejected } = result.world.platform;
    const refusals = rejected.reduce((sum, each) => sum + each, 0);
    const failed = ended(result, "failed").length;
    expect(refusals).toBeGreaterThan(100);
    expect(failed).toBeLessThan(refusals / 2);
    expect(ended(result, "served").length).toBeGreaterThan(100);
  });

  test("each refusal is a 503 over one hop; what reaches the carrier is a 500", () => {
    const result = refusing("0s");
    const refusals = result.world.platform.rejected.reduce((sum, each) => sum + each, 0);
    expect(sent(result, "UNAVAILABLE", false)).toBe(refusals);
    expect(sent(result, "UNAVAILABLE", true)).toBe(0);
    expect(sent(result, "SERVER_ERROR", true)).toBeGreaterThan(10);
  });
});

describe("a dead site is taken out of DNS, where DNS names the own proxies alone", () => {
  const dead = [1, 2].map((n) => down(`dc1/sipProxy/${n}`, "0s", "20min", "0s"));
  const out = "\n  - recordsWithdrawn: { target: dc1, at: 200s, for: 200s }";
  const result = (ttl: string) =>
    run(withFaults(...dead, out), 1, "network.dns.srvView=local-only", `network.dns.ttl=${ttl}`);
  /** Share of the site's calls of some seconds that fail. */
  const failing = ({ records }: Run, fromS: number, toS: number) => {
    const offered = records.filter(
      ({ site, arrivedUs }) => site === 0 && arrivedUs >= fromS * 1e6 && arrivedUs < toS * 1e6,
    );
    return offered.filter(({ outcome }) => outcome === "failed").length / offered.length;
  };

  test.each([0, 40])("with a TTL of %i s its calls fail until clients have heard", (ttlS) => {
    const found = result(`${ttlS}s`);
    // Each of the two proxies takes 64 T1 to time out; who still tries then hears of the others.
    expect(failing(found, 0, 200 - 2 * 32)).toBe(1);
    expect(failing(found, 200 + ttlS, 400)).toBe(0);
    expect(failing(found, 400 + ttlS, 600)).toBe(1);
    if (ttlS === 0) return;
    for (const changeS of [200, 400]) {
      expect(failing(found, changeS, changeS + ttlS)).toBeGreaterThan(0);
      expect(failing(found, changeS, changeS + ttlS)).toBeLessThan(1);
    }
  });
});
