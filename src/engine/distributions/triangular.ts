import { duration } from "./parameters.ts";
import type { DistributionKind } from "./types.ts";

/** Least, most likely and greatest value, as an expert estimates them; linear density between. */
export const triangular: DistributionKind = {
  name: "triangular",
  parameters: {
    from: duration("the least value"),
    mode: duration("the most likely value"),
    to: duration("the greatest value"),
  },
  example: "triangular(5s, 10s, 30s)",
  build({ from, mode, to }: { from: number; mode: number; to: number }, text) {
    if (!(from <= mode && mode <= to && from < to)) {
      throw new RangeError("from, mode and to in ascending order");
    }
    const rise = mode - from;
    const fall = to - mode;
    const width = to - from;
    const risingShare = rise / width;
    const quantile = (u: number) =>
      u < risingShare ? from + Math.sqrt(u * width * rise) : to - Math.sqrt((1 - u) * width * fall);
    const variance = (rise * rise + rise * fall + fall * fall) / 18;
    return { text, mean: (from + mode + to) / 3, variance, constant: false, quantile };
  },
};
