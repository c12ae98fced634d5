import { MESSAGE_KINDS } from "../messages.ts";
import { OP } from "../program.ts";
import { LOST } from "../signals.ts";
import { componentIndex, moduleFor } from "../topology.ts";
import type { World } from "../world.ts";
import { copyToClients, workAtClients } from "./clients.ts";
import { finish, goOn, startSpread, work } from "./spread.ts";

const CALL_EVENT = MESSAGE_KINDS.indexOf("CALL_EVENT");
const SIP_SERVER = componentIndex("sipServer");
const INTERACTION_PROXY = moduleFor(SIP_SERVER, "CALL_EVENT");

/** REPORT: a call event for the ICONs of the call's own node, beside the call. */
export function report(world: World, leg: number, pc: number): number {
  startSpread(world, leg, OP.CALL_EVENT, pc);
  return pc + 1;
}

/** CALL_EVENT: at the Interaction Proxy of the call's node, then to its ICONs. */
export function callEvent(world: World, leg: number): number {
  const { legs, calls, program, platform, plan, topology } = world;
  const node = calls.pins[legs.call[leg] * program.roleCount + program.a[legs.cause[leg]]];
  const serviceUs = plan.callEventUs[SIP_SERVER];
  if (work(world, node, INTERACTION_PROXY, serviceUs, world.promptCallEvents) === LOST)
    return finish(world, leg);
  legs.first[leg] = platform.nodeOf[node];
  if (copyToClients(world, legs.first[leg], 1, topology.callClients, CALL_EVENT) === LOST)
    return finish(world, leg);
  return goOn(world, leg, OP.DELIVER_CALL_EVENT);
}

/** DELIVER_CALL_EVENT: at the ICONs of the call's node. */
export function deliverCallEvent(world: World, leg: number): number {
  const { legs, topology, plan } = world;
  const node = legs.first[leg];
  world.nodeCallEvents[node]++;
  workAtClients(world, topology.callClients[node], plan.callEventUs, world.promptCallEvents, -1);
  return finish(world, leg);
}
