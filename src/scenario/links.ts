import { type Packing, streamBitsPerSecond } from "./codecs.ts";
import type { Fields } from "./fields/scenario.ts";
import { frameBytes } from "./framing.ts";
import { type Branch, type LinkPair, linkName, linkPairs, placesOf } from "./places.ts";
import { MEDIA_PATH_OF, SIP_PATH_OF, sipOverheadBytes, tlibOverheadBytes } from "./transports.ts";
import type { AccessNetwork, Link } from "./types.ts";

/** Every directed link, with what it takes from its kind, its location and its own settings. */
export function linksOf(
  fields: Fields,
  sites: readonly string[],
  branches: readonly Branch[],
): readonly Link[] {
  const places = placesOf(sites, branches);
  return linkPairs(sites, branches, fields.faults.length > 0).map((pair) =>
    linkOf(fields, places, pair),
  );
}

/** What is stated of the link itself comes first, then what is of its location, then its kind. */
function linkOf(fields: Fields, places: readonly string[], pair: LinkPair): Link {
  const { network, locations, signalling } = fields;
  const { kind, from, to, location, crosses } = pair;
  const own = network.links[linkName(places, from, to)];
  const access = Object.values(locations)[location];
  const transport = access?.transport ?? signalling.transport[SIP_PATH_OF[kind]];
  const frame = frameBytes(network);
  const packing = packingOn(fields, pair);
  const bitsPerSecond = own?.capacity ?? access?.capacity ?? network[kind].capacity;
  const streamBits = streamBitsPerSecond(packing, frame);
  const calls = own?.calls ?? access?.calls ?? network[kind].calls ?? Number.POSITIVE_INFINITY;
  // On a site's own network, both directions of a call's media are on the one link.
  const callsMax = kind === "lan" ? 2 * calls : calls;
  const fitting = Math.floor((network.mediaShare * bitsPerSecond) / streamBits);
  return {
    from,
    to,
    latencyUs:
      own?.latency ??
      access?.latency ??
      network[kind].latency + (crosses ? network.wan.latency : 0),
    bitsPerSecond,
    transport,
    overheadBytes: {
      signalling: sipOverheadBytes(transport, signalling.tcp.acks, frame),
      tlib: tlibOverheadBytes(frame),
    },
    codec: packing.codec,
    streamBitsPerSecond: streamBits,
    streamsMax: network.admission === "refuse" ? Math.min(callsMax, fitting) : callsMax,
  };
}

/** Media of a location as stated there, else of its sort of path, else of all. */
function packingOn({ media, locations }: Fields, { kind, location }: LinkPair): Packing {
  const here = media.locations[Object.keys(locations)[location] ?? ""];
  const path = media.paths[MEDIA_PATH_OF[kind]];
  return {
    codec: here?.codec ?? path?.codec ?? media.codec,
    packetTimeUs: here?.packetTime ?? path?.packetTime ?? media.packetTime,
    srtp: here?.srtp ?? path?.srtp ?? media.srtp,
    rtcp: media.rtcp,
  };
}

/** Access networks, with their sites as the model numbers them. */
export const accessNetworksOf = (
  { network }: Fields,
  sites: readonly string[],
): readonly AccessNetwork[] =>
  Object.entries(network.accessNetworks).map(([name, { sites: entered, desktopPath }]) => ({
    name,
    sites: entered.map((site) => sites.indexOf(site)),
    desktopPath,
  }));
