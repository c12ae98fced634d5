import { createHash } from "node:crypto";
import type { Distribution } from "../engine/distributions/types.ts";
import type { Scenario } from "./types.ts";

/** The part of a scenario that decides what a replication does. */
export type Model = Omit<
  Scenario,
  | "name"
  | "title"
  | "hash"
  | "sizing"
  | "availability"
  | "expect"
  | "observed"
  | "exact"
  | "assumptions"
  | "fixedAssumptions"
>;

/**
 * SHA-256 of what the scenario means: units, comments, files, defaults left out or written, and the
 * spelling of a law make no difference. Left out are seed and number of replications, which say how
 * often and with which draws one looks, not at what (but antithetic pairs are told from independent
 * replications, since the draws of the same seed differ); a control variate, which only estimates
 * use; and what is only printed or computed beside the run (name, title, expectations,
 * observations, exact figures, sizing, availability over years).
 */
export function hashOf(model: Model): string {
  const { seed: _seed, replications: _replications, variates, control: _, ...rest } = model.run;
  const run = variates === "independent" ? rest : { ...rest, variates };
  return createHash("sha256")
    .update(canonical({ ...model, run }))
    .digest("hex");
}

/** JSON with sorted keys, in which infinities stay apart and a law is what it draws. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (ArrayBuffer.isView(value)) return canonical([...(value as Float64Array)]);
  if (typeof value === "number") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isLaw(value)) return canonical(drawn(value));
  const entries = Object.entries(value).map(([key, each]) => [key, canonical(each)] as const);
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(",")}}`;
}

const isLaw = (value: object): value is Distribution => "quantile" in value;

const drawn = ({ mean, variance, quantile }: Distribution) => [
  mean,
  variance,
  ...[0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99].map((u) => quantile(u)),
];
