/** The blueprint's formulas for recordings (6.1.1, 6.1.3), and what they come to on the wire. */

/** Bridging a recording: both parties to the MCP and back. With SIPREC, a copy of either. */
export const STREAMS = { bridged: 4, siprec: 2 } as const;

/** Payload of G.711 alone, kbit/s, and the 1,024 that makes four of them 0.25 Mbit/s. */
export const G711_KBPS = 64;
export const BINARY = 1024;

/** Files of recordings that go on at the same time, Mbit/s. */
export const uploadMbps = (sessions: number, kbps: number): number => (sessions * kbps) / 1e3;

/** The same by the blueprint: kbit / 8 / 1,024 are its MB, 8 of which a second its Mbit/s. */
export const blueprintUploadMbps = (sessions: number, kbps: number): number =>
  (sessions * kbps) / BINARY;

/** What an hour of recordings comes to by the blueprint, in its MB. */
export const blueprintHourMB = (sessions: number, kbps: number): number =>
  (sessions * 3600 * kbps) / 8 / BINARY;
