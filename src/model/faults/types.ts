import type { World } from "../world.ts";

/**
 * A failure mode: an actor beside the load. The world calls it at its onset, when senders have
 * detected it (if that changes anything), and at its recovery. `target` is an index: of an
 * instance, a link or a site. Faults of one target may overlap.
 */
export interface FaultKind {
  readonly name: string;
  readonly meaning: string;
  readonly strikes: "instance" | "link" | "site";
  /** Components it may strike; absent: all of them. */
  readonly components?: readonly string[];
  onset(world: World, target: number): void;
  detected?(world: World, target: number): void;
  recovery(world: World, target: number): void;
}
