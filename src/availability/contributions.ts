import { components } from "../model/components/index.ts";
import type { Scenario } from "../scenario/types.ts";
import { formulaOf, minutesOf } from "./formula.ts";
import { PLACES, plantOf } from "./plant.ts";

/** What one cause of outages costs one service, by formula, minutes a year. */
export interface Contribution {
  readonly service: string;
  /** A component of the catalogue, or the zones, regions, access networks or WAN of all sites. */
  readonly cause: string;
  readonly title: string;
  /** Lost when nothing else ever fails. */
  readonly alone: number;
  /** Gained when it never fails, and everything else does as before. */
  readonly gained: number;
}

/** Of each service and each cause that costs it anything, the most costly first. */
export function contributionsOf(scenario: Scenario): readonly Contribution[] {
  const minutes = minutesByService(scenario);
  return causesOf(scenario)
    .flatMap(({ cause, title }) => {
      const alone = minutesByService(scenario, (each) => each === cause);
      const without = minutesByService(scenario, (each) => each !== cause);
      return [...minutes].flatMap(([service, all]) => {
        const gained = all - without.get(service)!;
        const ofCause = { service, cause, title, alone: alone.get(service)!, gained };
        return ofCause.alone > 0 ? [ofCause] : [];
      });
    })
    .sort((a, b) => b.gained - a.gained);
}

function causesOf({ sites }: Scenario): readonly { cause: string; title: string }[] {
  const isThere = (row: number) => sites.some(({ instances }) => instances[row]! > 0);
  const present = components.filter((_, row) => isThere(row));
  return [
    ...present.map(({ name, title }) => ({ cause: name, title: title.replace(" (HA pair)", "") })),
    ...Object.values(PLACES).map((cause) => ({ cause, title: cause })),
  ];
}

function minutesByService(scenario: Scenario, happens?: (cause: string) => boolean) {
  const plant = plantOf(scenario, happens);
  return new Map(
    plant.services.map((service) => [service.id, minutesOf(formulaOf(plant, service))]),
  );
}
