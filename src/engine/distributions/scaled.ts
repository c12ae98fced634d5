import { innerLaw, plainNumber } from "./parameters.ts";
import type { Distribution, DistributionKind } from "./types.ts";

/** Another law, all of whose values are a factor longer: what if every talk took 3 % more. */
export const scaled: DistributionKind = {
  name: "scaled",
  parameters: {
    factor: plainNumber("what every value is multiplied by", 0.001, 1000),
    law: innerLaw("law of the values before"),
  },
  example: "scaled(factor 1.03, law exponential(mean 180s))",
  build({ factor, law }: { factor: number; law: Distribution }, text) {
    return {
      text,
      mean: factor * law.mean,
      variance: factor * factor * law.variance,
      constant: law.constant,
      quantile: (u) => factor * law.quantile(u),
    };
  },
};
