import { expect, test } from "vitest";
import { type CodecName, streamBitsPerSecond } from "../../src/scenario/codecs.ts";

/** kbit/s of one direction on Ethernet, plain and with SRTP; plain ones of 20 ms are published. */
const PUBLISHED: readonly [CodecName, packetTimeMs: number, plain: string, encrypted: string][] = [
  ["G.711", 20, "87.2", "91.2"],
  ["G.711", 10, "110.4", "118.4"],
  ["G.711", 30, "79.5", "82.1"],
  ["G.722", 20, "87.2", "91.2"],
  ["G.729", 20, "31.2", "35.2"],
  ["G.729", 30, "23.5", "26.1"],
  ["G.723.1", 30, "21.9", "24.5"],
  ["Opus 16k", 20, "39.2", "43.2"],
  ["Opus 24k", 20, "47.2", "51.2"],
  ["Opus 32k", 20, "55.2", "59.2"],
];

test.each(PUBLISHED)("%s with %d ms packets takes %s kbit/s", (codec, ms, plain, encrypted) => {
  const kilobits = (tag: boolean) => (streamBitsPerSecond(codec, ms * 1000, tag) / 1000).toFixed(1);
  expect([kilobits(false), kilobits(true)]).toEqual([plain, encrypted]);
});
