import { expect, test } from "vitest";
import { portBlocking, portsByRule, portsForBlocking } from "../../src/stats/portBlocking.ts";
import { erlangB, serversForBlocking } from "../../src/stats/theory/erlangB.ts";

const ONE = [{ erlangs: 90, weight: 1000 }];
const TWO = [...ONE, { erlangs: 37, weight: 1600 }];

test("one use is Erlang's loss formula, whatever its weight", () => {
  expect(portBlocking(ONE, 117)[0]).toBeCloseTo(erlangB(117, 90), 12);
  expect(portsForBlocking(ONE, 0.001)).toBe(serversForBlocking(90, 0.001));
  expect(portBlocking([{ erlangs: 9, weight: 1600 }], 32)[0]).toBeCloseTo(erlangB(20, 9), 12);
});

test("what takes more is blocked more often, and the target is met with no port to spare", () => {
  const ports = portsForBlocking(TWO, 0.001);
  const [small, large] = portBlocking(TWO, ports);
  expect(small).toBeLessThan(large!);
  expect(large).toBeLessThanOrEqual(0.001);
  expect(portBlocking(TWO, ports - 1)[1]).toBeGreaterThan(0.001);
});

test("a load that chance cannot exceed much: the rule of three roots", () => {
  expect(portsByRule(480)).toBe(546);
  expect(portsByRule(1440)).toBe(1554);
  expect(portsByRule(100)).toBe(130);
});

test("ports without limit refuse nobody", () => {
  const uses = [
    { erlangs: 5, weight: 1000 },
    { erlangs: 2, weight: 1600 },
  ];
  expect(portBlocking(uses, Number.POSITIVE_INFINITY)).toEqual([0, 0]);
});
