import { pairingOf } from "../controls.ts";
import type { Sample } from "../measure/types.ts";
import type { Controls } from "../stats/controlVariate.ts";
import { type Estimate, estimateIn, scopesOf } from "../stats/estimate.ts";
import type { BoundEstimator, Metric } from "../stats/metrics/types.ts";
import { type Control, countsOf, inPairs, type Reduction } from "../stats/reduction.ts";
import type { Study } from "../study.ts";

/** A metric in one scope. */
export interface Figure {
  readonly metric: Metric;
  readonly scope: string;
}

export const figureName = (id: string, scope: string): string =>
  scope === "cluster" ? id : `${id} [${scope}]`;

/** The figures of a study among those wanted, in their order. */
export function figuresIn(study: Study, metrics: readonly Metric[]): Figure[] {
  return metrics.flatMap((metric) =>
    scopesOf(metric, study.plan.layout).map((scope) => ({ metric, scope })),
  );
}

/**
 * What has been measured of some figures of a study, replication by replication. Of each sample
 * only what these figures read is kept, so that a search may look at thousands.
 */
export class Readings {
  readonly study: Study;
  private readonly estimators: readonly { figure: Figure; bound: BoundEstimator }[];
  private readonly samples: Sample[] = [];
  private readonly keepsAll: boolean;
  private readonly pairing: Reduction;

  /** @throws Error when the study has no such figure: that must have been refused before */
  constructor(study: Study, figures: readonly Figure[]) {
    this.study = study;
    this.pairing = pairingOf(study.scenario);
    this.estimators = figures.map((figure) => {
      const bound = figure.metric.estimator(study.plan.layout, figure.scope);
      if (bound === undefined) throw new Error(`${figure.metric.id} [${figure.scope}] is missing`);
      return { figure, bound };
    });
    this.keepsAll = this.estimators.some(
      ({ figure, bound }) => bound.kind === "quantile" || figure.metric.readsMinutes === true,
    );
  }

  /** The next replication, in the order of their index. */
  add(sample: Sample): void {
    this.samples.push(this.keepsAll ? sample : { ...sample, ...WITHOUT_DETAIL });
  }

  /** The first of them. */
  upTo(count: number): Readings {
    const first = new Readings(
      this.study,
      this.estimators.map(({ figure }) => figure),
    );
    first.samples.push(...this.samples.slice(0, count));
    return first;
  }

  get replications(): number {
    return this.samples.length;
  }

  /** Of each figure. */
  estimates(): Estimate[] {
    return this.estimators.map(({ figure, bound }) =>
      estimateIn({ ...figure, bound }, this.samples, this.pairing),
    );
  }

  /** Of one figure by its `figureName`; undefined where it is not read. */
  valuesOf(name: string): number[] | undefined {
    const found = this.estimators.find(
      ({ figure }) => figureName(figure.metric.id, figure.scope) === name,
    );
    return found && this.valuesIn(found.bound);
  }

  /**
   * Of each figure independent values, one for each replication (see `pseudoValues.ts`), of
   * antithetic replications one for each pair.
   */
  pseudoValues(): number[][] {
    return this.estimators.map(({ bound }) => this.valuesIn(bound));
  }

  /** What controls counted in each replication, or pair. */
  counts(controls: readonly Control[]): readonly Controls[] {
    return countsOf({ ...this.pairing, controls }, this.samples);
  }

  private valuesIn(bound: BoundEstimator): number[] {
    if (this.samples.length === 0) return [];
    const values = bound.pseudoValues(this.samples);
    return this.pairing.isPaired ? inPairs(values) : values;
  }
}

const WITHOUT_DETAIL = {
  levelHistogram: [],
  tallyHistogram: [],
  windowHistogram: [],
  minutes: [],
} as const satisfies Partial<Sample>;
