import { refuse, requireNotNegative, requirePositive, requireShare } from "./checks.ts";
import { erlangC } from "./erlangC.ts";
import { type Complex, valueAt } from "./inversion.ts";
import { requireServerGroup } from "./queues.ts";
import { quantileOf } from "./waiting.ts";

/** Poisson arrivals in classes of one exponential service time; a free server takes the highest. */
export interface PriorityGroup {
  readonly servers: number;
  /** Offered calls per second by class, the highest first. */
  readonly arrivalRates: readonly number[];
  /** Mean time a server is held by a call, in seconds. */
  readonly serviceTime: number;
}

/** What the callers of one class meet; nobody is blocked, nobody leaves. */
export interface ClassWaiting {
  readonly pWait: number;
  readonly meanWait: number;
  readonly meanQueue: number;
  /** Share of the class answered within `time` seconds, from 0 up; absolute error about 1e-12. */
  answeredWithin(time: number): number;
  /** The wait that a share p of the class does not exceed, 0 < p < 1. */
  waitQuantile(p: number): number;
}

/**
 * M/M/c with non-preemptive priorities, first come first served within a class: each class, in the
 * order given. O(servers); some 300 square roots for each share of a lower class.
 *
 * Source: A. Cobham, Journal of the Operations Research Society of America 2 (1954) 70–76, for the
 * means; O. Kella, U. Yechiali, Naval Research Logistics 32 (1985) 119–126, for the laws: who waits
 * has, of the classes down to the own, an exponential time of departures ahead, prolonged by the
 * busy periods of the higher classes.
 * @throws RangeError naming the parameter out of range
 */
export function priority(group: PriorityGroup): ClassWaiting[] {
  const { servers, arrivalRates, serviceTime } = group;
  if (arrivalRates.length === 0) refuse("arrivalRates", "one for each class", arrivalRates.length);
  for (const [i, rate] of arrivalRates.entries()) requirePositive(`arrivalRates[${i}]`, rate);
  const arrivalRate = arrivalRates.reduce((sum, rate) => sum + rate, 0);
  requireServerGroup({ servers, arrivalRate, serviceTime });
  const departureRate = servers / serviceTime;
  if (arrivalRate >= departureRate) {
    refuse("arrivalRates", "together less than servers / serviceTime", arrivalRate);
  }
  const { pWait } = erlangC({ servers, arrivalRate, serviceTime });
  let higher = 0;
  return arrivalRates.map((own) => {
    const all = { higher, spare: departureRate - higher - own, departureRate };
    higher += own;
    return classWaiting(all, own, pWait);
  });
}

/** Rates, per second: of arrivals of higher classes, of departures, and what they have to spare. */
interface ClassRates {
  readonly higher: number;
  readonly departureRate: number;
  /** Departures less the arrivals of the class and of those above. */
  readonly spare: number;
}

function classWaiting(rates: ClassRates, own: number, pWait: number): ClassWaiting {
  const { higher, departureRate, spare } = rates;
  const meanDelay = departureRate / spare / (departureRate - higher);
  const beyond = (time: number) => pWait * delayBeyond(rates, time);
  return {
    pWait,
    meanWait: pWait * meanDelay,
    meanQueue: own * pWait * meanDelay,
    answeredWithin: (time) => {
      requireNotNegative("time", time);
      return 1 - beyond(time);
    },
    waitQuantile: (p) => {
      requireShare("p", p);
      return quantileOf(beyond, p, meanDelay);
    },
  };
}

/** P(wait > time) of one who waits. */
function delayBeyond({ higher, departureRate, spare }: ClassRates, time: number): number {
  if (time === 0) return 1;
  if (higher === 0) return Math.exp(-spare * time);
  const tail = valueAt(time, (s) => tailTransform({ higher, departureRate, spare }, s));
  return Math.min(1, Math.max(0, tail));
}

/**
 * Laplace transform of P(wait > t | wait), (1 − w(s)) / s: with r the spare rate, w = r / (r + η),
 * η = s + λ − λ β(s), where β is the busy period of the higher classes, of rate λ, at the departure
 * rate m: η = (s + λ − m + √((s + λ + m)² − 4 λ m)) / 2.
 */
function tailTransform({ higher, departureRate, spare }: ClassRates, s: Complex): Complex {
  const [re, im] = s;
  const fork = 2 * Math.sqrt(higher * departureRate);
  const left = root([re + higher + departureRate - fork, im]);
  const right = root([re + higher + departureRate + fork, im]);
  const [rootRe, rootIm] = product(left, right);
  const eta: Complex = [(re + higher - departureRate + rootRe) / 2, (im + rootIm) / 2];
  const [belowRe, belowIm] = product(s, [spare + eta[0], eta[1]]);
  const size = belowRe * belowRe + belowIm * belowIm;
  return product(eta, [belowRe / size, -belowIm / size]);
}

function product([a, b]: Complex, [c, d]: Complex): Complex {
  return [a * c - b * d, a * d + b * c];
}

/** The square root of a complex number with a positive real part. */
function root([re, im]: Complex): Complex {
  const rootRe = Math.sqrt((Math.sqrt(re * re + im * im) + re) / 2);
  return [rootRe, im / (2 * rootRe)];
}
