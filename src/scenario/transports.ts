import type { LinkKind } from "./places.ts";

/** How SIP goes over a link. */
export const TRANSPORTS = ["udp", "tcp", "tls"] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** The sorts of path that a transport is chosen for. */
export const SIP_PATHS = ["carrier", "cluster", "phones"] as const;
export type SipPath = (typeof SIP_PATHS)[number];

/** The sorts of path that media may be packed for. */
export const MEDIA_PATHS = ["carrier", "cluster", "sites", "phones"] as const;
export type MediaPath = (typeof MEDIA_PATHS)[number];

/** Whose media a link carries. */
export const MEDIA_PATH_OF: Readonly<Record<LinkKind, MediaPath>> = {
  carrier: "carrier",
  lan: "cluster",
  wan: "sites",
  desks: "phones",
  mpls: "phones",
  internet: "phones",
};

/** Whose SIP a link carries. */
export const SIP_PATH_OF: Readonly<Record<LinkKind, SipPath>> = {
  lan: "cluster",
  wan: "cluster",
  carrier: "carrier",
  desks: "phones",
  mpls: "phones",
  internet: "phones",
};

const UDP_BYTES = 8;
const TCP_BYTES = 20;
/** RFC 7323 timestamps, 10 and 2 of padding, in every segment of today's systems. */
const TIMESTAMP_BYTES = 12;
/** RFC 8446 5.2: header 5, type of the content 1, tag of AES-GCM 16. */
const RECORD_BYTES = 22;

/**
 * What T-Library and desktop messages have on top of their own bytes: TCP without options or
 * acknowledgements, and `frame` bytes of IP and layers below.
 */
export const tlibOverheadBytes = (frame: number): number => frame + TCP_BYTES;

/**
 * Bytes that a SIP message has on the wire on top of its own: one packet, one record a message.
 * `acks` acknowledgements without payload a message are counted with it, in its own direction:
 * as many messages go each way. `frame`: bytes of IP and layers below, of each packet.
 * @example sipOverheadBytes("udp", 0.5, 38) // => 46
 */
export function sipOverheadBytes(transport: Transport, acks: number, frame: number): number {
  if (transport === "udp") return frame + UDP_BYTES;
  const segment = frame + TCP_BYTES + TIMESTAMP_BYTES;
  const reliable = segment + Math.round(acks * segment);
  return transport === "tls" ? reliable + RECORD_BYTES : reliable;
}
