import * as z from "zod";
import type { Parameter, Source } from "../../parameter.ts";
import { IP_VERSIONS, LAYERS } from "../framing.ts";
import { linkNames, proxyName } from "../places.ts";
import { accessNetworksFields } from "./accessNetworks.ts";
import type { Names } from "./names.ts";
import { quantity } from "./quantities.ts";
import { optionalSection } from "./sections.ts";
import { flag, knownName, word } from "./words.ts";

const CAPACITY: Parameter = {
  kind: "bandwidth",
  meaning: "Capacity of each direction of the link",
  default: "unlimited",
  min: "1bps",
  max: "1000Gbps",
  unlimited: true,
  source: { mark: "assumption", note: "no limit unless the scenario states one" },
};

const CALLS: Parameter = {
  kind: "count",
  meaning: "Calls whose media may cross the link at the same time; a further one is refused",
  min: 0,
  max: 1_000_000,
  source: { mark: "given", note: "a limit that is set; none unless stated" },
};

const latency = (between: string, standard: string, note: string): Parameter => ({
  kind: "duration",
  meaning: `One-way latency ${between}`,
  default: standard,
  min: "0s",
  max: "10s",
  source: { mark: "assumption", note },
});

const AS_KIND: Source = { mark: "derived", note: "as the kind of link, unless stated" };

const link = (between: string, standard: string, note: string) =>
  optionalSection(
    z.strictObject({
      latency: quantity(latency(between, standard, note)),
      capacity: quantity(CAPACITY),
      calls: quantity(CALLS).optional(),
    }),
  );

const KINDS = {
  lan: link("within a site", "0.1ms", "one switched network"),
  carrier: link("between the carrier and a site", "5ms", "same metropolitan area"),
  desks: link("between a site and its agents' desks", "2ms", "same campus"),
  wan: link("between sites", "5ms", "some hundred kilometres of fibre"),
  mpls: link("between a site and a location with MPLS access", "10ms", "a carrier's own network"),
  internet: link("between a site and a location on the Internet", "25ms", "a home or small office"),
};

const { default: _latency, ...ownLatency } = latency("of this link", "0s", AS_KIND.note);
const { default: _capacity, ...ownCapacity } = CAPACITY;

const WEIGHT: Parameter = {
  kind: "count",
  meaning: "Weight of the SRV record of a SIP Proxy, or of all of a site; 50 where none is stated",
  min: 0,
  max: 65_535,
  source: { mark: "blueprint", note: "Table 4 has 50 everywhere; RFC 2782" },
};

const TTL: Parameter = {
  kind: "duration",
  meaning: "How long clients believe what DNS has answered (TTL); then they ask when they need to",
  default: "60s",
  min: "0s",
  max: "24h",
  source: { mark: "assumption", note: "usual for zones that fail over; 5 to 60 minutes elsewhere" },
};

/** What may have a weight of its own: every SIP Proxy, and each site for all of its own. */
const weighed = ({ sites, instances }: Names): readonly string[] => [
  ...sites,
  ...sites.flatMap((site) =>
    Array.from({ length: instances(site, "sipProxy") }, (_, i) => proxyName(site, i)),
  ),
];

/** What DNS answers who looks for a SIP Proxy. */
const dns = (names: Names | undefined) =>
  optionalSection(
    z.strictObject({
      srvView: word(
        ["local-then-remote", "local-only"],
        "SIP Proxies that SRV records name: those of the own site before others, or those alone",
        "local-then-remote",
        {
          source: {
            mark: "blueprint",
            note: "Table 4; another published guide names the proxies of the own site alone",
          },
        },
      ),
      ttl: quantity(TTL),
      weights: z
        .record(knownName("site or SIP Proxy", names && weighed(names)), quantity(WEIGHT))
        .prefault({}),
    }),
  );

/** What a single directed link, or the access of a location, has different from its kind. */
export const OWN_LINK = {
  latency: quantity({ ...ownLatency, source: AS_KIND }).optional(),
  capacity: quantity({ ...ownCapacity, source: AS_KIND }).optional(),
  calls: quantity({ ...CALLS, source: AS_KIND }).optional(),
} as const;

/** What every packet has around it, and what of it counts. */
const FRAMING = {
  ip: word(IP_VERSIONS, "Version of IP: 20 bytes of header in each packet, or 40", "IPv4", {
    source: { mark: "assumption", note: "private addresses of IPv4 inside" },
  }),
  vlan: flag("Whether frames have a VLAN tag, 4 bytes (IEEE 802.1Q)", false, {
    mark: "assumption",
    note: "untagged ports",
  }),
  layer: word(
    LAYERS,
    "What counts on a link: packets of IP, their Ethernet frames, or preamble and gap as well",
    "ethernet",
    { source: { mark: "derived", note: "as published figures of codecs count" } },
  ),
} as const;

/** Whether calls are refused whose media would not fit. */
const ADMISSION = {
  admission: word(
    ["none", "refuse"],
    "Whether a call is refused whose media would exceed what its links have for media",
    "none",
    { source: { mark: "assumption", note: "no control of admission by bandwidth" } },
  ),
  mediaShare: quantity({
    kind: "share",
    meaning: "Part of a link's capacity that admitted media may take; the rest is for signalling",
    default: 0.9,
    min: 0.01,
    max: 1,
    source: { mark: "assumption", note: "a tenth for signalling, and for what is not modelled" },
  }),
} as const;

/** Links by kind, and single directed links such as `dc1>dc2` that differ. */
export const networkFields = (names: Names | undefined) => {
  const known = names && linkNames(names.sites, names.branches, names.hasFaults);
  return z.strictObject({
    ...KINDS,
    ...FRAMING,
    ...ADMISSION,
    dns: dns(names),
    accessNetworks: accessNetworksFields(names),
    links: z.record(knownName("link", known), z.strictObject(OWN_LINK)).prefault({}),
  });
};
