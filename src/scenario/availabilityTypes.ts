import type { Assumption } from "./types.ts";

/** How often machines and places fail over years; times in seconds. */
export interface AvailabilitySettings {
  readonly years: number;
  readonly replications: number;
  /** Share of time that is promised. */
  readonly promise: number;
  readonly variant: RedundancyVariant;
  /** Of all causes, that of several instances at once. */
  readonly commonCause: number;
  readonly crews: number;
  readonly switchOver: SwitchOver;
  readonly zone: Renewal;
  readonly region: Renewal;
  readonly access: Renewal & { readonly perSite: number };
  readonly wan: Renewal & { readonly perPair: number };
  /** Until another site serves instead: by itself, or started by hand. */
  readonly reroute: number;
  readonly coldStart: number;
  /** By component, in catalogue order. */
  readonly components: readonly ComponentLife[];
  /** As those of the scenario, which are of the run. */
  readonly assumptions: readonly Assumption[];
}

/** What a secondary region of the cloud document gives. */
export const REDUNDANCY_VARIANTS = [
  "single_region",
  "variant1",
  "variant2",
  "two_region",
  "global",
] as const;
export type RedundancyVariant = (typeof REDUNDANCY_VARIANTS)[number];

/** Mean times to failure and to repair; Infinity for what never fails. */
export interface Renewal {
  readonly mtbf: number;
  readonly mttr: number;
}

/** Mean times until the standby of a pair serves, and the chance that it does. */
export interface SwitchOver {
  readonly exit: number;
  readonly hostLoss: number;
  readonly warm: number;
  readonly coverage: number;
}

export interface ComponentLife {
  readonly process: Renewal;
  readonly host: Renewal;
  /** Instances that must be up where they are counted, a site or a node; null: by its model. */
  readonly needed: number | null;
}
