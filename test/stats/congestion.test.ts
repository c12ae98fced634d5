import { expect, test } from "vitest";
import { Layout } from "../../src/measure/layout.ts";
import type { Sample } from "../../src/measure/types.ts";
import { congestionOf } from "../../src/stats/congestion.ts";
import { erlangB } from "../../src/stats/theory/erlangB.ts";

const SCOPE = "pool:dc1/mcp.treatment";

/** Times that a group without limit has so many busy: those of a Poisson law. */
function sampleOf(load: number, longest: number): Sample {
  const times = [1];
  while (times.length <= longest) times.push((times[times.length - 1]! * load) / times.length);
  const keys = Int32Array.from(times.keys());
  return { levelHistogram: [{ keys, weights: Float64Array.from(times) }] } as unknown as Sample;
}

test("a pool that is never full says what Erlang's formula says of every smaller one", () => {
  const layout = new Layout();
  layout.level("pool.inUse", SCOPE, { histogram: true });
  const [found] = congestionOf(layout, [sampleOf(9, 40), sampleOf(9, 40)], [SCOPE]);
  expect(found!.scope).toBe(SCOPE);
  expect(found!.points[0]!.ports).toBe(9);
  expect(found!.points).toHaveLength(40 - 9 + 1);
  for (const { ports, estimate } of found!.points)
    expect(estimate! / erlangB(ports, 9)).toBeCloseTo(1, 9);
});

test("replications that differ give an interval, a pool that nobody used no points", () => {
  const layout = new Layout();
  layout.level("pool.inUse", SCOPE, { histogram: true });
  const [found] = congestionOf(layout, [sampleOf(8, 40), sampleOf(10, 40)], [SCOPE]);
  const { low95, estimate, high95 } = found!.points[3]!;
  expect(low95!).toBeLessThan(estimate!);
  expect(high95!).toBeGreaterThan(estimate!);
  expect(congestionOf(layout, [sampleOf(0, 0), sampleOf(0, 0)], [SCOPE])).toEqual([]);
});
