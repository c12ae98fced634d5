import * as z from "zod";
import { parseDistribution } from "../../engine/distributions/parse.ts";
import type { Distribution } from "../../engine/distributions/types.ts";
import type { Parameter } from "../../parameter.ts";
import { parseQuantity, type ScalarKind, wantedOf } from "../../units.ts";
import { type Leaf, leaf, MistakeError, type Setting, withRange } from "./leaf.ts";

/**
 * A number as a `Parameter` describes it, converted to the model's unit. `rule` is the reason for
 * the range, where it is more than the range of sense.
 */
export function quantity(parameter: Parameter, rule = ""): Leaf<number> {
  const kind = parameter.kind as ScalarKind;
  const [least, most] = [parameter.min, parameter.max].map((limit) =>
    limit === undefined ? undefined : parseQuantity(limit, kind),
  );
  const setting = settingFor(parameter, wantedOf(kind));
  const input: z.ZodType<string | number> = hasUnit(kind)
    ? z.string()
    : z.union([z.number(), z.string()]);
  return leaf(setting, input, (given) => {
    if (parameter.unlimited && given === "unlimited") return Number.POSITIVE_INFINITY;
    const value = parseQuantity(given, kind);
    if (value < (least ?? -Infinity) || value > (most ?? Infinity))
      throw new MistakeError({ wanted: setting.wanted, hint: rule });
    return value;
  });
}

const hasUnit = (kind: ScalarKind): boolean => !["share", "number", "count"].includes(kind);

function settingFor(parameter: Parameter, wanted: string): Setting {
  const range = rangeOf(parameter);
  const { kind, meaning, source } = parameter;
  const setting = { kind, meaning, source, range, wanted: withRange(wanted, range) };
  return parameter.default === undefined ? setting : { ...setting, default: parameter.default };
}

function rangeOf({ min, max, unlimited }: Parameter): string {
  const limits = [min === undefined ? "" : `from ${min}`, max === undefined ? "" : `up to ${max}`];
  const range = limits.filter(Boolean).join(" ");
  return unlimited ? [range, "or unlimited"].filter(Boolean).join(" ") : range;
}

/** A law such as `exponential(mean 180s)`, of durations; `min` and `max` bound its mean. */
export function law(parameter: Parameter): Leaf<Distribution> {
  const wanted = 'a duration or a law of durations, such as "exponential(mean 180s)"';
  const most = parameter.max === undefined ? Infinity : parseQuantity(parameter.max, "duration");
  const setting = settingFor(parameter, wanted);
  return leaf(setting, z.string(), (text) => {
    const parsed = parseDistribution(text, (part, kind) => parseQuantity(part, kind as ScalarKind));
    if (parsed.mean > most) throw new MistakeError({ wanted: `a mean up to ${parameter.max}` });
    return parsed;
  });
}
