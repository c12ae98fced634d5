import { duration } from "./parameters.ts";
import type { DistributionKind } from "./types.ts";

/** Every value between two bounds alike. */
export const uniform: DistributionKind = {
  name: "uniform",
  parameters: { from: duration("the least value"), to: duration("the greatest value") },
  example: "uniform(10s, 20s)",
  build({ from, to }: { from: number; to: number }, text) {
    if (!(from < to)) throw new RangeError("from below to");
    const width = to - from;
    const quantile = (u: number) => from + u * width;
    return {
      text,
      mean: from + width / 2,
      variance: (width * width) / 12,
      constant: false,
      quantile,
    };
  },
};
