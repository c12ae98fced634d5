import { MESSAGE_KINDS } from "../messages.ts";
import { TEVENT_COUNTS } from "../meters.ts";
import { OP } from "../program.ts";
import { LOST, PARK } from "../signals.ts";
import { componentIndex, moduleFor } from "../topology.ts";
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
  const { legs, calls, program, recorders, meters, topology, plan } = world;
  const owner = calls.pins[legs.call[leg] * program.roleCount + program.b[legs.cause[leg]]];
  if (work(world, owner, T_CONTROLLER, plan.tControllerUs, world.promptTEvents) === LOST)
    return finish(world, leg);
  const doneUs = world.atUs;
  recorders.counters[meters.tevents[GENERATED]]++;
  const self = 1 << world.platform.nodeOf[owner];
  for (let site = 0; site < topology.nodeSets.length; site++) {
    const others = topology.nodeSets[site] & ~self;
    if (others === 0) continue;
    world.atUs = doneUs;
    if (copyToNodes(world, owner, others) !== LOST) branch(world, leg, OP.MESH, others);
  }
  world.atUs = doneUs;
  return toClients(world, leg, self);
}

/** Copies to the other nodes of one site; they arrive together. */
function copyToNodes(world: World, owner: number, nodes: number): number {
  const { topology, recorders, meters } = world;
  let copies = 0;
  for (let rest = nodes; rest !== 0; rest &= rest - 1) copies++;
  recorders.counters[meters.tevents[MESH]] += copies;
  const first = topology.nodes[31 - Math.clz32(nodes & -nodes)];
  return carry(world, T_EVENT, 1, owner, first, copies);
}

/** MESH: at the T-Controllers of the other nodes of one site. Equal delays stay one event. */
export function mesh(world: World, leg: number): number {
  const { legs, topology, plan } = world;
  let sameUs = 0;
  let same = 0;
  for (let rest = legs.nodes[leg]; rest !== 0; rest &= rest - 1) {
    const bit = rest & -rest;
    const node = topology.nodes[31 - Math.clz32(bit)];
    if (work(world, node, T_CONTROLLER, plan.tControllerUs, world.promptTEvents) === LOST) continue;
    if (same !== 0 && world.atUs !== sameUs) {
      const laterUs = world.atUs;
      world.atUs = sameUs;
      if (copyToClients(world, same, world.topology.tClients, T_EVENT) !== LOST)
        branch(world, leg, OP.DELIVER, same);
      world.atUs = laterUs;
      same = 0;
    }
    sameUs = world.atUs;
    same |= bit;
  }
  return same === 0 ? finish(world, leg) : toClients(world, leg, same);
}

function toClients(world: World, leg: number, nodes: number): number {
  world.legs.nodes[leg] = nodes;
  if (copyToClients(world, nodes, world.topology.tClients, T_EVENT) === LOST)
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
  for (let rest = legs.nodes[leg]; rest !== 0; rest &= rest - 1) {
    const node = 31 - Math.clz32(rest & -rest);
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
