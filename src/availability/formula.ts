import { twoStates } from "../stats/theory/outageParts.ts";
import { type Bounds, exactly } from "../stats/theory/untilTakeover.ts";
import { siteLaw } from "./siteFormula.ts";
import { isSpread, type Plant, type PlantService, type Shared } from "./types.ts";

/** A mean year, 365.25 days, in minutes. */
export const YEAR_MINUTES = 525_960;

/** Share of time without a service. */
export interface Formula extends Bounds {
  /**
   * Whether it is proven that it lies between the bounds; else both are an estimate to first order
   * in what is rare, whose error is not known.
   */
  readonly isProven: boolean;
}

/**
 * The share of time without a service: no candidate gives it, a home that stands does not and no
 * other has taken over yet, or a place outside cannot reach a home. By the states of what sites
 * have in common; given these, sites are independent.
 */
export function formulaOf(plant: Plant, service: PlantService): Formula {
  const sites = service.candidates.map((site) => siteChances(plant, service, site));
  const parts = partsOf(plant, service);
  const out = (bound: keyof Bounds) => {
    const of = sites.map(({ site, isHome, down, waits }) => {
      return { site, isHome, down, waits: waits[bound] };
    });
    return 1 - reached(plant, service) * given(of, parts);
  };
  return { low: out("low"), high: out("high"), isProven: isProven(plant, service) };
}

/** Middle of the bounds, minutes a year. */
export const minutesOf = ({ low, high }: Bounds): number => ((low + high) / 2) * YEAR_MINUTES;

interface SiteChances<Waits> {
  readonly site: number;
  readonly isHome: boolean;
  readonly down: number;
  /** Of that: nobody has taken over yet. */
  readonly waits: Waits;
}

function siteChances(plant: Plant, service: PlantService, site: number): SiteChances<Bounds> {
  const { homes, candidates, takeover, needs } = service;
  const law = siteLaw(plant, plant.sites[site]!, needs[site]!);
  const isHome = homes.includes(site);
  const waits = isHome && candidates.length > 1 ? law.uncovered(takeover) : exactly(0);
  return { site, isHome, down: law.unavailability, waits };
}

interface PartChances extends Shared {
  readonly down: number;
  readonly waits: number;
}

function partsOf(plant: Plant, service: PlantService): readonly PartChances[] {
  const { candidates, homes, takeover } = service;
  return service.shared.map((index) => {
    const part = plant.shared[index]!;
    const law = twoStates(part.life.mtbf, part.life.mttr);
    const moves =
      homes.some((site) => part.sites.includes(site)) &&
      candidates.some((site) => !part.sites.includes(site));
    const waits = moves ? law.uncovered(takeover).low : 0;
    return { ...part, down: law.unavailability, waits };
  });
}

/** Share of time in which nothing waits for a takeover and some site gives it. */
function given(sites: readonly SiteChances<number>[], parts: readonly PartChances[]): number {
  const able = parts.filter(({ down }) => down > 0);
  let share = 0;
  for (let lost = 0; lost < 1 << able.length; lost++) {
    let chance = 1;
    const covered = new Set<number>();
    able.forEach(({ down, waits, sites: struck }, i) => {
      const isLost = (lost & (1 << i)) !== 0;
      chance *= isLost ? down - waits : 1 - down;
      if (isLost) for (const site of struck) covered.add(site);
    });
    const standing = sites.filter(({ site }) => !covered.has(site));
    const settled = standing.reduce((product, { waits }) => product * (1 - waits), 1);
    const none = standing.reduce((product, { down, waits }) => product * (down - waits), 1);
    share += chance * (settled - none);
  }
  return share;
}

/** Share of time in which each place outside reaches a home. */
const reached = ({ links }: Plant, { reach }: PlantService): number =>
  reach.reduce((product, ways) => {
    const none = ways.reduce((out, link) => {
      const { life, count } = links[link]!;
      const { unavailability } = twoStates(life.mtbf, life.mttr);
      for (let i = 0; i < count; i++) out *= unavailability;
      return out;
    }, 1);
    return product * (1 - none);
  }, 1);

/** Zones that groups share are no obstacle where all that counts is the share of time. */
const isProven = ({ sites }: Plant, { candidates, needs }: PlantService): boolean =>
  candidates.every((site) => {
    const { groups, zones } = sites[site]!;
    if (zones === 1) return true;
    const isSimple = needs[site]!.every((index) => {
      const group = groups[index]!;
      return group.kind === "farm" || !isSpread(group);
    });
    return isSimple && candidates.length === 1;
  });
