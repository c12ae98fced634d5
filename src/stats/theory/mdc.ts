import { refuse, requireNotNegative, requirePositive, requireWhole } from "./checks.ts";
import { expectation, poisson } from "./counts.ts";

/** Several servers, Poisson arrivals, every service of the same length, all wait. */
export interface ConstantService {
  /** Share of the servers' time spent serving. */
  readonly occupancy: number;
  /** Chance that a caller has to wait. */
  readonly pWait: number;
  /** Over all callers, those with no wait included; s. */
  readonly meanWait: number;
  readonly meanQueue: number;
  /** Share of the callers who wait longer than t, s. */
  waitsBeyond(t: number): number;
}

/** Least servers × (1 − load per server)³: below it there are some 10⁹ terms to add up. */
const LEAST_SLACK = 1e-5;
/** The load per server up to which it is tried. */
const GREATEST_LOAD = 0.999;
/** What is smaller than this part of the sum no longer counts. */
const NEGLIGIBLE = 1e-22;

/**
 * M/D/c. Whoever is in service now is gone one service time later, so that the queue at that lag is
 * a random walk that stops at zero, with steps Poisson(a) − c. By Spitzer's identity it is a sum of
 * Poisson many jumps, of which size j comes λ(j) = Σ P(Poisson(ka) = kc + j)/k times on average;
 * Panjer's recursion gives its law, all terms positive, and from it that of the wait follows
 * (Crommelin 1932; Franx 2001). For 60,000 servers or one, with load per server up to 0.999 and
 * servers × (1 − load per server)³ from 1e-5 up: at most a second.
 * @param servers whole, from 1 up
 * @param arrivalRate calls/s, above 0
 * @param serviceTime s, above 0
 * @throws RangeError naming the parameter out of range
 */
export function mdc(servers: number, arrivalRate: number, serviceTime: number): ConstantService {
  requireWhole("servers", servers, 1);
  requirePositive("arrivalRate", arrivalRate);
  requirePositive("serviceTime", serviceTime);
  const load = arrivalRate * serviceTime;
  if (!isWithinReach(servers, load))
    refuse("arrivalRate", "a load per server that is not so close to 1", arrivalRate);
  const jumps = jumpRates(servers, load);
  const queueAbove = tailsOf(compoundPoisson(jumps));
  const meanQueue = jumps.reduce((sum, rate, j) => sum + rate * j, 0);
  const waitsBeyond = (t: number) => {
    requireNotNegative("t", t);
    const periods = Math.floor(t / serviceTime) + 1;
    const arrivals = poisson(Math.max(0, arrivalRate * (periods * serviceTime - t)));
    return expectation(arrivals, (n) => {
      const spare = periods * servers - 1 - n;
      return spare < 0 ? 1 : (queueAbove[spare] ?? 0);
    });
  };
  const meanWait = meanQueue / arrivalRate;
  return { occupancy: load / servers, pWait: waitsBeyond(0), meanWait, meanQueue, waitsBeyond };
}

/** Whether `mdc` takes so many servers at this load, erlangs: it must not be too near to them. */
export function isWithinReach(servers: number, load: number): boolean {
  const slack = 1 - load / servers;
  return slack >= 1 - GREATEST_LOAD && servers * slack * slack * slack >= LEAST_SLACK;
}

/** λ(j) by j, the first unused. O(1/(1 − ρ)²), and O(1/(c (1 − ρ)³)) when that is more. */
function jumpRates(servers: number, load: number): number[] {
  const rates = [0];
  const decay = Math.exp(servers * (1 + Math.log(load / servers)) - load);
  // ln P(Poisson(ka) = kc), carried on from one k to the next.
  let logAtZero = 0;
  for (let k = 1; ; k++) {
    logAtZero -= load;
    for (let i = (k - 1) * servers + 1; i <= k * servers; i++)
      logAtZero += Math.log((k * load) / i);
    if (k > 1) logAtZero += (k - 1) * servers * Math.log1p(1 / (k - 1));
    const atZero = Math.exp(logAtZero) / k;
    let chance = atZero;
    for (let j = 1; j === 1 || chance > NEGLIGIBLE * rates[1]; j++) {
      chance *= (k * load) / (k * servers + j);
      rates[j] = (rates[j] ?? 0) + chance;
    }
    if (atZero <= NEGLIGIBLE * (1 - decay) * rates[1]) return rates;
  }
}

/** Panjer's recursion: the law of a sum of Poisson many jumps. O(states × sizes of jumps). */
function compoundPoisson(rates: readonly number[]): number[] {
  const chances = [Math.exp(-rates.reduce((sum, rate) => sum + rate, 0))];
  for (let n = 1, total = chances[0]; total < 0.5 || chances[n - 1] > NEGLIGIBLE; n++) {
    let sum = 0;
    for (let j = Math.min(n, rates.length - 1); j > 0; j--) sum += j * rates[j] * chances[n - j];
    chances.push(sum / n);
    total += sum / n;
  }
  return chances;
}

/** P(Q > n) by n, added up from the far end. */
function tailsOf(chances: readonly number[]): Float64Array {
  const tails = new Float64Array(chances.length);
  for (let n = chances.length - 1; n > 0; n--) tails[n - 1] = tails[n] + chances[n];
  return tails;
}
