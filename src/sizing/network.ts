import { percent } from "../report/format.ts";
import {
  BINARY,
  blueprintUploadMbps,
  G711_KBPS,
  STREAMS as STREAMS_OF,
  uploadMbps,
} from "../stats/recordingFormulas.ts";
import { BLUEPRINT, printedOf } from "./blueprint.ts";
import { n } from "./figures.ts";
import type { SizingLoad } from "./load.ts";
import type { Section, SizingRow } from "./types.ts";

const MBPS = 1e6;
const STREAMS = STREAMS_OF.bridged;
/** Blueprint 6.1.3: recordings to their MCP and to storage, and what passes between sites. */
export const network = (load: SizingLoad): Section => ({
  title: "Network (blueprint 6.1.3)",
  note:
    "1 Mbit/s = 10^6 bit/s; means: files go up when a call ends, so that bursts are of a file " +
    "each. A run measures them where `recording.mode` has recordings simulated",
  rows: [...bridgingRows(load), ...uploadRows(load), ...siteRows(load)],
});

const sessionsOf = ({ conversations: { caps, talkS }, scenario }: SizingLoad): number =>
  caps * talkS * scenario.storage.recordedShare;

function bridgingRows(load: SizingLoad): readonly SizingRow[] {
  const { media, sizing } = load.scenario;
  const sessions = sessionsOf(load);
  const stream = media.rtpBitsPerSecond / MBPS;
  const reserved = sizing.bridgingBitsPerSecond / MBPS;
  const figure = {
    value: BLUEPRINT.bridgingMbps,
    decimals: 2,
    implied: [
      {
        from: "a stream on the wire",
        value: STREAMS * stream,
        derivation: `${STREAMS} streams × ${n(stream * 1e3)} kbit/s, ${load.scenario.layer} bytes`,
        note: `0.25 is payload alone: ${STREAMS} × ${G711_KBPS} / ${n(BINARY)}`,
      },
    ],
  };
  return [
    {
      id: "bridging.wire",
      title: "bridging of a recording, on the wire",
      unit: "Mbit/s",
      value: STREAMS * stream,
      derivation: `${STREAMS} streams of ${media.codec} × ${n(stream * 1e3)} kbit/s`,
      ...printedOf(load)(figure),
    },
    {
      id: "bridging.reserved",
      title: "bridging of all recordings, as reserved",
      unit: "Mbit/s",
      value: sessions * reserved,
      derivation: `${n(sessions)} × ${n(reserved)} Mbit/s`,
    },
    {
      id: "bridging.total",
      title: "bridging of all recordings, on the wire",
      unit: "Mbit/s",
      value: sessions * STREAMS * stream,
      derivation: `${n(sessions)} × ${n(STREAMS * stream)} Mbit/s`,
      measured: { metrics: ["recording.media"] },
    },
  ];
}

function uploadRows(load: SizingLoad): readonly SizingRow[] {
  const kbps = load.scenario.storage.fileBitsPerSecond / 1e3;
  const sessions = sessionsOf(load);
  const direct = uploadMbps(sessions, kbps);
  return [
    {
      id: "upload",
      title: "upload of recordings",
      unit: "Mbit/s",
      value: direct,
      derivation: `${n(sessions)} × ${n(kbps)} kbit/s`,
      measured: { metrics: ["recording.upload"] },
    },
    {
      id: "upload.blueprint",
      title: "the same by the blueprint's formula",
      unit: "Mbit/s",
      value: blueprintUploadMbps(sessions, kbps),
      derivation:
        `${n(sessions * 3600)} call-seconds × ${n(kbps)} / 8 / 1,024 / 3,600 × 8: ` +
        `${percent(1 - 1000 / BINARY)} less, by 1,024`,
    },
  ];
}

/** What the flow tables send between each pair of sites, and a copy of each recording. */
function siteRows(load: SizingLoad): readonly SizingRow[] {
  const { scenario } = load;
  if (scenario.sites.length < 2) return [];
  const direct = (sessionsOf(load) * scenario.storage.fileBitsPerSecond) / MBPS;
  const sites = scenario.sites.length;
  return [
    ...linkRows(load),
    {
      id: "replication.recordings",
      title: "copy of every recording at one more site",
      unit: "Mbit/s",
      value: direct,
      derivation: `as uploaded; from each of ${n(sites)} sites ${n(direct / sites)} if even`,
    },
  ];
}

function linkRows({ between }: SizingLoad): readonly SizingRow[] {
  return between.map(({ name, bitsPerSecond }) => ({
    id: `link.${name}`,
    title: `from site to site, ${name}`,
    unit: "Mbit/s",
    value: bitsPerSecond / MBPS,
    derivation:
      "messages of the flow tables, mostly T-events, and pings; agents where their calls enter",
    measured: {
      metrics: ["bandwidth.media", "bandwidth.signalling", "bandwidth.tlib"],
      scope: `link:${name}`,
    },
  }));
}
