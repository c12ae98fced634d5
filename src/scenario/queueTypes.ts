/** The queues of a validated scenario, in the model's own units (see `types.ts`). */

/** How an agent is chosen among those of equal rank. */
export const AGENT_CHOICES = ["longestIdle", "random"] as const;

export interface Queue {
  readonly name: string;
  /** Groups that serve it at any stage (indexes into `groups` of the scenario). */
  readonly groups: readonly number[];
  /** Who may take its calls: the first from the start, each later one after a longer wait. */
  readonly stages: readonly Stage[];
  readonly agentChoice: (typeof AGENT_CHOICES)[number];
  /** Whether, among agents of equal rank, one at the call's own site is taken first. */
  readonly location: "localFirst" | "any";
  /** Calls that may wait; one more is blocked. */
  readonly capacity: number;
  /** Whether a queue without agents on duty is cleared, and takes no more calls. */
  readonly atClose: "keep" | "clear";
  /** Service-level threshold T. */
  readonly thresholdUs: number;
}

/** Who may take a call that has stood in line for `afterUs`, until its next stage. */
export interface Stage {
  readonly afterUs: number;
  readonly services: readonly Service[];
}

/** A group of agents that serves a queue. */
export interface Service {
  readonly group: number;
  /** A call takes an agent of the least rank; among equals that of most weight x idle time. */
  readonly rank: number;
  readonly weight: number;
  /**
   * An agent takes, of the calls of equal priority, those of the least rank; among equals that of
   * most weight x time in line.
   */
  readonly callRank: number;
  readonly callWeight: number;
}
