import { bytesOn } from "../bytes.ts";
import { linkOf, lose } from "../hops.ts";
import { OP } from "../program.ts";
import type { World } from "../world.ts";

/**
 * An instance stops. Work in it that would have left later is void: the accounts go back to this
 * moment, messages it had yet to send were never sent, and those it was working on are lost.
 */
export function stopInstance(world: World, instance: number): void {
  const { platform, legs, topology, nowUs } = world;
  platform.stop(instance, nowUs);
  const first = topology.stationOf[instance];
  const end = topology.stationOf[instance + 1] ?? topology.stations.length;
  const struck: number[] = [];
  for (let leg = 0; leg < legs.used; leg++) {
    if (legs.call[leg] < 0 || legs.untilUs[leg] <= nowUs) continue;
    if (legs.station[leg] >= first && legs.station[leg] < end) struck.push(leg);
  }
  struck.sort((a, b) => legs.birth[a] - legs.birth[b]);
  for (const leg of struck) voidWork(world, leg);
}

function voidWork(world: World, leg: number): void {
  const { legs, program, events, firstLeg, nowUs } = world;
  if (program.op[legs.pc[leg]] === OP.ARRIVE) unsend(world, leg, legs.pc[leg] - 1);
  events.cancel(firstLeg + leg);
  const booked = legs.bookedBy[leg];
  if (booked < 0) world.endLeg(leg);
  else lose(world, leg, booked - 1, nowUs, false);
}

/** Takes back what DEPART row `pc` booked for a message that never left. */
function unsend(world: World, leg: number, pc: number): void {
  const { program, signalling, recorders, meters } = world;
  const link = linkOf(world, leg, pc);
  world.rowCount[pc]--;
  const bytes = bytesOn(world, program.a[pc], link);
  recorders.counters[meters.linkBytes[2 * link + signalling.traffic[pc]]] -= bytes;
}
