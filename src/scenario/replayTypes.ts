/** Calls of a log that a demand takes instead of drawing its arrivals. */
export interface Replay {
  /** Replication k takes the one at k modulo their number. */
  readonly days: readonly ReplayedDay[];
  /** Calls of these days before the run begins by its clock, which are left out. */
  readonly before: number;
  /** Calls after the measured time, which are not counted. */
  readonly after: number;
  readonly serviceTimes: "drawn" | "log";
  readonly ivrTimes: "drawn" | "log";
}

/** Calls of a day, in order of arrival. Durations are microseconds, NaN: drawn. */
export interface ReplayedDay {
  /** Such as `1999-02-03`. */
  readonly date: string;
  /** By the clock of the run: 0 is its start. */
  readonly arrivedUs: Float64Array;
  readonly ivrUs: Float64Array;
  /** 1: the call ended in the IVR, 0: it asked for an agent, 255: the log does not tell. */
  readonly contained: Uint8Array;
  readonly ringUs: Float64Array;
  readonly talkUs: Float64Array;
  readonly afterCallWorkUs: Float64Array;
}
