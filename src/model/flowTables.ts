import type { Action, AgentRoles } from "./actions.ts";
import { AGENT_SLOTS } from "./calls.ts";
import { components } from "./components/index.ts";
import { actionsOf, type Flow } from "./flow.ts";
import { OP, type Program } from "./program.ts";
import { componentIndex } from "./topology.ts";

/** How each role of each flow is filled: tables of flow × roles + role. */
export interface Casts {
  readonly by: Uint8Array;
  readonly component: Int32Array;
  /** For a role that belongs to a node: the role of that node. */
  readonly node: Int32Array;
  /** Where a role is: see WHERE; + 2 × slot when it comes with one of the call's agents. */
  readonly where: Uint8Array;
  /** Roles that an agent fills, flow × 8 + slot × 4: SBC, phone, owner, desk; −1 for none. */
  readonly agentRoles: Int32Array;
}

export const CAST = { PLACE: 0, SITE: 1, CLUSTER: 2, NODE: 3, BOUND: 4 } as const;
export const WHERE = { CARRIER: 0, SITE: 1, AGENT_SITE: 2, DESK: 3 } as const;
export const AGENT_ROLES = 4;

/** Tables for the flows of a program, in its order. */
export function castsOf(program: Program, flows: readonly Flow[]): Casts {
  const size = program.flows.length * program.roleCount;
  const casts: Casts = {
    by: new Uint8Array(size),
    component: new Int32Array(size).fill(-1),
    node: new Int32Array(size).fill(-1),
    where: new Uint8Array(size),
    agentRoles: new Int32Array(program.flows.length * AGENT_SLOTS * AGENT_ROLES).fill(-1),
  };
  flows.forEach((flow, index) => {
    fill(casts, flow, index, program.roleCount);
  });
  return casts;
}

function fill(casts: Casts, flow: Flow, index: number, roleCount: number): void {
  const roles = Object.keys(flow.roles);
  roles.forEach((role, r) => {
    const at = index * roleCount + r;
    const cast = flow.roles[role];
    if (cast.by === "place") {
      casts.where[at] = cast.place === "carrier" ? WHERE.CARRIER : WHERE.DESK;
      return;
    }
    const component = componentIndex(cast.component);
    casts.component[at] = component;
    casts.where[at] = WHERE.SITE;
    if (cast.by === "bound") casts.by[at] = CAST.BOUND;
    else if (cast.by === "node") {
      casts.by[at] = CAST.NODE;
      casts.node[at] = roles.indexOf(cast.node);
    } else casts.by[at] = components[component].per === "cluster" ? CAST.CLUSTER : CAST.SITE;
  });
  for (const agent of agentsOf(flow)) {
    const bound = [agent.sbc, agent.phone, agent.owner, agent.desk].map((role) =>
      roles.indexOf(role),
    );
    bound.forEach((role, i) => {
      casts.agentRoles[(index * AGENT_SLOTS + agent.slot) * AGENT_ROLES + i] = role;
      const at = index * roleCount + role;
      const where = casts.by[at] === CAST.PLACE ? WHERE.DESK : WHERE.AGENT_SITE;
      casts.where[at] = where + 2 * agent.slot;
    });
  }
}

/** The agents a flow waits for or tells of. */
function agentsOf(flow: Flow): AgentRoles[] {
  const lines = [...Object.values(flow.steps), ...Object.values(flow.endings)];
  const all = (actions: readonly Action[]): readonly Action[] =>
    actions.flatMap((action) => ("actions" in action ? all(action.actions) : [action]));
  return lines.flatMap((line) =>
    all(actionsOf(line)).flatMap((action) =>
      action.verb === "wait" || action.verb === "tell" ? [action.agent] : [],
    ),
  );
}

/** Roles along the media path of each STREAM row; neighbours of one component share a place. */
export function streamsOf(program: Program, casts: Casts): (Int32Array | null)[] {
  return program.rows.map((row, index) => {
    if (row.op !== OP.STREAM || row.action?.verb !== "stream") return null;
    const flow = program.flows.findLastIndex(({ start }) => start <= index);
    const { roles } = program.flows[flow];
    const path = row.action.path.map((role) => roles.indexOf(role));
    return Int32Array.from(
      path.slice(1).flatMap((to, i) => {
        const a = flow * program.roleCount + path[i];
        const b = flow * program.roleCount + to;
        const same = casts.component[a] >= 0 && casts.component[a] === casts.component[b];
        return [casts.where[a], casts.where[b], same ? 1 : 0];
      }),
    );
  });
}
