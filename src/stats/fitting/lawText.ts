import type { ParameterValue } from "../../engine/distributions/types.ts";
import { zeroInflated } from "../../engine/distributions/zeroInflated.ts";
import type { Family } from "./families.ts";
import type { FittedParameter } from "./types.ts";

type Kind = Family["kind"];

/** The law as text and built, in seconds; both have the rounded parameters. */
export function written(kind: Kind, law: readonly FittedParameter[], share?: FittedParameter) {
  const inner = lawText(kind, law);
  if (share === undefined) return { ...inner, parameters: law };
  const rounded = fiveDigits(share.estimate);
  const text = `zeroInflated(share ${rounded}, law ${inner.text})`;
  const values = { share: rounded, law: inner.distribution };
  return { text, distribution: zeroInflated.build(values, text), parameters: [share, ...law] };
}

function lawText(kind: Kind, parameters: readonly FittedParameter[]) {
  const rounded = parameters.map(({ name, unit, estimate }) => ({
    name,
    unit,
    value: unit === "s" ? wholeMicroseconds(estimate) : fiveDigits(estimate),
  }));
  const text = `${kind.name}(${rounded.map((p) => `${p.name} ${p.value}${p.unit}`).join(", ")})`;
  const values: Record<string, ParameterValue> = {};
  for (const { name, value } of rounded) values[name] = value;
  return { text, distribution: kind.build(values, text) };
}

const fiveDigits = (value: number): number => Number(value.toPrecision(5));

/** A scenario counts in whole microseconds, and no law has a mean below one. */
export const wholeMicroseconds = (seconds: number): number =>
  Math.max(1, Math.round(fiveDigits(seconds) * 1e6)) / 1e6;
