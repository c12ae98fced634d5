import type { Study } from "../study.ts";

/** One setting that tells a point from others. */
export interface Level {
  /** As `busyhour paths` lists it: `agents.all.sites.dc1`. */
  readonly path: string;
  /** As a scenario would write it: `950`, `8/s`. */
  readonly value: string;
}

/**
 * A variant of a scenario. Points of one experiment share the seed, hence their random numbers:
 * every caller comes at the same time with the same patience and talk in each of them.
 */
export interface Point {
  readonly levels: readonly Level[];
  readonly study: Study;
}
