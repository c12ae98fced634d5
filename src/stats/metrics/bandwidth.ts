import { meanOf, windowQuantile } from "./estimators.ts";
import { scaled, windowMax, windowMean } from "./sources.ts";
import type { Metric } from "./types.ts";

const MBPS_PER_BPS = 1e-6;

const kinds: readonly (readonly [kind: string, meaning: string])[] = [
  ["media", "RTP streams"],
  ["signalling", "SIP messages"],
  ["tlib", "T-Library events and requests"],
];

/** Load of each direction of each link: Ethernet bytes, 10^6 bit/s. */
export const bandwidth: readonly Metric[] = kinds.flatMap(([kind, meaning]): Metric[] => {
  const recorded = `link.${kind}`;
  const quantile = (name: string, probability: number): Metric => ({
    id: `bandwidth.${kind}.${name}`,
    unit: "Mbps",
    meaning: `${meaning}: not exceeded in ${probability * 100} % of all seconds`,
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
});
