import { requireNotNegative, requireShare } from "./checks.ts";
import { erlangB } from "./erlangB.ts";
import { integral } from "./integral.ts";
import type { PatienceLaw } from "./patienceLaw.ts";
import { requireServerGroup, type ServerGroup } from "./queues.ts";
import { quantileOf, type Waiting } from "./waiting.ts";

/** With the memory of its queue. */
export interface MmcgWaiting extends Waiting {
  /**
   * How long the start is felt, s. The offered wait is seen as a diffusion that spreads by
   * 2 / (c μ) per second; its density is log-concave, so that it forgets within 1 to 12 variances
   * over half of that (S. G. Bobkov, Annals of Probability 27 (1999) 1903–1921). Here 4, as for an
   * exponential tail: in M/M/c it is Morse's 1 / (c μ (1 − √ρ)²) or up to 4 times that.
   */
  readonly relaxation: number;
}

/**
 * M/M/c+G: callers in queue give up after a time of any law; those whose patience is 0 as soon as
 * they find all servers busy, which `pWait` and `pAbandon` count and `waitsBeyond` does not. Some
 * milliseconds for the figures and for each share, whatever the number of servers.
 *
 * Source: F. Baccelli, G. Hebuterne, Performance '81, 159–179; S. Zeltyn, A. Mandelbaum, Queueing
 * Systems 51 (2005) 361–402: the wait of one who does not give up is 0, or has the density
 * λ π_(c−1) exp(λ H(x) − c μ x), H the integral of the survival of the patience.
 * @throws RangeError naming the parameter out of range
 */
export function mmcg(group: ServerGroup, patience: PatienceLaw): MmcgWaiting {
  requireServerGroup(group);
  const { servers, arrivalRate, serviceTime } = group;
  const { survival, meanUpTo } = patience;
  const { none, shareOf } = offeredWait(group, patience);
  const pWait = shareOf(() => 1);
  const pAbandon = shareOf((x) => 1 - survival(x));
  const meanWait = shareOf(meanUpTo);
  const waitServed = shareOf((x) => x * survival(x));
  const waitAbandoned = shareOf((x) => meanUpTo(x) - x * survival(x));
  const busy = arrivalRate * (1 - pAbandon) * serviceTime;
  const meanDelay = pWait > 0 ? shareOf((x) => x) / pWait : 0;
  const variance = pWait > 0 ? shareOf((x) => (x - meanDelay) * (x - meanDelay)) / pWait : 0;
  const waitsBeyond = (time: number) => {
    requireNotNegative("time", time);
    return survival(time) * shareOf(() => 1, time);
  };
  const answeredWithin = (time: number) => {
    requireNotNegative("time", time);
    return none + shareOf(survival, 0, time);
  };
  return {
    pBlock: 0,
    pWait,
    pAbandon,
    meanWait,
    meanWaitServed: waitServed / (1 - pAbandon),
    meanWaitAbandoned: pAbandon > 0 ? waitAbandoned / pAbandon : 0,
    meanQueue: arrivalRate * meanWait,
    occupancy: busy / servers,
    meanInSystem: arrivalRate * meanWait + busy,
    relaxation: (4 * variance * servers) / serviceTime,
    answeredWithin,
    abandonedWithin: (time) => Math.max(0, 1 - waitsBeyond(time) - answeredWithin(time)),
    waitsBeyond,
    waitQuantile: (p) => {
      requireShare("p", p);
      return quantileOf(waitsBeyond, p, serviceTime / servers);
    },
  };
}

/** How long an arrival would have to wait if it were willing to. */
interface OfferedWait {
  /** P(no wait). */
  readonly none: number;
  /** ∫ f(x) dP(wait <= x) over waits above `from` and up to `to` (all above 0); f >= 0. */
  shareOf(f: (x: number) => number, from?: number, to?: number): number;
}

/** In the exponent, from the peak: further down the density adds nothing. */
const DEEP = 70;

/** Absolute error of a survival. */
const NOISE = 1e-13;

function offeredWait(group: ServerGroup, patience: PatienceLaw): OfferedWait {
  const { servers, arrivalRate, serviceTime } = group;
  const departureRate = servers / serviceTime;
  const exponent = (x: number) => arrivalRate * patience.meanUpTo(x) - departureRate * x;
  const peak = peakOf(patience, departureRate / arrivalRate);
  const top = exponent(peak);
  const height = (x: number) => exponent(x) - top;
  const start = height(0) > -DEEP ? 0 : crossing(height, peak, 0);
  let far = peak + 1 / departureRate;
  while (height(far) > -DEEP) far = peak + 2 * (far - peak);
  const stop = crossing(height, peak, far);
  const weightOf = (noise: number, f: (x: number) => number, from = 0, to = Infinity) => {
    const [low, high] = [Math.max(from, start), Math.min(to, stop)];
    if (low >= high) return 0;
    const places = [low, ...[...patience.jumps, peak].filter((x) => low < x && x < high), high];
    places.sort((a, b) => a - b);
    return integral((x) => f(x) * Math.exp(height(x)), places, noise);
  };
  const ofNone = Math.exp(-top) / erlangB(servers - 1, arrivalRate * serviceTime);
  const some = weightOf(0, () => 1);
  const ofSome = arrivalRate * some;
  const scale = arrivalRate / (ofNone + ofSome);
  return {
    none: ofNone === Infinity ? 1 : ofNone / (ofNone + ofSome),
    shareOf: (f, from, to) => scale * weightOf(NOISE * some, f, from, to),
  };
}

/** Where the density is greatest: the time until which this share of callers, or more, stay. */
function peakOf({ survival, end }: PatienceLaw, share: number): number {
  let [low, high] = [0, end];
  while (high - low > 1e-12 * high) {
    const middle = low + (high - low) / 2;
    if (survival(middle) > share) low = middle;
    else high = middle;
  }
  return low;
}

/** Between a peak and a place where the density is negligible: where it becomes so. */
function crossing(height: (x: number) => number, peak: number, negligible: number): number {
  let [inside, outside] = [peak, negligible];
  for (let step = 0; step < 30; step++) {
    const middle = (inside + outside) / 2;
    if (height(middle) > -DEEP) inside = middle;
    else outside = middle;
  }
  return outside;
}
