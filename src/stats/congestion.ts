import { totalWeight } from "../measure/histogram.ts";
import type { Layout } from "../measure/layout.ts";
import type { Sample, Sparse } from "../measure/types.ts";
import { type Interval, ratioInterval } from "./intervals.ts";
import { inPairs, NO_REDUCTION } from "./reduction.ts";

/** How often a pool would have been full, by its size. */
export interface Congestion {
  readonly scope: string;
  readonly points: readonly CongestionPoint[];
}

export interface CongestionPoint extends Pick<Interval, "estimate" | "low95" | "high95"> {
  readonly ports: number;
}

/**
 * Of the time that at most n of a pool were in use, the share in which all n were: what requests
 * that come at random times would lose with n ports, had more than n never been there. For any law
 * of holding times that is Erlang's loss formula (a truncated reversible process); requests that
 * answer to losses, as a dialler does, would differ. From the median up to the most that was used.
 */
export function congestionOf(
  layout: Layout,
  samples: readonly Sample[],
  scopes: readonly string[],
  { isPaired } = NO_REDUCTION,
): Congestion[] {
  return layout.entries
    .filter(({ kind, id }) => kind === "level" && id === "pool.inUse")
    .filter(({ scope }) => scopes.includes(scope))
    .flatMap(({ scope, index }) => {
      const levels = samples.flatMap(({ levelHistogram }) => levelHistogram[index] ?? []);
      if (levels.length < samples.length || levels.length === 0) return [];
      const points = pointsOf(levels, isPaired);
      return points.length === 0 ? [] : [{ scope, points }];
    });
}

function pointsOf(levels: readonly Sparse[], isPaired: boolean): CongestionPoint[] {
  const times = levels.map(
    ({ keys, weights }) => new Map([...keys].map((n, i) => [n, weights[i]])),
  );
  const greatest = Math.max(...levels.flatMap(({ keys }) => [...keys.slice(-1)]));
  const below = levels.map(() => 0);
  const points: CongestionPoint[] = [];
  const units = (values: readonly number[]) => (isPaired ? inPairs(values) : [...values]);
  const half = levels.reduce((sum, level) => sum + totalWeight(level), 0) / 2;
  for (let ports = 0; ports <= greatest; ports++) {
    const full = times.map((each) => each.get(ports) ?? 0);
    full.forEach((time, i) => {
      below[i] += time;
    });
    if (ports === 0 || below.reduce((sum, each) => sum + each, 0) < half) continue;
    const { estimate, low95, high95 } = ratioInterval(units(full), units(below));
    points.push({ ports, estimate, low95, high95 });
  }
  return points;
}
