import { expect, test } from "vitest";
import { erlangB, serversForBlocking } from "../../../src/stats/theory/erlangB.ts";
import {
  type Class,
  capacityFor,
  kaufmanRoberts,
} from "../../../src/stats/theory/kaufmanRoberts.ts";

/** The product form itself: every state that fits, each class Poisson but for what does not. */
function byStates(capacity: number, [a, b]: readonly [Class, Class]) {
  const poisson = (load: number, n: number) => {
    let weight = 1;
    for (let i = 1; i <= n; i++) weight *= load / i;
    return weight;
  };
  const states = Array.from({ length: capacity + 1 }, (_, i) =>
    Array.from({ length: capacity + 1 }, (_, j) => ({
      used: i * a.units + j * b.units,
      weight: poisson(a.load, i) * poisson(b.load, j),
    })),
  )
    .flat()
    .filter(({ used }) => used <= capacity);
  const total = states.reduce((sum, { weight }) => sum + weight, 0);
  const blocked = ({ units }: Class) =>
    states
      .filter(({ used }) => used + units > capacity)
      .reduce((sum, { weight }) => sum + weight, 0) / total;
  return {
    blocking: [blocked(a), blocked(b)],
    inUse: states.reduce((sum, { used, weight }) => sum + used * weight, 0) / total,
  };
}

test.each([
  [1, 0.5, 3, 0.3],
  [12, 4, 3, 1.2],
  [30, 11, 5, 0.8],
])("capacity %i: as the sum over all states", (capacity, load, units, other) => {
  const classes = [
    { units: 1, load },
    { units, load: other },
  ] as const;
  const exact = byStates(capacity, classes);
  const found = kaufmanRoberts(capacity, classes);
  expect(found.inUse).toBeCloseTo(exact.inUse, 12);
  found.blocking.forEach((each, i) => {
    expect(each).toBeCloseTo(exact.blocking[i], 12);
  });
});

test("one class of one unit is Erlang's formula, thousands of erlang too", () => {
  for (const [servers, load] of [
    [5, 3],
    [534, 480],
    [3000, 2950],
  ])
    expect(kaufmanRoberts(servers, [{ units: 1, load }]).blocking[0]).toBeCloseTo(
      erlangB(servers, load),
      12,
    );
  expect(capacityFor([{ units: 1, load: 480 }], 0.001)).toBe(serversForBlocking(480, 0.001));
});

test("units in thousands change nothing but the scale", () => {
  const small = kaufmanRoberts(20, [
    { units: 1, load: 9 },
    { units: 4, load: 1.5 },
  ]);
  const large = kaufmanRoberts(20_000, [
    { units: 1000, load: 9 },
    { units: 4000, load: 1.5 },
  ]);
  large.blocking.forEach((each, i) => {
    expect(each).toBeCloseTo(small.blocking[i], 12);
  });
});
