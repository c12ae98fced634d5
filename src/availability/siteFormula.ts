import type { Renewal } from "../scenario/availabilityTypes.ts";
import {
  inSeries,
  type OutageLaw,
  outageOf,
  someOf,
  twoStates,
} from "../stats/theory/outageParts.ts";
import { redundantUnits } from "../stats/theory/redundantUnits.ts";
import { standbyPair } from "../stats/theory/standbyPair.ts";
import { exactly } from "../stats/theory/untilTakeover.ts";
import {
  type Farm,
  type Group,
  isSpread,
  type Plant,
  type PlantSite,
  type StandbyPair,
} from "./types.ts";

/** Zones that are up, a bit each. */
type Zones = number;

/**
 * How a site does not give a service, of itself: groups and nodes in series, added up over the
 * states of its zones. Exact for one zone. With more, the share of time is exact where no pair is
 * spread over them, a switch-over that the loss of a zone starts being counted to first order; and
 * what waits for a takeover is an estimate: outages that do not overlap.
 */
export function siteLaw(plant: Plant, site: PlantSite, needs: readonly number[]): OutageLaw {
  const groups = needs.map((index) => site.groups[index]!);
  const { mtbf, mttr } = plant.zone;
  if (site.zones === 1) return inSeries([lawGiven(plant, site, groups, 1), twoStates(mtbf, mttr)]);
  const down = twoStates(mtbf, mttr).unavailability;
  const states = Array.from({ length: 1 << site.zones }, (_, zones) => ({
    zones,
    chance: chanceOf(zones, site.zones, down),
    law: lawGiven(plant, site, groups, zones),
  })).filter(({ chance }) => chance > 0);
  const unavailability = states.reduce((sum, { chance, law }) => {
    return sum + chance * law.unavailability;
  }, 0);
  const losses = states.flatMap(({ zones, chance, law }) =>
    Array.from({ length: site.zones }, (_, zone) => 1 << zone)
      .filter((zone) => zones & zone)
      .map((zone) => {
        const without = states.find((each) => each.zones === zones - zone);
        const lost = Math.max(0, (without?.law.unavailability ?? 0) - law.unavailability);
        return (chance * lost) / mtbf;
      }),
  );
  const lossesPerSecond = losses.reduce((sum, each) => sum + each, 0);
  const perSecond = states.reduce((sum, { chance, law }) => {
    return sum + chance * law.perSecond;
  }, lossesPerSecond);
  const uncovered = (takeover: number) =>
    exactly(
      states.reduce(
        (sum, { chance, law }) => sum + chance * law.uncovered(takeover).high,
        lossesPerSecond / (1 / mttr + 1 / takeover),
      ),
    );
  return { unavailability, perSecond, uncovered };
}

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
  const up = pair.zones.filter((each) => isUp(zones, each)).length;
  if (up === 0) return outageOf(1, 0);
  if (up === 1) return sideLaw(pair);
  const law = standbyPair(pair.failures, coverage);
  if (!isSpread(pair) || zone.mtbf === Infinity) return law;
  // Either zone is that of the active side half of the time.
  const lost = (chance: number, until: number): Renewal => ({
    mtbf: zone.mtbf / chance,
    mttr: until,
  });
  const extra = [lost(coverage, pair.zoneSwitch), lost(1 - coverage, zone.mttr)];
  return inSeries([
    law,
    ...extra
      .filter(({ mtbf, mttr }) => mtbf < Infinity && mttr > 0)
      .map(({ mtbf, mttr }) => twoStates(mtbf, mttr)),
  ]);
}

/** One side alone: its ways to fail, one at a time. */
function sideLaw({ failures }: StandbyPair): OutageLaw {
  const odds = failures.reduce((sum, { mtbf, mttr }) => sum + mttr / mtbf, 0);
  const up = 1 / (1 + odds);
  const perSecond = failures.reduce((sum, { mtbf }) => sum + up / mtbf, 0);
  const uncovered = (takeover: number) =>
    exactly(
      failures.reduce((sum, { mtbf, mttr }) => sum + up / mtbf / (1 / mttr + 1 / takeover), 0),
    );
  return { unavailability: odds * up, perSecond, uncovered };
}
