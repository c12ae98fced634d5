import * as z from "zod";
import type { Parameter } from "../../parameter.ts";
import { formatDuration } from "../../units.ts";
import { CODEC_NAMES, CODECS, type CodecName, SRTP } from "../codecs.ts";
import { MEDIA_PATHS } from "../transports.ts";
import type { Names } from "./names.ts";
import { PORTS_PER_CORE } from "./ports.ts";
import { quantity } from "./quantities.ts";
import { type Finding, optionalSection, unless, whole } from "./sections.ts";
import { knownName, word } from "./words.ts";

const PACKET_TIME: Parameter = {
  kind: "duration",
  meaning: "Speech carried by one RTP packet; a multiple of the codec's frame",
  default: "20ms",
  min: "10ms",
  max: "120ms",
  source: { mark: "standard", note: "RFC 3551: 20 ms unless negotiated" },
};

const { default: _packetTime, ...ownPacketTime } = PACKET_TIME;

/** What a sort of path or a location has different from all other media. */
const OWN = z.strictObject({
  codec: word(CODEC_NAMES, "Codec here, unless as everywhere").optional(),
  packetTime: quantity({
    ...ownPacketTime,
    source: { mark: "derived", note: "as everywhere, unless stated" },
  }).optional(),
  srtp: word(SRTP, "Encryption of media here, unless as everywhere").optional(),
});

const path = (between: string) => OWN.describe(`Media ${between}`).optional();

/** What media put on the wire. */
export const mediaFields = (names: Names | undefined) =>
  optionalSection(
    whole(
      z.strictObject({
        codec: word(CODEC_NAMES, "Codec of every conversation and treatment", "G.711", {
          source: { mark: "assumption", note: "as the recording figures of blueprint 6.1" },
        }),
        packetTime: quantity(PACKET_TIME),
        srtp: word(SRTP, "Encryption of media, by the authentication tag of each packet", "none", {
          source: { mark: "assumption", note: "plain RTP inside the sites" },
        }),
        rtcp: quantity({
          kind: "share",
          meaning: "What RTCP takes on top of a stream",
          default: 0.005,
          min: 0,
          max: 0.05,
          source: {
            mark: "standard",
            note: "RFC 3550 6.2: 5 % at most; a report in 5 s or more is 0.2 to 0.3 kbit/s",
          },
        }),
        portsPerCore: PORTS_PER_CORE,
        paths: optionalSection(
          z.strictObject({
            carrier: path("between the carrier and the SBCs"),
            cluster: path("within a site"),
            sites: path("between sites"),
            phones: path("between agents' phones and their site"),
          }),
        ),
        locations: z
          .record(
            knownName(
              "location",
              names?.branches.map(({ name }) => name),
            ),
            OWN,
          )
          .prefault({}),
      }),
      (media) => [
        ...fits(media),
        ...MEDIA_PATHS.flatMap((each) => differs(["paths", each], media.paths[each], media)),
        ...Object.entries(media.locations).flatMap(([name, own]) =>
          differs(["locations", name], own, media.paths.phones, media),
        ),
      ],
    ),
  );

type Packets = { readonly codec: CodecName; readonly packetTime: number };

/** A packet holds whole frames. */
function fits({ codec, packetTime }: Packets, path = ["packetTime"]): readonly Finding[] {
  const { frameUs } = CODECS[codec];
  return unless(packetTime % frameUs === 0, {
    wanted: `a multiple of the ${formatDuration(frameUs)} frame of ${codec}`,
    given: formatDuration(packetTime),
    path,
  });
}

/** The same where media differ; `general` is what is not stated there, the nearest first. */
function differs(
  path: readonly string[],
  own: z.output<typeof OWN> | undefined,
  ...general: readonly (Partial<z.output<typeof OWN>> | undefined)[]
): readonly Finding[] {
  if (own?.codec === undefined && own?.packetTime === undefined) return [];
  const stated = <K extends keyof Packets>(key: K) =>
    [own, ...general].find((each) => each?.[key] !== undefined)![key] as Packets[K];
  const packets = { codec: stated("codec"), packetTime: stated("packetTime") };
  return fits(packets, [...path, own.packetTime === undefined ? "codec" : "packetTime"]);
}
