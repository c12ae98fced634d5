/**
 * Where things stand: sites, then the carrier, then the desks of each site, then the locations
 * away from the sites where agents sit; and the links between.
 */

export const ACCESS = ["mpls", "internet"] as const;
export type Access = (typeof ACCESS)[number];

export type LinkKind = "lan" | "carrier" | "desks" | "wan" | Access;

export interface LinkPair {
  readonly kind: LinkKind;
  readonly from: number;
  readonly to: number;
  /** The location whose access it is, −1 for none. */
  readonly location: number;
  /** From the desks of one site to another site: by way of the WAN between. */
  readonly crosses: boolean;
}

/** A location as far as its links go. */
export interface Branch {
  readonly name: string;
  readonly access: Access;
  /** Sites it has a link to: those its agents belong to. */
  readonly sites: readonly number[];
}

/** The place of the trunks' far end; no site may bear its name. */
export const CARRIER = "carrier";

export const placesOf = (
  sites: readonly string[],
  branches: readonly Branch[],
): readonly string[] => [
  ...sites,
  CARRIER,
  ...sites.map((site) => `desks:${site}`),
  ...branches.map(({ name }) => name),
];

/** Name of a site's SIP Proxy, counted from 0: `dc1/sipProxy/1` is the first. */
export const proxyName = (site: string, index: number): string => `${site}/sipProxy/${index + 1}`;

/** Index of a location's place. */
export const placeOfLocation = (sites: number, location: number): number =>
  2 * sites + 1 + location;

/** `dc1>dc2`: the name of a directed link in scenarios and reports. */
export const linkName = (places: readonly string[], from: number, to: number): string =>
  `${places[from]}>${places[to]}`;

/**
 * Every directed link over which anything is sent, as indexes into the places. `crossed`: where a
 * site may be lost, so that desks and locations have links to the others too, which come last.
 */
export function linkPairs(
  sites: readonly string[],
  branches: readonly Branch[],
  crossed = false,
): readonly LinkPair[] {
  const carrier = sites.length;
  const ofSites = sites.flatMap((_, site) => [
    { kind: "lan" as const, from: site, to: site, location: -1, crosses: false },
    ...bothWays("carrier", carrier, site),
    ...bothWays("desks", site, carrier + 1 + site),
    ...sites.flatMap((_, other) =>
      other === site
        ? []
        : [{ kind: "wan" as const, from: site, to: other, location: -1, crosses: false }],
    ),
  ]);
  const ofBranches = branches.flatMap(({ access, sites: homes }, location) =>
    homes.flatMap((site) =>
      bothWays(access, site, placeOfLocation(sites.length, location), location),
    ),
  );
  return [...ofSites, ...ofBranches, ...(crossed ? crossing(sites, branches) : [])];
}

/** Those that only agents take whose own site is lost. */
function crossing(sites: readonly string[], branches: readonly Branch[]): readonly LinkPair[] {
  const carrier = sites.length;
  const others = (homes: readonly number[]) =>
    [...sites.keys()].filter((site) => !homes.includes(site));
  const ofDesks = sites.flatMap((_, desks) =>
    others([desks]).flatMap((site) => bothWays("desks", site, carrier + 1 + desks, -1, true)),
  );
  const ofBranches = branches.flatMap(({ access, sites: homes }, location) =>
    homes.length === 0
      ? []
      : others(homes).flatMap((site) =>
          bothWays(access, site, placeOfLocation(sites.length, location), location),
        ),
  );
  return [...ofDesks, ...ofBranches];
}

const bothWays = (
  kind: LinkKind,
  one: number,
  other: number,
  location = -1,
  crosses = false,
): readonly LinkPair[] => [
  { kind, from: one, to: other, location, crosses },
  { kind, from: other, to: one, location, crosses },
];

/** Names of all directed links. */
export function linkNames(
  sites: readonly string[],
  branches: readonly Branch[],
  crossed = false,
): string[] {
  const places = placesOf(sites, branches);
  return linkPairs(sites, branches, crossed).map(({ from, to }) => linkName(places, from, to));
}
