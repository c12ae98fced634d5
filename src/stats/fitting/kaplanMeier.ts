/** What share is still there after a time, from durations of which some were cut short. */

/** Two-sided 95 % of a normal law. */
export const Z95 = 1.959963984540054;

/** An estimate with its 95 % interval; null where the data do not reach. */
export interface Bounded {
  readonly estimate: number | null;
  readonly low95: number | null;
  readonly high95: number | null;
}

/** One column an entry for each distinct time of an event, ascending; times in seconds. */
export interface SurvivalCurve {
  readonly times: Float64Array;
  /** The share that lasts longer than the time. */
  readonly survival: Float64Array;
  /** How many were still there just before the time, those cut short at it included. */
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  /** Of the survival, by Greenwood's formula; 0 where nobody is left. */
  readonly standardError: Float64Array;
  readonly low95: Float64Array;
  readonly high95: Float64Array;
  readonly n: number;
  readonly eventCount: number;
  /** The longest duration, cut short or not. */
  readonly lastTime: number;
}

/**
 * The product-limit estimate of survival from complete and right-censored durations in seconds.
 * Events come before censorings at the same time. The 95 % band is that of ln(−ln S), which stays
 * within 0 and 1. O(n log n).
 *
 * Sources: E. L. Kaplan and P. Meier, Nonparametric estimation from incomplete observations,
 * JASA 53 (1958) 457–481; M. Greenwood, The natural duration of cancer, 1926, for the variance;
 * Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, 1980, for the band.
 *
 * @param isEvent 1 where the duration ended by itself, 0 where it was cut short; all 1 if absent
 * @throws RangeError for a duration that is negative or not finite
 */
export function kaplanMeier(times: ArrayLike<number>, isEvent?: ArrayLike<number>): SurvivalCurve {
  const { events, censored } = apart(times, isEvent);
  const steps = new Steps(distinctOf(events));
  let leftByCensoring = 0;
  let leftByEvent = 0;
  for (let from = 0; from < events.length; ) {
    const time = events[from];
    let to = from;
    while (to < events.length && events[to] === time) to++;
    while (leftByCensoring < censored.length && censored[leftByCensoring] < time) leftByCensoring++;
    steps.add(time, times.length - leftByEvent - leftByCensoring, to - from);
    leftByEvent += to - from;
    from = to;
  }
  const lastTime = Math.max(events.at(-1) ?? 0, censored.at(-1) ?? 0);
  return { ...steps.columns, n: times.length, eventCount: events.length, lastTime };
}

/** Events and censored durations, each ascending. */
export function apart(times: ArrayLike<number>, isEvent?: ArrayLike<number>) {
  const events = new Float64Array(times.length);
  const censored = new Float64Array(times.length);
  let [eventCount, censoredCount] = [0, 0];
  for (let i = 0; i < times.length; i++) {
    const time = times[i];
    if (!(time >= 0 && time < Infinity)) throw new RangeError(`a duration from 0 s up: ${time}`);
    if (isEvent === undefined || isEvent[i] === 1) events[eventCount++] = time;
    else censored[censoredCount++] = time;
  }
  return {
    events: events.subarray(0, eventCount).sort(),
    censored: censored.subarray(0, censoredCount).sort(),
  };
}

/** How many different values a sorted array has. */
export function distinctOf(sorted: ArrayLike<number>): number {
  let count = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) count++;
  return count;
}

class Steps {
  readonly columns;
  private filled = 0;
  private share = 1;
  /** Σ d / (n (n − d)): Greenwood's sum. */
  private spread = 0;

  constructor(count: number) {
    const column = () => new Float64Array(count);
    this.columns = {
      times: column(),
      survival: column(),
      atRisk: column(),
      events: column(),
      standardError: column(),
      low95: column(),
      high95: column(),
    };
  }

  add(time: number, atRisk: number, events: number): void {
    const at = this.filled++;
    const { columns } = this;
    this.share *= (atRisk - events) / atRisk;
    this.spread += events / (atRisk * (atRisk - events));
    columns.times[at] = time;
    columns.survival[at] = this.share;
    columns.atRisk[at] = atRisk;
    columns.events[at] = events;
    if (this.share > 0) this.addBand(at);
    // Nobody is left to tell how far the share may be from zero: the limit of the step before.
    else columns.high95[at] = at === 0 ? 1 : columns.high95[at - 1];
  }

  private addBand(at: number): void {
    const error = Math.sqrt(this.spread);
    const log = Math.log(this.share);
    const limit = (sign: number) => Math.exp(log * Math.exp((sign * Z95 * error) / -log));
    this.columns.standardError[at] = this.share * error;
    this.columns.low95[at] = limit(1);
    this.columns.high95[at] = limit(-1);
  }
}

/** The index of the last step at or before a time; −1 before the first. */
function stepAt({ times }: SurvivalCurve, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Where fewer are left, a curve says little; a twentieth of few durations is enough. */
const LEFT_MIN = 10;
const LEFT_SHARE = 0.05;

/** How many of the first steps can be believed: at least ten durations were still at risk there. */
export function measuredSteps({ atRisk, n }: SurvivalCurve): number {
  const least = Math.min(LEFT_MIN, LEFT_SHARE * n);
  const firstThin = atRisk.findIndex((left) => left < least);
  return firstThin < 0 ? atRisk.length : firstThin;
}

/** The share that lasts longer than `time` seconds; beyond the last event it stays where it is. */
export function survivalAt(curve: SurvivalCurve, time: number): number {
  const step = stepAt(curve, time);
  return step < 0 ? 1 : curve.survival[step];
}

/**
 * The shortest time that at most the share 1 − `probability` outlasts, with the interval of times
 * whose band contains that share (Brookmeyer and Crowley, Biometrics 38 (1982) 29–41).
 */
export function survivalQuantile(curve: SurvivalCurve, probability: number): Bounded {
  // Products of shares carry rounding: 0.5 may come out as 0.5000000000000001.
  const left = (1 - probability) * (1 + 1e-12);
  const first = (column: Float64Array) => {
    const step = column.findIndex((share) => share <= left);
    return step < 0 ? null : curve.times[step];
  };
  return {
    estimate: first(curve.survival),
    low95: first(curve.low95),
    high95: first(curve.high95),
  };
}

/**
 * The mean of durations cut at a horizon: the area under the curve, with a normal interval.
 * Source of the variance: Klein and Moeschberger, Survival Analysis, 2nd edition 2003, section 4.5.
 * @param horizon seconds; the longest duration seen unless told
 */
export function restrictedMean(curve: SurvivalCurve, horizon = curve.lastTime) {
  const { times, survival, atRisk, events } = curve;
  let area = 0;
  let variance = 0;
  let end = horizon;
  for (let step = stepAt(curve, horizon); step >= 0; step--) {
    area += survival[step] * (end - times[step]);
    end = times[step];
    const left = atRisk[step] - events[step];
    if (left > 0) variance += (area * area * events[step]) / (atRisk[step] * left);
  }
  const estimate = area + end;
  const halfWidth = Z95 * Math.sqrt(variance);
  return { estimate, low95: estimate - halfWidth, high95: estimate + halfWidth };
}
