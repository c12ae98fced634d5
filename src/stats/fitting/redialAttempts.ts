import { upperGamma } from "../../engine/special/incompleteGamma.ts";
import type { DispersionTest } from "./dispersion.ts";
import { maximise } from "./maximise.ts";
import { type CallersLog, followedCalls, nextCallsOf } from "./redialCalls.ts";
import { type NextCalls, type Redials, rateOf, redialLikelihood, redialsOf } from "./redialling.ts";

/** Whether callers who hung up before are as likely to call again as those who do it first. */
export interface RedialAttempts {
  /** After the first call; null where fewer than ten called again. */
  readonly first: Redials | null;
  /** After any further one. */
  readonly later: Redials | null;
  /** One share for both against two, the delay alike; null where one share cannot be told. */
  readonly test: DispersionTest | null;
}

const EVENTS_MIN = 10;

/**
 * The model has one share for every attempt up to the last. Likelihood ratio test, about a
 * chi-square with one degree of freedom (S. S. Wilks, Annals of Mathematical Statistics 9 (1938)
 * 60–62).
 */
export function redialAttemptsOf(log: CallersLog): RedialAttempts {
  const followed = followedCalls(log);
  const served = nextCallsOf(followed, (row) => log.end[row] === "served");
  const abandoned = (isOf: (attempt: number) => boolean) =>
    nextCallsOf(followed, (row, attempt) => log.end[row] === "abandoned" && isOf(attempt));
  const [first, later] = [abandoned((n) => n === 1), abandoned((n) => n > 1)];
  return {
    first: redialsOf(first, served),
    later: redialsOf(later, served),
    test: testOf(first, later, rateOf(served)),
  };
}

function testOf(first: NextCalls, later: NextCalls, other: number): DispersionTest | null {
  const events = [first, later].map(({ isCall }) => Array.from(isCall).filter(Boolean).length);
  if (events[0]! + events[1]! < EVENTS_MIN || later.seconds.length === 0) return null;
  const share = (logit: number) => 1 / (1 + Math.exp(-logit));
  const two = ([a, b, delay]: readonly number[]) =>
    redialLikelihood(first, share(a!), Math.exp(delay!), other) +
    redialLikelihood(later, share(b!), Math.exp(delay!), other);
  const one = ([a, delay]: readonly number[]) => two([a!, a!, delay!]);
  const alike = peakOf(one, [0, Math.log(600)]);
  const [a, delay] = alike.point as [number, number];
  const apart = peakOf(two, [a, a, delay]);
  const statistic = Math.max(0, 2 * (apart.value - alike.value));
  return { statistic, freedom: 1, p: upperGamma(0.5, statistic / 2) };
}

/** Twice: a simplex that has shrunk too early starts anew. */
function peakOf(f: (point: readonly number[]) => number, start: readonly number[]) {
  return maximise(f, maximise(f, start, 0.5).point, 0.3);
}
