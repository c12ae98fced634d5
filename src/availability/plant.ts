import { components } from "../model/components/index.ts";
import type { Component } from "../model/components/types.ts";
import type {
  AvailabilitySettings,
  ComponentLife,
  Renewal,
} from "../scenario/availabilityTypes.ts";
import type { Scenario, Site } from "../scenario/types.ts";
import { type Service, services } from "./services.ts";
import type {
  Farm,
  Group,
  Plant,
  PlantService,
  PlantSite,
  Shared,
  StandbyPair,
  WideLink,
} from "./types.ts";

/** What outages are put down to besides components. */
export const PLACES = {
  zones: "zones",
  regions: "regions",
  access: "access networks",
  wan: "WAN between sites",
} as const;

/** Which causes of outages there are; all but those left out never happen. */
export type CauseFilter = (cause: string) => boolean;

const NEVER: Renewal = { mtbf: Infinity, mttr: 1 };

/** The machines of a scenario with their lives. `happens` leaves causes out, for their share. */
export function plantOf(scenario: Scenario, happens: CauseFilter = () => true): Plant {
  const { availability: settings } = scenario;
  const sites = scenario.sites.map((site, index) => siteOf(site, index, scenario));
  const world = { sites, shared: sharedOf(scenario), links: linksOf(scenario), scenario };
  const offered = services.filter((service) => isOffered(service, scenario.sites[0]!));
  return muted(
    {
      sites,
      shared: world.shared,
      links: world.links,
      zone: settings.zone,
      crews: settings.crews,
      coverage: settings.switchOver.coverage,
      services: offered.map((service) => serviceOf(service, world)),
    },
    happens,
  );
}

const rowOf = (name: string): number => components.findIndex((each) => each.name === name);

const isOffered = ({ needs }: Service, { instances }: Site): boolean =>
  needs.every((name) => instances[rowOf(name)]! > 0);

/** The least share of the nodes that carries the work when one is lost; one of one. */
const withoutOne = (count: number): number => Math.max(1, count - 1);

/** Regions, and the access networks that the scenario names. */
const sharedOf = ({ sites, accessNetworks, availability }: Scenario): readonly Shared[] => [
  ...[...new Set(sites.map(({ region }) => region))].map((name) => ({
    cause: PLACES.regions,
    name,
    sites: sites.flatMap(({ region }, site) => (region === name ? [site] : [])),
    life: availability.region,
  })),
  ...accessNetworks.map(({ name, sites: reached }) => {
    const { mtbf, mttr } = availability.access;
    return { cause: PLACES.access, name, sites: reached, life: { mtbf, mttr } };
  }),
];

/** Each site has a WAN to each other one. */
const linksOf = ({ sites, availability: { wan } }: Scenario): readonly WideLink[] =>
  sites.flatMap((_, from) =>
    sites.slice(from + 1).map((_site, i) => ({
      between: [from, from + 1 + i] as const,
      count: wan.perPair,
      life: { mtbf: wan.mtbf, mttr: wan.mttr },
    })),
  );

function siteOf(site: Site, index: number, scenario: Scenario): PlantSite {
  const { availability: settings } = scenario;
  const nodeRow = rowOf("sipServer");
  const nodes = site.instances[nodeRow]!;
  const groups = components.flatMap((component, row) => {
    const life = settings.components[row]!;
    const count = site.instances[row]!;
    if (count === 0 || (component.per === "cluster" && index > 0)) return [];
    const isOfNode = component.per === "node" || row === nodeRow;
    const places = isOfNode ? Array.from({ length: nodes }, (_, node) => node) : [null];
    const each = row === nodeRow ? 1 : count;
    return places.flatMap((node) => groupsOf(component, life, { site, node, each, settings }));
  });
  return {
    name: site.name,
    region: site.region,
    zones: site.zones,
    nodes,
    nodesNeeded: Math.min(nodes, settings.components[nodeRow]!.needed ?? withoutOne(nodes)),
    groups: [...groups, accessOf(scenario, index), groundOf(site)],
  };
}

interface Place {
  readonly site: Site;
  readonly node: number | null;
  readonly each: number;
  readonly settings: AvailabilitySettings;
}

function groupsOf(
  { name, redundancy: { kind } }: Component,
  { process, host, needed }: ComponentLife,
  { site, node, each, settings }: Place,
): readonly Group[] {
  const beta = settings.commonCause;
  const common = [process, host].map(({ mtbf, mttr }) => ({ mtbf: mtbf / beta, mttr }));
  const alone = ({ mtbf, mttr }: Renewal): Renewal => ({ mtbf: mtbf / (1 - beta), mttr });
  const [ownProcess, ownHost] = [alone(process), alone(host)];
  const of = { cause: name, node, common };
  const zoneOf = (unit: number) => ((node ?? 0) + unit) % site.zones;
  if (kind === "hotPair" || kind === "warmPair") {
    const { exit, hostLoss, warm } = settings.switchOver;
    const switches = kind === "warmPair" ? [warm, warm] : [exit, hostLoss];
    const failures = [
      { ...ownProcess, switchTime: switches[0]! },
      { ...ownHost, switchTime: switches[1]! },
    ];
    const apart = site.pairPlacement === "acrossZones" ? 1 : 0;
    return Array.from({ length: each }, (_, i): StandbyPair => {
      const zones = [zoneOf(i), zoneOf(i + apart)] as const;
      return { ...of, kind: "pair", zones, failures, zoneSwitch: switches[1]! };
    });
  }
  const standard = { activeActive: Math.ceil(each / 2), nPlusOne: withoutOne(each), single: each };
  return [
    {
      ...of,
      kind: "farm",
      needed: Math.min(each, needed ?? standard[kind]),
      zones: Array.from({ length: each }, (_, i) => zoneOf(i)),
      process: ownProcess,
      host: ownHost,
    },
  ];
}

