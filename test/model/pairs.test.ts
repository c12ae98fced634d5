import { beforeEach, describe, expect, test } from "vitest";
import { Pairs } from "../../src/model/pairs.ts";
import { planOf } from "../../src/model/plan.ts";
import { wire } from "../../src/model/wire.ts";
import type { World } from "../../src/model/world.ts";
import { scenarioOf, TWO_SITES } from "../support/scenarios.ts";

const plan = planOf(scenarioOf(TWO_SITES));
const PAIR = plan.topology.nodes[0]!;
const CHECK_US = 60e6;
const FAULT = "pairSwitchover: { target: dc1/sipServer/1, at: 1000s, for: 1s }";

describe("the two members of a pair", () => {
  let pairs: Pairs;
  let world: World;
  beforeEach(() => {
    pairs = new Pairs(plan);
    world = wire(plan, 0);
  });
  const at = (seconds: number) => {
    world.nowUs = seconds * 1e6;
    return {
      fail: (member: number) => pairs.fail(world, PAIR, member),
      mend: (member: number) => pairs.mend(world, PAIR, member, CHECK_US),
      canSwitch: () => pairs.canSwitch(world, PAIR),
    };
  };

  test("the spare takes over once; whoever is back is a spare after its check", () => {
    expect(at(10).fail(0)).toBe("switches");
    expect(at(20).canSwitch()).toBe(false);
    expect(at(30).mend(0)).toBe(false);
    expect([at(89.9).canSwitch(), at(90).canSwitch()]).toEqual([false, true]);
    expect([at(90).fail(1), pairs.active[PAIR]]).toEqual(["switches", 0]);
  });

  test("a spare that is not checked yet does not take over", () => {
    at(10).fail(0);
    at(30).mend(0);
    expect([at(89.9).fail(1), pairs.active[PAIR]]).toEqual(["stops", 1]);
  });

  test("a spare that fails takes nobody with it, and cannot take over", () => {
    expect(at(10).fail(1)).toBe("goes on");
    expect([at(11).canSwitch(), at(11).fail(0)]).toEqual([false, "stops"]);
  });

  test("the member being promoted fails: the pair stops, though the other one were ready", () => {
    expect(at(10).fail(0)).toBe("switches");
    pairs.promotedUs[PAIR] = 40e6;
    pairs.mend(world, PAIR, 0, 0);
    expect([at(20).canSwitch(), at(20).fail(1)]).toEqual([false, "stops"]);
    expect(pairs.promotedUs[PAIR]).toBe(0);
  });

  test("who is back first works, whichever was active; two failures want two repairs", () => {
    at(10).fail(0);
    expect([at(20).fail(1), at(21).fail(0)]).toEqual(["stops", "goes on"]);
    expect([at(30).mend(0), at(31).mend(0)]).toEqual([false, true]);
    expect(pairs.active[PAIR]).toBe(0);
    expect([at(40).mend(1), pairs.active[PAIR]]).toEqual([false, 0]);
  });
});

test("a pair is doubtful, and proxies are, until each has heard of the active member", () => {
  const world = wire(planOf(scenarioOf(`${TWO_SITES}faults: [${FAULT}]\n`)), 0);
  const { platform, topology } = world;
  const pairs = platform.pairs!;
  const proxies = [...topology.instances.keys()].filter((each) =>
    topology.instances[each]!.name.includes("/sipProxy/"),
  );
  const up = () => [PAIR, ...proxies].map((each) => platform.up[each]);
  expect(pairs.fail(world, PAIR, 0)).toBe("switches");
  pairs.mark(world, PAIR);
  expect(up()).toEqual([2, ...proxies.map(() => 2)]);
  for (const proxy of proxies.slice(1)) pairs.learn(world, proxy, PAIR, 1);
  expect(up()).toEqual([2, 2, ...proxies.slice(1).map(() => 1)]);
  pairs.learn(world, proxies[0]!, PAIR, 1);
  expect(up()).toEqual([1, ...proxies.map(() => 1)]);
});
