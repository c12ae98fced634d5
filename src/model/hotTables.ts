import type { NetworkTables, SignallingTables } from "./plan.ts";
import { OP, type Program } from "./program.ts";

/*
 * What a hop reads, packed: a row or a link is one line of the cache, not one in each of ten
 * columns.
 */

/**
 * Where `hops` keeps what of a row: roles, module, receiver, traffic class, bytes, work, and one
 * thing more, by the kind of row.
 */
export const HOP = {
  FROM: 0,
  TO: 1,
  MODULE: 2,
  RECEIVER: 3,
  TRAFFIC: 4,
  BYTES: 5,
  SERVICE_US: 6,
  /** DEPART: it goes to a place and nothing follows. */
  IS_LAST: 7,
  /** ARRIVE: work of refusing what may be refused or counts towards a limit; else −1. */
  REFUSAL_US: 7,
  FIELDS: 8,
} as const;

/**
 * Where `links` keeps what of a link; byte counters, bytes of lower layers and whether these are
 * reliable are two fields each, by traffic class.
 */
export const LINK = {
  LATENCY_US: 0,
  COUNTERS: 1,
  OVERHEAD: 3,
  IS_RELIABLE: 5,
  IS_LIMITED: 7,
  FIELDS: 8,
} as const;

/** HOP fields of each DEPART and ARRIVE row. */
export function hopsOf(program: Program, signalling: SignallingTables): Int32Array {
  const hops = new Int32Array(program.length * HOP.FIELDS);
  for (let row = 0; row < program.length; row++) {
    const at = row * HOP.FIELDS;
    hops[at + HOP.FROM] = program.b[row];
    hops[at + HOP.TO] = program.c[row];
    hops[at + HOP.MODULE] = signalling.module[row];
    hops[at + HOP.RECEIVER] = signalling.receiver[row];
    hops[at + HOP.TRAFFIC] = signalling.traffic[row];
    hops[at + HOP.BYTES] = signalling.bytes[row];
    hops[at + HOP.SERVICE_US] = signalling.serviceUs[row];
    hops[at + HOP.REFUSAL_US] = signalling.refusalUs[row];
    if (program.op[row] === OP.DEPART)
      hops[at + HOP.IS_LAST] = isLast(program, signalling, row) ? 1 : 0;
  }
  return hops;
}

/** Whether DEPART row `row` sends to a place, and its leg ends there. */
function isLast(
  { op }: Program,
  { receiver }: Pick<SignallingTables, "receiver">,
  row: number,
): boolean {
  if (op[row] !== OP.DEPART || receiver[row] >= 0) return false;
  return op[row + 2] === OP.DONE || (op[row + 2] === OP.SETTLE && op[row + 3] === OP.DONE);
}

/** LINK fields of each link; without a platform links have no counters, and nothing is sent. */
export function linksOf(network: NetworkTables, linkBytes: Int32Array): Int32Array {
  const links = new Int32Array(network.latencyUs.length * LINK.FIELDS);
  for (let link = 0; link < network.latencyUs.length; link++) {
    const at = link * LINK.FIELDS;
    links[at + LINK.LATENCY_US] = network.latencyUs[link];
    for (const traffic of [0, 1]) {
      links[at + LINK.COUNTERS + traffic] = linkBytes[2 * link + traffic];
      links[at + LINK.OVERHEAD + traffic] = network.overhead[2 * link + traffic];
      links[at + LINK.IS_RELIABLE + traffic] = network.isReliable[2 * link + traffic];
    }
    links[at + LINK.IS_LIMITED] = network.usPerByte[link] > 0 ? 1 : 0;
  }
  return links;
}
