import { gamma } from "../engine/distributions/gamma.ts";
import type { Distribution } from "../engine/distributions/types.ts";
import { Layout } from "../measure/layout.ts";
import type { Scenario } from "../scenario/types.ts";
import type { Action, AgentRoles } from "./actions.ts";
import { AGENT_SLOTS } from "./calls.ts";
import { type Charges, chargesOf } from "./charges.ts";
import { compile } from "./compile.ts";
import { peersOf } from "./connections.ts";
import { COUNT_OF, COUNTS } from "./counts.ts";
import { type Detail, detailOf } from "./detail.ts";
import { mediaDirectly, proxied } from "./direct.ts";
import { castOfRow, endsOf } from "./ends.ts";
import { agentSlots, desktopOf, type Flow } from "./flow.ts";
import { flows } from "./flows/index.ts";
import { type Casts, castsOf, oneWayOf, streamsOf } from "./flowTables.ts";
import { hopsOf, linksOf } from "./hotTables.ts";
import { MESSAGE_KINDS, type MessageKind, TRAFFIC_OF } from "./messages.ts";
import { customersFlows, type Meters, metersOf } from "./meters.ts";
import { link, OP, type Program } from "./program.ts";
import { type RecoveryMeters, recoveryMetersOf } from "./recovery/meters.ts";
import { seriesOf } from "./series.ts";
import { areEven, type SrvAnswer, skewOf, srvAnswersOf } from "./srv.ts";
import { layKept } from "./storage.ts";
import { componentIndex, moduleFor, type Topology, topologyOf } from "./topology.ts";

/** Everything about a scenario that all its replications share. Nothing in it changes. */
export interface Plan {
  readonly scenario: Scenario;
  /** Message fidelity: every message is sent. Otherwise signalling takes no time. */
  readonly message: boolean;
  readonly topology: Topology;
  /** What its calls may hold that is modelled. */
  readonly held: Detail["holdings"];
  /** The flows its calls and log-ins follow, in the order of the program. */
  readonly flows: readonly Flow[];
  readonly program: Program;
  readonly layout: Layout;
  readonly meters: Meters;
  /** Null where nothing fails. */
  readonly recovery: RecoveryMeters | null;
  readonly signalling: SignallingTables;
  readonly network: NetworkTables;
  /** What the loop reads of rows and links, side by side: see HOP and LINK. */
  readonly hops: Int32Array;
  readonly links: Int32Array;
  readonly casts: Casts;
  /** What DNS says at first of each component to clients of each site: [component][site]. */
  readonly srv: readonly (readonly SrvAnswer[])[];
  /** By instance: its share of what is chosen by weight, over an even share (see `skewOf`). */
  readonly skew: Float64Array;
  /**
   * By DEPART row: catalogue row of the sender, −1 for a place; and whether it comes from the
   * carrier or goes there.
   */
  readonly senders: Int32Array;
  readonly fromCarrier: Uint8Array;
  readonly toCarrier: Uint8Array;
  /**
   * Call fidelity: what a pass through a segment charges. Last what a second charges: keep-alives,
   * and at call fidelity pings.
   */
  readonly charges: readonly Charges[];
  /** By instance: SIP connections to others. */
  readonly peers: Int32Array;
  /** Whether some link has room for so many streams only. */
  readonly admits: boolean;
  /**
   * By STREAM or ADMIT row: the places its media pass, in threes (see `streamsOf`); for each of the
   * ways in which the phones of a call's agents have an SBC or none (see `mediaDirectly`).
   */
  readonly streams: readonly (readonly (Int32Array | null)[])[];
  /** By STREAM row: so many streams one way; 0: one each way. */
  readonly oneWay: Uint8Array;
  /** By component: service time of a T-event and of a call event at its clients. */
  readonly tEventUs: Float64Array;
  readonly callEventUs: Float64Array;
  /** Service time of a copied registration, by component. */
  readonly replicaUs: Float64Array;
  /** Service time of a T-event at a T-Controller. */
  readonly tControllerUs: number;
  /** Whether a call may want a further agent after it was answered. */
  readonly wantsSecondAgent: boolean;
  /** By flow: its agents whose phones may do without an SBC. */
  readonly proxied: readonly (readonly AgentRoles[])[];
  /** By flow, then slot: what a desktop server does with each event of its agent. */
  readonly desktops: readonly (readonly (readonly Action[])[])[];
  /** By demand: its flow in the program, and the `flow:*` scope its calls are counted in. */
  readonly flowOf: Int32Array;
  readonly flowScope: Int32Array;
  /** By demand: 1 where customers call; `calls.*` counts their calls alone. */
  readonly isCustomers: Uint8Array;
  /** By count (index into COUNTS), then demand. */
  readonly counts: readonly Int32Array[];
  /** By flow: the role that the carrier plays, −1 for none. */
  readonly carrierRole: Int32Array;
  /**
   * The factor by which a day is busier than planned, mean 1; null for none. By demand, and the one
   * that all share.
   */
  readonly busyness: readonly (Distribution | null)[];
  readonly sharedBusyness: Distribution | null;
  /** That of each interval of a day. */
  readonly intervalBusyness: Distribution | null;
}

