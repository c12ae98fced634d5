import { NOBODY } from "../signals.ts";
import { componentIndex, type Range } from "../topology.ts";
import type { World } from "../world.ts";
import type { CallbackRequest } from "./callbackRequests.ts";

const [SIP_SERVER, URS, ORS, GMS] = ["sipServer", "urs", "ors", "gms"].map(componentIndex);
/** Who sees a callback through, by the names of the flows that call back and are called back. */
const ROLES = ["node", "urs", "ors"] as const;
const UNTRIED: readonly number[] = [];

/** The node, URS and ORS of a call: its ORS runs the callback as well (blueprint 4.1.7). */
export function nodeOfCall({ calls, program }: World, call: number): number[] {
  const { roles } = program.flows[calls.flow[call]];
  const base = call * program.roleCount;
  return ROLES.map((role) => calls.pins[base + roles.indexOf(role)]);
}

/**
 * Fills the roles of a callback's call that nobody chooses on its way: those of its strategy are
 * as its last call left them; before there is any, node, URS and ORS are those of the call that
 * asked for it or, of its site, the next in turn.
 */
export function pinNode(world: World, call: number, request: CallbackRequest): void {
  const { calls, program, plan } = world;
  const base = call * program.roleCount;
  const flow = calls.flow[call];
  const isDialledIn = request.pins !== null && request.dialsIn;
  if (request.pins !== null && !isDialledIn) calls.pins.set(request.pins, base);
  else if (!isDialledIn && world.topology.hasPlatform) {
    const origin = request.origin ?? nextNode(world, request.site);
    const { roles } = program.flows[flow];
    ROLES.forEach((role, i) => {
      calls.pins[base + roles.indexOf(role)] = origin[i];
    });
  }
  calls.pins[base + plan.carrierRole[flow]] = plan.topology.carrier;
}

/** The instances that fill the roles of a call. */
export function pinsOf({ calls, program }: World, call: number): Int32Array {
  const base = call * program.roleCount;
  return calls.pins.slice(base, base + program.roleCount);
}

/** A node of a site with its URS and ORS, in turn, whom senders of that site do not avoid. */
function nextNode(world: World, site: number): number[] {
  const { topology, platform, nowUs } = world;
  const inTurn = ({ first, count }: Range): number => {
    const chosen = platform.next(first, first, count, site, nowUs, UNTRIED);
    return chosen === NOBODY ? platform.whoseTurn(first, first, count) : chosen;
  };
  const node = inTurn(topology.atSite[SIP_SERVER][site]);
  const own = platform.nodeOf[node];
  return [node, inTurn(topology.ofNode[URS][own]), inTurn(topology.ofNode[ORS][own])];
}

/** Whether a GMS node is up, or none is modelled; without one, requests stay where they are. */
export function hasGms({ platform, topology, mayFail }: World): boolean {
  if (!mayFail) return true;
  const { first, count } = topology.cluster[GMS];
  for (let gms = first; gms < first + count; gms++) if (platform.up[gms] !== 0) return true;
  return count === 0;
}
