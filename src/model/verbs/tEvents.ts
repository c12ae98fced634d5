import { slotOfWhere } from "../flowTables.ts";
import { GONE_ASTRAY, ON_ITS_WAY } from "../mesh.ts";
import { MESSAGE_KINDS } from "../messages.ts";
import { TEVENT_COUNTS } from "../meters.ts";
import { OP } from "../program.ts";
import { LOST, PARK } from "../signals.ts";
import { componentIndex, moduleFor, type Range } from "../topology.ts";
import type { World } from "../world.ts";
import { carry, finish, goOn, startSpread, work } from "./spread.ts";

const T_EVENT = MESSAGE_KINDS.indexOf("T_EVENT");
const T_NOTIFY = MESSAGE_KINDS.indexOf("T_NOTIFY");
const GENERATED = TEVENT_COUNTS.indexOf("generated");
const MESH = TEVENT_COUNTS.indexOf("mesh");
const T_CONTROLLER = moduleFor(componentIndex("sipServer"), "T_EVENT");
const NONE = -1;

/*
 * One event spreads over the cluster: the call's node tells the node that owns the DN (NOTIFY), the
 * owner copies it to every other node (OWN), each hands it to its own T-Controller clients, and the
 * desk server among them tells its agent's desktop (AT_DESK). What happens between OWN and AT_DESK
 * is no concern of the call's: see `mesh.ts` and `clients.ts`.
 */

/** TELL: starts the spread beside the call. */
export function tell(world: World, leg: number, pc: number): number {
  startSpread(world, leg, OP.NOTIFY, pc);
  return pc + 1;
}

/** NOTIFY: from the call's node to the owner of the agent's DN, unless they are the same. */
export function notify(world: World, leg: number): number {
  const { legs, calls, program } = world;
  const node = calls.pins[legs.call[leg] * program.roleCount + program.a[legs.cause[leg]]];
  const owner = legs.owner[leg];
  if (node !== owner && isSplit(world, node, owner)) return finish(world, leg);
  if (node !== owner && carry(world, T_NOTIFY, 1, node, owner, 1) === LOST)
    return finish(world, leg);
  return goOn(world, leg, OP.OWN);
}

/**
 * OWN: at the owner's T-Controller; from here to the other nodes, site by site, and its clients.
 * The leg waits for the copy that its agent's desk server gets.
 */
export function own(world: World, leg: number): number {
  const { legs, recorders, meters, topology, plan, platform, mesh, clients } = world;
  const owner = legs.owner[leg];
  if (work(world, owner, T_CONTROLLER, plan.tControllerUs, world.promptTEvents) === LOST)
    return finish(world, leg);
  const doneUs = world.atUs;
  const self = platform.nodeOf[owner];
  const desk = deskNode(world, leg);
  legs.first[leg] = desk;
  legs.copy[leg] = GONE_ASTRAY;
  let soonestUs = 0;
  recorders.counters[meters.tevents[GENERATED]]++;
  for (let site = 0; site < topology.nodesOf.length; site++) {
    const nodes = topology.nodesOf[site];
    world.atUs = doneUs;
    if (copyToNodes(world, owner, nodes) === LOST) continue;
    const isAwaited = desk !== self && desk >= nodes.first && desk < nodes.first + nodes.count;
    mesh.send(world, self, site, isAwaited ? leg : NONE);
    if (!isAwaited) continue;
    legs.copy[leg] = ON_ITS_WAY;
    soonestUs = world.atUs + plan.tControllerUs + lanUs(world, desk);
  }
  world.atUs = doneUs;
  if (mesh.toClientsOfOwner(world, self) && desk === self) {
    legs.copy[leg] = clients.feeds[self].tEvents.sent - 1;
    soonestUs = doneUs + lanUs(world, self);
  }
  if (legs.copy[leg] === GONE_ASTRAY) return finish(world, leg);
  world.atUs = soonestUs;
  legs.pc[leg] = OP.AT_DESK;
  world.sleep(leg);
  return PARK;
}

/** The node whose T-Controller feeds the desk server of the agent, −1 when no desktop is told. */
function deskNode({ legs, calls, program, topology }: World, leg: number): number {
  const call = legs.call[leg];
  if (program.flows[calls.flow[call]].desktop[0] < 0) return NONE;
  const desk = legs.desk[leg];
  return desk === NONE ? NONE : topology.nodeHeard[desk];
}

function lanUs({ network, topology, platform }: World, node: number): number {
  const place = platform.placeOf[topology.nodes[node]];
  return network.latencyUs[network.linkOf[place * network.places + place]];
}

/** Whether T-Controllers of two nodes hear nothing of each other. */
function isSplit({ routing: { sides }, platform }: World, from: number, to: number): boolean {
  return sides.isSplit && !sides.areTogether(platform.siteOf[from], platform.siteOf[to]);
}

/** Copies to the nodes of one site but the owner; they arrive together. LOST without any. */
function copyToNodes(world: World, owner: number, { first, count }: Range): number {
  const { topology, platform, recorders, meters } = world;
  const self = platform.nodeOf[owner];
  const copies = self >= first && self < first + count ? count - 1 : count;
  if (copies === 0) return LOST;
  const other = topology.nodes[self === first ? first + 1 : first];
  if (isSplit(world, owner, other)) return LOST;
  recorders.counters[meters.tevents[MESH]] += copies;
  return carry(world, T_EVENT, 1, owner, other, copies);
}

/**
 * AT_DESK: the moment at which the desk server gets its copy, or the first at which it could if
 * the T-Controller in front of it was busy.
 */
export function atDesk(world: World, leg: number): number {
  if (world.events.hasTie()) world.desks.hearLater(world, leg);
  else hearAtDesk(world, leg);
  return PARK;
}

/** The desk server works on its copy, if that is there, and tells its agent's desktop. */
export function hearAtDesk(world: World, leg: number): void {
  const { legs, calls, program, platform, mesh, clients, nowUs } = world;
  mesh.settle(world, nowUs + 1);
  const copy = legs.copy[leg];
  const call = legs.call[leg];
  const desk = legs.desk[leg];
  if (copy === GONE_ASTRAY || platform.up[desk] === 0) {
    world.endLeg(leg);
    return;
  }
  const { arrivalUs, mask } = clients.feeds[legs.first[leg]].tEvents;
  world.atUs = arrivalUs[copy & mask];
  if (world.atUs > nowUs) world.sleep(leg);
  else {
    clients.hear(world, desk, copy);
    const role = calls.flow[call] * program.roleCount + program.c[legs.cause[leg]];
    const slot = slotOfWhere(world.casts.where[role]);
    legs.pc[leg] = program.flows[calls.flow[call]].desktop[slot];
    world.run(leg);
  }
}
