import { type Stream, streamOf } from "../engine/streams.ts";
import { AGENT_SLOTS } from "./calls.ts";
import { CAST, slotOfWhere, WHERE } from "./flowTables.ts";
import type { Plan } from "./plan.ts";
import { NOBODY } from "./signals.ts";
import type { SrvAnswer } from "./srv.ts";
import type { Range } from "./topology.ts";
import type { World } from "./world.ts";

const NONE: readonly number[] = [];

/** Each role that DNS names by weight draws from a stream of its own; the others from none. */
export function srvDrawsOf({ program, casts, scenario }: Plan, replication: number) {
  const { flows, roleCount } = program;
  return Array.from(casts.by, (by, cast): Stream | null => {
    if (by !== CAST.SRV) return null;
    const { name, roles } = flows[Math.floor(cast / roleCount)];
    return streamOf(scenario.run, replication, `srv/${name}/${roles[cast % roleCount]}`);
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
  const { casts, calls, program } = world;
  const cast = calls.flow[call] * program.roleCount + role;
  const by = casts.by[cast];
  if (by === CAST.BOUND || by === CAST.PLACE) return NOBODY;
  const place = placeOfSender(world, call, cast);
  if (by === CAST.SRV) return chooseBySrv(world, call, cast, place, tried);
  if (by === CAST.SRV_TURN) return chooseInTurn(world, call, cast, place, tried);
  const { first, count } = rangeOf(world, call, cast);
  return world.platform.next(first, first, count, place, world.nowUs, tried);
}

/** Of those that DNS names: the own ones in turn; once all of them are avoided, the others. */
function chooseInTurn(
  world: World,
  call: number,
  cast: number,
  place: number,
  tried: readonly number[],
): number {
  const { platform, topology, nowUs } = world;
  const { hasOwn, targets } = answerFor(world, call, cast);
  const own = rangeOf(world, call, cast);
  if (hasOwn) {
    const chosen = platform.next(own.first, own.first, own.count, place, nowUs, tried);
    if (chosen !== NOBODY || targets.length === own.count) return chosen;
  }
  const { first, count } = topology.cluster[world.casts.component[cast]];
  const unnamed = Array.from({ length: count }, (_, i) => first + i).filter(
    (each) => !targets.includes(each),
  );
  const key = topology.instances.length + first;
  return platform.next(key, first, count, place, nowUs, [...tried, ...unnamed]);
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

/** What the sender of a role's first message knows from DNS. */
function answerFor(world: World, call: number, cast: number): SrvAnswer {
  const site = siteOf(world, call, cast);
  return world.dns.answer(
    clientOf(world, call, cast),
    world.casts.component[cast],
    site,
    world.nowUs,
  );
}

/** Who asks DNS: the sender; for an agent's SBC that is not on the way, the phone behind it. */
function clientOf({ calls, casts, program, topology, agents }: World, call: number, cast: number) {
  const sender = casts.sender[cast];
  const flow = calls.flow[call] * program.roleCount;
  const where = casts.where[flow + sender];
  if (where >= WHERE.AGENT_SITE) {
    const agent = calls.agent[AGENT_SLOTS * call + slotOfWhere(where)];
    if (agent >= 0 && topology.seats[agents.seat[agent]].isDirect)
      return topology.instances.length + agent;
  }
  return calls.pins[call * program.roleCount + sender];
}

function chooseBySrv(
  world: World,
  call: number,
  cast: number,
  place: number,
  tried: readonly number[],
): number {
  const { platform, usable, nowUs } = world;
  const answer = answerFor(world, call, cast);
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
  const { calls, casts, platform, program, topology, usable } = world;
  const cast = calls.flow[call] * program.roleCount + role;
  const by = casts.by[cast];
  const { first, count } = rangeOf(world, call, cast);
  if (by !== CAST.SRV && by !== CAST.SRV_TURN) return platform.whoseTurn(first, first, count);
  const answer = answerFor(world, call, cast);
  if (by === CAST.SRV) {
    usable.fill(1, 0, answer.targets.length);
    return answer.targets[answer.choose(usable, world.srvDraws[cast]!.next())];
  }
  if (answer.hasOwn) return platform.whoseTurn(first, first, count);
  const all = topology.cluster[casts.component[cast]];
  const key = topology.instances.length + all.first;
  let chosen = NOBODY;
  while (!answer.targets.includes(chosen)) chosen = platform.whoseTurn(key, all.first, all.count);
  return chosen;
}
