import { levelQuantile, meanOf, ratioOfMeans } from "./estimators.ts";
import { counter, levelMax, levelMean } from "./sources.ts";
import type { Metric } from "./types.ts";

/** Trunks and media ports. */
export const pools: readonly Metric[] = [
  {
    id: "pool.inUse",
    unit: "ports",
    meaning: "ports in use: time average",
    estimator: meanOf(levelMean("pool.inUse")),
  },
  {
    id: "pool.inUse.max",
    unit: "ports",
    meaning: "ports in use: mean over the replications of each one's greatest number",
    estimator: meanOf(levelMax("pool.inUse")),
  },
  {
    id: "pool.inUse.p999",
    unit: "ports",
    meaning: "ports that cover 99.9 % of the time of all replications together",
    estimator: levelQuantile("pool.inUse", 0.999),
  },
  {
    id: "pool.occupancy",
    unit: "ratio",
    meaning: "ports in use over ports there are, both as time averages",
    estimator: ratioOfMeans(levelMean("pool.inUse"), levelMean("pool.size")),
  },
  {
    id: "pool.blocked.ratio",
    unit: "ratio",
    meaning: "requests that found no free port over all requests in the measured time",
    estimator: ratioOfMeans(counter("pool.blocked"), counter("pool.offered")),
  },
];
