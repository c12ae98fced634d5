import type { Parameter, Source } from "../../parameter.ts";

const BY_DEFINITION: Source = { mark: "standard", note: "part of the law's definition" };

/** A point in time of a law, such as the earliest value. */
export function duration(meaning: string): Parameter {
  return { kind: "duration", meaning, min: "0s", source: BY_DEFINITION };
}

/** The mean; positive, as a law without spread is written `constant`. */
export const mean: Parameter = {
  kind: "duration",
  meaning: "mean of the law",
  min: "1us",
  source: BY_DEFINITION,
};

/** A number without unit, within the range in which the law is computed to its stated accuracy. */
export function plainNumber(meaning: string, min: number, max: number): Parameter {
  return { kind: "number", meaning, min, max, source: BY_DEFINITION };
}

/** A whole number from 1 up to `max`. */
export function wholeNumber(meaning: string, max: number): Parameter {
  return { kind: "count", meaning, min: 1, max, source: BY_DEFINITION };
}

/** A probability, 0 to 1. */
export function share(meaning: string): Parameter {
  return { kind: "share", meaning, min: 0, max: 1, source: BY_DEFINITION };
}

/** A complete law within the law. */
export function innerLaw(meaning: string): Parameter {
  return { kind: "distribution", meaning, source: BY_DEFINITION };
}
