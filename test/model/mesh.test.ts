import { describe, expect, test } from "vitest";
import type { Stream } from "../../src/engine/streams.ts";
import { GONE_ASTRAY, ON_ITS_WAY } from "../../src/model/mesh.ts";
import { planOf } from "../../src/model/plan.ts";
import { wire } from "../../src/model/wire.ts";
import { scenarioOf, TWO_SITES } from "../support/scenarios.ts";

const FAULT = "  - instanceDown: { target: dc1/sipServer/1, at: 1000s, for: 1s }\n";
const plan = planOf(scenarioOf(`${TWO_SITES}faults:\n${FAULT}`));
const LEG = 0;
const [OWNER, OTHER] = [0, 1];

/** Two nodes, one a site; `lost` says of each segment to the clients of the first if it is. */
function meshed(lost: readonly boolean[] = []) {
  const world = wire(plan, 0);
  const { places, linkOf, latencyUs } = world.network;
  const { place } = plan.topology.instances[plan.topology.nodes[OWNER]!]!;
  const lan = linkOf[place * places + place]!;
  let given = 0;
  const draws: Stream = { next: () => (lost[given++] ? 0 : 0.99) };
  world.platform.linkFaults.leak(lan, 0.5, draws);
  const feed = world.clients.feeds[OWNER]!.tEvents;
  const send = (atUs: number) => {
    world.nowUs = atUs;
    world.atUs = atUs;
    return world.mesh.toClientsOfOwner(world, OWNER);
  };
  return { world, feed, send, latencyUs: latencyUs[lan]! };
}

describe("events from a T-Controller to its clients", () => {
  const { rtoUs } = plan.scenario.signalling;

  test("arrive later by the timers of TCP, and none overtakes another", () => {
    const { feed, send, latencyUs } = meshed([false, true]);
    const sentUs = [100, 200, 300, 400].map((ms) => 1000 * ms);
    expect(sentUs.map(send)).toEqual([true, true, true, true]);
    const lateUs = sentUs[1]! + rtoUs + latencyUs;
    const arrivals = Array.from(feed.arrivalUs.slice(0, feed.sent));
    expect(arrivals).toEqual([sentUs[0]! + latencyUs, lateUs, lateUs, lateUs]);
  });

  test("never arrive where all segments are lost", () => {
    const { feed, send } = meshed(Array(100).fill(true));
    expect([send(1000), feed.sent]).toEqual([false, 0]);
  });
});

describe("a copy that a desk server waits for", () => {
  const copyOf = (isUp: boolean) => {
    const { world } = meshed();
    const { legs, platform, topology } = world;
    const node = topology.nodes[OTHER]!;
    legs.first[LEG] = OTHER;
    legs.copy[LEG] = ON_ITS_WAY;
    world.atUs = 1000;
    world.mesh.send(world, OWNER, OTHER, LEG);
    world.mesh.settle(world, 1000);
    expect(legs.copy[LEG]).toBe(ON_ITS_WAY);
    if (!isUp) platform.up[node] = 0;
    world.mesh.settle(world, 1001);
    return { copy: legs.copy[LEG], heard: world.clients.feeds[OTHER]!.tEvents.sent };
  };

  test("is known by its number among those of its node", () => {
    expect(copyOf(true)).toEqual({ copy: 0, heard: 1 });
  });

  test("has gone astray where that node is down", () => {
    expect(copyOf(false)).toEqual({ copy: GONE_ASTRAY, heard: 0 });
  });
});
