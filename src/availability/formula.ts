import { inSeries, type OutageLaw, twoStates, untilTakeover } from "../stats/theory/outageParts.ts";
import { siteLaw } from "./siteFormula.ts";
import type { Plant, PlantService } from "./types.ts";

/** A mean year, 365.25 days, in minutes. */
export const YEAR_MINUTES = 525_960;

export interface Formula {
  /** Share of time without the service. */
  readonly unavailability: number;
  /** Whether it is exact; else to first order in what is rare: outages that do not overlap. */
  readonly isExact: boolean;
}

/**
 * The share of time without a service: no candidate gives it, or a home does not and no other has
 * taken over yet. Sites of one region depend on it, else on nothing together.
 */
export function formulaOf(plant: Plant, service: PlantService): Formula {
  const laws = service.candidates.map((site) => {
    return siteLaw(plant, plant.sites[site]!, service.needs[site]!);
  });
  const region = twoStates(plant.region.mtbf, plant.region.mttr);
  if (laws.length === 1) {
    const { unavailability } = inSeries([laws[0]!, region]);
    return { unavailability, isExact: isExact(plant, service) };
  }
  const total = allOut(plant, service, laws, region.unavailability);
  const moving = service.homes.reduce((sum, home) => {
    const law = laws[service.candidates.indexOf(home)];
    if (law === undefined) return sum;
    return sum + untilTakeover(movedBy(plant, service, home, law), service.takeover);
  }, 0);
  return { unavailability: total + moving, isExact: false };
}

/** What a home is left for: its own outages, and its region's where that leaves another. */
function movedBy(plant: Plant, { candidates }: PlantService, home: number, law: OutageLaw) {
  const { region } = plant.sites[home]!;
  const hasElsewhere = candidates.some((site) => plant.sites[site]!.region !== region);
  return hasElsewhere ? inSeries([law, twoStates(plant.region.mtbf, plant.region.mttr)]) : law;
}

function allOut(
  { sites, regions }: Plant,
  { candidates }: PlantService,
  laws: readonly OutageLaw[],
  regionOut: number,
): number {
  return regions.reduce((product, _, region) => {
    const here = laws.filter((_law, i) => sites[candidates[i]!]!.region === region);
    if (here.length === 0) return product;
    const sitesOut = here.reduce((out, { unavailability }) => out * unavailability, 1);
    return product * (regionOut + (1 - regionOut) * sitesOut);
  }, 1);
}

/** Of a service of one site. */
const isExact = ({ sites }: Plant, { candidates, needs }: PlantService): boolean => {
  const { groups, zones } = sites[candidates[0]!]!;
  return (
    zones === 1 ||
    needs[candidates[0]!]!.every((index) => {
      const group = groups[index]!;
      return group.kind === "farm" || group.zones[0] === group.zones[1];
    })
  );
};
