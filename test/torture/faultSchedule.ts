import { components } from "../../src/model/components/index.ts";
import { faultKinds } from "../../src/model/faults/index.ts";
import type { Choice, FaultKind, Target } from "../../src/model/faults/types.ts";
import type { Parameter, QuantityKind } from "../../src/parameter.ts";
import { faultsFields } from "../../src/scenario/fields/faults.ts";
import type { Names } from "../../src/scenario/fields/names.ts";
import { linkNames } from "../../src/scenario/places.ts";
import type { Dice } from "../support/dice.ts";

/** One entry of a scenario's `faults`: its kind and what is written of it. */
export type WrittenFault = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Draws of a fault that the scenario refuses, before the next one is drawn. */
const DRAWS = 20;
const MOST_FAULTS = 5;
/** Seconds from the start in which faults begin. */
const ONSETS = 200;

/**
 * Up to five faults of any kinds, each with a target, times and options that the scenario allows:
 * whatever joins the list of kinds is drawn here by what it declares.
 */
export function faultSchedule(dice: Dice, names: Names): readonly WrittenFault[] {
  const wanted = dice.whole(0, MOST_FAULTS);
  const faults: WrittenFault[] = [];
  for (let draw = 0; draw < DRAWS * wanted && faults.length < wanted; draw++) {
    const fault = faultOf(dice, dice.one(...faultKinds), { ...names, faults: namesIn(faults) });
    if (fault === undefined) continue;
    const all = [...faults, fault];
    const fields = faultsFields({ ...names, faults: namesIn(all) });
    if (fields.safeParse(all).success) faults.push(fault);
  }
  return faults;
}

const namesIn = (faults: readonly WrittenFault[]): readonly string[] =>
  faults.flatMap((fault) => Object.values(fault).map(({ name }) => String(name)));

function faultOf(dice: Dice, kind: FaultKind, names: Names): WrittenFault | undefined {
  const targets = TARGETS[kind.strikes](names, kind);
  if (targets.length === 0) return undefined;
  const onset = onsetOf(dice, names);
  const notices = kind.detected !== undefined && dice.chance(0.6);
  const target = dice.one(...targets);
  const mayShare = kind.mayShareCause === true && "every" in onset;
  return {
    [kind.name]: {
      target: mayShare && dice.chance(0.5) ? target.replace(/\/\d+$/, "") : target,
      name: `fault${names.faults.length + 1}`,
      ...onset,
      ...(mayShare && { commonCause: dice.one(0, 0.3, 1) }),
      ...(!kind.isLasting &&
        !kind.lastsUs && { for: dice.one("200ms", "9s", "60s", "exponential(mean 20s)") }),
      ...(notices && { detection: dice.one("0s", "7.5s") }),
      ...optionsOf(dice, kind),
    },
  };
}

/** At a time, again and again, or after one of those that are drawn already. */
function onsetOf(dice: Dice, { faults }: Names): Readonly<Record<string, unknown>> {
  const follows = dice.chance(0.2) && faults.length > 0;
  if (follows) {
    const [from, delay] = [dice.one("onset", "recovery"), dice.one("0s", "5s", "60s")];
    return { after: { fault: dice.one(...faults), from, delay } };
  }
  return dice.chance(0.85)
    ? { at: `${dice.whole(0, 1000 * ONSETS)}ms` }
    : { every: dice.one("exponential(mean 60s)", "40s", "uniform(1s, 30s)") };
}

/** Half of a kind's options, the others as they are by default; times always, as some are hours. */
function optionsOf(dice: Dice, { options = {} }: FaultKind): Readonly<Record<string, unknown>> {
  const drawn = Object.entries(options).flatMap(([name, option]) => {
    const mustBe =
      !("words" in option) && (option.default === undefined || option.kind === "duration");
    return mustBe || dice.chance(0.5) ? [[name, anyValue(dice, option)] as const] : [];
  });
  return Object.fromEntries(drawn);
}

function anyValue(dice: Dice, option: Parameter | Choice): unknown {
  if ("words" in option) return dice.one(...option.words);
  const { kind, default: usual, min } = option;
  const known = [kind === "duration" ? undefined : usual, min].filter((each) => each !== undefined);
  return dice.one(...VALUES[kind], ...known);
}

/** What is written of a quantity; those that an option does not allow are drawn again. */
const VALUES: Readonly<Record<QuantityKind, readonly (string | number)[]>> = {
  duration: ["0s", "50ms", "2s", "9s", "60s"],
  rate: ["0.1/s", "2/s", "1200/h"],
  bandwidth: ["300kbps", "10Mbps"],
  bytes: ["100B", "20kB"],
  share: [0, 0.05, 0.5, 1],
  number: [0, 0.5, 1, 2, 10],
  count: [0, 1, 2, 3, 10],
  distribution: ["0s", "3s", "exponential(mean 5s)", "uniform(0s, 30s)"],
};

/** What there is of each sort of target in a scenario; what a kind refuses is drawn again. */
const TARGETS: Readonly<Record<Target, (names: Names, kind: FaultKind) => readonly string[]>> = {
  instance: ({ sites, instances }, kind) =>
    sites.flatMap((site) =>
      componentsOf(kind).flatMap((component) =>
        Array.from(
          { length: instances(site, component) },
          (_, number) => `${site}/${component}/${number + 1}`,
        ),
      ),
    ),
  link: ({ sites, branches }) => linkNames(sites, branches),
  site: ({ sites }) => sites,
  zone: ({ sites, zones }) =>
    sites.flatMap((site) =>
      Array.from({ length: zones(site) }, (_, zone) => `${site}/${zone + 1}`),
    ),
  region: ({ regions }) => regions,
  service: ({ sites, instances }, kind) =>
    componentsOf(kind).flatMap((component) => {
      const at = sites.filter((site) => instances(site, component) > 0);
      return at.length === 0 ? [] : [component, ...at.map((site) => `${site}/${component}`)];
    }),
  demand: ({ callers }) => callers,
  accessNetwork: ({ accessNetworks }) => accessNetworks,
  locations: ({ branches }) => branches.map(({ name }) => name),
};

const componentsOf = ({ components: some }: FaultKind): readonly string[] =>
  some ?? components.map(({ name }) => name);
