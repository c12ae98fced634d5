import { cellOf } from "./histogram.ts";
import type { Layout } from "./layout.ts";
import type { Levels } from "./levels.ts";
import { Pages } from "./pages.ts";
import { Rates } from "./rates.ts";
import type { Sample } from "./types.ts";

const SECONDS_PER_MINUTE = 60;
/** Room at first: a working day. */
const MINUTES = 512;

/** The part of a sample that windows and minute series fill. */
export type WindowSample = Pick<Sample, "windowHistogram" | "windowMax" | "minutes">;

/** One value a second (as a histogram) and one a minute (in order) of rates and mean levels. */
export class Windows {
  private readonly layout: Layout;
  private readonly perSecond: Rates;
  private readonly perMinute: Rates;
  private readonly pages: Pages;
  private readonly max: Float64Array;
  private readonly maxInMinute: Float64Array;
  private readonly series: number;
  /** Minute by minute, one value of each series; it doubles when it is full. */
  private values: Float64Array;
  private minutes = 0;
  private seconds = 0;

  constructor(layout: Layout, counters: Float64Array, levels: Levels) {
    this.layout = layout;
    this.perSecond = new Rates(layout.windowSources, counters, levels);
    this.perMinute = new Rates(layout.minuteSources, counters, levels);
    this.pages = new Pages(layout.size("window"));
    this.max = new Float64Array(layout.size("window"));
    this.maxInMinute = new Float64Array(layout.size("window"));
    this.series = layout.size("minute");
    this.values = new Float64Array(MINUTES * this.series);
  }

  /** Starts at second 0; counters and areas have just been set to zero. */
  restart(): void {
    this.perSecond.restart();
    this.perMinute.restart();
    this.pages.clear();
    this.max.fill(0);
    this.maxInMinute.fill(0);
    this.minutes = 0;
    this.seconds = 0;
  }

  /** A second ends now; with every sixtieth, so does a minute. */
  second(nowUs: number): void {
    for (let window = 0; window < this.max.length; window++) {
      const value = this.perSecond.read(window, nowUs, 1, this.maxInMinute);
      this.pages.count(window, cellOf(Math.round(value)), 1);
      if (value > this.max[window]) this.max[window] = value;
      if (value > this.maxInMinute[window]) this.maxInMinute[window] = value;
    }
    if (++this.seconds % SECONDS_PER_MINUTE === 0) this.minute(nowUs);
  }

  /** A copy of what was recorded so far. */
  sample(): WindowSample {
    return {
      windowHistogram: this.layout.windowSources.map((_, window) => this.pages.sparse(window)),
      windowMax: this.max.slice(),
      minutes: this.layout.minuteSources.map((_, series) => this.valuesOf(series)),
    };
  }

  /** A minute ends now. */
  minute(nowUs: number): void {
    const start = this.minutes++ * this.series;
    if (start + this.series > this.values.length) {
      const larger = new Float64Array(2 * this.values.length);
      larger.set(this.values);
      this.values = larger;
    }
    for (let series = 0; series < this.series; series++)
      this.values[start + series] = this.perMinute.read(
        series,
        nowUs,
        SECONDS_PER_MINUTE,
        this.maxInMinute,
      );
    this.maxInMinute.fill(0);
  }

  private valuesOf(series: number): Float64Array {
    const values = new Float64Array(this.minutes);
    for (let i = 0; i < values.length; i++) values[i] = this.values[i * this.series + series];
    return values;
  }
}
