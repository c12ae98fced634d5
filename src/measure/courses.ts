import type { Layout } from "./layout.ts";
import type { Levels } from "./levels.ts";
import { Rates } from "./rates.ts";

/** Room at first: steps of an hour. */
const STEPS = 3600;
const NO_MAXIMA = new Float64Array(0);

/** Rates and mean levels step by step, in order: what came of a failure can be read off them. */
export class Courses {
  private readonly layout: Layout;
  private readonly rates: Rates;
  /** By course; each doubles when it is full. */
  private readonly values: Float64Array[];
  private seconds = 0;

  constructor(layout: Layout, counters: Float64Array, levels: Levels) {
    this.layout = layout;
    this.rates = new Rates(
      layout.courses.map(({ sources }) => sources),
      counters,
      levels,
    );
    this.values = layout.courses.map(({ stepS }) => new Float64Array(Math.ceil(STEPS / stepS)));
  }

  /** A second of the window ends now; before the first, counters and areas were set to zero. */
  second(nowUs: number): void {
    this.seconds++;
    for (let course = 0; course < this.values.length; course++) {
      const { stepS } = this.layout.courses[course];
      if (this.seconds % stepS !== 0) continue;
      const step = this.seconds / stepS - 1;
      if (step === this.values[course].length) {
        const larger = new Float64Array(2 * step);
        larger.set(this.values[course]);
        this.values[course] = larger;
      }
      this.values[course][step] = this.rates.read(course, nowUs, stepS, NO_MAXIMA);
    }
  }

  /** A copy of what was recorded so far. */
  sample(): Float64Array[] {
    return this.layout.courses.map(({ stepS }, course) =>
      this.values[course].slice(0, Math.floor(this.seconds / stepS)),
    );
  }
}
