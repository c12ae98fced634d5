import type { Demand } from "../scenario/types.ts";

/** What becomes of callers in queue treatment. */
export interface Treatment {
  /** Share of those that queue who hang up before it ends. */
  readonly leaving: number;
  /** Mean time until these do, microseconds; 0 when nobody does. */
  readonly untilLeavingUs: number;
  /** Mean of all: E min(treatment, patience), microseconds. */
  readonly meanUs: number;
}

/** The greatest uniform a law accepts. */
const LAST_UNIFORM = 1 - Number.EPSILON / 2;
/** Quantiles rise: the mean of so many is less than the treatment / 4096 beside the integral. */
const STEPS = 4096;

/** Patience runs from the start of the treatment. Of any law, those with callers of no end too. */
export function treatmentOf({
  queueTreatmentUs,
  patience,
}: Pick<Demand, "queueTreatmentUs" | "patience">): Treatment {
  const leaving = shareBelow(patience.quantile, queueTreatmentUs);
  let sum = 0;
  if (leaving > 0)
    for (let i = 0; i < STEPS; i++) sum += patience.quantile((leaving * (i + 0.5)) / STEPS);
  const untilLeavingUs = sum / STEPS;
  const meanUs = leaving * untilLeavingUs + (1 - leaving) * queueTreatmentUs;
  return { leaving, untilLeavingUs, meanUs };
}

/** P(R < x), by bisection. */
function shareBelow(quantile: (u: number) => number, x: number): number {
  if (quantile(0) >= x) return 0;
  if (quantile(LAST_UNIFORM) < x) return 1;
  let [low, high] = [0, LAST_UNIFORM];
  while (high - low > Number.EPSILON / 2) {
    const middle = (low + high) / 2;
    if (quantile(middle) < x) low = middle;
    else high = middle;
  }
  return high;
}
