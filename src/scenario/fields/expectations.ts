import * as z from "zod";
import { parseQuantity, QuantityError } from "../../units.ts";
import type { Expectation } from "../types.ts";
import { MistakeError } from "./leaf.ts";
import { quantity } from "./quantities.ts";
import { formed, text } from "./words.ts";

const FORM = /^([A-Za-z][\w.]*)\s*(?:\[([^\]]+)\])?\s*(<=|>=)\s*(\S.*)$/;
const WANTED = 'metric, scope in brackets, <= or >=, and a limit, such as "service.level >= 0.8"';

/**
 * Limits to hold: `agents.occupancy[site:dc1] <= 0.85`. A limit is a plain number in the metric's
 * unit, or `80%`, `30s` (seconds) or `100Mbps` (Mbps).
 */
export const EXPECT_FIELDS = z.array(formed("A limit to hold", WANTED, expectationOf)).prefault([]);

function expectationOf(written: string): Expectation {
  const match = FORM.exec(written.trim());
  if (match === null) throw new MistakeError({ wanted: WANTED });
  const [, metric, scope = "cluster", relation, limit] = match as unknown as string[];
  return {
    text: written.trim(),
    metric: metric!,
    scope,
    relation: relation as Expectation["relation"],
    limit: limitOf(limit!, written.lastIndexOf(limit!)),
  };
}

const LIMITS = [
  { form: /^[-+]?[\d.]+(?:e[-+]?\d+)?$/i, kind: "number", unit: 1 },
  { form: /%$/, kind: "share", unit: 1 },
  { form: /bps$/, kind: "bandwidth", unit: 1e6 },
  { form: /[a-z]$/, kind: "duration", unit: 1e6 },
] as const;

function limitOf(given: string, offset: number): number {
  const way = LIMITS.find(({ form }) => form.test(given)) ?? LIMITS[0];
  try {
    return parseQuantity(given, way.kind) / way.unit;
  } catch (error) {
    if (!(error instanceof QuantityError)) throw error;
    const wanted = "a limit such as 0.8, 80%, 30s or 100Mbps";
    throw new MistakeError({ wanted, given: JSON.stringify(given), offset, length: given.length });
  }
}

/** Measured figures to print beside the simulated ones. */
export const OBSERVED_FIELDS = z
  .array(
    z.strictObject({
      metric: text("Metric that was measured, such as wait.mean"),
      scope: text("What it was measured of", "cluster"),
      value: quantity({
        kind: "number",
        meaning: "The figure, in the metric's unit",
        source: { mark: "assumption", note: "the planner's own measurement" },
      }),
    }),
  )
  .prefault([]);
