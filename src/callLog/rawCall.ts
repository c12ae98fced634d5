/** A call as a line of a log tells it: times as in LoggedCalls, NaN and −1 where it does not. */
export class RawCall {
  line = 0;
  day = 0;
  arrivedUs = Number.NaN;
  queuedUs = Number.NaN;
  dequeuedUs = Number.NaN;
  answeredUs = Number.NaN;
  endedUs = Number.NaN;
  freedUs = Number.NaN;
  /** Lengths, where the log tells them besides or instead. */
  ivrUs = Number.NaN;
  waitUs = Number.NaN;
  talkUs = Number.NaN;
  workUs = Number.NaN;
  /** Index into LOGGED_OUTCOMES; −1: to be concluded from the times. */
  outcome = -1;
  type = -1;
  priority = -1;
  agent = -1;
  customer = -1;

  clear(line: number): void {
    this.line = line;
    this.day = 0;
    this.arrivedUs = this.queuedUs = this.dequeuedUs = Number.NaN;
    this.answeredUs = this.endedUs = this.freedUs = Number.NaN;
    this.ivrUs = this.waitUs = this.talkUs = this.workUs = Number.NaN;
    this.outcome = this.type = this.priority = this.agent = this.customer = -1;
  }
}
