import type { Distribution } from "../engine/distributions/types.ts";

/** Which calls of a demand may end with a message left, and how long that takes. */
export interface Voicemail {
  /** Of the callers who have waited as long as `Demand.overflowUs`; the others wait on. */
  readonly share: number;
  /** Whether those who come while no agent of their queue is on duty are sent there. */
  readonly closed: boolean;
  /** Whether those are who find their queue full. */
  readonly whenFull: boolean;
  readonly greeting: Distribution;
  /** Share of those who have heard the greeting that leave a message; the others hang up. */
  readonly leaves: number;
  readonly message: Distribution;
}

/** Messages of one demand, and how agents fetch them: a demand of its own with their handling. */
export interface Mailbox {
  /** Index into `demand`: whose callers leave the messages. */
  readonly of: number;
  /** From the message's deposit until an agent may fetch it. */
  readonly delay: Distribution;
  /** What the agent hears and does before the message is played. */
  readonly prompts: Distribution;
  /** Share of the messages asked for on the desktop; for the others the agent dials. */
  readonly fromDesktop: number;
  /** Of a stored message. */
  readonly bitsPerSecond: number;
}
