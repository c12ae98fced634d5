import type { Distribution } from "../../engine/distributions/types.ts";
import type { Stream } from "../../engine/streams.ts";
import type { Parameter } from "../../parameter.ts";
import type { Location } from "../../scenario/types.ts";
import type { World } from "../world.ts";

/** What a fault may strike; how each is written is in the fields of the scenario. */
export const TARGETS = [
  "instance",
  "link",
  "site",
  "zone",
  "region",
  "service",
  "demand",
  "locations",
  "accessNetwork",
] as const;
export type Target = (typeof TARGETS)[number];

/** One of a few words that a failure mode lets a planner choose from, the first unless stated. */
export interface Choice {
  readonly words: readonly string[];
  readonly meaning: string;
}

/** One of the two machines of a hot-standby pair, 0 or 1. */
export interface Member {
  readonly pair: number;
  readonly member: number;
}

export type Options = Readonly<Record<string, number | string | Distribution>>;

/** What a fault of a scenario hits, as indexes of the topology, and its own settings. */
export interface Strike {
  readonly instances: readonly number[];
  /** The instances are hot-standby pairs, two machines each. */
  readonly arePairs: boolean;
  readonly links: readonly number[];
  readonly sites: readonly number[];
  readonly zones: readonly { readonly site: number; readonly zone: number }[];
  /** Machines that it has stopped after a while and not yet given back. */
  readonly stopped: number[];
  /** Members of pairs that it has taken out of order and not yet given back. */
  readonly members: Member[];
  /** Index into the scenario's demand, −1 for none. */
  readonly demand: number;
  /** By the names of its kind's options: quantities in the model's units, words as they are. */
  readonly options: Options;
  /** Index into the scenario's access networks, −1 for none. */
  readonly accessNetwork: number;
  /** Draws of what happens while it lasts. */
  readonly draws: Stream;
}

/** Something that happens some time after the onset, microseconds. */
export interface Phase {
  readonly afterUs: number;
  act(world: World): void;
}

/**
 * A failure mode: an actor beside the load. The world calls it at its onset, when senders have
 * detected it (if that changes anything), at phases of its own, and at its recovery. Faults of one
 * target may overlap.
 */
export interface FaultKind {
  readonly name: string;
  readonly meaning: string;
  readonly strikes: Target;
  /** Components it may strike; absent: all of them. */
  readonly components?: readonly string[];
  /** Access of the locations it may strike; absent: any. */
  readonly access?: Location["access"];
  /** What a planner may set besides target and times. */
  readonly options?: Readonly<Record<string, Parameter | Choice>>;
  /**
   * Instances of a component may fail by it each on its own, at random, and share a cause: then all
   * of the site stop.
   */
  readonly mayShareCause?: true;
  /** It happens once and is never over. */
  readonly isLasting?: true;
  /** How long it lasts, microseconds, where target and options say so; it has no `for` then. */
  lastsUs?(strike: Strike): number;
  /** What is different from the start of the run until the onset. */
  before?(world: World, strike: Strike): void;
  onset(world: World, strike: Strike, draw: number): void;
  detected?(world: World, strike: Strike): void;
  /**
   * Between onset and recovery; later ones never come. `draw` is a number from 0 to 1, another one
   * for each time that the fault strikes.
   */
  phases?(strike: Strike, draw: number): readonly Phase[];
  recovery(world: World, strike: Strike): void;
}
