import type { Findings } from "./findings.ts";
import type { RawCall } from "./rawCall.ts";

const MINUTE_US = 60e6;
const DAY_US = 86_400e6;
/** A log that steps back so often is not in the order of its clock. */
const SHARE_MAX = 0.001;

/**
 * Watches arrivals in the order of the log: where that is the order of its clock, a step back of
 * an hour at night is the end of daylight-saving time, and calls of two hours share their times.
 */
export class ClockWatch {
  private count = 0;
  private lastUs = Number.NEGATIVE_INFINITY;
  /** Steps back that are none of an hour. */
  private others = 0;
  private readonly lines: number[] = [];

  see({ day, arrivedUs }: RawCall, line: number): void {
    const atUs = day * DAY_US + arrivedUs;
    const backUs = this.lastUs - atUs;
    this.count++;
    this.lastUs = atUs;
    if (backUs < MINUTE_US) return;
    const isAtNight = arrivedUs < 240 * MINUTE_US;
    const isHour = backUs > 40 * MINUTE_US && backUs <= 60 * MINUTE_US;
    if (isHour && isAtNight) this.lines.push(line);
    else this.others++;
  }

  report(findings: Findings): void {
    if (this.others + this.lines.length > 2 + SHARE_MAX * this.count) return;
    for (const line of this.lines) findings.add("clockBack", line);
  }
}