/** By program row (DEPART and ARRIVE): what the message is and costs. */
export interface SignallingTables {
  /** Without lower layers; so is `bytesOf`. */
  readonly bytes: Float64Array;
  /** 0 signalling, 1 T-Library: the byte account of the link. */
  readonly traffic: Uint8Array;
  readonly serviceUs: Float64Array;
  /** Work of refusing it; −1 where nobody refuses and no limit counts it. */
  readonly refusalUs: Float64Array;
  readonly module: Uint8Array;
  /** Catalogue row of the receiver, −1 for a place. */
  readonly receiver: Int32Array;
  /** Service time by [component][module][message kind], bytes by message kind. */
  readonly service: readonly (readonly Float64Array[])[];
  readonly bytesOf: Float64Array;
}

/** By pair of places (from × places + to), then by link. */
export interface NetworkTables {
  readonly places: number;
  readonly linkOf: Int32Array;
  /** By link: the one in the other direction. */
  readonly back: Int32Array;
  /** Streams that may be on it at the same time; `Infinity`: no limit. */
  readonly streamsMax: Float64Array;
  readonly latencyUs: Float64Array;
  /** Microseconds that one byte occupies the link; 0 for an unlimited one. */
  readonly usPerByte: Float64Array;
  /** By link, then traffic class: bytes of lower layers under each message. */
  readonly overhead: Float64Array;
  /** The same: TCP sends again what a link loses, and no timer of SIP does. */
  readonly isReliable: Uint8Array;
}

/** Prepares a scenario for its replications. */
export function planOf(scenario: Scenario): Plan {
  const mayFail = scenario.faults.length > 0;
  const ofAgents = mayFail ? ["login", "disaster"] : ["login"];
  const wanted = new Set([...scenario.demand.map(({ flow }) => flow), ...ofAgents]);
  const used = flows.filter(({ name }) => wanted.has(name));
  const topology = topologyOf(scenario);
  const detail = detailOf(scenario, topology.hasPlatform);
  const program = link(used.map((flow) => compile(flow, detail)));
  const layout = new Layout();
  const meters = metersOf(scenario, topology, layout);
  seriesOf(scenario, topology, meters, layout);
  const recovery = recoveryMetersOf(scenario, topology, meters, program, layout);
  if (topology.hasPlatform) layKept(scenario.storage, layout);
  const casts = castsOf(program, used, (component) => areEven(scenario, topology, component));
  const signalling = signallingOf(scenario, program, casts);
  const network = networkOf(scenario);
  const agents = used.map(proxied);
  const desktops = used.map((flow) => agentSlots.map((slot) => desktopOf(flow, slot)));
  const tables = {
    scenario,
    message: detail.signalling,
    topology,
    held: detail.holdings,
    flows: used,
    program,
    layout,
    meters,
    recovery,
    signalling,
    network,
    hops: hopsOf(program, signalling),
    links: linksOf(network, meters.linkBytes),
    casts,
    srv: srvAnswersOf(scenario, topology),
    skew: skewOf(scenario, topology),
    ...endsOf(program, casts),
    admits: detail.admission,
    oneWay: oneWayOf(program),
    streams: Array.from({ length: 1 << AGENT_SLOTS }, (_, direct) =>
      streamsOf(program, casts, (flow, path) => mediaDirectly(agents[flow], path, direct)),
    ),
    ...spreadTimes(signalling),
    wantsSecondAgent: program.op.some((op, row) => op === OP.WAIT && program.a[row] > 0),
    proxied: agents,
    desktops,
    ...demandTables(scenario, program),
    counts: COUNTS.map((each) => Int32Array.from(scenario.demand, COUNT_OF[each])),
    carrierRole: Int32Array.from(used, ({ roles }) =>
      Object.values(roles).findIndex((cast) => cast.by === "place" && cast.place === "carrier"),
    ),
  };
  return { ...tables, charges: chargesOf(tables), peers: peersOf(tables) };
}

type SpreadTimes = Pick<Plan, "tEventUs" | "callEventUs" | "replicaUs" | "tControllerUs">;

