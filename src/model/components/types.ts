import type { Parameter } from "../../parameter.ts";
import type { MessageKind } from "../messages.ts";

/** A row of the component catalogue: everything the rest of the tool knows about a component. */
export interface Component {
  readonly name: string;
  readonly title: string;
  readonly layer:
    | "edge"
    | "voice"
    | "media"
    | "routing"
    | "desk"
    | "outbound"
    | "recording"
    | "digital"
    | "reporting"
    | "framework";
  /** What its instances are counted for: each site, each SIP Server node, or the cluster. */
  readonly per: "site" | "node" | "cluster";
  readonly instances: Parameter;
  /** A scenario without this section, or one that records nothing, has none unless it says so. */
  readonly neededBy?: "campaigns" | "callback" | "recording" | "digital";
  readonly highAvailability: string;
  readonly redundancy: Redundancy;
  /** Processes inside one instance, each with its own servers; usually one. */
  readonly modules: readonly Module[];
  readonly backlogLimit: Parameter;
  readonly retryAfter: Parameter;
  /** What it says to an INVITE it does not take; 503 unless stated. */
  readonly refusesWith?: MessageKind;
  /** INVITEs a second beyond which it refuses, where the product has such an option. */
  readonly dialogRate?: Parameter;
  /**
   * T-Controller client: connections one instance opens (a hot-standby pair opens two, and both
   * hear every event). Attached to its own node, to the first node of its site, or of the cluster.
   */
  readonly hearsTEvents?: number;
  /** A smart client, where the scenario has them, hears only of DNs that its own node owns. */
  readonly maybeSmart?: true;
  /** Interaction Proxy client: connections one instance opens to its own node. */
  readonly hearsCallEvents?: number;
  /** Agents that one instance serves at most: what sizing goes by besides service times. */
  readonly agentsEach?: Parameter;
  /** The blueprint's rule on counts, checked with every cluster scenario. */
  readonly rule?: { readonly least: number; readonly most?: number; readonly says: string };
}

/** What stands in for what fails: `highAvailability` as availability over years reckons with it. */
export interface Redundancy {
  /**
   * activeActive: half of the instances carry the work; nPlusOne: all but one do; hotPair and
   * warmPair: every instance is a pair, of which one side works; single: it is one machine.
   */
  readonly kind: "activeActive" | "nPlusOne" | "hotPair" | "warmPair" | "single";
  /** Another site holds machines that somebody has to start. */
  readonly coldStandby?: true;
}

export interface Module {
  readonly name: string;
  /** Message kinds it works on; the first module of a component takes all the others. */
  readonly handles: readonly MessageKind[];
  readonly servers: Parameter;
  /** Service time of every message kind without a figure of its own. */
  readonly service: Parameter;
  readonly serviceOf: Readonly<Partial<Record<MessageKind, Parameter>>>;
}
