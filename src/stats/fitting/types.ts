import type { Distribution } from "../../engine/distributions/types.ts";
import type { Distance } from "./distance.ts";

/** Laws that can be fitted, as a scenario names them. */
export type LawName = "exponential" | "erlang" | "gamma" | "weibull" | "lognormal";

/** A parameter of a fitted law, as the scenario names it. */
export interface FittedParameter {
  readonly name: "share" | "mean" | "cv" | "shape";
  readonly unit: "s" | "";
  readonly estimate: number;
  /** Profile likelihood; null where the likelihood sets no limit on this side. */
  readonly low95: number | null;
  readonly high95: number | null;
}

/** A law fitted by maximum likelihood. */
export interface LawFit extends Distance {
  readonly law: LawName;
  /** A share of exact zeros stands before the law: `zeroInflated(share …, law …)`. */
  readonly hasAtom: boolean;
  /** As a scenario writes it, with five significant digits. */
  readonly text: string;
  readonly parameters: readonly FittedParameter[];
  /** Of probabilities of intervals where durations are rounded, else of densities in 1/s. */
  readonly logLikelihood: number;
  readonly parameterCount: number;
  readonly aic: number;
  readonly bic: number;
  /** Durations, and those among them that were not cut short. */
  readonly n: number;
  readonly events: number;
  /** A parameter lies at the end of the range a scenario allows it. */
  readonly isAtLimit: boolean;
  /** The law in seconds. */
  readonly distribution: Distribution;
  /** The probability to exceed so many seconds. */
  survival(seconds: number): number;
}

/** All laws fitted to one set of durations. */
export interface LawFits {
  /** By BIC, best first. */
  readonly fits: readonly LawFit[];
  readonly best: LawFit;
  /** The best law is farther from the data than chance explains: `empirical` is better. */
  readonly isOff: boolean;
  /** A sentence on the choice and on how well it fits. */
  readonly verdict: string;
}
