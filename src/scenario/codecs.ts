/** A codec emits `frameBytes` of payload every `frameUs` of speech. */
export interface Codec {
  readonly frameUs: number;
  readonly frameBytes: number;
}

/**
 * Sources: RFC 3551 table 1 and the codecs' own recommendations; Opus at its constant bit rates.
 */
export const CODECS = {
  "G.711": { frameUs: 10_000, frameBytes: 80 },
  "G.722": { frameUs: 10_000, frameBytes: 80 },
  "G.729": { frameUs: 10_000, frameBytes: 10 },
  "G.723.1": { frameUs: 30_000, frameBytes: 24 },
  "Opus 16k": { frameUs: 20_000, frameBytes: 40 },
  "Opus 24k": { frameUs: 20_000, frameBytes: 60 },
  "Opus 32k": { frameUs: 20_000, frameBytes: 80 },
} as const satisfies Record<string, Codec>;

export type CodecName = keyof typeof CODECS;

export const CODEC_NAMES = Object.keys(CODECS) as readonly CodecName[];

/** UDP 8 + RTP 12. */
const HEADER_BYTES = 20;

/** SRTP by the length of its authentication tag: HMAC-SHA1, 80 or 32 bits of it. */
export const SRTP = ["none", "HMAC-SHA1-80", "HMAC-SHA1-32"] as const;
export type Srtp = (typeof SRTP)[number];

/** RFC 3711 4.2.1, RFC 4568 6.2; no master key identifier. */
const TAG_BYTES: Readonly<Record<Srtp, number>> = {
  none: 0,
  "HMAC-SHA1-80": 10,
  "HMAC-SHA1-32": 4,
};

/** How speech is packed. */
export interface Packing {
  readonly codec: CodecName;
  readonly packetTimeUs: number;
  readonly srtp: Srtp;
  /** What RTCP takes, as a share of the stream. */
  readonly rtcp: number;
}

/**
 * One direction of one stream, bit/s, of packets with `frame` bytes of IP and layers below.
 * Silence is sent as speech is.
 * @example
 * const packing = { codec: "G.711", packetTimeUs: 20_000, srtp: "none", rtcp: 0 };
 * streamBitsPerSecond(packing, 38) // => 87200
 */
export function streamBitsPerSecond(packing: Packing, frame: number): number {
  const { codec, packetTimeUs, srtp, rtcp } = packing;
  const { frameUs, frameBytes } = CODECS[codec];
  const payload = frameBytes * (packetTimeUs / frameUs);
  const bytes = payload + HEADER_BYTES + TAG_BYTES[srtp] + frame;
  return ((1 + rtcp) * bytes * 8 * 1e6) / packetTimeUs;
}
