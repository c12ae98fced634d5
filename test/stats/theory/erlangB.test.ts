import { expect, test } from "vitest";
import { upperGamma } from "../../../src/engine/special/incompleteGamma.ts";
import { logGamma } from "../../../src/engine/special/logGamma.ts";
import { erlangB, serversForBlocking } from "../../../src/stats/theory/erlangB.ts";
import { expectDigits } from "./printed.ts";

test.each([
  ["B02", 20, 18, 0.1092128459, 0.8017084387],
  ["B04", 534, 480, 0.0009287008014, 0.8980416173],
])("case %s to its digits", (_id, servers, load, blocking, occupancy) => {
  expectDigits("blocking", erlangB(servers, load), blocking);
  expectDigits("occupancy", (load * (1 - erlangB(servers, load))) / servers, occupancy);
});

test("case B03: 480 erlang and 0.1 % take 534 servers, 533.3 if there were such", () => {
  expect(serversForBlocking(480, 0.001)).toBe(534);
  expectDigits("one fewer", erlangB(533, 480), 0.001034140048);
  expect(erlangB(533.3139422, 480)).toBeCloseTo(0.001, 11);
});

test.each([
  ["queue ports", (2000 / 3600) * 8.264, 11],
  ["trunks", (2000 / 3600) * (150 + 8.264), 105],
])("%s of Cisco's example at 1 %", (_what, load, servers) => {
  expect(serversForBlocking(load, 0.01)).toBe(servers);
});

test("real numbers of servers: the incomplete gamma function", () => {
  for (const load of [1e-3, 0.1, 1, 4.5, 60]) {
    for (const servers of [0.001, 0.25, 0.5, 0.999, 1.5, 7.25]) {
      // 1/B(c) = e^a a^-c Γ(c + 1, a)
      const log = load - servers * Math.log(load) + logGamma(servers + 1);
      const inverse = Math.exp(log) * upperGamma(servers + 1, load);
      expect(erlangB(servers, load) * inverse, `${servers} at ${load}`).toBeCloseTo(1, 11);
    }
  }
});

test("real numbers of servers lie between their neighbours", () => {
  for (const load of [0.5, 12, 480]) {
    for (let servers = 0; servers < 12; servers += 0.125) {
      expect(erlangB(servers + 0.125, load)).toBeLessThan(erlangB(servers, load));
    }
  }
});

test("no server blocks everything; small loads vanish, large ones do not overflow", () => {
  expect(erlangB(0, 5)).toBe(1);
  expect(erlangB(1, 5)).toBeCloseTo(5 / 6, 15);
  expect(erlangB(60_000, 1e-3)).toBe(0);
  expect(erlangB(60_000, 1e9)).toBeCloseTo(1 - 60_000 / 1e9, 12);
});

test("60,000 servers: as the sum of products in logarithms", () => {
  for (const load of [58_000, 60_000, 72_000]) {
    const logs = new Float64Array(60_001);
    for (let n = 1; n <= 60_000; n++) logs[n] = logs[n - 1] + Math.log(load / n);
    const last = logs[60_000];
    const inverse = logs.reduce((sum, log) => sum + Math.exp(log - last), 0);
    expect(erlangB(60_000, load) * inverse).toBeCloseTo(1, 8);
  }
});

test.each([
  [() => erlangB(-1, 1), /^servers: /],
  [() => erlangB(Infinity, 1), /^servers: /],
  [() => erlangB(1, 0), /^load: /],
  [() => serversForBlocking(Number.NaN, 0.1), /^load: /],
  [() => serversForBlocking(1, 0), /^target: /],
  [() => serversForBlocking(1, 1), /^target: /],
])("what makes no sense is refused", (wrong, message) => {
  expect(wrong).toThrow(message);
});
