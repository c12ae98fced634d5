import * as z from "zod";
import type { Distribution } from "../../engine/distributions/types.ts";
import { faultKinds } from "../../model/faults/index.ts";
import type { FaultKind } from "../../model/faults/types.ts";
import { inOrder, orderFindings, type WrittenAfter, type WrittenFault } from "./faultOrder.ts";
import { targetField } from "./faultTargets.ts";
import {
  afterField,
  atField,
  commonCauseField,
  detectionField,
  everyField,
  faultNameField,
  forField,
} from "./faultTimes.ts";
import type { Names } from "./names.ts";
import { law, quantity } from "./quantities.ts";
import { type Finding, unless, whole } from "./sections.ts";
import { word } from "./words.ts";

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
  const all = z.array(one.transform((fault) => Object.values(fault)[0]!));
  return whole(all, orderFindings)
    .transform((faults, { issues }) => {
      // An unknown key alone lets zod go on: to faults of no kind, or that follow none.
      return issues.length > 0 ? [] : inOrder(faults);
    })
    .prefault([]);
};

function faultFields(kind: FaultKind, names: Names | undefined): z.ZodType<WrittenFault> {
  const happensOnce = kind.isLasting === true || kind.before !== undefined;
  const fields = z.strictObject({
    target: targetField(kind, names),
    name: faultNameField,
    at: atField,
    after: afterField(names?.faults),
    ...(!happensOnce && { every: everyField }),
    ...(kind.mayShareCause && { commonCause: commonCauseField }),
    ...optionFields(kind),
    ...(!kind.isLasting && !kind.lastsUs && { for: forField }),
    ...(kind.detected && { detection: detectionField }),
  });
  return whole(fields, (given) => findings(given as Given, happensOnce)).transform((given) =>
    settingOf(kind, given as Given),
  ) as z.ZodType<WrittenFault>;
}

const NEEDS_EVERY = "0 unless it strikes at random by every";

/** When it strikes must be said once; a cause in common is one of failures at random. */
function findings(given: Given, happensOnce: boolean): readonly Finding[] {
  const { every, commonCause = 0, target } = given;
  const isAtRandom = every !== undefined;
  const ways = happensOnce ? ["at", "after"] : ["at", "every", "after"];
  const said = ways.filter((way) => given[way] !== undefined);
  const isOfGroup = given.commonCause !== undefined && target.split("/").length === 2;
  return [
    ...unless(said.length === 1, {
      wanted: `one of ${ways.join(", ")}`,
      given: said.length === 0 ? "none of them" : said.join(" and "),
    }),
    ...unless(isAtRandom || commonCause === 0, { wanted: NEEDS_EVERY, path: ["commonCause"] }),
    ...unless(isAtRandom || !isOfGroup, {
      wanted: "an instance, such as dc1/sipProxy/1, unless each fails at random by every",
      hint: "serviceDown strikes all of them at once",
      path: ["target"],
    }),
  ];
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
  readonly name?: string;
  readonly at?: number;
  readonly after?: WrittenAfter;
  readonly every?: Distribution;
  readonly commonCause?: number;
  readonly for?: Distribution;
  readonly detection?: number;
};

function settingOf(kind: FaultKind, given: Given): WrittenFault {
  const { target, name, at, every, after, commonCause = 0, for: lasts, detection } = given;
  const forUs = lasts === undefined ? Number.POSITIVE_INFINITY : Math.round(lasts.mean);
  const unnoticed = kind.detected === undefined ? forUs : Number.POSITIVE_INFINITY;
  return {
    kind: kind.name,
    target,
    name,
    atUs: at ?? Number.POSITIVE_INFINITY,
    forUs,
    every: every ?? null,
    after,
    commonCause,
    lasting: lasts === undefined || lasts.constant ? null : lasts,
    detectionUs: detection ?? unnoticed,
    options: Object.fromEntries(
      Object.keys(kind.options ?? {}).map((name) => [name, given[name]!]),
    ),
  };
}
