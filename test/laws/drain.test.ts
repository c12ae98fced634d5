import { describe, expect, test } from "vitest";
import { componentIndex } from "../../src/model/topology.ts";
import { NO_PINGS, type Run, run, TWO_SITES } from "../support/scenarios.ts";

const PLENTY = TWO_SITES.replaceAll("trunks: 25", "trunks: unlimited")
  .replace("{ sites: { dc1: 9, dc2: 8 } }", "{ sites: { dc1: 90, dc2: 80 } }")
  .replace("dc1: { sipServer: 1,", "dc1: { sipServer: 2,");
const withFault = (text: string) => run(`${PLENTY}faults:\n  - ${text}\n`, 2, ...NO_PINGS);
const ended = ({ records }: Run, outcome: string) =>
  records.filter((each) => each.outcome === outcome);
const nodes = ({ plan, world }: Run) =>
  Array.from({ length: 2 }, (_, i) => {
    const instance = plan.topology.atSite[componentIndex("sipServer")][0].first + i;
    const station = plan.topology.stationOf[instance];
    return { stops: world.platform.stops[instance], messages: world.platform.messages(station) };
  });

describe("a node is taken out of service in good order", () => {
  test.each([
    "gracefulShutdown: { target: dc1/sipServer/1, at: 60s, drain: 5min }",
    "maintenance: { target: dc1/sipServer/1, at: 60s, drain: 5min, for: 8min }",
  ])("%s: it takes nothing new, and no call is lost or fails", (fault) => {
    const result = withFault(fault);
    expect(ended(result, "lost")).toEqual([]);
    expect(ended(result, "failed")).toEqual([]);
    const [shut, other] = nodes(result);
    expect(shut.stops).toBe(1);
    expect(shut.messages).toBeLessThan(other.messages / 2);
  });

  test("what has not drained in time is lost", () => {
    const hasty = "maintenance: { target: dc1/sipServer/1, at: 300s, drain: 0s, for: 8min }";
    expect(ended(withFault(hasty), "lost").length).toBeGreaterThan(0);
  });

  test("an upgrade goes from one to the next, and no call notices", () => {
    const result = withFault(
      "rollingUpgrade: { target: dc1/sipServer, at: 30s, drain: 4min, each: 20s }",
    );
    expect(nodes(result).map(({ stops }) => stops)).toEqual([1, 1]);
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
