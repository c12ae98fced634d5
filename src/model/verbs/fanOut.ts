import { LEG } from "../legs.ts";
import { MESSAGE_KINDS } from "../messages.ts";
import { TEVENT_COUNTS } from "../meters.ts";
import { OP } from "../program.ts";
import { LOST, PARK } from "../signals.ts";
import type { ClientSet } from "../topology.ts";
import { componentIndex, moduleFor } from "../topology.ts";
import type { World } from "../world.ts";

const T_EVENT = MESSAGE_KINDS.indexOf("T_EVENT");
const T_NOTIFY = MESSAGE_KINDS.indexOf("T_NOTIFY");
const CALL_EVENT = MESSAGE_KINDS.indexOf("CALL_EVENT");
const REPLICATE = MESSAGE_KINDS.indexOf("REPLICATE");
const GENERATED = TEVENT_COUNTS.indexOf("generated");
const MESH = TEVENT_COUNTS.indexOf("mesh");
const DELIVERED = TEVENT_COUNTS.indexOf("delivered");
const SIP_SERVER = componentIndex("sipServer");
const SIP_PROXY = componentIndex("sipProxy");
const T_CONTROLLER = moduleFor(SIP_SERVER, "T_EVENT");
const INTERACTION_PROXY = moduleFor(SIP_SERVER, "CALL_EVENT");

/*
 * One event spreads over the cluster: the call's node tells the node that owns the DN (NOTIFY),
 * the owner copies it to every other node (OWN, MESH), and each hands it to its own T-Controller
 * clients (DELIVER). Copies that arrive at the same moment share one event of the simulation.
 */

/** TELL: starts the spread beside the call. */
export function tell(world: World, leg: number, pc: number, atUs: number): number {
  startSpread(world, leg, OP.NOTIFY, pc, atUs);
  return pc + 1;
}

/** REPORT: a call event for the ICONs of the call's own node. */
export function report(world: World, leg: number, pc: number, atUs: number): number {
  startSpread(world, leg, OP.CALL_EVENT, pc, atUs);
  return pc + 1;
}

function startSpread(world: World, parent: number, op: number, cause: number, atUs: number): void {
  const { legs, calls } = world;
  const call = legs.call[parent];
  const leg = legs.take(call, LEG.POSTED, op);
  calls.legs[call]++;
  legs.cause[leg] = cause;
  legs.station[leg] = legs.station[parent];
  legs.untilUs[leg] = atUs;
  goOn(world, leg, op, atUs);
}

/** The leg goes on at a built-in row when `atUs` has come: at once if that is now. */
function goOn(world: World, leg: number, op: number, atUs: number): void {
  world.legs.pc[leg] = op;
  if (atUs > world.nowUs) world.schedule(leg, atUs);
  else world.run(leg);
}

/** NOTIFY: from the call's node to the owner of the agent's DN, unless they are the same. */
export function notify(world: World, leg: number): number {
  const { legs, calls, program } = world;
  const base = legs.call[leg] * program.roleCount;
  const cause = legs.cause[leg];
  const node = calls.pins[base + program.a[cause]];
  const owner = calls.pins[base + program.b[cause]];
  const atUs = node === owner ? world.nowUs : carry(world, T_NOTIFY, node, owner, 1);
  return arriveLater(world, leg, OP.OWN, atUs);
}

/** OWN: at the owner's T-Controller; from here to the other nodes, site by site, and to its clients. */
export function own(world: World, leg: number): number {
  const { legs, calls, program, recorders, meters, topology } = world;
  const owner = calls.pins[legs.call[leg] * program.roleCount + program.b[legs.cause[leg]]];
  const doneUs = work(world, owner, T_CONTROLLER, T_EVENT);
  if (doneUs === LOST) return finish(world, leg);
  recorders.counters[meters.tevents[GENERATED]]++;
  const self = world.platform.nodeOf[owner];
  for (let site = 0; site < topology.nodeSets.length; site++) {
    const others = topology.nodeSets[site] & ~(1 << self);
    if (others === 0) continue;
    const atUs = meshCopies(world, owner, others, doneUs);
    if (atUs !== LOST) branch(world, leg, OP.MESH, others, atUs);
  }
  return toClients(world, leg, 1 << self, doneUs, OP.DELIVER);
}

