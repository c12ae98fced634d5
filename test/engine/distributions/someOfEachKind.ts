import { distributionKinds } from "../../../src/engine/distributions/index.ts";
import { read } from "./read.ts";

const others = [
  "erlang(mean 3s, shape 40)",
  "gamma(mean 1s, cv 0.1)",
  "gamma(mean 1s, cv 2)",
  "hyperexponential(mean 1s, cv 1)",
  "lognormal(mean 20s, cv 0.2)",
  "triangular(5s, 5s, 30s)",
  "triangular(5s, 30s, 30s)",
  "weibull(mean 1s, shape 3)",
  "zeroInflated(share 0, mean 2s)",
  "zeroInflated(share 0.3, gamma(mean 2s, cv 0.5))",
];

/** Texts, read anew by each test. */
export const laws = [...distributionKinds.map((kind) => kind.example), ...others];
export const variable = laws.filter((text) => !read(text).constant);
