import type { Ranged } from "./dispersion.ts";
import { maximise } from "./maximise.ts";
import { profileEnds } from "./profile.ts";

/** Times from the end of a call to the next one of the same caller, seconds. */
export interface NextCalls {
  readonly seconds: ArrayLike<number>;
  /** 1: the caller did call; 0: observation ended first. */
  readonly isCall: ArrayLike<number>;
}

/** Callers who gave up and call again because of it. */
export interface Redials {
  /** Of the calls given up. */
  readonly share: Ranged;
  /** Mean of an exponential delay, seconds. */
  readonly delay: Ranged;
  /** Calls given up, and how many of their callers were seen to call again. */
  readonly count: number;
  readonly events: number;
  /** Calls per second of callers who were served, who call again for other reasons. */
  readonly otherRate: number;
}

/** Fewer who call again tell no delay. */
const EVENTS_MIN = 10;

/**
 * Of those who gave up a share p calls again after an exponential time; beside that every known
 * caller calls again at the rate of those who were served. Observation ends with the day, so that a
 * next call that is not seen may yet come: with F the law of the delay and β the other rate, a next
 * call after t has density [p f(t) + (1 − p F(t)) β] e^{−βt}, none until t the probability
 * (1 − p F(t)) e^{−βt}. A mixture cure model with competing risks (Boag, Journal of the Royal
 * Statistical Society B 11 (1949) 15–53); maximum likelihood, intervals by profile.
 * @returns null where fewer than ten called again
 */
export function redialsOf(givenUp: NextCalls, served: NextCalls): Redials | null {
  const count = givenUp.seconds.length;
  const events = Array.from(givenUp.isCall).reduce((sum, each) => sum + each, 0);
  if (events < EVENTS_MIN) return null;
  const otherRate = rateOf(served);
  const objective = ([logitP, logDelay]: readonly number[]) =>
    redialLikelihood(givenUp, 1 / (1 + Math.exp(-logitP!)), Math.exp(logDelay!), otherRate);
  const share = Math.min(0.95, Math.max(0.01, events / count));
  const mean = Math.max(1, meanSeconds(givenUp));
  let peak = maximise(objective, [Math.log(share / (1 - share)), Math.log(mean)], 0.5);
  peak = maximise(objective, peak.point, 0.2);
  const [shareEnds, delayEnds] = [profileEnds(objective, peak, 0), profileEnds(objective, peak, 1)];
  const p = (x: number | null, otherwise: number) =>
    x === null ? otherwise : 1 / (1 + Math.exp(-x));
  const seconds = (x: number | null, otherwise: number) => (x === null ? otherwise : Math.exp(x));
  const [at, delay] = peak.point as [number, number];
  return {
    share: { estimate: p(at, 0), low95: p(shareEnds.low, 0), high95: p(shareEnds.high, 1) },
    delay: {
      estimate: Math.exp(delay),
      low95: seconds(delayEnds.low, 0),
      high95: seconds(delayEnds.high, Number.POSITIVE_INFINITY),
    },
    ...{ count, events, otherRate },
  };
}

/** Of those who called again. */
function meanSeconds({ seconds, isCall }: NextCalls): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < seconds.length; i++)
    if (isCall[i] === 1) {
      sum += seconds[i]!;
      count++;
    }
  return sum / count;
}

/** Calls per second of observation. */
export function rateOf({ seconds, isCall }: NextCalls): number {
  let [exposure, calls] = [0, 0];
  for (let i = 0; i < seconds.length; i++) {
    exposure += seconds[i]!;
    calls += isCall[i]!;
  }
  return exposure > 0 ? calls / exposure : 0;
}

/** Logarithm of the likelihood of what `redialsOf` describes; `mean` delay in seconds. */
export function redialLikelihood(
  { seconds, isCall }: NextCalls,
  p: number,
  mean: number,
  other: number,
) {
  let sum = 0;
  for (let i = 0; i < seconds.length; i++) {
    const t = seconds[i]!;
    const left = Math.exp(-t / mean);
    const stays = 1 - p * (1 - left);
    const density = isCall[i] === 1 ? (p * left) / mean + stays * other : stays;
    sum += Math.log(Math.max(density, 1e-300)) - other * t;
  }
  return sum;
}
