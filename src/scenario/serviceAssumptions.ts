import { components } from "../model/components/index.ts";
import { type HaModel, services, spotsOf, TABULATED } from "../model/services.ts";
import type { Model } from "./hash.ts";
import type { FixedAssumption } from "./types.ts";

const MEANT: Readonly<Record<HaModel, string>> = {
  A: "one machine alone",
  "A-B": "two machines, one of which works",
  "A-A": "two machines, both of which work",
  "N+1": "a machine in each zone, all of which work",
};

const ELSEWHERE = "another region that routes calls has the same, where the guide says so";

const DATA: FixedAssumption = {
  subject: "data of services",
  value: "on machines placed by the first HA model of their store; a machine comes back with all",
  note: "the guide says that nothing is lost but a message being left; disks do not fail here",
};

/**
 * Where the services stand of which a scenario has no component, so that the impact matrix can say
 * whether a failure reaches them: nobody has published it. None where no failure asks for it.
 */
export function placementsOf(model: Model): readonly FixedAssumption[] {
  if (!model.faults.some(({ kind }) => TABULATED.includes(kind))) return [];
  const modelled = ({ needs }: (typeof services)[number]) =>
    needs.length > 0 && needs.every((name) => isThere(model, name));
  const assumed = services.filter((service) => !modelled(service));
  const models = [...new Set(assumed.map(({ inRegion }) => inRegion[0]!))];
  const rows = models.map((each): FixedAssumption => {
    const alike = assumed.filter(({ inRegion }) => inRegion[0] === each);
    return {
      subject: `services placed as ${each}`,
      value: `${MEANT[each]}: ${placesOf(each, model).join(", ")}`,
      note: `${alike.map(({ title }) => title).join(", ")}; ${ELSEWHERE}`,
    };
  });
  return [...rows, DATA];
}

const isThere = ({ sites }: Model, name: string): boolean => {
  const row = components.findIndex((each) => each.name === name);
  return sites.some(({ instances }) => instances[row]! > 0);
};

/** In the primary region, which is that of the first site. */
const placesOf = (model: HaModel, { sites }: Model): readonly string[] =>
  spotsOf(model, sites[0]!.region, sites).map(
    ({ site, zone }) => `${sites[site]!.name}/${zone + 1}`,
  );
