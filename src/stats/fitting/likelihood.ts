import type { Durations } from "./collapse.ts";
import type { LawAt } from "./families.ts";

/** From so many widths of the interval up, the mean density over it is taken by its curvature. */
const WIDTHS_FROM_ZERO = 16;
const WIDTHS_PER_DEVIATION = 4;
/** A difference of two probabilities that has lost more digits than this is not used. */
const LOST_DIGITS = 1e-10;

/**
 * The log-likelihood of durations under a law: of the interval that a rounded duration stands for,
 * P(x − r/2 < X <= x + r/2), zero included; of the density where durations are exact; of the
 * survival where they were cut short. −Infinity where an exact zero would need a density.
 */
export function logLikelihood(durations: Durations, law: LawAt): number {
  const { zeros, resolution } = durations;
  const belowFirst = zeros === 0 ? 0 : zeros * Math.log(law.cdf(resolution / 2));
  return belowFirst + ofPositive(durations, law);
}

/**
 * The same with an atom: exactly zero with probability `share`, otherwise the law. Without a
 * share, for the share that makes it greatest.
 */
export function logLikelihoodWithAtom(durations: Durations, law: LawAt, share?: number): number {
  const { zeros, resolution } = durations;
  const others = durations.events.count + durations.censored.count;
  const below = resolution === 0 ? 0 : law.cdf(resolution / 2);
  const atom = share ?? bestShare(durations, law);
  const atZero = atom + (1 - atom) * below;
  const first = zeros === 0 ? 0 : zeros * Math.log(atZero);
  return first + others * Math.log(1 - atom) + ofPositive(durations, law);
}

/** The share at zero that makes the likelihood greatest: what rounding to zero does not explain. */
export function bestShare(durations: Durations, law: LawAt): number {
  const { zeros, resolution, events, censored } = durations;
  const seen = zeros / (zeros + events.count + censored.count);
  const below = resolution === 0 ? 0 : law.cdf(resolution / 2);
  return Math.max(0, 1 - (1 - seen) / (1 - below));
}

function ofPositive(durations: Durations, law: LawAt): number {
  const { events, censored, resolution } = durations;
  let sum = resolution === 0 ? 0 : events.count * Math.log(resolution);
  for (let i = 0; i < events.values.length; i++) {
    sum += events.weights[i] * logMeanDensity(law, events.values[i], events.logs[i], resolution);
  }
  for (let i = 0; i < censored.values.length; i++) {
    sum += censored.weights[i] * law.logSurvival(censored.values[i]);
  }
  return sum;
}

/**
 * ln of the mean density over an interval around x: by Taylor's series where the interval is
 * narrow, f(x) (1 + r² f″(x) / (24 f(x))), else by the difference of probabilities.
 */
function logMeanDensity(law: LawAt, x: number, logX: number, width: number): number {
  const atMiddle = law.logDensity(x, logX);
  if (width === 0) return atMiddle;
  if (x >= WIDTHS_FROM_ZERO * width && law.deviation >= WIDTHS_PER_DEVIATION * width) {
    const bend = (width * width * law.curvature(x, logX)) / 24;
    if (bend > -0.5) return atMiddle + Math.log1p(bend);
  }
  const [low, high] = [Math.max(0, x - width / 2), x + width / 2];
  const isUpper = law.survival(x) < 0.5;
  const [more, less] = isUpper
    ? [law.survival(low), law.survival(high)]
    : [law.cdf(high), low === 0 ? 0 : law.cdf(low)];
  const chance = more - less;
  return chance > LOST_DIGITS * more ? Math.log(chance / width) : atMiddle;
}
