import { gamma } from "./gamma.ts";
import { mean as meanParameter, wholeNumber } from "./parameters.ts";
import type { DistributionKind } from "./types.ts";

/** The sum of `shape` exponential phases of equal mean: the gamma law with cv 1/√shape. */
export const erlang: DistributionKind = {
  name: "erlang",
  parameters: { mean: meanParameter, shape: wholeNumber("number of phases", 1000) },
  example: "erlang(mean 180s, shape 3)",
  build({ mean, shape }: { mean: number; shape: number }, text) {
    if (!Number.isInteger(shape)) throw new RangeError("a whole number as shape");
    return gamma.build({ mean, cv: 1 / Math.sqrt(shape) }, text);
  },
};
