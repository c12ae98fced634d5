import { STREAMS } from "../actions.ts";
import { HELD, PORT_COUNT, STREAM_COUNT } from "../calls.ts";
import { CAST, WHERE } from "../flowTables.ts";
import { PORT_USES } from "../holdings.ts";
import { mediaPass } from "../mediaPath.ts";
import { OP } from "../program.ts";
import type { Cut } from "../recovery/counts.ts";
import { componentIndex } from "../topology.ts";
import type { World } from "../world.ts";
import { mayWaitAgain } from "./requeue.ts";

const [SIP_SERVER, SBC, INTERACTION_SERVER] = ["sipServer", "sbc", "interactionServer"].map(
  componentIndex,
);
const RECORDING_STREAM = STREAMS.indexOf("recording");
const TREATMENT_STREAM = STREAMS.indexOf("treatment");
const RECORDING = PORT_USES.indexOf("recording");
const TREATMENT = PORT_USES.indexOf("treatment");

/** A call that is lost, and the first of what it was on that takes it along. */
interface Casualty {
  readonly call: number;
  readonly on: Cut;
}

/** What instances that stop take with them, calls in the order in which they began. */
export interface Casualties {
  readonly calls: Casualty[];
  /** Calls whose agent's side alone is gone, and which may wait for another agent. */
  readonly requeued: number[];
  /** Calls that go on, but whose copies nobody records any more. */
  readonly recordings: number[];
}

/**
 * Calls that cannot survive without the instances marked in `struck`: a call never leaves its node
 * (facts 1.1), its customer stays behind one SBC, its media pass an MCP or the agent's SBC. An
 * INVITE that is still on its way finds another receiver. Those who only pass messages on are
 * replaced when the next one times out. Log-ins are no calls.
 */
export function casualtiesOf(world: World, struck: Uint8Array): Casualties {
  const { calls, program } = world;
  const stakes = program.flows.map((_, flow) => stakesOf(world, flow));
  const found: Casualties = { calls: [], requeued: [], recordings: [] };
  for (let call = 0; call < calls.used; call++) {
    if (calls.main[call] < 0 || !Number.isNaN(calls.endedUs[call])) continue;
    const { hasOutcome } = program.flows[calls.flow[call]];
    if (!hasOutcome) continue;
    const { needed, sbc } = stakes[calls.flow[call]];
    const isHit = (role: number) => isStruck(world, call, role, struck);
    const cutOff: Cut | null = needed.some(isHit)
      ? "node"
      : (calls.held[call] & HELD.TRUNK) !== 0 && sbc.some(isHit)
        ? "sbc"
        : losesPort(world, call, struck)
          ? "port"
          : null;
    const on = cutOff ?? (losesMedia(world, call, struck) ? "media" : null);
    if (on === "media" && mayWaitAgain(world, call)) found.requeued.push(call);
    else if (on !== null) found.calls.push({ call, on });
    else if (losesRecorder(world, call, struck)) found.recordings.push(call);
  }
  const bySerial = (a: number, b: number) => calls.serial[a] - calls.serial[b];
  found.calls.sort((a, b) => bySerial(a.call, b.call));
  found.requeued.sort(bySerial);
  found.recordings.sort(bySerial);
  return found;
}

/** Roles of a flow without whom its calls end: the node, or an Interaction Server; the SBC. */
function stakesOf({ program, casts }: World, flow: number) {
  const at = flow * program.roleCount;
  const roles = program.flows[flow].roles.map((_, role) => role);
  const isAgents = (role: number) => casts.where[at + role] >= WHERE.AGENT_SITE;
  const own = (component: number) =>
    roles.filter((role) => casts.component[at + role] === component && !isAgents(role));
  const servers = own(INTERACTION_SERVER);
  return { needed: servers.length > 0 ? servers : own(SIP_SERVER), sbc: own(SBC) };
}

/** Whether the instance that fills a role of a call is struck, and has had an answer to give. */
function isStruck(world: World, call: number, role: number, struck: Uint8Array): boolean {
  const instance = instanceIn(world, call, role);
  return instance >= 0 && struck[instance] === 1 && !isAwaited(world, call, role);
}

/** At call fidelity nobody is chosen: instances of the call's site take calls in turn. */
function instanceIn(world: World, call: number, role: number): number {
  const { calls, casts, program, plan, topology } = world;
  const pin = calls.pins[call * program.roleCount + role];
  const cast = calls.flow[call] * program.roleCount + role;
  if (plan.message || casts.by[cast] !== CAST.SITE) return pin;
  const { first, count } = topology.atSite[casts.component[cast]][calls.site[call]];
  return count === 0 ? -1 : first + (calls.serial[call] % count);
}

/** The call's request to a role that it chose has not been answered: it may choose another. */
function isAwaited({ calls, legs, program }: World, call: number, role: number): boolean {
  const pc = legs.pc[calls.main[call]];
  const depart = program.op[pc] === OP.ARRIVE ? pc - 1 : pc;
  const isSent = program.op[depart] === OP.DEPART && program.c[depart] === role;
  return isSent && program.other[depart] >= 0;
}

/** Ports of MCPs, but one that is on its way back and one that only records copies. */
function losesPort({ calls, plan }: World, call: number, struck: Uint8Array): boolean {
  const held = calls.held[call];
  for (let use = 0; use < PORT_USES.length; use++) {
    if ((held & (HELD.PORT << use)) === 0) continue;
    if (struck[calls.ports[PORT_COUNT * call + use]] === 0) continue;
    if (use === RECORDING && plan.scenario.recording.mode === "siprec") continue;
    const isOver = calls.accepted[call] === 1 && (held & (HELD.STREAM << TREATMENT_STREAM)) === 0;
    if (use !== TREATMENT || !isOver) return true;
  }
  return false;
}

/** Whether media of the call pass a struck instance; copies for a recorder are none of them. */
function losesMedia(world: World, call: number, struck: Uint8Array): boolean {
  const { calls, plan } = world;
  for (let stream = 0; stream < STREAM_COUNT; stream++) {
    if ((calls.held[call] & (HELD.STREAM << stream)) === 0) continue;
    const row = calls.streamRow[STREAM_COUNT * call + stream];
    if (stream === RECORDING_STREAM && plan.oneWay[row] > 0) continue;
    if (mediaPass(world, call, row, (_, each, role) => isStruck(world, each, role, struck)))
      return true;
  }
  return false;
}

function losesRecorder({ calls }: World, call: number, struck: Uint8Array): boolean {
  const isHeld = (calls.held[call] & (HELD.PORT << RECORDING)) !== 0;
  return isHeld && struck[calls.ports[PORT_COUNT * call + RECORDING]] === 1;
}