/** Service times of what spreads rather than being sent by a row, by component. */
function spreadTimes({ service }: SignallingTables): SpreadTimes {
  const of = (kind: MessageKind) =>
    Float64Array.from(
      service,
      (modules, component) => modules[moduleFor(component, kind)][MESSAGE_KINDS.indexOf(kind)],
    );
  const tEventUs = of("T_EVENT");
  const tControllerUs = tEventUs[componentIndex("sipServer")];
  return { tEventUs, tControllerUs, callEventUs: of("CALL_EVENT"), replicaUs: of("REPLICATE") };
}

type DemandTables = Pick<
  Plan,
  "flowOf" | "flowScope" | "isCustomers" | "busyness" | "sharedBusyness" | "intervalBusyness"
>;

function demandTables(scenario: Scenario, program: Program): DemandTables {
  const { demand, run } = scenario;
  const names = program.flows.map(({ name }) => name);
  const scopes = customersFlows(scenario);
  return {
    isCustomers: Uint8Array.from(demand, ({ origin }) => Number(origin === "customers")),
    flowOf: Int32Array.from(demand, ({ flow }) => names.indexOf(flow)),
    flowScope: Int32Array.from(demand, ({ flow }) => scopes.indexOf(flow)),
    busyness: demand.map(({ busynessCv }) => factorOf(busynessCv)),
    sharedBusyness: factorOf(run.busynessCv),
    intervalBusyness: factorOf(run.intervalBusynessCv),
  };
}

const factorOf = (cv: number): Distribution | null =>
  cv === 0 ? null : gamma.build({ mean: 1, cv }, `gamma(mean 1, cv ${cv})`);

function signallingOf(scenario: Scenario, program: Program, casts: Casts): SignallingTables {
  const factor = scenario.signalling.timeFactor;
  const service = scenario.components.map(({ modules }) =>
    modules.map(({ serviceUs }) => Float64Array.from(serviceUs, (us) => Math.round(us * factor))),
  );
  const bytesOf = Float64Array.from(scenario.signalling.bytes);
  const tables = {
    bytes: new Float64Array(program.length),
    traffic: new Uint8Array(program.length),
    serviceUs: new Float64Array(program.length),
    refusalUs: new Float64Array(program.length).fill(-1),
    module: new Uint8Array(program.length),
    receiver: new Int32Array(program.length).fill(-1),
    service,
    bytesOf,
  };
  for (let row = 0; row < program.length; row++) {
    if (program.op[row] !== OP.DEPART && program.op[row] !== OP.ARRIVE) continue;
    const kind = MESSAGE_KINDS[program.a[row]];
    const component = casts.component[castOfRow(program, row, program.c)];
    tables.bytes[row] = bytesOf[program.a[row]];
    tables.traffic[row] = TRAFFIC_OF[program.a[row]];
    tables.receiver[row] = component;
    if (component < 0) continue;
    tables.module[row] = moduleFor(component, kind);
    const serviceUs = service[component][tables.module[row]][program.a[row]];
    const share = program.rows[row].repeated ? scenario.signalling.repeatWork : 1;
    tables.serviceUs[row] = Math.round(share * serviceUs);
    if (mayRefuse(scenario, program, row, component))
      tables.refusalUs[row] = Math.round(scenario.signalling.overload.refusalWork * serviceUs);
  }
  return tables;
}

/** Whether a message may be refused, or is an INVITE that counts towards a limit. */
function mayRefuse(scenario: Scenario, program: Program, row: number, receiver: number): boolean {
  if (program.target[row] >= 0) return true;
  const isInvite = MESSAGE_KINDS[program.a[row]] === "INVITE" && !program.rows[row].repeated;
  return isInvite && scenario.components[receiver].dialogRate < Number.POSITIVE_INFINITY;
}

function networkOf(scenario: Scenario): NetworkTables {
  const places = scenario.places.length;
  const linkOf = new Int32Array(places * places).fill(-1);
  scenario.links.forEach(({ from, to }, index) => {
    linkOf[from * places + to] = index;
  });
  const factor = scenario.signalling.timeFactor;
  return {
    places,
    linkOf,
    back: Int32Array.from(scenario.links, ({ from, to }) => linkOf[to * places + from]),
    streamsMax: Float64Array.from(scenario.links, ({ streamsMax }) => streamsMax),
    latencyUs: Float64Array.from(scenario.links, ({ latencyUs }) => Math.round(latencyUs * factor)),
    usPerByte: Float64Array.from(scenario.links, ({ bitsPerSecond }) =>
      factor > 0 && Number.isFinite(bitsPerSecond) ? 8e6 / bitsPerSecond : 0,
    ),
    overhead: Float64Array.from(
      scenario.links.flatMap(({ overheadBytes }) => [overheadBytes.signalling, overheadBytes.tlib]),
    ),
    isReliable: Uint8Array.from(
      scenario.links.flatMap(({ transport }) => [transport === "udp" ? 0 : 1, 1]),
    ),
  };
}
