import type { LinkKind } from "./places.ts";

/** How SIP goes over a link. */
export const TRANSPORTS = ["udp", "tcp", "tls"] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** The sorts of path that a transport is chosen for. */
export const SIP_PATHS = ["carrier", "cluster", "phones"] as const;
export type SipPath = (typeof SIP_PATHS)[number];

/** Whose SIP a link carries. */
export const SIP_PATH_OF: Readonly<Record<LinkKind, SipPath>> = {
  lan: "cluster",
  wan: "cluster",
  carrier: "carrier",
  desks: "phones",
  mpls: "phones",
  internet: "phones",
};

/** IPv4 20 + Ethernet header 14 and frame check 4; no VLAN tag. */
const FRAME_BYTES = 38;
const UDP_BYTES = 8;
const TCP_BYTES = 20;
/** RFC 7323 timestamps, 10 and 2 of padding, in every segment of today's systems. */
const TIMESTAMP_BYTES = 12;
/** RFC 8446 5.2: header 5, type of the content 1, tag of AES-GCM 16. */
const RECORD_BYTES = 22;

/** A segment without its payload: what an acknowledgement takes. */
const SEGMENT_BYTES = FRAME_BYTES + TCP_BYTES + TIMESTAMP_BYTES;

/** What T-Library and desktop messages have on top: TCP without options or acknowledgements. */
export const TLIB_OVERHEAD_BYTES = FRAME_BYTES + TCP_BYTES;

/**
 * Bytes that a SIP message has on the wire on top of its own: one packet, one record a message.
 * `acks` acknowledgements without payload a message are counted with it, in its own direction:
 * as many messages go each way.
 * @example sipOverheadBytes("udp", 0.5) // => 46
 */
export function sipOverheadBytes(transport: Transport, acks: number): number {
  if (transport === "udp") return FRAME_BYTES + UDP_BYTES;
  const reliable = SEGMENT_BYTES + Math.round(acks * SEGMENT_BYTES);
  return transport === "tls" ? reliable + RECORD_BYTES : reliable;
}
