import { CAST } from "../flowTables.ts";
import type { World } from "../world.ts";

/** PICK: fills a role with the next instance in turn, at the call's site or of the call's node. */
export function pick(world: World, leg: number, pc: number): number {
  const { calls, legs, program, casts, topology, platform } = world;
  const call = legs.call[leg];
  const role = program.a[pc];
  const cast = calls.flow[call] * program.roleCount + role;
  const component = casts.component[cast];
  const base = call * program.roleCount;
  const by = casts.by[cast];
  const range =
    by === CAST.SITE
      ? topology.atSite[component][calls.site[call]]
      : by === CAST.CLUSTER
        ? topology.cluster[component]
        : topology.ofNode[component][platform.nodeOf[calls.pins[base + casts.node[cast]]]];
  calls.pins[base + role] = platform.next(range.first, range.count, world.nowUs);
  return pc + 1;
}