/** Its own; a site in an access network of the scenario has that one and no other. */
function accessOf({ accessNetworks, availability }: Scenario, site: number): Farm {
  const { mtbf, mttr, perSite } = availability.access;
  const isNamed = accessNetworks.some(({ sites }) => sites.includes(site));
  return {
    kind: "farm",
    cause: PLACES.access,
    node: null,
    common: [],
    needed: 1,
    zones: Array.from({ length: perSite }, () => null),
    process: NEVER,
    host: isNamed ? NEVER : { mtbf, mttr },
  };
}

/** Somewhere to stand: a site without any of its zones gives nothing. */
const groundOf = ({ zones }: Site): Farm => ({
  kind: "farm",
  cause: PLACES.zones,
  node: null,
  common: [],
  needed: 1,
  zones: Array.from({ length: zones }, (_, zone) => zone),
  process: NEVER,
  host: NEVER,
});

interface World {
  readonly sites: readonly PlantSite[];
  readonly shared: readonly Shared[];
  readonly links: readonly WideLink[];
  readonly scenario: Scenario;
}

function serviceOf(service: Service, world: World): PlantService {
  const { id, title, needs, ifAny = [], access, crosses } = service;
  const { sites, links, scenario } = world;
  const { variant, reroute, coldStart } = scenario.availability;
  const rows = needs.map((name) => components[rowOf(name)]!);
  const ofCluster = rows.filter(({ per }) => per === "cluster");
  const isCold =
    ofCluster.length > 0 && ofCluster.every(({ redundancy }) => redundancy.coldStandby);
  const isThere = ({ groups }: PlantSite) =>
    rows.every(({ name, per }) => per === "cluster" || groups.some(({ cause }) => cause === name));
  const all = sites.flatMap((site, index) => (isThere(site) ? [index] : []));
  const near = all.filter((site) => sites[site]!.region === sites[0]!.region);
  const reached = crosses.includes(variant) ? all : near;
  const homes = ofCluster.length > 0 ? [0] : reached;
  const own = access === null ? [] : [PLACES.access];
  const wanted = new Set<string>([...needs, ...ifAny, ...own, PLACES.zones]);
  const away = sites.flatMap((_, site) => (homes.includes(site) ? [] : [site]));
  return {
    id,
    title,
    homes,
    candidates: isCold ? all : homes,
    takeover: isCold ? coldStart : reroute,
    needs: sites.map(({ groups }) =>
      groups.flatMap(({ cause }, index) => (wanted.has(cause) ? [index] : [])),
    ),
    shared: sharedBy(service, world),
    reach: away.map((site) =>
      links.flatMap(({ between }, link) => {
        const isWay = between.includes(site) && between.some((each) => homes.includes(each));
        return isWay ? [link] : [];
      }),
    ),
  };
}

/** What goes by the Internet does without the access network. */
const sharedBy = ({ access }: Service, { shared, scenario }: World): readonly number[] =>
  shared.flatMap(({ cause, name }, index) => {
    const network = scenario.accessNetworks.find((each) => each.name === name);
    const isNeeded =
      cause === PLACES.regions ||
      access === "voice" ||
      (access === "data" && network?.desktopPath === "mpls");
    return isNeeded ? [index] : [];
  });

/** The same plant without the causes that do not happen. */
function muted(plant: Plant, happens: CauseFilter): Plant {
  const kept = <R extends Renewal>(cause: string, life: R): R =>
    happens(cause) ? life : { ...life, mtbf: Infinity };
  const groupOf = (group: Group): Group => {
    const { cause } = group;
    const common = group.common.map((each) => kept(cause, each));
    if (group.kind === "pair")
      return { ...group, common, failures: group.failures.map((each) => kept(cause, each)) };
    const [process, host] = [kept(cause, group.process), kept(cause, group.host)];
    return { ...group, common, process, host };
  };
  return {
    ...plant,
    shared: plant.shared.map((part) => ({ ...part, life: kept(part.cause, part.life) })),
    links: plant.links.map((link) => ({ ...link, life: kept(PLACES.wan, link.life) })),
    zone: kept(PLACES.zones, plant.zone),
    sites: plant.sites.map((site) => ({ ...site, groups: site.groups.map(groupOf) })),
  };
}
