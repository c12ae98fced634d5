import * as z from "zod";
import { components } from "../../model/components/index.ts";
import type { Component } from "../../model/components/types.ts";
import type { Parameter, Source } from "../../parameter.ts";
import { REDUNDANCY_VARIANTS } from "../availabilityTypes.ts";
import { quantity } from "./quantities.ts";
import { optionalSection } from "./sections.ts";
import { word } from "./words.ts";

const assumed = (note: string): Source => ({ mark: "assumption", note });
const LOOKS: Source = { mark: "derived", note: "10,000 years in all" };
const NO_FIGURE = "no public figure";

const mtbf = (what: string, standard: string, note: string): Parameter => ({
  kind: "duration",
  meaning: `Mean time to ${what}`,
  default: standard,
  min: "1min",
  max: "100000d",
  unlimited: true,
  source: assumed(note),
});

const mttr = (what: string, standard: string, note: string): Parameter => ({
  kind: "duration",
  meaning: `Mean time until ${what}`,
  default: standard,
  min: "1ms",
  max: "1000d",
  source: assumed(note),
});

const renewal = (
  what: string,
  back: string,
  standard: readonly [string, string],
  note: string,
) => ({
  mtbf: quantity(mtbf(`the failure of ${what}`, standard[0], note)),
  mttr: quantity(mttr(back, standard[1], NO_FIGURE)),
});

const count = (meaning: string, standard: number, max: number, source: Source): Parameter => ({
  kind: "count",
  meaning,
  default: standard,
  min: 1,
  max,
  source,
});

const PROCESS = z.strictObject(
  renewal("a process", "it has restarted by itself", ["2000h", "2min"], NO_FIGURE),
);
const HOST = z.strictObject({
  ...renewal("a host or virtual machine", "it is back", ["8760h", "4h"], NO_FIGURE),
  crews: quantity({
    ...count("Hosts of a component and site repaired at the same time", 1, 1000, assumed("")),
    default: "unlimited",
    unlimited: true,
    source: assumed("each host is repaired at once; counts where instances are not pairs"),
  }),
});

const SWITCH_OVER = z.strictObject({
  exit: quantity(mttr("the standby serves after a process has ended", "1s", NO_FIGURE)),
  hostLoss: quantity(
    mttr("the standby serves after a host is lost", "12.5s", "10 to 15 s by keep-alives"),
  ),
  warm: quantity(mttr("a warm standby serves, whatever was lost", "60s", NO_FIGURE)),
  coverage: quantity({
    kind: "share",
    meaning: "Chance that the standby takes over when the active side fails",
    default: 0.99,
    source: assumed("else the service is out until the repair; no public figure"),
  }),
});

const ACCESS = z.strictObject({
  ...renewal("an access network (GTN) of a site", "it is back", ["730d", "3h"], NO_FIGURE),
  perSite: quantity(
    count("Access networks of a site in none of network.accessNetworks; any carries all", 2, 16, {
      mark: "assumption",
      note: "the cloud document speaks of a primary and a secondary GTN",
    }),
  ),
});

const WAN = z.strictObject({
  ...renewal("a way of the WAN between two sites", "it is back", ["730d", "3h"], NO_FIGURE),
  perPair: quantity(
    count("Ways of the WAN between two sites; any carries all", 2, 16, assumed("as for access")),
  ),
});

const TAKEOVER = z.strictObject({
  reroute: quantity(
    mttr("another site serves what a site no longer does", "75s", "OPTIONS 30 s x 2 to 3"),
  ),
  coldStart: quantity(
    mttr("somebody has started the cold standby of another site", "30min", NO_FIGURE),
  ),
});

const own = (meaning: string, kind: "mtbf" | "mttr") => {
  const source = { mark: "derived", note: "that of all components" } as const;
  const { default: _, ...parameter } = kind === "mtbf" ? mtbf("", "", "") : mttr("", "", "");
  return quantity({
    ...parameter,
    meaning: `${meaning}; if absent, as for all`,
    source,
  }).optional();
};

const NEEDED: Parameter = {
  kind: "count",
  meaning:
    "Instances of a node, or else of the site, that must be up (at most all); if absent, " +
    "by the HA model",
  min: 1,
  max: 4096,
  source: { mark: "derived", note: "active-active: half; N+1 and SIP Servers: all but one" },
};

const LIFE = {
  processMtbf: own("Mean time to the failure of its process", "mtbf"),
  processMttr: own("Mean time until its process has restarted", "mttr"),
  hostMtbf: own("Mean time to the failure of its host", "mtbf"),
  hostMttr: own("Mean time until its host is back", "mttr"),
};

type LifeFields = { readonly [Name in keyof typeof LIFE | "needed"]?: number | undefined };

type LifeShape = typeof LIFE & { readonly needed: z.ZodType<number | undefined> };

/** Of pairs all are needed, but SIP Servers stand in for each other. */
function lifeOf({ name, redundancy: { kind } }: Component): z.ZodType<LifeFields> {
  const isPair = kind === "hotPair" || kind === "warmPair";
  const needed = quantity(NEEDED).optional();
  const shape = { ...LIFE, ...((!isPair || name === "sipServer") && { needed }) } as LifeShape;
  return optionalSection(z.strictObject(shape));
}

/** What `busyhour availability` reckons with. Nothing a run simulates depends on it. */
export const AVAILABILITY_FIELDS = optionalSection(
  z.strictObject({
    years: quantity(count("Years simulated in each replication", 500, 1_000_000, LOOKS)),
    replications: quantity({
      ...count("Replications of so many years", 20, 10_000, LOOKS),
      min: 2,
    }),
    promise: quantity({
      kind: "share",
      meaning: "Share of time in which a service is promised to work",
      default: 0.9999,
      min: 0.5,
      source: { mark: "cloud", note: "99.99 %: 52.6 minutes a year" },
    }),
    variant: word(
      REDUNDANCY_VARIANTS,
      "What a region besides the first gives, where there is one: nothing, the IVR, IVR and " +
        "desktop, or all that crosses regions (two_region and global)",
      "two_region",
      { source: assumed("both data centres of the blueprint do the same work") },
    ),
    commonCause: quantity({
      kind: "share",
      meaning: "Share of the failures of an instance that strike all of its component and site",
      default: 0.05,
      source: assumed("beta factor; no public figure"),
    }),
    process: optionalSection(PROCESS),
    host: optionalSection(HOST),
    switchOver: optionalSection(SWITCH_OVER),
    zone: optionalSection(
      z.strictObject(
        renewal(
          "an availability zone, or of a site of one zone",
          "it is back",
          ["1826d", "4h"],
          "5 years; no public figure",
        ),
      ),
    ),
    region: optionalSection(
      z.strictObject(
        renewal("a region", "it is back", ["7305d", "6h"], "20 years; no public figure"),
      ),
    ),
    access: optionalSection(ACCESS),
    wan: optionalSection(WAN),
    takeover: optionalSection(TAKEOVER),
    components: optionalSection(
      z.strictObject(Object.fromEntries(components.map((row) => [row.name, lifeOf(row)]))),
    ),
  }),
);