/** Copies to the other nodes of one site; they arrive together. */
function meshCopies(world: World, owner: number, nodes: number, doneUs: number): number {
  const { topology, recorders, meters } = world;
  let copies = 0;
  for (let rest = nodes; rest !== 0; rest &= rest - 1) copies++;
  recorders.counters[meters.tevents[MESH]] += copies;
  const first = topology.nodes[31 - Math.clz32(nodes & -nodes)];
  return carryAt(world, T_EVENT, owner, first, copies, doneUs);
}

/** MESH: at the T-Controllers of the other nodes of one site. Equal delays stay one event. */
export function mesh(world: World, leg: number): number {
  const { legs, topology } = world;
  let sameUs = LOST;
  let same = 0;
  for (let rest = legs.nodes[leg]; rest !== 0; rest &= rest - 1) {
    const bit = rest & -rest;
    const doneUs = work(world, topology.nodes[31 - Math.clz32(bit)], T_CONTROLLER, T_EVENT);
    if (doneUs === LOST) continue;
    if (doneUs !== sameUs && same !== 0) {
      branchToClients(world, leg, same, sameUs);
      same = 0;
    }
    sameUs = doneUs;
    same |= bit;
  }
  if (same === 0) return finish(world, leg);
  return toClients(world, leg, same, sameUs, OP.DELIVER);
}

/** DELIVER: at the clients of a set of nodes of one site; a desk server tells the agent's desktop. */
export function deliver(world: World, leg: number): number {
  const { legs, calls, program, topology, recorders, meters } = world;
  const call = legs.call[leg];
  const cause = legs.cause[leg];
  const desk = calls.pins[call * program.roleCount + program.c[cause]];
  let deskDoneUs = LOST;
  for (let rest = legs.nodes[leg]; rest !== 0; rest &= rest - 1) {
    const set = topology.tClients[31 - Math.clz32(rest & -rest)];
    const doneUs = workAt(world, set, T_EVENT, desk);
    if (doneUs !== LOST) deskDoneUs = doneUs;
    recorders.counters[meters.tevents[DELIVERED]] += set.copies;
  }
  const { desktop } = program.flows[calls.flow[call]];
  if (deskDoneUs === LOST || desktop < 0) return finish(world, leg);
  legs.station[leg] = world.platform.stationOf[desk];
  legs.untilUs[leg] = deskDoneUs;
  legs.pc[leg] = desktop;
  world.runAt(leg, deskDoneUs);
  return PARK;
}

/** CALL_EVENT: at the Interaction Proxy of the call's node, then to its ICONs. */
export function callEvent(world: World, leg: number): number {
  const { legs, calls, program } = world;
  const node = calls.pins[legs.call[leg] * program.roleCount + program.a[legs.cause[leg]]];
  const doneUs = work(world, node, INTERACTION_PROXY, CALL_EVENT);
  if (doneUs === LOST) return finish(world, leg);
  return toClients(world, leg, 1 << world.platform.nodeOf[node], doneUs, OP.DELIVER_CALL_EVENT);
}

/** DELIVER_CALL_EVENT: at the ICONs of the call's node. */
export function deliverCallEvent(world: World, leg: number): number {
  workAt(world, world.topology.callClients[31 - Math.clz32(world.legs.nodes[leg])], CALL_EVENT, -1);
  return finish(world, leg);
}

/** Books one event at each client of a set now; when `desk` has done its part, if it is one. */
function workAt(world: World, set: ClientSet, kind: number, desk: number): number {
  const { platform, recorders, meters, nowUs } = world;
  const { stations, components, instances } = set;
  const serviceUs = kind === T_EVENT ? world.plan.tEventUs : world.plan.callEventUs;
  const prompt = kind === T_EVENT ? world.promptTEvents : world.promptCallEvents;
  let deskDoneUs = LOST;
  for (let i = 0; i < stations.length; i++) {
    const component = components[i];
    if (platform.up[instances[i]] === 0) continue;
    const doneUs = platform.book(stations[i], nowUs, serviceUs[component]);
    if (doneUs - nowUs === serviceUs[component]) prompt[component]++;
    else recorders.record(meters.componentDelay[component], doneUs - nowUs);
    if (instances[i] === desk) deskDoneUs = doneUs;
  }
  return deskDoneUs;
}

