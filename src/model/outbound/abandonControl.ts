/** Answered calls over which the recent share is taken: each new one counts 1/200. */
const RECENT = 1 / 200;
/** Gains of the controller: per relative error, and per call of the allowance kept or overdrawn. */
const PROPORTIONAL = 1;
const INTEGRAL = 0.05;
/** Calls of allowance that count at most, kept and overdrawn. */
const KEPT = 60;
const OVERDRAWN = 20;
/** Before so many answered calls a window's share says nothing. */
const FEW = 100;

/** What regulation asks of the persons who answered and were not connected in time. */
export interface Allowance {
  /** Largest share within each window. */
  readonly share: number;
  /** The controller aims below it by this. */
  readonly margin: number;
  readonly windowUs: number;
}

/**
 * A PI controller on the share of answered calls that were abandoned: how much of the allowance a
 * pacing may plan with. Its integral is the allowance kept so far, within limits, so that a quiet
 * day is not made up for at once. A window that has used up its allowance gets none.
 */
export class AbandonControl {
  private readonly allowance: Allowance;
  private readonly aim: number;
  private recent: number;
  private kept = 0;
  private windowEndUs: number;
  /** Persons who answered within this window, and those of them who were abandoned. */
  private live = 0;
  private abandoned = 0;

  constructor(allowance: Allowance) {
    this.allowance = allowance;
    this.aim = allowance.share - allowance.margin;
    this.recent = this.aim;
    this.windowEndUs = allowance.windowUs;
  }

  /** A person who answered was connected, or abandoned. */
  ended(abandoned: boolean, nowUs: number): void {
    this.turn(nowUs);
    const one = abandoned ? 1 : 0;
    this.live++;
    this.abandoned += one;
    this.recent += RECENT * (one - this.recent);
    this.kept = Math.min(KEPT, Math.max(-OVERDRAWN, this.kept + this.aim - one));
  }

  /** The share of answered calls that may be planned to be abandoned. */
  planned(nowUs: number): number {
    this.turn(nowUs);
    const { share } = this.allowance;
    if (this.live >= FEW && this.abandoned >= share * this.live) return 0;
    const error = 1 - this.recent / this.aim;
    return share * Math.max(0, 1 + PROPORTIONAL * error + INTEGRAL * this.kept);
  }

  private turn(nowUs: number): void {
    if (nowUs < this.windowEndUs) return;
    const { windowUs } = this.allowance;
    this.windowEndUs = (Math.floor(nowUs / windowUs) + 1) * windowUs;
    this.live = 0;
    this.abandoned = 0;
  }
}
