import { meanOf, ratioOfMeans } from "./estimators.ts";
import { counter, perSecond } from "./sources.ts";
import type { Metric } from "./types.ts";

/** Look-ups of the IVR in back-ends; only where calls make any. */
export const treatment: readonly Metric[] = [
  {
    id: "lookUps.rate",
    unit: "/s",
    meaning: "look-ups in back-ends, begun in the measured time",
    estimator: meanOf(perSecond(counter("lookUps"))),
  },
  {
    id: "lookUps.timedOut.ratio",
    unit: "ratio",
    meaning: "look-ups without an answer in time over all look-ups",
    estimator: ratioOfMeans(counter("lookUps.timedOut"), counter("lookUps")),
  },
];
