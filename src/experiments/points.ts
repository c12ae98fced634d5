import type { Study } from "../study.ts";

/** One setting that tells a point from others. */
export interface Level {
  /** Paths that take the value together, as `busyhour paths` lists them, joined by `+`. */
  readonly factor: string;
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

/** As `--set` takes them. */
export const settingsOf = (levels: readonly Level[]): string[] =>
  levels.flatMap(({ factor, value }) => factor.split("+").map((path) => `${path}=${value}`));

/** For a person: `agents.all.sites.dc1 950, demand.customers.rate 8/s`. */
export const pointName = (levels: readonly Level[]): string =>
  levels.map(({ factor, value }) => `${factor} ${value}`).join(", ");
