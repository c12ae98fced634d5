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

/** IPv4 20 + UDP 8 + RTP 12. */
const HEADER_BYTES = 40;
/** Ethernet header 14 + frame check 4. */
const FRAME_BYTES = 18;
/** SRTP with HMAC-SHA1-80. */
const TAG_BYTES = 10;

/**
 * One direction of one RTP stream in Ethernet bytes, bit/s. RTCP and silence suppression left out.
 * @example streamBitsPerSecond("G.711", 20_000, false) // => 87200
 */
export function streamBitsPerSecond(
  name: CodecName,
  packetTimeUs: number,
  encrypted: boolean,
): number {
  const { frameUs, frameBytes } = CODECS[name];
  const payload = frameBytes * (packetTimeUs / frameUs);
  const bytes = payload + HEADER_BYTES + FRAME_BYTES + (encrypted ? TAG_BYTES : 0);
  return (bytes * 8 * 1e6) / packetTimeUs;
}
