import type { Feed } from "./feed.ts";
import type { Plan } from "./plan.ts";
import { OP } from "./program.ts";
import { moduleFor } from "./topology.ts";

/**
 * Clients of one node that hear the same and take equally long for it. Nothing else reaches them,
 * so each is as far as the other at any moment: the first one's work is worked out, the others
 * copy it. A client that gets other messages too is alone in its group.
 */
export interface ClientGroup {
  readonly stations: readonly number[];
  /** Catalogue rows of its clients, and how many of each. */
  readonly components: readonly number[];
  readonly members: readonly number[];
  readonly tEvents: Feed;
  readonly tEventUs: number;
  readonly callEvents: Feed;
  readonly callEventUs: number;
  /** Copies worked on so far. */
  tEventsRead: number;
  callEventsRead: number;
}

/** The feeds of a node. */
export interface NodeFeeds {
  /** T-events of the whole cluster, and those of the DNs that the node owns. */
  readonly tEvents: Feed;
  readonly ownEvents: Feed;
  readonly callEvents: Feed;
}

/** What nobody sends. */
const SILENCE = -1;

interface Member {
  readonly station: number;
  readonly component: number;
  isSmart: boolean;
  tEventUs: number;
  callEventUs: number;
}

/** The groups of the clients of a node. */
export function groupsOf(plan: Plan, node: number, feeds: NodeFeeds, silent: Feed): ClientGroup[] {
  const groups = new Map<string, Member[]>();
  for (const member of membersOf(plan, node)) {
    const key = kinshipOf(plan, member);
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  return [...groups.values()].map((members) => {
    const [{ isSmart, tEventUs, callEventUs }] = members;
    const tEvents = isSmart ? feeds.ownEvents : feeds.tEvents;
    const components = [...new Set(members.map(({ component }) => component))];
    return {
      stations: members.map(({ station }) => station),
      components,
      members: components.map(
        (each) => members.filter(({ component }) => component === each).length,
      ),
      tEvents: tEventUs === SILENCE ? silent : tEvents,
      tEventUs,
      callEvents: callEventUs === SILENCE ? silent : feeds.callEvents,
      callEventUs,
      tEventsRead: 0,
      callEventsRead: 0,
    };
  });
}

/** Every station that hears the events of a node. */
function membersOf({ topology, tEventUs, callEventUs }: Plan, node: number): Member[] {
  const members = new Map<number, Member>();
  const memberAt = (instance: number, kind: "T_EVENT" | "CALL_EVENT"): Member => {
    const { component } = topology.instances[instance];
    const station = topology.stationOf[instance] + moduleFor(component, kind);
    const silent = { station, component, isSmart: false, tEventUs: SILENCE, callEventUs: SILENCE };
    const member = members.get(station) ?? silent;
    members.set(station, member);
    return member;
  };
  for (const { instance } of topology.tClients[node].clients) {
    const member = memberAt(instance, "T_EVENT");
    member.tEventUs = tEventUs[member.component];
  }
  for (const { instance } of topology.ownClients[node].clients) {
    const member = memberAt(instance, "T_EVENT");
    member.tEventUs = tEventUs[member.component];
    member.isSmart = true;
  }
  for (const { instance } of topology.callClients[node].clients) {
    const member = memberAt(instance, "CALL_EVENT");
    member.callEventUs = callEventUs[member.component];
  }
  return [...members.values()];
}

/** Members of equal kinship are always equally far. One that may fail is kin to nobody. */
function kinshipOf(plan: Plan, member: Member): string {
  const { station, component, isSmart, tEventUs, callEventUs } = member;
  const { module } = plan.topology.stations[station];
  const { servers } = plan.scenario.components[component].modules[module];
  const isAlone = plan.scenario.faults.length > 0 || getsMessages(plan, component, module);
  return [isAlone ? station : "kin", servers, isSmart, tEventUs, callEventUs].join();
}

/** Whether a flow sends messages to a module. */
const getsMessages = ({ program, signalling }: Plan, component: number, module: number): boolean =>
  program.op.some(
    (op, row) =>
      op === OP.ARRIVE &&
      signalling.receiver[row] === component &&
      signalling.module[row] === module,
  );

/** By instance: the station that works on T-events there, if it gets any. */
export const tStationsOf = ({ topology }: Plan): Int32Array =>
  topology.stationOf.map(
    (station, instance) => station + moduleFor(topology.instances[instance].component, "T_EVENT"),
  );

/** Station of each node's T-Controller. */
export const tControllersOf = (plan: Plan): Int32Array => {
  const stations = tStationsOf(plan);
  return Int32Array.from(plan.topology.nodes, (instance) => stations[instance]);
};
