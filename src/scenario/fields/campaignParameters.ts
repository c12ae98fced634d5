import type { Parameter, Source } from "../../parameter.ts";

/** Parameters as campaigns have many of. */

export const assumed = (note: string): Source => ({ mark: "assumption", note });
export const NO_FIGURE = assumed("no public figure");

export const time = (meaning: string, standard: string, source: Source, max = "1h"): Parameter => ({
  kind: "distribution",
  meaning,
  default: standard,
  max,
  source,
});

export const share = (meaning: string, standard: number, source: Source): Parameter => ({
  kind: "share",
  meaning,
  default: standard,
  source,
});

export const number = (
  meaning: string,
  standard: number,
  max: number,
  source: Source,
): Parameter => ({
  kind: "number",
  meaning,
  default: standard,
  min: 0,
  max,
  source,
});

/** A section with an entry for each of a few words. */
export function perKey<K extends string, V>(keys: readonly K[], of: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, V>;
}
