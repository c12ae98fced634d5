import type { FaultSetting, Scenario } from "../../scenario/types.ts";
import { isPair } from "../pairs.ts";
import { componentIndex, type Instance, type Topology } from "../topology.ts";
import type { FaultKind, Strike } from "./types.ts";

/** What a fault of a scenario hits. Its target has been checked when the scenario was read. */
export function strikeOf(
  kind: FaultKind,
  { target, options }: FaultSetting,
  scenario: Scenario,
  topology: Topology,
): Omit<Strike, "draws"> {
  const nothing = {
    instances: [],
    arePairs: false,
    links: [],
    sites: [],
    zones: [],
    members: [],
    stopped: [],
    demand: -1,
    accessNetwork: -1,
    options,
  };
  const isNamed = ({ name }: Instance) => name === target;
  switch (kind.strikes) {
    case "instance":
      return { ...nothing, ...alike(topology, indexesOf(topology.instances, isNamed)) };
    case "link":
      return { ...nothing, links: [linkIndex(scenario, target)] };
    case "site":
      return { ...nothing, ...machinesOf(scenario, topology, ({ name }) => name === target) };
    case "region":
      return { ...nothing, ...machinesOf(scenario, topology, ({ region }) => region === target) };
    case "zone":
      return { ...nothing, ...inZone(scenario, topology, target) };
    case "service":
      return { ...nothing, ...alike(topology, ofService(scenario, topology, target)) };
    case "demand":
      return { ...nothing, demand: scenario.demand.findIndex(({ name }) => name === target) };
    case "locations":
      return { ...nothing, links: linksToLocations(scenario, kind, target) };
    case "accessNetwork":
      return {
        ...nothing,
        accessNetwork: scenario.accessNetworks.findIndex(({ name }) => name === target),
      };
  }
}

/** Instances of one component. */
const alike = ({ instances: all }: Topology, instances: readonly number[]) => ({
  instances,
  arePairs: instances.every((each) => isPair(all[each])),
});

const linkIndex = ({ links, places }: Scenario, target: string): number =>
  links.findIndex(({ from, to }) => `${places[from]}>${places[to]}` === target);

function machinesOf(
  scenario: Scenario,
  { instances }: Topology,
  isStruck: (site: Scenario["sites"][number]) => boolean,
): Pick<Strike, "instances" | "sites"> {
  const sites = [...scenario.sites.keys()].filter((site) => isStruck(scenario.sites[site]));
  return { sites, instances: indexesOf(instances, (each) => sites.includes(each.site)) };
}

/** `dc1/2`: the second availability zone of dc1. */
function inZone(
  scenario: Scenario,
  { instances }: Topology,
  target: string,
): Pick<Strike, "instances" | "zones"> {
  const [name, number] = target.split("/");
  const site = scenario.sites.findIndex((each) => each.name === name);
  const zone = Number(number) - 1;
  const isThere = (each: Instance) => each.site === site && each.zone === zone;
  return { instances: indexesOf(instances, isThere), zones: [{ site, zone }] };
}

/** `gws`: all of the cluster; `dc1/gws`: those of a site. */
function ofService(scenario: Scenario, { instances }: Topology, target: string): number[] {
  const [name, site] = target.split("/").reverse();
  const component = componentIndex(name);
  const index = scenario.sites.findIndex((each) => each.name === site);
  return indexesOf(
    instances,
    (each) => each.component === component && (index < 0 || each.site === index),
  );
}

/**
 * Both directions of every link of a place where agents sit; where no place bears the name, of all
 * whose access may fail.
 */
function linksToLocations(
  { links, locations }: Scenario,
  { access }: FaultKind,
  target: string,
): number[] {
  const named = locations.filter(({ name }) => name === target);
  const all = locations.filter((each) => each.access === access);
  const struck = (named.length > 0 ? named : all).map(({ place }) => place);
  return indexesOf(links, ({ from, to }) => struck.includes(from) || struck.includes(to));
}

/** Machines only: places without a component cannot fail. */
function indexesOf<T extends object>(all: readonly T[], isStruck: (each: T) => boolean): number[] {
  return [...all.keys()].filter((index) => {
    const each = all[index];
    const isPlace = "component" in each && each.component === -1;
    return !isPlace && isStruck(each);
  });
}
