/** How SIP elements defend themselves: durations in microseconds, shares 0..1. */
export interface OverloadSettings {
  /** Work of refusing a request as a share of the work of taking it. */
  readonly refusalWork: number;
  /** `loss`: RFC 7339, senders hold back the share of new dialogs that a receiver asks them to. */
  readonly control: "none" | "loss";
  /** How long what a receiver asks for holds, and how often it says so. */
  readonly validityUs: number;
  /** The wait that a receiver steers towards. */
  readonly targetDelayUs: number;
}
