import * as z from "zod";
import { parseQuantity, QuantityError } from "../../units.ts";
import type { Expectation } from "../types.ts";
import { MistakeError } from "./leaf.ts";
import type { Names } from "./names.ts";
import { quantity } from "./quantities.ts";
import { formed, reference, text, unknownName } from "./words.ts";

const FORM = /^([A-Za-z][\w.]*)\s*(?:\[([^\]]+)\])?\s*(<=|>=)\s*(\S.*)$/;
const WANTED = 'metric, scope in brackets, <= or >=, and a limit, such as "service.level >= 0.8"';

type Metrics = Names["metrics"];

/**
 * Limits to hold: `agents.occupancy[site:dc1] <= 0.85`. A limit is a plain number in the metric's
 * unit, or `80%`, `30s` (seconds) or `100Mbps` (Mbps).
 */
export const expectFields = (names: Names | undefined) =>
  z
    .array(
      formed("A limit to hold", WANTED, (written) => expectationOf(written.trim(), names?.metrics)),
    )
    .prefault([]);

function expectationOf(written: string, metrics: Metrics): Expectation {
  const match = FORM.exec(written);
  if (match === null) throw new MistakeError({ wanted: WANTED });
  const [, metric, scope = "cluster", relation, limit] = match as unknown as [
    string,
    string,
    string | undefined,
    Expectation["relation"],
    string,
  ];
  const unknown = unknownName("metric", metric, metrics && [...metrics.keys()]);
  if (unknown) throw refusal(unknown.wanted, metric, 0, unknown.candidates);
  const value = limitOf(limit, metrics?.get(metric), written.length - limit.length);
  return { text: written, metric, scope, relation, limit: value };
}

const LIMITS = [
  { form: /^[-+]?[\d.]+(?:e[-+]?\d+)?$/i, kind: "number", unit: "", size: 1 },
  { form: /%$/, kind: "share", unit: "ratio", size: 1 },
  { form: /bps$/, kind: "bandwidth", unit: "Mbps", size: 1e6 },
  { form: /[a-z]$/, kind: "duration", unit: "s", size: 1e6 },
] as const;

/** In the metric's unit, which a plain number takes for granted. */
function limitOf(given: string, metricUnit: string | undefined, offset: number): number {
  const { kind, unit, size } = LIMITS.find(({ form }) => form.test(given)) ?? LIMITS[0];
  try {
    const limit = parseQuantity(given, kind) / size;
    if (unit === "" || metricUnit === undefined || metricUnit === unit) return limit;
  } catch (error) {
    if (!(error instanceof QuantityError)) throw error;
    throw refusal("a limit such as 0.8, 80%, 30s or 100Mbps", given, offset);
  }
  throw refusal(`a limit in the metric's unit, ${metricUnit}`, given, offset);
}

function refusal(
  wanted: string,
  given: string,
  offset: number,
  candidates: readonly string[] = [],
): MistakeError {
  const place = { offset, length: given.length };
  return new MistakeError({ wanted, given: JSON.stringify(given), candidates, ...place });
}

/** The name of a metric there is. */
export const metricName = (names: Names | undefined, meaning: string) =>
  reference("metric", meaning, names?.metrics && [...names.metrics.keys()]);

/** Measured figures to print beside the simulated ones. */
export const observedFields = (names: Names | undefined) =>
  z
    .array(
      z.strictObject({
        metric: metricName(names, "Metric that was measured, such as wait.mean"),
        scope: text("What it was measured of", "cluster"),
        value: quantity({
          kind: "number",
          meaning: "The figure, in the metric's unit",
          source: { mark: "given", note: "the planner's own measurement" },
        }),
      }),
    )
    .prefault([]);
