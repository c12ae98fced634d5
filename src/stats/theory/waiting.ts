/**
 * What callers meet in one stationary queue in front of equal servers. Times in seconds, shares
 * from 0 to 1. Where a system knows no such thing (nobody is blocked, nobody leaves) the figure is
 * 0, never NaN. Service levels on other bases follow from answeredWithin(time): of those that
 * enter, divide by 1 − pBlock; of those answered, by (1 − pBlock)(1 − pAbandon); of those that
 * enter without early abandonments, by 1 − pBlock − abandonedWithin(time).
 */
export interface Waiting {
  /** Share of the offered calls that find no place. */
  readonly pBlock: number;
  /** Share of the calls that enter and find every server busy. */
  readonly pWait: number;
  /** Share of the calls that enter and leave unserved. */
  readonly pAbandon: number;
  /** Mean time in queue of all that enter, however it ends, with those that do not wait. */
  readonly meanWait: number;
  /** Mean time in queue of those served, with those that do not wait. */
  readonly meanWaitServed: number;
  /** Mean time in queue of those that leave unserved; 0 when nobody does. */
  readonly meanWaitAbandoned: number;
  /** Mean number of callers in queue. */
  readonly meanQueue: number;
  /** Mean share of the servers that are busy. */
  readonly occupancy: number;
  /** Mean number of callers in queue and in service. */
  readonly meanInSystem: number;
  /** Share of the offered calls answered within `time` seconds of entering, from 0 up. */
  answeredWithin(time: number): number;
  /**
   * Share of the offered calls that leave unserved within `time` seconds, from 0 up. The rest of
   * the other shares: an absolute error of some 1e-13.
   */
  abandonedWithin(time: number): number;
  /** Share of the calls that enter and are still in queue after `time` seconds, from 0 up. */
  waitsBeyond(time: number): number;
  /** The time in queue that a share p of the calls that enter does not exceed, 0 < p < 1. */
  waitQuantile(p: number): number;
}

/** Relative width to which a quantile is enclosed. */
const ENCLOSED = 1e-12;

/**
 * The least time from 0 up at which `beyond(time)`, which falls to 0, is at most 1 − p.
 * @param scale a time of the order of the answer
 */
export function quantileOf(beyond: (time: number) => number, p: number, scale: number): number {
  const target = 1 - p;
  if (beyond(0) <= target) return 0;
  let [low, high] = [0, scale];
  for (; beyond(high) > target; high *= 2) low = high;
  while (high - low > ENCLOSED * high) {
    const middle = low + (high - low) / 2;
    if (beyond(middle) > target) low = middle;
    else high = middle;
  }
  return high;
}
