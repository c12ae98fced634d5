import { components } from "../../model/components/index.ts";
import type { FaultKind } from "../../model/faults/types.ts";
import { linkNames } from "../places.ts";
import { MistakeError } from "./leaf.ts";
import type { Names } from "./names.ts";
import { formed, unknownName } from "./words.ts";

/** What a fault of a kind hits, checked against what the scenario has. */
export const targetField = (kind: FaultKind, names: Names | undefined) =>
  formed(`What fails: ${kind.meaning}`, TARGETS[kind.strikes].wanted, (target) => {
    const isGroup = kind.mayShareCause && target.split("/").length === 2;
    if (names) (isGroup ? checkService : TARGETS[kind.strikes].check)(target, kind, names);
    return target;
  });

type Check = (target: string, kind: FaultKind, names: Names) => void;

const TARGETS: Readonly<Record<FaultKind["strikes"], { wanted: string; check: Check }>> = {
  link: { wanted: 'a directed link, such as "dc1>dc2"', check: checkLink },
  instance: { wanted: 'an instance, such as "dc1/sipProxy/1"', check: checkInstance },
  site: { wanted: "a site beside which there are others", check: checkSite },
  zone: { wanted: 'an availability zone of a site, such as "dc1/1"', check: checkZone },
  region: {
    wanted: "a region",
    check: (target, _, { regions }) => refuseUnknown("region", target, regions),
  },
  service: {
    wanted: 'a component, such as "gws", or those of a site, such as "dc1/gws"',
    check: checkService,
  },
  accessNetwork: {
    wanted: "an access network",
    check: (target, _, { accessNetworks }) =>
      refuseUnknown("access network", target, accessNetworks),
  },
  demand: {
    wanted: "a demand of callers",
    check: checkDemand,
  },
  locations: {
    wanted: "a location, or all",
    check: checkLocations,
  },
};

function checkDemand(target: string, _kind: FaultKind, { callers, replayed }: Names): void {
  refuseUnknown("demand", target, callers);
  if (replayed.includes(target))
    throw new MistakeError({ wanted: "a demand with a rate: a replay has the calls of its log" });
}

function checkZone(target: string, _kind: FaultKind, { sites, zones }: Names): void {
  const [site = "", zone = "", ...more] = target.split("/");
  if (zone === "" || more.length > 0) throw new MistakeError({ wanted: TARGETS.zone.wanted });
  refuseUnknown("site", site, sites, 0);
  if (/^[1-9]\d*$/.test(zone) && Number(zone) <= zones(site)) return;
  const offset = site.length + 1;
  const wanted = `a zone from 1 to ${zones(site)}`;
  throw new MistakeError({ wanted, given: JSON.stringify(zone), offset, length: zone.length });
}

function checkLocations(target: string, { access }: FaultKind, { branches }: Names): void {
  const known = branches.filter((each) => access === undefined || each.access === access);
  if (target === "all" && known.length > 0) return;
  refuseUnknown(`location${access === undefined ? "" : ` with ${access} access`}`, target, [
    ...known.map(({ name }) => name),
  ]);
}

function checkService(target: string, kind: FaultKind, { sites, instances }: Names): void {
  const [component = "", site, ...more] = target.split("/").reverse();
  if (more.length > 0) throw new MistakeError({ wanted: TARGETS.service.wanted });
  if (site !== undefined) refuseUnknown("site", site, sites, 0);
  const known = kind.components ?? components.map(({ name }) => name);
  refuseUnknown("component", component, known, target.length - component.length);
  const among = site === undefined ? sites : [site];
  if (among.every((each) => instances(each, component) === 0))
    throw new MistakeError({ wanted: `a component that is there, not ${component}` });
}

function checkSite(target: string, _kind: FaultKind, { sites }: Names): void {
  refuseUnknown("site", target, sites);
  if (sites.length === 1) throw new MistakeError({ wanted: TARGETS.site.wanted });
}

function checkLink(target: string, _kind: FaultKind, { sites, branches }: Names): void {
  refuseUnknown("link", target, linkNames(sites, branches, true));
}

function checkInstance(target: string, kind: FaultKind, names: Names): void {
  const [site = "", component = "", number = "", ...more] = target.split("/");
  if (number === "" || more.length > 0) throw new MistakeError({ wanted: TARGETS.instance.wanted });
  refuseUnknown("site", site, names.sites, 0);
  const known = kind.components ?? components.map(({ name }) => name);
  refuseUnknown("component", component, known, site.length + 1);
  const most = names.instances(site, component);
  if (/^[1-9]\d*$/.test(number) && Number(number) <= most) return;
  const offset = site.length + component.length + 2;
  const wanted = most === 0 ? `a ${component} at ${site}` : `an instance from 1 to ${most}`;
  throw new MistakeError({ wanted, given: JSON.stringify(number), offset, length: number.length });
}

function refuseUnknown(
  what: string,
  given: string,
  known: readonly string[],
  offset?: number,
): void {
  const mistake = unknownName(what, given, known);
  if (mistake === undefined) return;
  const place = offset === undefined ? {} : { offset, length: Math.max(1, given.length) };
  throw new MistakeError({ ...mistake, given: JSON.stringify(given), ...place });
}
