/** Time after which a handling time counts 1/e in the mean: 5 minutes, assumed. */
const FORGET_US = 300_000_000;
/** Waits in the mean of the last ones: assumed. */
const LAST = 20;

/**
 * What has been seen of each queue: the last waits, and a mean handling time that forgets. O(1) and
 * without allocation per call. Times in microseconds.
 */
export class WaitHistory {
  private readonly last: Float64Array;
  /** By queue: its last waits in a ring, how many there were, and the sum of those in the ring. */
  private readonly waits: Float64Array;
  private readonly count: Float64Array;
  private readonly sum: Float64Array;
  /** By queue: handling times and their number, each times e^(−age / FORGET_US), and as of when. */
  private readonly handled: Float64Array;
  private readonly weight: Float64Array;
  private readonly asOfUs: Float64Array;
  /** By queue: what the scenario's laws say; it counts as one handling that is never forgotten. */
  private readonly planned: Float64Array;

  /** @param planned by queue: the mean handling time that the scenario states, us */
  constructor(planned: Float64Array) {
    this.planned = planned;
    this.last = new Float64Array(planned.length);
    this.waits = new Float64Array(planned.length * LAST);
    this.count = new Float64Array(planned.length);
    this.sum = new Float64Array(planned.length);
    this.handled = new Float64Array(planned.length);
    this.weight = new Float64Array(planned.length);
    this.asOfUs = new Float64Array(planned.length);
  }

  /** An agent was selected for a call that had waited this long. */
  waited(queue: number, waitUs: number): void {
    const place = queue * LAST + (this.count[queue]++ % LAST);
    this.last[queue] = waitUs;
    this.sum[queue] += waitUs - this.waits[place];
    this.waits[place] = waitUs;
  }

  /** An agent is done with a call, after-call work included. */
  handledFor(queue: number, durationUs: number, nowUs: number): void {
    const kept = Math.exp((this.asOfUs[queue] - nowUs) / FORGET_US);
    this.handled[queue] = this.handled[queue] * kept + durationUs;
    this.weight[queue] = this.weight[queue] * kept + 1;
    this.asOfUs[queue] = nowUs;
  }

  lastWaitUs(queue: number): number {
    return this.last[queue];
  }

  /** Mean of the last 20 waits, or of as many as there were; 0 for none. */
  recentWaitUs(queue: number): number {
    return this.sum[queue] / Math.max(1, Math.min(LAST, this.count[queue]));
  }

  /** Mean of the handling times, the recent ones weighing most, and the planned one weighing 1. */
  handlingUs(queue: number, nowUs: number): number {
    const kept = Math.exp((this.asOfUs[queue] - nowUs) / FORGET_US);
    return (this.handled[queue] * kept + this.planned[queue]) / (this.weight[queue] * kept + 1);
  }
}
