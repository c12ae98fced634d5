import type { Parameter, Source } from "../../parameter.ts";
import type { MessageKind } from "../messages.ts";

/** A row of the component catalogue: everything the rest of the tool knows about a component. */
export interface Component {
  readonly name: string;
  readonly title: string;
  readonly layer: "edge" | "voice" | "media" | "routing" | "desk" | "reporting" | "framework";
  /** What its instance count is counted for. */
  readonly per: "site" | "node" | "cluster";
  /** Instances for each of those; the blueprint's minimum is `rule.least`. */
  readonly instances: Parameter;
  readonly highAvailability: string;
  /** Processes inside one instance, each with its own servers; usually one. */
  readonly modules: readonly Module[];
  readonly backlogLimit: Parameter;
  readonly retryAfter: Parameter;
  /** The blueprint's rule on counts, checked by `busyhour check`. */
  readonly rule?: { readonly least: number; readonly most?: number; readonly says: string };
}

export interface Module {
  readonly name: string;
  readonly servers: Parameter;
  /** Service time of a message kind it has no own figure for. */
  readonly service: Parameter;
  readonly serviceOf: Readonly<Partial<Record<MessageKind, Parameter>>>;
}

export type { Source };
