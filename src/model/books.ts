import { MESSAGE_KINDS, MESSAGES, type MessageKind } from "./messages.ts";
import { type Meters, SIP_COUNTS } from "./meters.ts";
import { OP } from "./program.ts";
import { componentIndex } from "./topology.ts";
import type { World } from "./world.ts";

const SIP_SERVER = componentIndex("sipServer");
const [INVITES, ESTABLISHED, EFFECTIVE, INEFFECTIVE] = SIP_COUNTS.map((_, i) => i);

/**
 * What the platform's own columns held when the window opened. At its end the differences become
 * counters: messages and busy time of each station, messages of each kind by program row.
 */
export class Books {
  private readonly rows: Float64Array;
  private readonly again: Float64Array;
  private readonly prompt: Float64Array;
  private readonly promptTEvents: Float64Array;
  private readonly promptCallEvents: Float64Array;
  private readonly promptReplicas: Float64Array;
  private readonly messages: Float64Array;
  private readonly rejected: Float64Array;
  private readonly heldBack: Float64Array;
  private readonly busyUs: Float64Array;

  constructor(world: World) {
    const { platform, topology, nowUs } = world;
    this.rows = world.rowCount.slice();
    this.again = world.rowAgain.slice();
    this.prompt = world.rowPrompt.slice();
    this.promptTEvents = world.promptTEvents.slice();
    this.promptReplicas = world.promptReplicas.slice();
    this.promptCallEvents = world.promptCallEvents.slice();
    this.messages = Float64Array.from(topology.stations, (_, i) => platform.messages(i));
    this.rejected = platform.rejected.slice();
    this.heldBack = platform.heldBack.slice();
    this.busyUs = Float64Array.from(topology.stations, (_, i) => platform.busyUs(i, nowUs));
  }

  /** Books everything since then into the recorders. */
  close(world: World): void {
    this.closeStations(world);
    this.closePrompt(world);
    const { program, rowCount, rowAgain } = world;
    for (let row = 0; row < program.length; row++)
      if (program.op[row] === OP.DEPART)
        bookRow(world, row, rowCount[row] - this.rows[row], rowAgain[row] - this.again[row]);
  }

  /** Work that met an idle server took just its service time: counted, not recorded one by one. */
  private closePrompt(world: World): void {
    const { program, signalling, plan, recorders, meters } = world;
    const record = (component: number, valueUs: number, times: number) => {
      if (times > 0 && component >= 0)
        recorders.recordMany(meters.componentDelay[component], valueUs, times);
    };
    for (let row = 0; row < program.length; row++)
      record(
        signalling.receiver[row],
        signalling.serviceUs[row],
        world.rowPrompt[row] - this.prompt[row],
      );
    for (let c = 0; c < plan.tEventUs.length; c++) {
      record(c, plan.tEventUs[c], world.promptTEvents[c] - this.promptTEvents[c]);
      record(c, plan.callEventUs[c], world.promptCallEvents[c] - this.promptCallEvents[c]);
      record(c, plan.replicaUs[c], world.promptReplicas[c] - this.promptReplicas[c]);
    }
  }

  private closeStations(world: World): void {
    const { platform, meters, recorders, nowUs } = world;
    meters.stationScopes.forEach((scopes, station) => {
      for (const scope of scopes) {
        recorders.counters[scope.messages] += platform.messages(station) - this.messages[station];
        recorders.counters[scope.rejected] += platform.rejected[station] - this.rejected[station];
        recorders.counters[scope.heldBack] += platform.heldBack[station] - this.heldBack[station];
        recorders.counters[scope.busyUs] += platform.busyUs(station, nowUs) - this.busyUs[station];
      }
    });
  }
}

function bookRow(world: World, row: number, count: number, again: number): void {
  const { program, signalling, plan, recorders } = world;
  const kind = MESSAGE_KINDS[program.a[row]];
  const { repeated } = program.rows[row];
  if (repeated) recorders.counters[plan.meters.retransmissions] += count;
  const way = plan.fromCarrier[row] === 1 ? "in" : plan.toCarrier[row] === 1 ? "out" : "within";
  const ends = [plan.senders[row], signalling.receiver[row], way] as const;
  bookMessages(recorders.counters, plan.meters, kind, ...ends, count, repeated ? count : again);
}

/** From the carrier, to it, or neither. */
export type Way = "in" | "out" | "within";

/**
 * Messages between two components (−1: a place), `again` of them sent before and lost: SIP
 * messages, dialogs, the ratios of RFC 6076, which counts a request once.
 */
export function bookMessages(
  counters: Float64Array,
  meters: Meters,
  kind: MessageKind,
  sender: number,
  receiver: number,
  way: Way,
  count: number,
  again = 0,
): void {
  if (count === 0 || !MESSAGES[kind].sip) return;
  counters[meters.sipMessages] += count;
  if (receiver >= 0) counters[meters.componentSip[receiver]] += count;
  if (kind === "INVITE") {
    if (sender === SIP_SERVER || receiver === SIP_SERVER) counters[meters.dialogs] += count - again;
    if (way === "in") counters[meters.sip[INVITES]] += count - again;
  }
  if (way !== "out") return;
  if (kind === "OK_INVITE") {
    counters[meters.sip[ESTABLISHED]] += count - again;
    counters[meters.sip[EFFECTIVE]] += count - again;
  }
  // An answer that tells the caller something counts as effective (RFC 6076 4.6, SEER).
  if (kind === "DECLINE") counters[meters.sip[EFFECTIVE]] += count - again;
  if (kind === "UNAVAILABLE" || kind === "SERVER_ERROR")
    counters[meters.sip[INEFFECTIVE]] += count - again;
}
