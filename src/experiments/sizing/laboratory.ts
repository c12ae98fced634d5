import { controlsOf } from "../../controls.ts";
import type { Crew } from "../../crew/crew.ts";
import type { Expectation } from "../../scenario/types.ts";
import type { Controls } from "../../stats/controlVariate.ts";
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
 * Measures points by simulation. What is known of arrivals and talks makes margins sharper: with
 * more load than expected a replication looks worse than it is.
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
    return this.options.targets.map((target, t) =>
      values[t]!.map((value) => marginOf(target, value)),
    );
  }

  controls(point: readonly number[], replications: number): readonly Controls[] {
    const all = this.readingsAt(point);
    const { controls } = controlsOf(all.study, "load");
    return all.upTo(Math.min(replications, all.replications)).counts(controls);
  }

  readingsAt(point: readonly number[]): Readings {
    const name = point.join();
    const known = this.points.get(name);
    if (known !== undefined) return known;
    const study = this.options.open(point);
    const figures: Figure[] = this.options.targets.map(({ metric, scope }) => ({
      metric: metricOf(metric),
      scope,
    }));
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

const metricOf = (id: string) => metrics.find((each) => each.id === id)!;

/** Above 0: the target is met. In the metric's unit. */
export const marginOf = ({ relation, limit }: Expectation, value: number): number =>
  relation === ">=" ? value - limit : limit - value;
