import { describe, expect, test } from "vitest";
import { componentIndex } from "../../src/model/topology.ts";
import { NO_PINGS, type Run, run, TWO_SITES } from "../support/scenarios.ts";

const PLENTY = TWO_SITES.replaceAll("trunks: 25", "trunks: unlimited")
  .replace("{ sites: { dc1: 9, dc2: 8 } }", "{ sites: { dc1: 90, dc2: 80 } }")
  .replace("dc1: { sipServer: 1,", "dc1: { sipServer: 2,");
const withFault = (text: string, ...settings: string[]) =>
  run(`${PLENTY}faults:\n  - ${text}\n`, 2, ...(settings.length > 0 ? settings : NO_PINGS));
const ended = ({ records }: Run, outcome: string) =>
  records.filter((each) => each.outcome === outcome);
/** Messages of a kind that one role sent another in calls of customers. */
function sent({ world }: Run, message: string, from: string, to: string): number {
  const { program, rowCount } = world;
  const { start, rows } = {
    ...program.flows.find(({ name }) => name === "inbound")!,
    rows: program.rows,
  };
  return rows.reduce((sum, { action }, row) => {
    const isIt = row >= start && action?.verb === "send" && action.message === message;
    return isIt && action.from === from && action.to === to ? sum + rowCount[row]! : sum;
  }, 0);
}
const nodes = ({ plan, world }: Run) =>
  Array.from({ length: 2 }, (_, i) => {
    const instance = plan.topology.atSite[componentIndex("sipServer")][0].first + i;
    const station = plan.topology.stationOf[instance];
    return { stops: world.platform.stops[instance], messages: world.platform.messages(station) };
  });

/** When a node is told to take nothing new, and for how long it drains, seconds. */
const [AT_S, DRAIN_S] = [60, 300];
const shutDown = (refusal: string) => {
  const times = `at: ${AT_S}s, drain: ${DRAIN_S}s`;
  return `gracefulShutdown: { target: dc1/sipServer/1, ${times}, refusal: ${refusal} }`;
};

describe("a node is shut down in good order", () => {
  test("with 503: it takes nothing new, and no call is lost or fails", () => {
    const result = withFault(shutDown("unavailable"));
    expect(ended(result, "lost")).toEqual([]);
    expect(ended(result, "failed")).toEqual([]);
    const [shut, other] = nodes(result);
    expect(shut.stops).toBe(1);
    expect(shut.messages).toBeLessThan(other.messages / 2);
  });

  const failedS = (result: Run) =>
    ended(result, "failed").map(({ arrivedUs }) => Number(arrivedUs) * 1e-6);

  test("with 603: it ends the search, so that all of its share of new calls fail", () => {
    const result = withFault(shutDown("decline"));
    const failed = failedS(result);
    expect(ended(result, "lost")).toEqual([]);
    expect(Math.min(...failed)).toBeGreaterThanOrEqual(AT_S);
    expect(Math.max(...failed)).toBeLessThan(AT_S + DRAIN_S + 1);
    const inTime = result.records.filter(({ arrivedUs, site }) => {
      const atS = Number(arrivedUs) * 1e-6;
      return site === 0 && atS > AT_S && atS < AT_S + DRAIN_S;
    });
    // Proxies take the two nodes in turn.
    expect(Math.abs(failed.length - inTime.length / 2)).toBeLessThan(0.1 * inTime.length);
    expect(sent(result, "DECLINE", "sbc", "carrier")).toBe(failed.length);
  });

  test("with 603: proxies that ping the node leave it alone within their 5 s", () => {
    const result = withFault(shutDown("decline"), "signalling.options.oosCheck=5s");
    const failed = failedS(result);
    expect(failed.length).toBeGreaterThan(0);
    expect(Math.min(...failed)).toBeGreaterThanOrEqual(AT_S);
    expect(Math.max(...failed)).toBeLessThan(AT_S + 5.1);
    expect(ended(result, "lost")).toEqual([]);
  });

  test("what has not drained in time is lost", () => {
    const hasty = "gracefulShutdown: { target: dc1/sipServer/1, at: 300s, drain: 0s }";
    expect(ended(withFault(hasty), "lost").length).toBeGreaterThan(0);
  });
});

describe("planned work", () => {
  const WORK = {
    maintenance: "maintenance: { target: dc1/sipServer/1, at: 60s, for: 8min, check: 0s }",
    rollingUpgrade: "rollingUpgrade: { target: dc1/sipServer, at: 30s, each: 20s, check: 60s }",
  };

  test.each(Object.values(WORK))("%s: the pair switches over, and no call is lost", (fault) => {
    const result = withFault(fault);
    const isAll = fault === WORK.rollingUpgrade;
    const { first } = result.plan.topology.atSite[componentIndex("sipServer")][0];
    expect(nodes(result).map(({ stops }) => stops)).toEqual([1, Number(isAll)]);
    const { active } = result.world.platform.pairs!;
    expect([active[first], active[first + 1]]).toEqual([1, Number(isAll)]);
    expect(ended(result, "lost")).toEqual([]);
    expect(ended(result, "failed")).toEqual([]);
  });

  test("an upgrade takes the spare first: only a failure in its turn takes the pair down", () => {
    const stopsWith = (atS: number) => {
      const exit = `  - pairSwitchover: { target: dc1/sipServer/1, at: ${atS}s, for: 1s }`;
      const result = withFault(`${WORK.rollingUpgrade}\n${exit}`);
      return ended(result, "lost").length > 0;
    };
    // From 30 s the spare is down for 20 s and checked until 110 s; the other until 190 s.
    expect([29, 40, 100, 120, 180, 195].map(stopsWith)).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  test("an operator does not switch a pair whose spare is not ready", () => {
    const lost = "  - pairSwitchover: { target: dc1/sipServer/1, at: 30s, for: 10min }";
    const result = withFault(`${WORK.maintenance}\n${lost}`);
    expect(ended(result, "lost")).toEqual([]);
    expect(nodes(result)[0].stops).toBe(1);
  });

  test("what has no pair drains, one after the other", () => {
    const text = "rollingUpgrade: { target: dc1/sipProxy, at: 30s, drain: 2min, each: 20s }";
    const result = withFault(text);
    const { first, count } = result.plan.topology.atSite[componentIndex("sipProxy")][0];
    expect(Array.from(result.world.platform.stops.slice(first, first + count))).toEqual([1, 1]);
    expect(ended(result, "lost")).toEqual([]);
    expect(ended(result, "failed")).toEqual([]);
  });

  test("an MCP gives no more ports, so that nobody is lost with it", () => {
    const result = withFault("maintenance: { target: dc1/mcp/1, at: 60s, drain: 5min, for: 8min }");
    expect(ended(result, "lost")).toEqual([]);
    expect(result.world.pools.inUse).toBe(0);
  });
});

test("a node that is added takes its share from then on", () => {
  const share = (at: string) => {
    const [added, other] = nodes(withFault(`nodeAdded: { target: dc1/sipServer/1, at: ${at} }`));
    return added.messages / (added.messages + other.messages);
  };
  expect(share("3h")).toBe(0);
  expect(share("1s")).toBeGreaterThan(0.4);
  expect(share("300s")).toBeGreaterThan(0.1);
  expect(share("300s")).toBeLessThan(0.4);
});
