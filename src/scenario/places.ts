/**
 * Where things stand: sites, then the carrier, then the desks of each site; and the links
 * between.
 */

export type LinkKind = "lan" | "carrier" | "desks" | "wan";

export interface LinkPair {
  readonly kind: LinkKind;
  readonly from: number;
  readonly to: number;
}

/** The place of the trunks' far end; no site may bear its name. */
export const CARRIER = "carrier";

export const placesOf = (sites: readonly string[]): readonly string[] => [
  ...sites,
  CARRIER,
  ...sites.map((site) => `desks:${site}`),
];

/** `dc1>dc2`: the name of a directed link in scenarios and reports. */
export const linkName = (places: readonly string[], from: number, to: number): string =>
  `${places[from]}>${places[to]}`;

/** Every directed link over which anything is sent, as indexes into the places. */
export function linkPairs(sites: readonly string[]): readonly LinkPair[] {
  const carrier = sites.length;
  return sites.flatMap((_, site) => [
    { kind: "lan" as const, from: site, to: site },
    ...bothWays("carrier", carrier, site),
    ...bothWays("desks", site, carrier + 1 + site),
    ...sites.flatMap((_, other) =>
      other === site ? [] : [{ kind: "wan" as const, from: site, to: other }],
    ),
  ]);
}

const bothWays = (kind: LinkKind, one: number, other: number): readonly LinkPair[] => [
  { kind, from: one, to: other },
  { kind, from: other, to: one },
];
