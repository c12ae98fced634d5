import { expectedCallers } from "../../arrivalControl.ts";
import type { Crew } from "../../crew/crew.ts";
import { hasRedials } from "../../model/traffic/callerMeters.ts";
import type { Expectation } from "../../scenario/types.ts";
import { controlled } from "../../stats/controlVariate.ts";
import { metrics } from "../../stats/metrics/index.ts";
import type { Study } from "../../study.ts";
import { type Figure, Readings } from "../readings.ts";
import type { Laboratory } from "./search.ts";

export interface LaboratoryOptions {
  /** The study at a point. */
  readonly open: (point: readonly number[]) => Study;
  readonly targets: readonly Expectation[];
  readonly crew: Crew;
  readonly signal: AbortSignal;
  /** After each replication: how many have been made in all. */
  readonly onMade?: (made: number) => void;
}

/**
 * Measures points by simulation. Each target's margin is made sharper by what is known of the
 * arrivals: with more calls than expected a replication looks worse than it is.
 */
export class SimulationLaboratory implements Laboratory {
  private readonly options: LaboratoryOptions;
  private readonly points = new Map<string, Readings>();
  private madeSoFar = 0;

  constructor(options: LaboratoryOptions) {
    this.options = options;
  }

  get made(): number {
    return this.madeSoFar;
  }

  async margins(point: readonly number[], replications: number): Promise<number[][]> {
    const all = this.readingsAt(point);
    await this.extend(all, replications);
    const readings = all.upTo(Math.min(replications, all.replications));
    const values = readings.pseudoValues();
    const arrivals = expectedArrivals(all.study);
    const offered = values[this.options.targets.length];
    return this.options.targets.map((target, t) => {
      const margins = values[t]!.map((value) => marginOf(target, value));
      const isKnown = arrivals !== null && margins.length >= CONTROL_MIN;
      if (!isKnown || !margins.every(Number.isFinite)) return margins;
      return controlled(margins, offered!, arrivals);
    });
  }

  readingsAt(point: readonly number[]): Readings {
    const name = point.join();
    const known = this.points.get(name);
    if (known !== undefined) return known;
    const study = this.options.open(point);
    const figures: Figure[] = [
      ...this.options.targets.map(({ metric, scope }) => ({ metric: metricOf(metric), scope })),
      { metric: metricOf("calls.offered"), scope: "cluster" },
    ];
    const readings = new Readings(study, figures);
    this.points.set(name, readings);
    return readings;
  }

  private async extend(readings: Readings, upTo: number): Promise<void> {
    const { crew, signal, onMade } = this.options;
    const from = readings.replications;
    const runs = Array.from({ length: Math.max(0, upTo - from) }, async (_, i) => {
      const sample = await crew.replicate(readings.study, from + i);
      this.madeSoFar++;
      onMade?.(this.madeSoFar);
      return sample;
    });
    for (const outcome of await Promise.allSettled(runs)) {
      if (outcome.status === "fulfilled") readings.add(outcome.value);
      else if (signal.aborted) return;
      else throw outcome.reason;
    }
  }
}

/** A regression on fewer says nothing. */
const CONTROL_MIN = 6;

const metricOf = (id: string) => metrics.find((each) => each.id === id)!;

/** Above 0: the target is met. In the metric's unit. */
export const marginOf = ({ relation, limit }: Expectation, value: number): number =>
  relation === ">=" ? value - limit : limit - value;

/**
 * Calls that customers are expected to offer in the measured time; null where that is not known
 * beforehand, since some call again.
 */
export const expectedArrivals = (study: Study): number | null =>
  hasRedials(study.scenario) ? null : expectedCallers(study);
