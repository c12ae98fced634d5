import { describe, expect, test } from "vitest";
import { bindingResource, compareObserved, find, linkLoads } from "../../src/report/findings.ts";
import { capacity, findings } from "./fixture.ts";

describe("findings", () => {
  test("an estimate is found by id and scope", () => {
    expect(find(findings, "caps.offered")?.estimate).toBe(8.0004);
    expect(find(findings, "caps.offered", "site:dc1")?.estimate).toBe(4.001);
    expect(find(findings, "caps.offered", "site:dc9")).toBeUndefined();
  });

  test("the binding resource has the least finite headroom", () => {
    expect(bindingResource(capacity)?.name).toBe("mcp.treatment");
    expect(
      bindingResource(capacity.filter(({ headroom }) => headroom === Infinity)),
    ).toBeUndefined();
  });

  test("a link's load adds its kinds of traffic; directions stay apart; greatest first", () => {
    const loads = linkLoads(findings);
    expect(loads[0]?.scope).toBe("link:carrier>dc2");
    const between = loads.find(({ scope }) => scope === "link:dc1>dc2");
    expect(between).toEqual({
      scope: "link:dc1>dc2",
      parts: { media: 3.1, signalling: 0.31, tlib: 1.84 },
      total: 3.1 + 0.31 + 1.84,
      halfWidth95: 3.1 / 90 + 0.004 + 0.011,
      capacity: 1000,
    });
  });

  test("an observation is held against the range of the replications", () => {
    const [occupancy, wait] = compareObserved(findings);
    expect(occupancy).toMatchObject({ difference: 0.8003 / 0.79 - 1, withinReplications: true });
    expect(wait).toMatchObject({ withinReplications: false });
  });

  test("an observation of what the run did not measure is kept without a verdict", () => {
    const observed = [{ metric: "unheard.of", scope: "cluster", value: 1 }];
    const unknown = { ...findings, scenario: { ...findings.scenario, observed } };
    expect(compareObserved(unknown)[0]).toMatchObject({
      estimate: undefined,
      difference: null,
      withinReplications: null,
    });
  });
});
