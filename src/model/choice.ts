import { type Stream, streamOf } from "../engine/streams.ts";
import { CAST } from "./flowTables.ts";
import type { Plan } from "./plan.ts";
import { NOBODY } from "./signals.ts";
import type { Range } from "./topology.ts";
import type { World } from "./world.ts";

const NONE: readonly number[] = [];

/** Each role that DNS names by weight draws from a stream of its own; the others from none. */
export function srvDrawsOf({ program, casts, scenario }: Plan, replication: number) {
  const { flows, roleCount } = program;
  return Array.from(casts.by, (by, cast): Stream | null => {
    if (by !== CAST.SRV) return null;
    const { name, roles } = flows[Math.floor(cast / roleCount)];
    return streamOf(scenario.run.seed, replication, `srv/${name}/${roles[cast % roleCount]}`);
  });
}

/**
 * The instance that plays a role of a call from now on. Instances that its sender avoids are passed
 * over; when it avoids all of them, it takes one all the same.
 */
export function choose(world: World, call: number, role: number): number {
  const chosen = chooseUntried(world, call, role, NONE);
  return chosen === NOBODY ? chooseAnyway(world, call, role) : chosen;
}

/** The same among those not tried yet, NOBODY when the sender avoids or has tried them all. */
export function chooseUntried(
  world: World,
  call: number,
  role: number,
  tried: readonly number[],
): number {
  const { topology, casts, calls, program } = world;
  const cast = calls.flow[call] * program.roleCount + role;
  const component = casts.component[cast];
  const by = casts.by[cast];
  if (by === CAST.BOUND || by === CAST.PLACE) return NOBODY;
  const place = placeOfSender(world, call, cast);
  if (by === CAST.SRV) return chooseBySrv(world, call, cast, place, tried);
  const { first, count } = rangeOf(world, call, cast);
  const chosen = world.platform.next(first, first, count, place, world.nowUs, tried);
  if (chosen !== NOBODY || by !== CAST.SRV_TURN) return chosen;
  if (world.plan.scenario.dns.srvView === "local-only") return NOBODY;
  // Those of the own site are all avoided, so that the turn goes to the other sites.
  const all = topology.cluster[component];
  const key = topology.instances.length + all.first;
  return world.platform.next(key, all.first, all.count, place, world.nowUs, tried);
}

/** Where the sender of a role's first message is: its fellows there know what it knows. */
function placeOfSender({ calls, casts, program, platform }: World, call: number, cast: number) {
  const sender = casts.sender[cast];
  return sender < 0 ? 0 : platform.placeOf[calls.pins[call * program.roleCount + sender]];
}

/** The site at which a role is looked for: that of another role, or the call's. */
function siteOf({ calls, casts, program, platform }: World, call: number, cast: number): number {
  const near = casts.near[cast];
  return near < 0 ? calls.site[call] : platform.siteOf[calls.pins[call * program.roleCount + near]];
}

/** The instances among which a role goes in turn. */
function rangeOf(world: World, call: number, cast: number): Range {
  const { topology, casts, calls, program, platform } = world;
  const component = casts.component[cast];
  const by = casts.by[cast];
  if (by === CAST.CLUSTER) return topology.cluster[component];
  if (by !== CAST.NODE) return topology.atSite[component][siteOf(world, call, cast)];
  const node = calls.pins[call * program.roleCount + casts.near[cast]];
  return topology.ofNode[component][platform.nodeOf[node]];
}

function chooseBySrv(
  world: World,
  call: number,
  cast: number,
  place: number,
  tried: readonly number[],
): number {
  const { platform, plan, casts, usable, nowUs } = world;
  const answer = plan.srv[casts.component[cast]][siteOf(world, call, cast)];
  const { targets } = answer;
  let any = 0;
  for (let i = 0; i < targets.length; i++) {
    usable[i] = platform.isAvoided(targets[i], place, nowUs) || tried.includes(targets[i]) ? 0 : 1;
    any |= usable[i];
  }
  if (any === 0) return NOBODY;
  return targets[answer.choose(usable, world.srvDraws[cast]!.next())];
}

function chooseAnyway(world: World, call: number, role: number): number {
  const { calls, casts, program, plan, usable } = world;
  const cast = calls.flow[call] * program.roleCount + role;
  if (casts.by[cast] === CAST.SRV) {
    const answer = plan.srv[casts.component[cast]][siteOf(world, call, cast)];
    usable.fill(1, 0, answer.targets.length);
    return answer.targets[answer.choose(usable, world.srvDraws[cast]!.next())];
  }
  const { first, count } = rangeOf(world, call, cast);
  return world.platform.whoseTurn(first, first, count);
}
