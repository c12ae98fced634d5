import type { Distribution } from "../engine/distributions/types.ts";

/** An agent puts the customer on hold for a while. */
export interface Hold {
  /** Of the calls that an agent answers. */
  readonly share: number;
  readonly duration: Distribution;
}

/** An agent asks a second one, whom the call then knows. */
export interface Consult {
  /** Index into `queues`: where the call waits for the second agent. */
  readonly queue: number;
  readonly priority: number;
  /** Shares of the calls that an agent answers, by what comes of it; they sum to 1 at most. */
  readonly return: number;
  readonly alternate: number;
  readonly transfer: number;
  readonly blindTransfer: number;
  readonly conference: number;
  /** Share of consultations in which the second agent does not answer. */
  readonly noAnswer: number;
  /** How long the customer waits for the second agent. */
  readonly patience: Distribution;
  /** How long the first agent does. */
  readonly agentPatience: Distribution;
  readonly ring: Distribution;
  /** Of the two agents. */
  readonly talk: Distribution;
  /** Of the customer with the first agent afterwards. */
  readonly returnTalk: Distribution;
  /** Of the customer with the second agent after a transfer. */
  readonly secondTalk: Distribution;
  readonly conferenceTalk: Distribution;
  /** Of the second agent after a transfer or conference. */
  readonly afterCallWork: Distribution;
}

/** Ring without answer. */
export interface Rona {
  /** Of the calls that are offered to an agent. */
  readonly share: number;
  readonly after: Distribution;
  /** How long the agent is not ready then. */
  readonly notReadyUs: number;
}
