import type { Scenario } from "../scenario/types.ts";
import { components } from "./components/index.ts";
import type { MessageKind } from "./messages.ts";
import { type Seats, seatsOf } from "./seats.ts";

/** Position of a component in the catalogue. @throws Error for an unknown name */
export function componentIndex(name: string): number {
  const index = components.findIndex((component) => component.name === name);
  if (index < 0) throw new Error(`no component is called ${name}`);
  return index;
}

/** The module of a component that works on a message kind. */
export function moduleFor(component: number, kind: MessageKind): number {
  const modules = components[component]?.modules ?? [];
  const index = modules.findIndex(({ handles }) => handles.includes(kind));
  return Math.max(0, index);
}

/** One running process, HA pair or place without a component. */
export interface Instance {
  /** `dc1/sipProxy/1`, or the name of the place. */
  readonly name: string;
  /** Row of the catalogue, −1 for a place. */
  readonly component: number;
  /** Index into `sites`, −1 for the carrier. */
  readonly site: number;
  /** Index into `places`. */
  readonly place: number;
  /** Availability zone of its site, from 0 up: instances of a component are spread in turn. */
  readonly zone: number;
  /** Number of the SIP Server node it is or belongs to, −1 when it belongs to none. */
  readonly node: number;
}

/** A queue with servers: one module of one instance. */
export interface Station {
  readonly instance: number;
  readonly component: number;
  readonly module: number;
}

/** A run of instances or nodes: `count` from `first` on. */
export interface Range {
  readonly first: number;
  readonly count: number;
}

/** The clients of one node. */
export interface ClientSet {
  readonly clients: readonly Client[];
  /** Connections of all of them: copies of one event. */
  readonly copies: number;
}

/** A client of a node's T-Controller or Interaction Proxy, with its number of connections. */
export interface Client {
  readonly instance: number;
  readonly connections: number;
}

/** Every instance, station and neighbourhood of a scenario. Fixed before the first replication. */
export interface Topology extends Seats {
  readonly instances: readonly Instance[];
  readonly stations: readonly Station[];
  /** First station of each instance; its modules follow. */
  readonly stationOf: Int32Array;
  /** Instances of a component at a site: [component][site]. */
  readonly atSite: readonly (readonly Range[])[];
  /** Instances of a component that belong to a node: [component][node]. */
  readonly ofNode: readonly (readonly Range[])[];
  /** Instance of each SIP Server node. */
  readonly nodes: readonly number[];
  /** Numbers of each site's nodes. */
  readonly nodesOf: readonly Range[];
  /**
   * Clients of each node: of its T-Controller those that hear the whole cluster, and those that
   * hear only the DNs it owns; of its Interaction Proxy.
   */
  readonly tClients: readonly ClientSet[];
  readonly ownClients: readonly ClientSet[];
  readonly callClients: readonly ClientSet[];
  /** The node whose T-events an instance hears, −1 for none. */
  readonly nodeHeard: Int32Array;
  readonly carrier: number;
  readonly cluster: readonly Range[];
  /** Whether there is a platform at all: a scenario may have agents and pools only. */
  readonly hasPlatform: boolean;
}

/** Lays out the instances of a scenario in catalogue order, site by site, node by node. */
export function topologyOf(scenario: Scenario): Topology {
  const { instances, atSite, ofNode, nodes } = machinesOf(scenario);
  const carrierPlace = scenario.sites.length;
  const place = (name: string, site: number, at: number): number =>
    instances.push({ name, component: -1, site, place: at, zone: 0, node: -1 }) - 1;
  const carrier = place("carrier", -1, carrierPlace);
  const desks = scenario.sites.map(({ name }, s) =>
    place(`desks:${name}`, s, carrierPlace + 1 + s),
  );
  const locations = scenario.locations.map((each) => place(each.name, -1, each.place));
  const stations = stationsOf(instances);
  const { smartClients } = scenario.signalling;
  const setOf = (node: number, feed: Feed) =>
    clientSet(clientsOf({ instances, nodes }, node, feed, smartClients));
  const tClients = nodes.map((_, node) => setOf(node, "cluster"));
  const nodeHeard = new Int32Array(instances.length).fill(-1);
  tClients.forEach(({ clients }, node) => {
    for (const { instance } of clients) nodeHeard[instance] = node;
  });
  return {
    instances,
    atSite,
    ofNode,
    nodes,
    ...stations,
    tClients,
    ownClients: nodes.map((_, node) => setOf(node, "own")),
    nodeHeard,
    nodesOf: scenario.sites.map((_, site) => nodesOfSite(site, nodes, instances)),
    callClients: nodes.map((_, node) => setOf(node, "calls")),
    carrier,
    ...seatsOf(scenario, { carrier, desks, locations }),
    cluster: atSite.map((ranges) => ({
      first: ranges[0]?.first ?? 0,
      count: ranges.reduce((sum, { count }) => sum + count, 0),
    })),
    hasPlatform: nodes.length > 0,
  };
}

