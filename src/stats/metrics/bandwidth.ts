import { meanOf, ratioOfMeans, windowQuantile } from "./estimators.ts";
import { counter, scaled, windowMax, windowMean } from "./sources.ts";
import type { Metric } from "./types.ts";

const MBPS_PER_BPS = 1e-6;

const kinds: readonly (readonly [kind: string, meaning: string])[] = [
  ["media", "RTP streams"],
  ["signalling", "SIP messages"],
  ["tlib", "T-Library events and requests"],
];

const PER_MILLION = 1e-6;

const within = (probability: number) => `not exceeded in ${probability * 100} % of all seconds`;

/** All that a link of limited capacity has to carry, over what it can. */
const utilisation: readonly Metric[] = [
  {
    id: "bandwidth.utilisation",
    unit: "ratio",
    meaning: "all traffic on one direction of a link over its capacity: mean",
    estimator: meanOf(scaled(PER_MILLION, windowMean("link.ppm"))),
  },
  ...[0.95, 0.99].map(
    (probability): Metric => ({
      id: `bandwidth.utilisation.p${probability * 100}of1s`,
      unit: "ratio",
      meaning: `all traffic of a second over a link's capacity: ${within(probability)}`,
      estimator: windowQuantile("link.ppm", probability, PER_MILLION),
    }),
  ),
  {
    id: "bandwidth.utilisation.max1s",
    unit: "ratio",
    meaning: "the same in the busiest second, mean over the replications",
    estimator: meanOf(scaled(PER_MILLION, windowMax("link.ppm"))),
  },
];

/** Calls whose media found no room on a link that has room for so many only. */
const refused: readonly Metric[] = [
  {
    id: "bandwidth.refused",
    unit: "calls",
    meaning: "calls in the measured time whose media found no room on the link",
    estimator: meanOf(counter("link.refused")),
  },
  {
    id: "bandwidth.refused.ratio",
    unit: "ratio",
    meaning: "the same over the calls whose media came to the link in the measured time",
    estimator: ratioOfMeans(counter("link.refused"), counter("link.offered")),
  },
];

/** Load of each direction of each link: bytes of the layer that counts, 10^6 bit/s. */
export const bandwidth: readonly Metric[] = [...kinds.flatMap(ofKind), ...utilisation, ...refused];

function ofKind([kind, meaning]: (typeof kinds)[number]): Metric[] {
  const recorded = `link.${kind}`;
  const quantile = (name: string, probability: number): Metric => ({
    id: `bandwidth.${kind}.${name}`,
    unit: "Mbps",
    meaning: `${meaning}: ${within(probability)}`,
    estimator: windowQuantile(recorded, probability, MBPS_PER_BPS),
  });
  return [
    {
      id: `bandwidth.${kind}`,
      unit: "Mbps",
      meaning: `${meaning} on one direction of a link: mean over the measured time`,
      estimator: meanOf(scaled(MBPS_PER_BPS, windowMean(recorded))),
    },
    quantile("p95of1s", 0.95),
    quantile("p99of1s", 0.99),
    {
      id: `bandwidth.${kind}.max1s`,
      unit: "Mbps",
      meaning: `${meaning} in the busiest second, mean over the replications`,
      estimator: meanOf(scaled(MBPS_PER_BPS, windowMax(recorded))),
    },
  ];
}
