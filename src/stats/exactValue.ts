/** What theory knows of a metric in a run. */
export interface ExactValue {
  /** The system's name in Kendall's notation. */
  readonly system: string;
  readonly metric: string;
  readonly scope: string;
  readonly value: number;
  /** Standard deviation of the simulated value times the root of the calls offered, where known. */
  readonly sd?: number;
}

/** A value whose system and scope, unless it is the cluster, are still to be named. */
export type Named = Omit<ExactValue, "system" | "scope"> & { readonly scope?: string };

/** Values of one system. */
export const of = (system: string, values: readonly Named[]): ExactValue[] =>
  values.map((each) => ({ system, scope: "cluster", ...each }));
