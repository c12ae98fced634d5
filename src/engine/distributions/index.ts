import { constant } from "./constant.ts";
import { empirical } from "./empirical.ts";
import { erlang } from "./erlang.ts";
import { exponential } from "./exponential.ts";
import { gamma } from "./gamma.ts";
import { hyperexponential } from "./hyperexponential.ts";
import { lognormal } from "./lognormal.ts";
import { never } from "./never.ts";
import { scaled } from "./scaled.ts";
import { triangular } from "./triangular.ts";
import type { DistributionKind } from "./types.ts";
import { uniform } from "./uniform.ts";
import { weibull } from "./weibull.ts";
import { zeroInflated } from "./zeroInflated.ts";

/** Every law a scenario can name; the only place that lists them. */
export const distributionKinds: readonly DistributionKind[] = [
  constant,
  exponential,
  erlang,
  gamma,
  lognormal,
  weibull,
  uniform,
  triangular,
  hyperexponential,
  empirical,
  zeroInflated,
  scaled,
  never,
];
