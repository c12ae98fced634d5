import { meanOf } from "./estimators.ts";
import { counter, levelMean, perSecond, windowMax } from "./sources.ts";
import type { Metric } from "./types.ts";

/** Phones at the registrar. */
export const registrations: readonly Metric[] = [
  {
    id: "registrations.active",
    unit: "phones",
    meaning: "phones with a valid registration: time average",
    estimator: meanOf(levelMean("registrations.active")),
  },
  {
    id: "registrations.rate",
    unit: "1/s",
    meaning: "registrations and refreshes per second, mean over the measured time",
    estimator: meanOf(perSecond(counter("registrations"))),
  },
  {
    id: "registrations.rate.max1s",
    unit: "1/s",
    meaning: "registrations and refreshes in the busiest second, mean over the replications",
    estimator: meanOf(windowMax("registrations")),
  },
];
