import * as z from "zod";
import type { Distribution } from "../../engine/distributions/types.ts";
import { components } from "../../model/components/index.ts";
import { faultKinds } from "../../model/faults/index.ts";
import type { FaultKind } from "../../model/faults/types.ts";
import type { Parameter, Source } from "../../parameter.ts";
import { linkNames } from "../places.ts";
import type { FaultSetting } from "../types.ts";
import { MistakeError } from "./leaf.ts";
import type { Names } from "./names.ts";
import { law, quantity } from "./quantities.ts";
import { unless, whole } from "./sections.ts";
import { formed, unknownName, word } from "./words.ts";

const PLANNED: Source = { mark: "given", note: "the planner's own experiment" };

const AT: Parameter = {
  kind: "duration",
  meaning: "Onset, from the start of the run",
  min: "0s",
  max: "168h",
  source: PLANNED,
};
const FOR: Parameter = {
  ...AT,
  kind: "distribution",
  meaning: "Time until recovery, or a law of it",
  min: "1us",
};
const EVERY: Parameter = {
  kind: "distribution",
  meaning:
    "Instead of `at`: law of the time from the start, or the last recovery, to the next onset",
  max: "1000000h",
  source: PLANNED,
};

const DETECTION: Parameter = {
  kind: "duration",
  meaning:
    "From onset until all senders stop choosing what is down; left out, they find out by OPTIONS " +
    "(at call fidelity, when a carrier does in the mean)",
  min: "0s",
  max: "1h",
  source: PLANNED,
};

/**
 * Failures beside the load: a list of `kind: {target, at, for}`, with `detection` for those that
 * senders notice.
 */
export const faultsFields = (names: Names | undefined) => {
  const kinds = faultKinds.map((kind) => [kind.name, faultFields(kind, names).optional()] as const);
  const wanted = `one of ${faultKinds.map(({ name }) => name).join(", ")}`;
  const one = whole(z.strictObject(Object.fromEntries(kinds)), (fault) => {
    const given = Object.keys(fault).length;
    return unless(given === 1, { wanted, given: `${given} faults` });
  });
  return z.array(one.transform((fault) => Object.values(fault)[0]!)).prefault([]);
};

function faultFields(kind: FaultKind, names: Names | undefined): z.ZodType<FaultSetting> {
  const happensOnce = kind.isLasting === true || kind.before !== undefined;
  const common = {
    target: formed(`What fails: ${kind.meaning}`, TARGETS[kind.strikes].wanted, (target) => {
      if (names) TARGETS[kind.strikes].check(target, kind, names);
      return target;
    }),
    at: quantity(AT).optional(),
    ...(!happensOnce && { every: law(EVERY).optional() }),
    ...optionFields(kind),
  };
  const detection =
    kind.detected === undefined ? {} : { detection: quantity(DETECTION).optional() };
  const lasting = kind.isLasting || kind.lastsUs ? {} : { for: law(FOR) };
  const fields = z.strictObject({ ...common, ...lasting, ...detection });
  return whole(fields, ({ at, every }) =>
    unless((at === undefined) !== (every === undefined), {
      wanted: happensOnce ? "at" : "either at or every",
      given: at === undefined ? "neither" : "both",
    }),
  ).transform((given) => settingOf(kind, given as Given)) as z.ZodType<FaultSetting>;
}

/** Settings of a kind's own: quantities, and words of which the first is the default. */
const optionFields = ({ options = {} }: FaultKind) =>
  Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      "words" in option
        ? word(option.words, option.meaning, option.words[0])
        : option.kind === "distribution"
          ? law(option)
          : quantity(option),
    ]),
  );

type Given = Readonly<Record<string, number | string | Distribution>> & {
  readonly target: string;
  readonly at?: number;
  readonly every?: Distribution;
  readonly for?: Distribution;
  readonly detection?: number;
};

function settingOf(kind: FaultKind, given: Given): FaultSetting {
  const { target, at, every, for: lasts, detection } = given;
  const forUs = lasts === undefined ? Number.POSITIVE_INFINITY : Math.round(lasts.mean);
  const unnoticed = kind.detected === undefined ? forUs : Number.POSITIVE_INFINITY;
  return {
    kind: kind.name,
    target,
    atUs: at ?? Number.POSITIVE_INFINITY,
    forUs,
    every: every ?? null,
    lasting: lasts === undefined || lasts.constant ? null : lasts,
    detectionUs: detection ?? unnoticed,
    options: Object.fromEntries(
      Object.keys(kind.options ?? {}).map((name) => [name, given[name]!]),
    ),
  };
}

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
    check: (target, _, { callers }) => refuseUnknown("demand", target, callers),
  },
  locations: {
    wanted: "a location, or all",
    check: checkLocations,
  },
};

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
