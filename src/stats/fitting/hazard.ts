import { lowerGamma } from "../../engine/special/incompleteGamma.ts";
import type { Bounded } from "./kaplanMeier.ts";

/** A stretch of time and how often what had lasted that long ended in it. */
export interface HazardPiece {
  /** Seconds, `from` included and `to` not. */
  readonly from: number;
  readonly to: number;
  readonly events: number;
  /** Seconds that durations spent in the stretch, together. */
  readonly exposure: number;
  /** Per second; null without exposure. */
  readonly hazard: Bounded;
}

const TAIL = 0.025;

/**
 * The hazard of durations that were cut short in part, constant between edges: events over
 * exposure (occurrence/exposure rates), with the exact interval of a Poisson count (F. Garwood,
 * Biometrika 28 (1936) 437–442). Events at 0 s belong to the first piece that begins at 0.
 * @param edges ascending, in seconds; what lies outside is not counted
 */
export function hazard(
  times: ArrayLike<number>,
  isEvent: ArrayLike<number>,
  edges: readonly number[],
): readonly HazardPiece[] {
  return edges.slice(1).map((to, piece) => {
    const from = edges[piece];
    let [events, exposure] = [0, 0];
    for (let i = 0; i < times.length; i++) {
      exposure += Math.max(0, Math.min(times[i], to) - from);
      if (isEvent[i] === 1 && times[i] >= from && times[i] < to) events++;
    }
    return { from, to, events, exposure, hazard: rate(events, exposure) };
  });
}

function rate(events: number, exposure: number): Bounded {
  if (exposure === 0) return { estimate: null, low95: null, high95: null };
  const { low, high } = poissonEnds(events);
  return { estimate: events / exposure, low95: low / exposure, high95: high / exposure };
}

/** The means between which a Poisson count lies with 95 %: gamma quantiles. */
export function poissonEnds(count: number): { readonly low: number; readonly high: number } {
  return {
    low: count === 0 ? 0 : solve((mean) => lowerGamma(count, mean), count, TAIL),
    high: solve((mean) => lowerGamma(count + 1, mean), count + 1, 1 - TAIL),
  };
}

/** Where a distribution function of about this mean and variance reaches a probability. */
function solve(cdf: (x: number) => number, about: number, probability: number): number {
  let low = 0;
  let high = about + 10 * Math.sqrt(about) + 10;
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    if (cdf(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
