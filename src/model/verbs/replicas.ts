import { MESSAGE_KINDS } from "../messages.ts";
import { OP } from "../program.ts";
import { LOST } from "../signals.ts";
import { componentIndex } from "../topology.ts";
import type { World } from "../world.ts";
import { carry, finish, goOnBeside, newLeg, work } from "./spread.ts";

const REPLICATE = MESSAGE_KINDS.indexOf("REPLICATE");
const SIP_PROXY = componentIndex("sipProxy");

/** REPLICATE: a proxy copies a registration to every other proxy of the cluster. */
export function replicate(world: World, leg: number, pc: number): number {
  const { legs, calls, program, topology } = world;
  const from = calls.pins[legs.call[leg] * program.roleCount + program.a[pc]];
  const atUs = world.atUs;
  for (const { first, count } of topology.atSite[SIP_PROXY])
    for (let proxy = first; proxy < first + count; proxy++) {
      if (proxy === from) continue;
      world.atUs = atUs;
      if (carry(world, REPLICATE, 0, from, proxy, 1) === LOST) continue;
      const copy = newLeg(world, legs.call[leg], OP.COPY);
      legs.first[copy] = proxy;
      goOnBeside(world, copy);
    }
  world.atUs = atUs;
  return pc + 1;
}

/** COPY: a copied registration reaches a proxy. */
export function copy(world: World, leg: number): number {
  const serviceUs = world.plan.replicaUs[SIP_PROXY];
  work(world, world.legs.first[leg], 0, serviceUs, world.promptReplicas);
  return finish(world, leg);
}
