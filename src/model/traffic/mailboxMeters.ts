import type { Layout } from "../../measure/layout.ts";
import type { Scenario } from "../../scenario/types.ts";
import { type Scope, ScopeTables } from "../scopeTables.ts";

const COUNTS = ["deposited", "hangUps", "retrieved", "inVain"] as const;
export const MAILBOX_COUNT = {
  DEPOSITED: COUNTS.indexOf("deposited"),
  HANG_UPS: COUNTS.indexOf("hangUps"),
  RETRIEVED: COUNTS.indexOf("retrieved"),
  IN_VAIN: COUNTS.indexOf("inVain"),
} as const;

/** Recorder indexes, per cluster and queue; all −1 where nobody leaves messages. */
export interface MailboxMeters {
  /** Columns: cluster, queues. */
  readonly scopes: number;
  /** Counters `voicemail.<name>` of the measured window. */
  readonly counts: Int32Array;
  /** Levels: messages not yet listened to, and their bytes. */
  readonly waiting: Int32Array;
  readonly bytes: Int32Array;
  /** Tallies: from a message's deposit until an agent has listened to it. */
  readonly age: Int32Array;
}

/** Whether somebody may leave a message. */
export const hasVoicemail = ({ demand }: Pick<Scenario, "demand">): boolean =>
  demand.some(({ voicemail }) => voicemail !== null);

export function mailboxMetersOf(
  scenario: Scenario,
  scopes: readonly Scope[],
  layout: Layout,
): MailboxMeters {
  const tables = new ScopeTables(layout);
  const idOf = (name: string) => (hasVoicemail(scenario) ? `voicemail.${name}` : "");
  const level = (name: string) =>
    tables.of("level", [idOf(name)], scopes, (id, scope) => layout.level(id, scope));
  return {
    scopes: scopes.length,
    counts: tables.of("counter", COUNTS.map(idOf), scopes, (id, scope) =>
      layout.counter(id, scope),
    ),
    waiting: level("waiting"),
    bytes: level("bytes"),
    age: tables.of("tally", [idOf("age")], scopes, (id, scope) =>
      layout.tally(id, scope, { cohort: false }),
    ),
  };
}
