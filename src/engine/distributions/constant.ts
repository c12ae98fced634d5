import { duration } from "./parameters.ts";
import type { DistributionKind } from "./types.ts";

/** Always the same value. A scenario may write the bare duration instead: `180s`. */
export const constant: DistributionKind = {
  name: "constant",
  parameters: { value: duration("the value of every draw") },
  example: "constant(180s)",
  build({ value }: { value: number }, text) {
    return { text, mean: value, variance: 0, constant: true, quantile: () => value };
  },
};