/** Nodes are numbered site by site. */
function nodesOfSite(
  site: number,
  nodes: readonly number[],
  instances: readonly Instance[],
): Range {
  const isHere = (instance: number) => instances[instance].site === site;
  return { first: nodes.findIndex(isHere), count: nodes.filter(isHere).length };
}

type Machines = {
  readonly [Part in "instances" | "atSite" | "ofNode" | "nodes"]: Topology[Part];
} & { readonly instances: Instance[] };

/**
 * Every instance of every component: those of a node lie together, nodes in order of their sites.
 */
function machinesOf(scenario: Scenario): Machines {
  const nodeComponent = componentIndex("sipServer");
  const homes = scenario.sites.flatMap((site, s) =>
    Array.from({ length: site.instances[nodeComponent] }, () => s),
  );
  const instances: Instance[] = [];
  const nodes: number[] = [];
  const atSite: Range[][] = [];
  const ofNode: Range[][] = [];
  components.forEach((row, component) => {
    ofNode.push([]);
    const sites = scenario.sites.map(({ name, zones, instances: counts }, site) => {
      const start = instances.length;
      const add = (node: number, count: number) => {
        if (node >= 0) ofNode[component][node] = { first: instances.length, count };
        for (let i = 0; i < count; i++) {
          const number = instances.length - start + 1;
          instances.push({
            name: `${name}/${row.name}/${number}`,
            component,
            site,
            place: site,
            zone: (number - 1) % zones,
            node,
          });
        }
      };
      const own = homes.flatMap((home, node) => (home === site ? [node] : []));
      if (component === nodeComponent)
        for (const node of own) {
          nodes[node] = instances.length;
          add(node, 1);
        }
      else if (row.per === "node") for (const node of own) add(node, counts[component]);
      else add(-1, counts[component]);
      return { first: start, count: instances.length - start };
    });
    atSite.push(sites);
  });
  return { instances, atSite, ofNode, nodes };
}

function stationsOf(instances: readonly Instance[]): Pick<Topology, "stations" | "stationOf"> {
  const stations: Station[] = [];
  const stationOf = new Int32Array(instances.length);
  instances.forEach(({ component }, instance) => {
    stationOf[instance] = stations.length;
    const modules = component < 0 ? 1 : components[component].modules.length;
    for (let module = 0; module < modules; module++) stations.push({ instance, component, module });
  });
  return { stations, stationOf };
}

const clientSet = (clients: readonly Client[]): ClientSet => ({
  clients,
  copies: clients.reduce((sum, { connections }) => sum + connections, 0),
});

/** What a client may hear: T-events of the cluster or of its node's own DNs, call events. */
type Feed = "cluster" | "own" | "calls";

/** Own clients of each node; those of a site sit on its first node, the cluster's on the first. */
function clientsOf(
  topology: Pick<Topology, "instances" | "nodes">,
  node: number,
  feed: Feed,
  smartClients: boolean,
): Client[] {
  const { instances, nodes } = topology;
  const site = instances[nodes[node]].site;
  const firstOfSite = nodes.findIndex((each) => instances[each].site === site) === node;
  return instances.flatMap((instance, index) => {
    const row = components[instance.component];
    if (row === undefined) return [];
    const isSmart = smartClients && row.maybeSmart === true;
    if (feed !== "calls" && isSmart !== (feed === "own")) return [];
    const connections = feed === "calls" ? row.hearsCallEvents : row.hearsTEvents;
    if (connections === undefined) return [];
    const here =
      row.per === "node"
        ? instance.node === node
        : row.per === "site"
          ? firstOfSite && instance.site === site
          : node === 0;
    return here ? [{ instance: index, connections }] : [];
  });
}
