import type { Stream } from "../../engine/streams.ts";
import type { RateProfile } from "../../scenario/types.ts";
import type { ArrivalProcess } from "./arrivalProcess.ts";

/**
 * A Poisson process whose rate is constant within intervals. One uniform makes one arrival, by
 * inversion of the integrated rate.
 */
export class RateProcess implements ArrivalProcess {
  /** The interval of the arrival that is due next. */
  segment = 0;
  /** When each interval ends. */
  readonly endUs: Float64Array;
  private readonly perUs: Float64Array;
  private readonly startUs: Float64Array;
  private readonly stream: Stream;
  /** The next arrival with its fraction of a microsecond. */
  private exactUs = Number.NaN;
  /** It comes when the rates since then add up to so much. */
  private sinceUs = Number.NaN;
  private left = Number.NaN;
  /** Factor on all rates that a fault is responsible for. */
  private times = 1;

  /** @param factor on all rates, such as that of a busy day */
  constructor({ startUs, perSecond }: RateProfile, factor: number, stream: Stream) {
    this.exactUs = 0;
    this.sinceUs = 0;
    this.left = 0;
    this.perUs = Float64Array.from(perSecond, (rate) => (rate * factor) / 1e6);
    this.startUs = Float64Array.from(startUs);
    this.endUs = this.startUs.map((_, i) => this.startUs[i + 1] ?? Number.POSITIVE_INFINITY);
    this.stream = stream;
  }

  /** Advances to the next arrival: its time in whole microseconds, Infinity when none comes. */
  next(): number {
    this.left = -Math.log(1 - this.stream.next());
    this.sinceUs = Math.max(this.exactUs, this.startUs[0]);
    return this.reach();
  }

  /**
   * From now on all rates are so many times the stated ones. The arrival that is due is still of
   * the same draw, but at another time, as are all that follow: Infinity when none comes.
   */
  surge(nowUs: number, times: number): number {
    this.segment = 0;
    while (this.sinceUs < nowUs) {
      while (this.endUs[this.segment] <= this.sinceUs) this.segment++;
      const untilUs = Math.min(nowUs, this.endUs[this.segment]);
      this.left -= (untilUs - this.sinceUs) * this.perUs[this.segment] * this.times;
      this.sinceUs = untilUs;
    }
    this.left = Math.max(0, this.left);
    this.times = times;
    return this.reach();
  }

  private reach(): number {
    let { left } = this;
    let atUs = this.sinceUs;
    for (;;) {
      while (this.endUs[this.segment] <= atUs) this.segment++;
      const endUs = this.endUs[this.segment];
      const rate = this.perUs[this.segment] * this.times;
      if (rate === 0 && endUs === Number.POSITIVE_INFINITY) return endUs;
      const spent = rate === 0 ? 0 : (endUs - atUs) * rate;
      if (rate > 0 && left <= spent) {
        this.exactUs = atUs + left / rate;
        return Math.round(this.exactUs);
      }
      left -= spent;
      atUs = endUs;
    }
  }
}
