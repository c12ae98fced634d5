import { filledBy, type Role } from "./actions.ts";
import { AGENT_SLOTS } from "./calls.ts";
import { components } from "./components/index.ts";
import { agentsOf, type Cast, type Flow, firstSendersTo } from "./flow.ts";
import { flowOfRow, OP, type Program } from "./program.ts";
import { componentIndex, type Topology } from "./topology.ts";

/** How each role of each flow is filled: tables of flow × roles + role. */
export interface Casts {
  readonly by: Uint8Array;
  readonly component: Int32Array;
  /** The role whose node or site it is looked for at; −1: the call's site. */
  readonly near: Int32Array;
  /** The role that sends to it first, which chooses it; −1 for none. */
  readonly sender: Int32Array;
  /** Where a role is: see WHERE; + 3 × slot when it comes with one of the call's agents. */
  readonly where: Uint8Array;
  /** Roles that an agent fills, AGENT_ROLES per flow and slot, as AGENT_ROLE has them; −1: none. */
  readonly agentRoles: Int32Array;
}

export const CAST = {
  PLACE: 0,
  SITE: 1,
  CLUSTER: 2,
  NODE: 3,
  BOUND: 4,
  SRV: 5,
  SRV_TURN: 6,
} as const;
export const WHERE = { CARRIER: 0, SITE: 1, AGENT_SITE: 2, PHONE: 3, DESKTOP: 4 } as const;
const AGENT_WHERES = 3;
export const AGENT_ROLE = { SBC: 0, PHONE: 1, OWNER: 2, DESK: 3, DESKTOP: 4 } as const;
export const AGENT_ROLES = 5;
const WHERE_OF_ROLE = [
  WHERE.AGENT_SITE,
  WHERE.PHONE,
  WHERE.AGENT_SITE,
  WHERE.AGENT_SITE,
  WHERE.DESKTOP,
];

/**
 * Tables for the flows of a program, in its order. `isEven` says of a component whether its SRV
 * records are alike: nobody takes turns among others, whose weights are there to be followed.
 */
export function castsOf(
  program: Program,
  flows: readonly Flow[],
  isEven: (component: number) => boolean,
): Casts {
  const size = program.flows.length * program.roleCount;
  const casts: Casts = {
    by: new Uint8Array(size),
    component: new Int32Array(size).fill(-1),
    near: new Int32Array(size).fill(-1),
    sender: new Int32Array(size).fill(-1),
    where: new Uint8Array(size),
    agentRoles: new Int32Array(program.flows.length * AGENT_SLOTS * AGENT_ROLES).fill(-1),
  };
  flows.forEach((flow, index) => {
    fill(casts, flow, index, program.roleCount);
  });
  casts.by.forEach((by, cast) => {
    if (by === CAST.SRV_TURN && !isEven(casts.component[cast])) casts.by[cast] = CAST.SRV;
  });
  return casts;
}

function fill(casts: Casts, flow: Flow, index: number, roleCount: number): void {
  const roles = Object.keys(flow.roles);
  const senders = firstSendersTo(flow);
  roles.forEach((role, r) => {
    const at = index * roleCount + r;
    const cast = flow.roles[role];
    if (cast.by === "place") {
      casts.where[at] = cast.place === "carrier" ? WHERE.CARRIER : WHERE.PHONE;
      return;
    }
    const component = componentIndex(cast.component);
    casts.component[at] = component;
    casts.where[at] = WHERE.SITE;
    casts.by[at] = howCast(cast, component);
    const sender = senders.get(role);
    if (sender !== undefined) casts.sender[at] = roles.indexOf(sender);
    const near = nearOf(flow, cast, sender);
    if (near !== undefined) casts.near[at] = roles.indexOf(near);
  });
  for (const agent of agentsOf(flow)) {
    filledBy(agent).forEach((name, i) => {
      const role = roles.indexOf(name);
      casts.agentRoles[(index * AGENT_SLOTS + agent.slot) * AGENT_ROLES + i] = role;
      casts.where[index * roleCount + role] = WHERE_OF_ROLE[i] + AGENT_WHERES * agent.slot;
    });
  }
  roles.forEach((role, r) => {
    const at = index * roleCount + r;
    const { by } = flow.roles[role];
    if (by === "turn" && casts.near[at] >= 0)
      casts.where[at] = casts.where[index * roleCount + casts.near[at]];
  });
}

function howCast(cast: Exclude<Cast, { readonly by: "place" }>, component: number): number {
  switch (cast.by) {
    case "bound":
    case "given":
      return CAST.BOUND;
    case "node":
      return CAST.NODE;
    case "srv":
      return cast.order === "turn" ? CAST.SRV_TURN : CAST.SRV;
    case "turn":
      return components[component].per === "cluster" ? CAST.CLUSTER : CAST.SITE;
  }
}

/** DNS answers by the site of who asks; the carrier asks for those of the call's site. */
function nearOf(flow: Flow, cast: Cast, sender: Role | undefined): Role | undefined {
  if (cast.by === "node") return cast.node;
  if (cast.by === "turn") return cast.near;
  if (cast.by !== "srv" || sender === undefined) return undefined;
  const asks = flow.roles[sender];
  return asks.by === "place" && asks.place === "carrier" ? undefined : sender;
}

/**
 * By STREAM or ADMIT row: the hops of its media path, three numbers each: WHERE from, WHERE to, and
 * whether both ends are the same component, so that at one site they share a place.
 */
export function streamsOf(
  program: Program,
  casts: Casts,
  pathOf: (flow: number, path: readonly Role[]) => readonly Role[],
): (Int32Array | null)[] {
  return program.rows.map(({ action }, row) => {
    if (program.op[row] !== OP.STREAM && program.op[row] !== OP.ADMIT) return null;
    if (action?.verb !== "stream" && action?.verb !== "admit") return null;
    const flow = flowOfRow(program, row);
    return mediaHops(program, casts, flow, pathOf(flow, action.path));
  });
}

/** By STREAM row: so many streams one way; 0: one each way. */
export const oneWayOf = ({ rows }: Program): Uint8Array =>
  Uint8Array.from(rows, ({ action }) => (action?.verb === "stream" ? (action.oneWay ?? 0) : 0));

/** The hops of one media path, as `streamsOf` has them. */
export function mediaHops(
  { flows, roleCount }: Program,
  casts: Casts,
  flow: number,
  path: readonly Role[],
): Int32Array {
  const cast = path.map((role) => flow * roleCount + flows[flow].roles.indexOf(role));
  return Int32Array.from(
    cast.slice(1).flatMap((to, i) => {
      const from = cast[i];
      const same = casts.component[from] >= 0 && casts.component[from] === casts.component[to];
      return [casts.where[from], casts.where[to], same ? 1 : 0];
    }),
  );
}

/** Slot of the agent that a WHERE comes with. */
export const slotOfWhere = (where: number): 0 | 1 =>
  where >= WHERE.AGENT_SITE + AGENT_WHERES ? 1 : 0;

/** The place a WHERE stands for, for a call of a site and, where it needs one, an agent's seat. */
export function placeOfWhere(
  { instances, carrier, seats }: Topology,
  where: number,
  site: number,
  seat: number,
): number {
  switch (where - AGENT_WHERES * slotOfWhere(where)) {
    case WHERE.CARRIER:
      return instances[carrier].place;
    case WHERE.SITE:
      return site;
    case WHERE.AGENT_SITE:
      return seats[seat].site;
    case WHERE.PHONE:
      return instances[seats[seat].phone].place;
    default:
      return instances[seats[seat].desktop].place;
  }
}