/** REPLICATE: a proxy copies a registration to every other proxy of the cluster. */
export function replicate(world: World, leg: number, pc: number, atUs: number): number {
  const { legs, calls, program, topology } = world;
  const from = calls.pins[legs.call[leg] * program.roleCount + program.a[pc]];
  const proxies = topology.atSite[SIP_PROXY];
  for (let site = 0; site < proxies.length; site++) {
    const { first, count } = proxies[site];
    for (let proxy = first; proxy < first + count; proxy++) {
      if (proxy === from) continue;
      const arriveUs = carryAt(world, REPLICATE, from, proxy, 1, atUs);
      if (arriveUs !== LOST) startCopy(world, leg, proxy, arriveUs);
    }
  }
  return pc + 1;
}

function startCopy(world: World, parent: number, proxy: number, atUs: number): void {
  const { legs, calls } = world;
  const call = legs.call[parent];
  const leg = legs.take(call, LEG.POSTED, OP.COPY);
  calls.legs[call]++;
  legs.nodes[leg] = proxy;
  goOn(world, leg, OP.COPY, atUs);
}

/** COPY: a copied registration reaches a proxy. */
export function copy(world: World, leg: number): number {
  work(world, world.legs.nodes[leg], 0, REPLICATE);
  return finish(world, leg);
}

/** Books the work of a message at one instance now; LOST when the instance is down. */
function work(world: World, instance: number, module: number, kind: number): number {
  const { platform, topology, signalling, recorders, meters, nowUs } = world;
  if (platform.up[instance] === 0) return LOST;
  const { component } = topology.instances[instance];
  const serviceUs = signalling.service[component][module][kind];
  const doneUs = platform.book(platform.stationOf[instance] + module, nowUs, serviceUs);
  recorders.record(meters.componentDelay[component], doneUs - nowUs);
  return doneUs;
}

/** Sends `copies` of a message between two instances now; when they arrive, or LOST. */
function carry(world: World, kind: number, from: number, to: number, copies: number): number {
  return carryAt(world, kind, from, to, copies, world.nowUs);
}

/** The same at a moment that may lie ahead: T-Library connections never queue for a link. */
function carryAt(world: World, kind: number, from: number, to: number, copies: number, atUs: number): number {
  const { platform, network, signalling, recorders, meters } = world;
  const link = network.linkOf[platform.placeOf[from] * network.places + platform.placeOf[to]];
  const traffic = kind === REPLICATE ? 0 : 1;
  recorders.counters[meters.linkBytes[2 * link + traffic]] += copies * signalling.bytesOf[kind];
  if (platform.linkUp[link] === 0) return LOST;
  return atUs + network.latencyUs[link];
}

/** Sends an event to all clients of a set of nodes of one site, and goes on when it is there. */
function toClients(world: World, leg: number, nodes: number, atUs: number, op: number): number {
  world.legs.nodes[leg] = nodes;
  return arriveLater(world, leg, op, clientCopies(world, nodes, atUs, op));
}

function branchToClients(world: World, leg: number, nodes: number, atUs: number): void {
  branch(world, leg, OP.DELIVER, nodes, clientCopies(world, nodes, atUs, OP.DELIVER));
}

/** Copies to every client of the nodes, all within their site; they arrive together. */
function clientCopies(world: World, nodes: number, atUs: number, op: number): number {
  const { topology, platform, network, signalling, recorders, meters } = world;
  const sets = op === OP.DELIVER ? topology.tClients : topology.callClients;
  const bytes = signalling.bytesOf[op === OP.DELIVER ? T_EVENT : CALL_EVENT];
  let copies = 0;
  for (let rest = nodes; rest !== 0; rest &= rest - 1) copies += sets[31 - Math.clz32(rest & -rest)].copies;
  const place = platform.placeOf[topology.nodes[31 - Math.clz32(nodes & -nodes)]];
  const lan = network.linkOf[place * network.places + place];
  recorders.counters[meters.linkBytes[2 * lan + 1]] += copies * bytes;
  return platform.linkUp[lan] === 0 ? LOST : atUs + network.latencyUs[lan];
}

function branch(world: World, leg: number, op: number, nodes: number, atUs: number): void {
  const { legs, calls } = world;
  const call = legs.call[leg];
  const child = legs.take(call, LEG.POSTED, op);
  calls.legs[call]++;
  legs.nodes[child] = nodes;
  legs.cause[child] = legs.cause[leg];
  goOn(world, child, op, atUs);
}

function arriveLater(world: World, leg: number, op: number, atUs: number): number {
  if (atUs === LOST) return finish(world, leg);
  if (atUs <= world.nowUs) return op;
  world.legs.pc[leg] = op;
  world.schedule(leg, atUs);
  return PARK;
}

function finish(world: World, leg: number): number {
  world.endLeg(leg);
  return PARK;
}
