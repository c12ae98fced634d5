import { expect, test } from "vitest";
import { planOf } from "../../src/model/plan.ts";
import { Sides } from "../../src/model/sides.ts";
import { componentIndex } from "../../src/model/topology.ts";
import { wire } from "../../src/model/wire.ts";
import { scenarioOf, TWO_SITES } from "../support/scenarios.ts";

test("of sites that are apart each is alone, until the last fault of it is over", () => {
  const sides = new Sides(3);
  for (const site of [0, 0, 1]) sides.split(site, 1);
  const together = () =>
    [
      [0, 1],
      [0, 2],
      [1, 2],
    ].map(([one, other]) => sides.areTogether(one!, other!));
  expect(together()).toEqual([false, false, false]);
  expect(sides.areTogether(0, 0)).toBe(true);
  sides.split(0, -1);
  sides.split(1, -1);
  expect(together()).toEqual([false, false, true]);
  expect([sides.isSplit, sides.isLimited]).toEqual([true, true]);
  sides.split(0, -1);
  expect(together()).toEqual([true, true, true]);
  expect([sides.isSplit, sides.isLimited]).toEqual([false, false]);
});

test("a site without URS or StatServer is blind, split or not, until both are back", () => {
  const world = wire(planOf(scenarioOf(`${TWO_SITES}faults: []\n`)), 0);
  const { topology, platform } = world;
  const sides = new Sides(2);
  const look = (component: string, up: number) => {
    const { first, count } = topology.atSite[componentIndex(component)]![0]!;
    platform.up.fill(up, first, first + count);
    return sides.look(world);
  };
  sides.split(1, 1);
  expect([look("urs", 0), look("statServer", 0)]).toEqual([false, false]);
  sides.split(1, -1);
  expect([sides.isSplit, sides.isLimited]).toEqual([false, true]);
  expect([sides.mayHave(0, 0), sides.mayHave(0, 1), sides.mayHave(1, 0)]).toEqual([
    false,
    false,
    true,
  ]);
  expect([look("urs", 1), sides.mayHave(0, 0)]).toEqual([false, false]);
  expect([look("statServer", 1), sides.mayHave(0, 0)]).toEqual([true, true]);
  expect(sides.isLimited).toBe(false);
});
