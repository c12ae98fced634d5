import { expect, test } from "vitest";
import { mdc } from "../../../src/stats/theory/mdc.ts";
import { mg1 } from "../../../src/stats/theory/mg1.ts";

test("one server that is hardly ever free is M/G/1", () => {
  const load = 0.97;
  const [one, exact] = [mdc(1, load / 180, 180), mg1(load / 180, 180, 180 * 180)];
  expect(one.pWait / exact.pWait).toBeCloseTo(1, 11);
  expect(one.meanWait / exact.meanWait).toBeCloseTo(1, 11);
});

test("60,000 servers that are hardly ever free: finite, and in order", () => {
  const system = mdc(60_000, (0.998 * 60_000) / 180, 180);
  expect(system.pWait).toBeGreaterThan(0);
  expect(system.pWait).toBeLessThan(1);
  const waits = [0, 0.1, 1, 10, 100].map((t) => system.waitsBeyond(t));
  expect(waits).toEqual([...waits].sort((a, b) => b - a));
  // With all servers busy a caller waits for half the gap between departures at the very least.
  expect(system.meanWait).toBeGreaterThan((system.pWait * 180) / 60_000 / 2);
});
