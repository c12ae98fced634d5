import * as z from "zod";
import { components } from "../../model/components/index.ts";
import { faultKinds } from "../../model/faults/index.ts";
import type { FaultKind } from "../../model/faults/types.ts";
import type { Parameter, Source } from "../../parameter.ts";
import { linkNames } from "../places.ts";
import type { FaultSetting } from "../types.ts";
import { MistakeError } from "./leaf.ts";
import type { Names } from "./names.ts";
import { quantity } from "./quantities.ts";
import { unless, whole } from "./sections.ts";
import { formed, unknownName } from "./words.ts";

const PLANNED: Source = { mark: "given", note: "the planner's own experiment" };

const AT: Parameter = {
  kind: "duration",
  meaning: "Onset, from the start of the run",
  min: "0s",
  max: "168h",
  source: PLANNED,
};
const FOR: Parameter = { ...AT, meaning: "Time until recovery", min: "1us" };

const DETECTION: Parameter = {
  kind: "duration",
  meaning:
    "From onset until all senders stop choosing what is down; left out, they find out by OPTIONS",
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
  const common = {
    target: formed(`What fails: ${kind.meaning}`, TARGETS[kind.strikes].wanted, (target) => {
      if (names) TARGETS[kind.strikes].check(target, kind, names);
      return target;
    }),
    at: quantity(AT),
    for: quantity(FOR),
  };
  if (kind.detected === undefined)
    return z
      .strictObject(common)
      .transform((fault) => settingOf(kind, { ...fault, detection: fault.for }));
  return z
    .strictObject({ ...common, detection: quantity(DETECTION).optional() })
    .transform(({ detection = Number.POSITIVE_INFINITY, ...fault }) =>
      settingOf(kind, { ...fault, detection }),
    );
}

interface Given {
  readonly target: string;
  readonly at: number;
  readonly for: number;
  readonly detection: number;
}

const settingOf = (kind: FaultKind, { target, at, for: forUs, detection }: Given): FaultSetting => {
  return { kind: kind.name, target, atUs: at, forUs, detectionUs: detection };
};

type Check = (target: string, kind: FaultKind, names: Names) => void;

const TARGETS: Readonly<Record<FaultKind["strikes"], { wanted: string; check: Check }>> = {
  link: { wanted: 'a directed link, such as "dc1>dc2"', check: checkLink },
  instance: { wanted: 'an instance, such as "dc1/sipProxy/1"', check: checkInstance },
  site: { wanted: "a site beside which there are others", check: checkSite },
};

function checkSite(target: string, _kind: FaultKind, { sites }: Names): void {
  refuseUnknown("site", target, sites);
  if (sites.length === 1) throw new MistakeError({ wanted: TARGETS.site.wanted });
}

function checkLink(target: string, _kind: FaultKind, { sites, branches }: Names): void {
  refuseUnknown("link", target, linkNames(sites, branches));
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
