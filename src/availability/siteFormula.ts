import type { Renewal } from "../scenario/availabilityTypes.ts";
import {
  inSeries,
  type OutageLaw,
  type OutagePart,
  outageOf,
  someOf,
  twoStates,
} from "../stats/theory/outageParts.ts";
import { redundantUnits } from "../stats/theory/redundantUnits.ts";
import { standbyPair } from "../stats/theory/standbyPair.ts";
import type { Farm, Group, Plant, PlantSite, StandbyPair } from "./types.ts";

/** Zones that are up, a bit each. */
type Zones = number;

/**
 * How often and how long a site does not give a service, of itself: groups and nodes in series,
 * added up over the states of its zones. Exact for one zone, and where no pair is spread over
 * zones; a switch-over that the loss of a zone starts is counted to first order.
 */
export function siteLaw(plant: Plant, site: PlantSite, needs: readonly number[]): OutageLaw {
  const groups = needs.map((index) => site.groups[index]!);
  const all = (1 << site.zones) - 1;
  const down = twoStates(plant.zone.mtbf, plant.zone.mttr).unavailability;
  const laws = new Map<Zones, OutageLaw>();
  const lawIn = (zones: Zones): OutageLaw => {
    const law = laws.get(zones) ?? lawGiven(plant, site, groups, zones);
    laws.set(zones, law);
    return law;
  };
  let unavailability = 0;
  const parts: OutagePart[] = [];
  for (let zones = 0; zones <= all; zones++) {
    const chance = chanceOf(zones, site.zones, down);
    if (chance === 0) continue;
    const law = lawIn(zones);
    unavailability += chance * law.unavailability;
    parts.push(...law.parts.flatMap((each) => weighted(each, chance)));
    for (let zone = 0; zone < site.zones; zone++) {
      if ((zones & (1 << zone)) === 0) continue;
      const lost = lawIn(zones - (1 << zone)).unavailability - law.unavailability;
      parts.push(lossOf(plant.zone, chance * Math.max(0, lost)));
    }
  }
  const perSecond = parts.reduce((sum, each) => sum + each.perSecond, 0);
  return { unavailability, perSecond, parts };
}

/** What is down in a state of the zones because of that state began when the zone was lost. */
const weighted = ({ share, perSecond }: OutagePart, chance: number): readonly OutagePart[] =>
  perSecond === 0 ? [] : [{ share: share * chance, perSecond: perSecond * chance }];

const lossOf = ({ mtbf, mttr }: Renewal, chance: number): OutagePart => ({
  share: (chance / mtbf) * mttr,
  perSecond: chance / mtbf,
});

function chanceOf(zones: Zones, count: number, down: number): number {
  let chance = 1;
  for (let zone = 0; zone < count; zone++) chance *= zones & (1 << zone) ? 1 - down : down;
  return chance;
}

/** While the zones are as they are. */
function lawGiven(
  plant: Plant,
  site: PlantSite,
  groups: readonly Group[],
  zones: Zones,
): OutageLaw {
  const lawOf = (group: Group) => groupLaw(plant, group, zones);
  const nodes = Array.from({ length: site.nodes }, (_, node) =>
    inSeries(groups.filter((group) => group.node === node).map(lawOf)),
  );
  const ofSite = groups.filter(({ node }) => node === null).map(lawOf);
  const once = new Map(groups.map((group) => [group.cause, group.common]));
  const common = [...once.values()].flat().map(({ mtbf, mttr }) => twoStates(mtbf, mttr));
  return inSeries([...ofSite, someOf(nodes, site.nodesNeeded), ...common]);
}

const isUp = (zones: Zones, zone: number | null): boolean =>
  zone === null || (zones & (1 << zone)) !== 0;

const groupLaw = (plant: Plant, group: Group, zones: Zones): OutageLaw =>
  group.kind === "farm" ? farmLaw(plant, group, zones) : pairLaw(plant, group, zones);

function farmLaw({ crews }: Plant, farm: Farm, zones: Zones): OutageLaw {
  const { needed, process, host } = farm;
  const live = farm.zones.filter((zone) => isUp(zones, zone)).length;
  return redundantUnits({ needed, units: farm.zones.length, live, process, host, crews });
}

function pairLaw({ zone, coverage }: Plant, pair: StandbyPair, zones: Zones): OutageLaw {
  const { failures, zoneSwitch } = pair;
  const [first, second] = pair.zones;
  const up = pair.zones.filter((each) => isUp(zones, each)).length;
  if (up === 0) return outageOf({ share: 1, perSecond: 0 });
  if (up === 1) return sideLaw(pair);
  const law = standbyPair(failures, coverage);
  if (first === second || zone.mtbf === Infinity) return law;
  // Either zone is that of the active side half of the time.
  const loss = 1 / zone.mtbf;
  const extra: readonly OutagePart[] = [
    { share: loss * coverage * zoneSwitch, perSecond: loss * coverage },
    { share: loss * (1 - coverage) * zone.mttr, perSecond: loss * (1 - coverage) },
  ];
  return {
    unavailability: extra.reduce((sum, { share }) => sum + share, law.unavailability),
    perSecond: law.perSecond + loss,
    parts: [...law.parts, ...extra],
  };
}

/** One side alone: its ways to fail, one at a time. */
function sideLaw({ failures }: StandbyPair): OutageLaw {
  const odds = failures.reduce((sum, { mtbf, mttr }) => sum + mttr / mtbf, 0);
  const parts = failures.map(({ mtbf, mttr }) => ({
    share: mttr / mtbf / (1 + odds),
    perSecond: 1 / mtbf / (1 + odds),
  }));
  const perSecond = parts.reduce((sum, each) => sum + each.perSecond, 0);
  return { unavailability: odds / (1 + odds), perSecond, parts };
}
