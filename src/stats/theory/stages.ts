/** The stages a caller in queue passes: each departure ahead is one. */
import { deathRate } from "./birthDeath.ts";
import { requireNotNegative } from "./checks.ts";
import type { AgentStage } from "./queues.ts";

/** For each number 0 … count − 1 already waiting: the chance to be answered within `time`, s. */
export function chancesToAnswer(stage: AgentStage, time: number, count: number): Float64Array {
  const { servers, serviceTime, patience = Infinity } = stage;
  const rate = servers / serviceTime;
  // Given that service comes first, each stage is as if one caller more could leave.
  const chances = chancesToStay(rate + 1 / patience, 1 / patience, time, count);
  for (let j = 0; j < count; j++) {
    chances[j] = ((1 - chances[j]) * rate) / deathRate(stage, servers + j + 1);
  }
  return chances;
}

/** Weights above this are scaled down, that they do not overflow. */
const LARGE = 1e150;

/**
 * For each j = 0 … count − 1: the chance that exponential stages of rates r, r + θ … r + j θ
 * together take longer than t = `time`. Source: it is that of at most j events of a pure birth
 * process, whose probabilities have the ratios (r + i θ) s / (i + 1), s = (1 − e^(−θt)) / θ, and
 * begin with e^(−rt); Poisson for θ = 0, else negative binomial. O(count).
 */
export function chancesToStay(
  rate: number,
  growth: number,
  time: number,
  count: number,
): Float64Array {
  requireNotNegative("time", time);
  const chances = new Float64Array(count);
  const factor = growth === 0 ? time : oneLessExp(growth * time) / growth;
  let [logUnit, weight, total] = [-rate * time, 1, 1];
  let unit = Math.exp(logUnit);
  for (let i = 0; i < count; i++) {
    chances[i] = Math.min(1, total * unit);
    weight *= ((rate + i * growth) * factor) / (i + 1);
    total += weight;
    if (total > LARGE) {
      [weight, total] = [weight / LARGE, total / LARGE];
      logUnit += Math.log(LARGE);
      unit = Math.exp(logUnit);
    }
  }
  return chances;
}

/** 1 − e⁻ˣ, exact for small x too. Source: W. Kahan's quotient, in which the errors cancel. */
function oneLessExp(x: number): number {
  const exp = Math.exp(-x);
  if (exp === 1) return x;
  return exp === 0 ? 1 : ((1 - exp) * x) / -Math.log(exp);
}
