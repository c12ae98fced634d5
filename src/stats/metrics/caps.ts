import { meanOf, windowQuantile } from "./estimators.ts";
import { counter, perSecond, windowMax } from "./sources.ts";
import type { Metric } from "./types.ts";

/** Call attempts per second. */
export const caps: readonly Metric[] = [
  {
    id: "caps.offered",
    unit: "1/s",
    meaning: "call attempts per second, mean over the measured time",
    estimator: meanOf(perSecond(counter("caps.offered"))),
  },
  {
    id: "caps.offered.max1s",
    unit: "1/s",
    meaning: "call attempts in the busiest second, mean over the replications",
    estimator: meanOf(windowMax("caps.offered")),
  },
  {
    id: "caps.offered.p99of1s",
    unit: "1/s",
    meaning: "call attempts per second not exceeded in 99 % of all seconds",
    estimator: windowQuantile("caps.offered", 0.99),
  },
  {
    id: "caps.offered.p999of1s",
    unit: "1/s",
    meaning: "call attempts per second not exceeded in 99.9 % of all seconds",
    estimator: windowQuantile("caps.offered", 0.999),
  },
  {
    id: "caps.answered",
    unit: "1/s",
    meaning: "calls answered by agents per second, mean over the measured time",
    estimator: meanOf(perSecond(counter("caps.answered"))),
  },
];
