/** When the calls of a demand arrive. */
export interface ArrivalProcess {
  /** The interval of the profile in which the arrival lies that is due next. */
  readonly segment: number;
  /** When each interval ends. */
  readonly endUs: Float64Array;

  /** Advances to the next arrival: its time in whole microseconds, Infinity when none comes. */
  next(): number;

  /** From now on all rates are so many times the stated ones: the arrival that is due now. */
  surge(nowUs: number, times: number): number;
}
