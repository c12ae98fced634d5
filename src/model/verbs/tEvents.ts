import { MESSAGE_KINDS } from "../messages.ts";
import { TEVENT_COUNTS } from "../meters.ts";
import { OP } from "../program.ts";
import { LOST, PARK } from "../signals.ts";
import { componentIndex, moduleFor, type Range } from "../topology.ts";
import type { World } from "../world.ts";
import { copyToClients, workAtClients } from "./clients.ts";
import { branch, carry, finish, goOn, startSpread, work } from "./spread.ts";

const T_EVENT = MESSAGE_KINDS.indexOf("T_EVENT");
const T_NOTIFY = MESSAGE_KINDS.indexOf("T_NOTIFY");
const GENERATED = TEVENT_COUNTS.indexOf("generated");
const MESH = TEVENT_COUNTS.indexOf("mesh");
const DELIVERED = TEVENT_COUNTS.indexOf("delivered");
const T_CONTROLLER = moduleFor(componentIndex("sipServer"), "T_EVENT");

/*
 * One event spreads over the cluster: the call's node tells the node that owns the DN (NOTIFY),
 * the owner copies it to every other node (OWN, MESH), and each hands it to its own T-Controller
 * clients (DELIVER). Copies that arrive at the same moment share one event of the simulation.
 */

/** TELL: starts the spread beside the call. */
export function tell(world: World, leg: number, pc: number): number {
  startSpread(world, leg, OP.NOTIFY, pc);
  return pc + 1;
}

/** NOTIFY: from the call's node to the owner of the agent's DN, unless they are the same. */
export function notify(world: World, leg: number): number {
  const { legs, calls, program } = world;
  const base = legs.call[leg] * program.roleCount;
  const cause = legs.cause[leg];
  const node = calls.pins[base + program.a[cause]];
  const owner = calls.pins[base + program.b[cause]];
  if (node !== owner && carry(world, T_NOTIFY, 1, node, owner, 1) === LOST)
    return finish(world, leg);
  return goOn(world, leg, OP.OWN);
}

/**
 * OWN: at the owner's T-Controller; from here to the other nodes, site by site, and its clients.
 */
export function own(world: World, leg: number): number {
  const { recorders, meters, topology, plan } = world;
  const owner = ownerOf(world, leg);
  if (work(world, owner, T_CONTROLLER, plan.tControllerUs, world.promptTEvents) === LOST)
    return finish(world, leg);
  const doneUs = world.atUs;
  recorders.counters[meters.tevents[GENERATED]]++;
  for (const nodes of topology.nodesOf) {
    world.atUs = doneUs;
    if (copyToNodes(world, owner, nodes) === LOST) continue;
    branch(world, leg, OP.MESH, nodes.first, nodes.count);
  }
  world.atUs = doneUs;
  return toClients(world, leg, world.platform.nodeOf[owner], 1);
}

/** The node that owns the DN of the agent whose event it is. */
function ownerOf({ legs, calls, program }: World, leg: number): number {
  return calls.pins[legs.call[leg] * program.roleCount + program.b[legs.cause[leg]]];
}

/** Copies to the nodes of one site but the owner; they arrive together. LOST without any. */
function copyToNodes(world: World, owner: number, { first, count }: Range): number {
  const { topology, platform, recorders, meters } = world;
  const self = platform.nodeOf[owner];
  const copies = self >= first && self < first + count ? count - 1 : count;
  if (copies === 0) return LOST;
  recorders.counters[meters.tevents[MESH]] += copies;
  const other = topology.nodes[self === first ? first + 1 : first];
  return carry(world, T_EVENT, 1, owner, other, copies);
}

/**
 * MESH: at the T-Controllers of the other nodes of one site. Neighbours with equal delays stay one
 * event.
 */
export function mesh(world: World, leg: number): number {
  const { legs, topology, plan } = world;
  const owner = ownerOf(world, leg);
  const end = legs.first[leg] + legs.count[leg];
  let first = 0;
  let count = 0;
  let doneUs = 0;
  for (let node = legs.first[leg]; node < end; node++) {
    const server = topology.nodes[node];
    if (server === owner) continue;
    if (work(world, server, T_CONTROLLER, plan.tControllerUs, world.promptTEvents) === LOST)
      continue;
    if (count > 0 && node === first + count && world.atUs === doneUs) {
      count++;
      continue;
    }
    const nextUs = world.atUs;
    world.atUs = doneUs;
    if (count > 0 && copyToClients(world, first, count, topology.tClients, T_EVENT) !== LOST)
      branch(world, leg, OP.DELIVER, first, count);
    first = node;
    count = 1;
    doneUs = nextUs;
  }
  world.atUs = doneUs;
  return count === 0 ? finish(world, leg) : toClients(world, leg, first, count);
}

function toClients(world: World, leg: number, first: number, count: number): number {
  world.legs.first[leg] = first;
  world.legs.count[leg] = count;
  if (copyToClients(world, first, count, world.topology.tClients, T_EVENT) === LOST)
    return finish(world, leg);
  return goOn(world, leg, OP.DELIVER);
}

/** DELIVER: at the clients of nodes of one site; a desk server tells its agent's desktop. */
export function deliver(world: World, leg: number): number {
  const { legs, calls, program, topology, recorders, meters, plan } = world;
  const call = legs.call[leg];
  const desk = calls.pins[call * program.roleCount + program.c[legs.cause[leg]]];
  let reached = false;
  let deskUs = 0;
  const end = legs.first[leg] + legs.count[leg];
  for (let node = legs.first[leg]; node < end; node++) {
    const set = topology.tClients[node];
    world.nodeTEvents[node]++;
    if (workAtClients(world, set, plan.tEventUs, world.promptTEvents, desk)) {
      reached = true;
      deskUs = world.atUs;
    }
    recorders.counters[meters.tevents[DELIVERED]] += set.copies;
  }
  const { desktop } = program.flows[calls.flow[call]];
  if (!reached || desktop < 0) return finish(world, leg);
  world.atUs = deskUs;
  legs.pc[leg] = desktop;
  world.run(leg);
  return PARK;
}
