import type { Renewal } from "../scenario/availabilityTypes.ts";
import type { SideFailure } from "../stats/theory/standbyPair.ts";

/** What can fail, what it takes down, and which services need it. Times in seconds. */
export interface Plant {
  readonly sites: readonly PlantSite[];
  readonly shared: readonly Shared[];
  readonly links: readonly WideLink[];
  readonly zone: Renewal;
  readonly crews: number;
  readonly coverage: number;
  readonly services: readonly PlantService[];
}

/** What takes all of some sites along when it fails: a region, an access network. */
export interface Shared {
  readonly cause: string;
  readonly name: string;
  readonly sites: readonly number[];
  readonly life: Renewal;
}

/** The WAN between two sites: ways of which any carries all. */
export interface WideLink {
  readonly between: readonly [number, number];
  readonly count: number;
  readonly life: Renewal;
}

export interface PlantSite {
  readonly name: string;
  readonly region: string;
  readonly zones: number;
  /** Nodes of SIP Servers. */
  readonly nodes: number;
  /** Of these, as many must be up with all that a service needs in them. */
  readonly nodesNeeded: number;
  readonly groups: readonly Group[];
}

/** Instances of one component that stand in for each other, in a site or in one of its nodes. */
export type Group = Farm | StandbyPair;

interface OfGroup {
  /** What its outages are put down to: a component, `zones` or `access networks`. */
  readonly cause: string;
  /** Its number in the site; null: the site's. */
  readonly node: number | null;
  /** Strikes all at once; shared by all groups of the same cause in the site. */
  readonly common: readonly Renewal[];
}

export interface Farm extends OfGroup {
  readonly kind: "farm";
  readonly needed: number;
  /** Zone of each unit; null: in none. */
  readonly zones: readonly (number | null)[];
  readonly process: Renewal;
  readonly host: Renewal;
}

export interface StandbyPair extends OfGroup {
  readonly kind: "pair";
  readonly zones: readonly [number, number];
  readonly failures: readonly SideFailure[];
  /** Mean time until the other side serves when a zone is lost. */
  readonly zoneSwitch: number;
}

/** Whether its sides stand in different zones. */
export const isSpread = ({ zones: [first, second] }: StandbyPair): boolean => first !== second;

export interface PlantService {
  readonly id: string;
  readonly title: string;
  /** Sites that give it all the time. */
  readonly homes: readonly number[];
  /** Sites that give it, the homes included. */
  readonly candidates: readonly number[];
  /** Mean time until another candidate has taken over from a home. */
  readonly takeover: number;
  /** By site: indexes of its groups. */
  readonly needs: readonly (readonly number[])[];
  /** Indexes of what its sites have in common. */
  readonly shared: readonly number[];
  /** Of each site whose people it does not serve there: links to homes, any of which will do. */
  readonly reach: readonly (readonly number[])[];
}
