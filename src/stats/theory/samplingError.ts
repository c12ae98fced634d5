import { stationaryLaw } from "./birthDeath.ts";
import { birthDeathWaiting } from "./birthDeathWaiting.ts";
import type { Masses } from "./masses.ts";
import type { BirthDeathQueue } from "./queues.ts";
import { chancesToAnswer } from "./stages.ts";

/**
 * How much one long run scatters around the exact figures of the same name in `Waiting`: standard
 * deviation times the root of the number of offered calls, so that the standard error of N calls is
 * the figure over √N. Independent replications of N calls together have the same, as long as each
 * is long against the memory of the queue and its warm-up is left out. 0 where the figure is fixed.
 */
export interface SamplingErrors {
  readonly pBlock: number;
  readonly pWait: number;
  readonly pAbandon: number;
  readonly meanWait: number;
  readonly meanQueue: number;
  readonly occupancy: number;
  /**
   * Of the share of the calls that enter which is answered within t. A guide, 4 to 12 % low:
   * callers who wait together are taken as independent given what each finds at the arrival.
   */
  answeredOfEntered(t: number): number;
}

/**
 * The sampling errors of M/M/c/K+M, and so of Erlang A, Erlang C and (capacity = servers) Erlang B.
 * For patience of another law those of the exponential law of the same mean are a guide.
 * O(states that matter): more than in Erlang C itself by the factor 1 / (1 − load / servers).
 *
 * Source: the variance of rewards collected by a birth-death process, by the solution of its
 * Poisson equation (W. Whitt, Operations Research 40 (1992) 706–723); for M/M/1 it is the closed
 * form of D. J. Daley, Journal of the Australian Mathematical Society 8 (1968) 683–699.
 * @throws RangeError naming the parameter out of range
 */
export function samplingErrors(queue: BirthDeathQueue): SamplingErrors {
  const exact = birthDeathWaiting(queue);
  const law = stationaryLaw(queue);
  const { arrivalRate, servers, capacity } = queue;
  const perEntered = 1 / arrivalRate / (1 - exact.pBlock);
  const errorOf = (rewards: Partial<Rewards>, scale: number, noise = 0) =>
    Math.sqrt((varianceRate(queue, law, rewards) + noise) * arrivalRate) * scale;
  const inQueue = (n: number) => Math.max(n - servers, 0);
  const waits = (n: number) => (n >= servers ? 1 : 0);
  return {
    pBlock:
      exact.pBlock === 0
        ? 0
        : errorOf({ birth: () => -exact.pBlock, blocked: 1 - exact.pBlock }, 1 / arrivalRate),
    pWait: errorOf({ birth: (n) => waits(n) - exact.pWait }, perEntered),
    pAbandon:
      exact.pAbandon === 0
        ? 0
        : errorOf({ birth: () => -exact.pAbandon, abandonment: 1 }, perEntered),
    meanWait: errorOf({ rate: inQueue, birth: () => -exact.meanWait }, perEntered),
    meanQueue: errorOf({ rate: inQueue }, 1),
    occupancy: errorOf({ rate: (n) => Math.min(n, servers) / servers }, 1),
    answeredOfEntered: (t) => {
      const share = exact.answeredWithin(t) / (1 - exact.pBlock);
      const chances = chancesToAnswer(
        queue,
        t,
        Math.max(0, law.from + law.shares.length - servers),
      );
      const chance = (n: number) => (n < servers ? 1 : chances[n - servers]);
      const spread = (n: number) => (n === capacity ? 0 : chance(n) * (1 - chance(n)));
      const each = arrivalRate * meanOf(law, spread);
      return errorOf({ birth: (n) => chance(n) - share }, perEntered, each);
    },
  };
}

/** What is collected: per second in state n, and at once when something happens. */
interface Rewards {
  readonly rate: (n: number) => number;
  /** When an arrival that finds n enters. */
  readonly birth: (n: number) => number;
  readonly abandonment: number;
  readonly blocked: number;
}

const NOTHING: Rewards = { rate: () => 0, birth: () => 0, abandonment: 0, blocked: 0 };

/** The variance of what is collected in a long time, per second of it. */
function varianceRate(queue: BirthDeathQueue, law: Masses, some: Partial<Rewards>): number {
  const rewards = { ...NOTHING, ...some };
  const { servers, arrivalRate, serviceTime, patience, capacity } = queue;
  const steps = worthOfCallers(queue, law, rewards);
  return meanOf(law, (n, i) => {
    const arrival = n === capacity ? rewards.blocked : rewards.birth(n) + steps[i];
    // The lowest state that matters is left downwards, if at all, too seldom to matter.
    const lost = i === 0 ? 0 : steps[i - 1];
    const gone = rewards.abandonment - lost;
    const services = (Math.min(n, servers) / serviceTime) * lost * lost;
    const abandonments = (Math.max(n - servers, 0) / patience) * gone * gone;
    return arrivalRate * arrival * arrival + services + abandonments;
  });
}

/**
 * What one caller more than n in the system is worth: how much more will be collected for it, above
 * the average. Per state; the sums are taken from the end they are small at.
 */
function worthOfCallers(queue: BirthDeathQueue, law: Masses, rewards: Rewards): Float64Array {
  const { arrivalRate, capacity } = queue;
  const { from, shares } = law;
  const gains = new Float64Array(shares.length);
  for (let i = 0; i < gains.length; i++) gains[i] = gainRate(queue, rewards, from + i);
  const average = meanOf(law, (_n, i) => gains[i]);
  const surplus = (i: number) => shares[i] * (gains[i] - average);
  const steps = new Float64Array(shares.length);
  const last = Math.min(shares.length, capacity - from) - 1;
  let [below, passed, above] = [0, 0, 0];
  let i = 0;
  for (; i <= last && passed < 0.5; i++) {
    below += surplus(i);
    passed += shares[i];
    steps[i] = -below / (arrivalRate * shares[i]);
  }
  for (let k = shares.length - 1; k >= i; k--) {
    if (k <= last) steps[k] = above / (arrivalRate * shares[k]);
    above += surplus(k);
  }
  return steps;
}

/** What is collected per second while n callers are in the system. */
function gainRate(queue: BirthDeathQueue, rewards: Rewards, n: number): number {
  const { servers, arrivalRate, patience, capacity } = queue;
  const arrival = n === capacity ? rewards.blocked : rewards.birth(n);
  const abandonments = Math.max(n - servers, 0) / patience;
  return rewards.rate(n) + arrivalRate * arrival + abandonments * rewards.abandonment;
}

function meanOf({ from, shares }: Masses, value: (n: number, i: number) => number): number {
  let mean = 0;
  for (let i = 0; i < shares.length; i++) mean += shares[i] * value(from + i, i);
  return mean;
}
