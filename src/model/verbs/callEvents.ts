import { MESSAGE_KINDS } from "../messages.ts";
import { OP } from "../program.ts";
import { LOST } from "../signals.ts";
import { componentIndex, moduleFor } from "../topology.ts";
import type { World } from "../world.ts";
import { carry, finish, startSpread, work } from "./spread.ts";

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
  const { legs, calls, program, platform, plan, topology, clients } = world;
  const server = calls.pins[legs.call[leg] * program.roleCount + program.a[legs.cause[leg]]];
  const node = platform.nodeOf[server];
  const serviceUs = plan.callEventUs[SIP_SERVER];
  if (work(world, server, INTERACTION_PROXY, serviceUs, world.promptCallEvents) === LOST)
    return finish(world, leg);
  const { copies } = topology.callClients[node];
  if (carry(world, CALL_EVENT, 1, server, server, copies) === LOST) return finish(world, leg);
  clients.hearCallEvent(world, node);
  if (world.recovery !== null && isUnheard(world, node)) world.recovery.unheard(world);
  return finish(world, leg);
}

/** Whether all that would hear the call events of a node are down. */
const isUnheard = ({ topology, platform }: World, node: number): boolean =>
  topology.callClients[node].clients.every(({ instance }) => platform.up[instance] === 0);
