import type { Scenario } from "../../scenario/types.ts";
import { type Service, type Spot, services, spotsOf } from "../services.ts";
import { componentIndex, type Topology } from "../topology.ts";
import type { World } from "../world.ts";

/** What the catalogue does not have stands in spots; what it has are instances, by component. */
interface Placed {
  readonly isPair: boolean;
  /** Of the primary region, then of the others, as far as they may serve. */
  readonly home: Plant;
  readonly away: Plant;
  /** Machines that keep its data, in every region that does; none: it keeps no data. */
  readonly store: readonly Spot[];
}

interface Plant {
  readonly spots: readonly Spot[];
  readonly instances: readonly (readonly number[])[];
}

/** How a service is at a moment. */
export interface State {
  /** The primary region serves, or at least some region does. */
  readonly atHome: boolean;
  readonly isUp: boolean;
  /** Some machine that keeps its data is there. */
  readonly hasData: boolean;
  /** Of machines that take turns, the one that works; −1 where that means nothing. */
  readonly working: number;
}

/** The services of the cloud guide while machines fail: who still serves. */
export class ServiceWatch {
  private readonly placed: readonly Placed[];
  /** By fault: what it takes away for as long as it lasts, beside instances. */
  private readonly taken: readonly ((spot: Spot) => boolean)[];
  private readonly working: Int32Array;

  constructor(scenario: Scenario, topology: Topology) {
    this.placed = services.map((service) => placedOf(service, scenario, topology));
    this.taken = scenario.faults.map((fault) => takenBy(fault, scenario));
    this.working = new Int32Array(services.length);
  }

  /** Looks at one of the services. Who has taken over keeps the work, until it fails itself. */
  look(world: World, service: number): State {
    const { home, away, isPair, store } = this.placed[service];
    const isGone = (spot: Spot) => this.isGone(world, spot);
    const atHome = serves(world, home, isGone);
    if (isPair && home.spots.length > 0 && atHome) {
      const now = this.working[service];
      if (isGone(home.spots[now]))
        this.working[service] = home.spots.findIndex((spot) => !isGone(spot));
    }
    const working = isPair ? this.working[service] : -1;
    const hasData = store.length === 0 || store.some((spot) => !isGone(spot));
    return { atHome, isUp: atHome || serves(world, away, isGone), hasData, working };
  }

  private isGone({ faultLog, nowUs }: World, spot: Spot): boolean {
    for (const { fault, onsetUs, endUs } of faultLog)
      if (onsetUs < nowUs && nowUs <= endUs && this.taken[fault](spot)) return true;
    return false;
  }
}

function serves({ platform }: World, { spots, instances }: Plant, isGone: (spot: Spot) => boolean) {
  if (instances.length > 0)
    return instances.every((some) => some.some((each) => platform.up[each] !== 0));
  return spots.some((spot) => !isGone(spot));
}

const NOWHERE: Plant = { spots: [], instances: [] };

function placedOf(service: Service, scenario: Scenario, topology: Topology): Placed {
  const [model] = service.inRegion;
  const { store, crossRegion } = service;
  const regions = [...new Set(scenario.sites.map(({ region }) => region))];
  const plants = regions.map((region) => plantOf(service, region, scenario, topology));
  const serving = regions.filter(
    (region, i) => i === 0 || (crossRegion && routes(region, scenario)),
  );
  const others = regions.flatMap((region, i) => {
    const isThere = plants[i].instances.length > 0 || serving.includes(region);
    return i > 0 && crossRegion && isThere ? [plants[i]] : [];
  });
  return {
    isPair: model === "A" || model === "A-B",
    home: plants[0],
    away: others.find(({ spots, instances }) => spots.length + instances.length > 0) ?? NOWHERE,
    store: store === null ? [] : serving.flatMap((each) => spotsOf(store[0], each, scenario.sites)),
  };
}

/**
 * Whether a further region has what the catalogue does not: the guide's variants give it the IVR,
 * IVR and desktops, or with voice routing all else that may stand there.
 */
function routes(region: string, { sites }: Scenario): boolean {
  const { needs } = services.find(({ id }) => id === "voiceRouting")!;
  const components = needs.map(componentIndex);
  return sites
    .filter((site) => site.region === region)
    .every(({ lacks }) => !components.some((each) => lacks.includes(each)));
}

/** Of a service in a region: its instances where there are any, else machines by its model. */
function plantOf(
  { needs, inRegion }: Service,
  region: string,
  { sites }: Scenario,
  { atSite, cluster }: Topology,
): Plant {
  const here = [...sites.keys()].filter((site) => sites[site].region === region);
  const components = needs.map(componentIndex);
  if (components.length > 0 && components.every((component) => cluster[component].count > 0)) {
    const instances = components.map((component) =>
      here.flatMap((site) => {
        const { first, count } = atSite[component][site];
        return Array.from({ length: count }, (_, i) => first + i);
      }),
    );
    return instances.some((some) => some.length === 0) ? NOWHERE : { spots: [], instances };
  }
  return { spots: spotsOf(inRegion[0], region, sites), instances: [] };
}

/** What stands in a spot is gone with its site, its region or its zone. */
function takenBy({ kind, target }: Scenario["faults"][number], { sites }: Scenario) {
  const isStruck = (spot: Spot): boolean => {
    const { name, region } = sites[spot.site];
    if (kind === "siteDown") return name === target;
    if (kind === "regionDown") return region === target;
    return kind === "availabilityZoneDown" && `${name}/${spot.zone + 1}` === target;
  };
  return isStruck;
}
