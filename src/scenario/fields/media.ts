import * as z from "zod";
import { formatDuration } from "../../units.ts";
import { CODEC_NAMES, CODECS } from "../codecs.ts";
import { quantity } from "./quantities.ts";
import { optionalSection, unless, whole } from "./sections.ts";
import { flag, word } from "./words.ts";

/** What a conversation puts on the wire. */
export const MEDIA_FIELDS = optionalSection(
  whole(
    z.strictObject({
      codec: word(CODEC_NAMES, "Codec of every conversation and treatment", "G.711", {
        source: { mark: "assumption", note: "as the recording figures of blueprint 6.1" },
      }),
      packetTime: quantity({
        kind: "duration",
        meaning: "Speech carried by one RTP packet; a multiple of the codec's frame",
        default: "20ms",
        min: "10ms",
        max: "120ms",
        source: { mark: "standard", note: "RFC 3551: 20 ms unless negotiated" },
      }),
      encrypted: flag("SRTP: an authentication tag of 10 B on every packet", false, {
        mark: "assumption",
        note: "plain RTP inside the sites",
      }),
    }),
    ({ codec, packetTime }) => {
      const { frameUs } = CODECS[codec];
      return unless(packetTime % frameUs === 0, {
        wanted: `a multiple of the ${formatDuration(frameUs)} frame of ${codec}`,
        given: formatDuration(packetTime),
        path: ["packetTime"],
      });
    },
  ),
);
