/** The outbound campaigns of a validated scenario, in the model's own units (see `types.ts`). */
import type { Distribution } from "../engine/distributions/types.ts";
import type { DialMode, PacingRule, Result, Unreached } from "../model/outbound/results.ts";

/** What the attempts of a demand have that customers' calls have not. */
export interface Campaign {
  readonly mode: DialMode;
  /** An agent's phone is connected before a person is there for it. */
  readonly seizing: boolean;
  readonly pacing: PacingSettings;
  /** Numbers on its list; `Infinity`: it is never done. */
  readonly records: number;
  /** Index of the site whose OCS dials, and which of the OCS there, from 0. */
  readonly site: number;
  readonly ocs: number;
  /** Attempts that this OCS starts in a second at most, for all its campaigns. */
  readonly perSecond: number;
  /** Time of day within which it dials, microseconds since midnight. */
  readonly fromUs: number;
  readonly toUs: number;
  /** Share of each result among all attempts; sums to 1. */
  readonly results: Readonly<Record<Result, number>>;
  /** Time from dialling to each result. */
  readonly ringing: Readonly<Record<Result, Distribution>>;
  /** Time from answer to the verdict of call progress detection, and how often it is wrong. */
  readonly detection: Readonly<Record<"human" | "machine", Distribution>>;
  readonly humanAsMachine: number;
  readonly machineAsHuman: number;
  /** The agent looks at the record before it is dialled. */
  readonly preview: Distribution;
  /** What a person hears whom no agent was connected to in time. */
  readonly message: Distribution;
  /** How long an agent listens to a machine. */
  readonly machineTalk: Distribution;
  /** With seizing: until the agent's phone is connected for the next person. */
  readonly engaging: Distribution;
  /** Lines to the IVR, where no agent is due. */
  readonly lines: number;
  readonly redial: Readonly<Record<Unreached, RedialRule>>;
}

export interface PacingSettings {
  readonly rule: PacingRule;
  /** Attempts per ready agent (or free line), per busy one, and beside them. */
  readonly perReady: number;
  readonly perBusy: number;
  readonly more: number;
  /** Threshold: fewer ready agents than these, in all and in the tested groups, and it waits. */
  readonly leastReady: number;
  readonly leastTested: number;
  /** Indexes into `groups`. */
  readonly testGroups: readonly number[];
  /** Constant rate: attempts a second. */
  readonly perSecond: number;
  /** Predictive: what regulation allows, and when it dials ahead at all. */
  readonly share: number;
  readonly margin: number;
  readonly windowUs: number;
  readonly leastAgents: number;
  readonly leastResults: number;
}

/** A record whose attempt ended so is dialled again: so often at most, after so long. */
export interface RedialRule {
  readonly redials: number;
  readonly delay: Distribution;
}
