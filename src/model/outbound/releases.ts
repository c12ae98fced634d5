/** Ages of what agents have in hand are told apart by 5 s, up to 20 minutes. */
const STEP_US = 5_000_000;
const STEPS = 240;
/** Handling times beyond twice so many: the older half counts half as much. */
const MEMORY = 2000;

/**
 * How many busy agents will be free soon, as a dialler can know it: from how long each has been
 * busy, and how long handling took so far. Agents are counted by the 5 s in which they began, so
 * that a look costs the same for 20 and 20,000 of them.
 */
export class Releases {
  /** Busy agents by the step in which they began, a ring; and those who began before it. */
  private readonly began = new Int32Array(STEPS);
  private older = 0;
  private step = 0;
  /** Handlings that ended, by their length in steps; and how many took at least so long. */
  private readonly ended = new Float64Array(STEPS + 1);
  private readonly lasted = new Float64Array(STEPS + 2);
  private known = 0;
  private isStale = true;

  /** An agent begins to be busy. */
  begin(nowUs: number): void {
    this.turn(nowUs);
    this.began[this.step % STEPS]++;
  }

  /** An agent who began at `sinceUs` is no longer busy. */
  end(sinceUs: number, nowUs: number): void {
    this.turn(nowUs);
    const began = Math.floor(sinceUs / STEP_US);
    if (this.step - began < STEPS) this.began[began % STEPS]--;
    else this.older--;
    this.ended[Math.min(STEPS, Math.floor((nowUs - sinceUs) / STEP_US))]++;
    this.known++;
    this.isStale = true;
    if (this.known >= 2 * MEMORY) this.forget();
  }

  /**
   * Mean number of busy agents who will be free within a time: the sum of their chances
   * 1 − S(age + within) / S(age). An age that no handling has reached yet counts as 0.
   */
  within(timeUs: number, nowUs: number): number {
    this.turn(nowUs);
    if (this.isStale) this.addUp();
    const ahead = timeUs / STEP_US;
    const passed = nowUs / STEP_US - this.step;
    const most = Math.min(STEPS - 1, this.step);
    let sum = 0;
    for (let back = 0; back <= most; back++) {
      const agents = this.began[(this.step - back) % STEPS];
      if (agents === 0) continue;
      const age = back === 0 ? passed / 2 : back - 0.5 + passed;
      const now = this.survivors(age);
      if (now > 0) sum += agents * (1 - this.survivors(age + ahead) / now);
    }
    return sum;
  }

  /** Moves on to the step of now: what leaves the ring is older than all of it. */
  private turn(nowUs: number): void {
    const step = Math.floor(nowUs / STEP_US);
    for (let passed = Math.min(STEPS, step - this.step); passed > 0; passed--) {
      const place = (step - passed + 1) % STEPS;
      this.older += this.began[place];
      this.began[place] = 0;
    }
    this.step = step;
  }

  private addUp(): void {
    this.lasted[STEPS + 1] = 0;
    for (let step = STEPS; step >= 0; step--)
      this.lasted[step] = this.lasted[step + 1] + this.ended[step];
    this.isStale = false;
  }

  /** Handlings that took at least so many steps, linear within a step. */
  private survivors(steps: number): number {
    if (steps >= STEPS + 1) return 0;
    const whole = Math.floor(steps);
    const part = steps - whole;
    return (1 - part) * this.lasted[whole] + part * this.lasted[whole + 1];
  }

  private forget(): void {
    this.known /= 2;
    for (let step = 0; step <= STEPS; step++) this.ended[step] /= 2;
  }
}
