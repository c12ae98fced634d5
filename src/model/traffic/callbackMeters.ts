import type { Layout } from "../../measure/layout.ts";
import type { Scenario } from "../../scenario/types.ts";
import { type Scope, ScopeTables } from "../scopeTables.ts";

/**
 * Counters of callback requests made in the measured window, and of offers to callers of the
 * cohort: `callback.<name>`, per cluster and queue.
 */
const CALLBACK_COUNTS = [
  "offered",
  "accepted",
  "refused",
  "requested",
  "attempts",
  "connected",
  "completed",
  "expired",
  "failed",
  "pendingAtEnd",
] as const;
export type CallbackCount = (typeof CALLBACK_COUNTS)[number];
export const CALLBACK_COUNT = Object.fromEntries(
  CALLBACK_COUNTS.map((name, index) => [name, index]),
) as Readonly<Record<CallbackCount, number>>;

/** Recorder indexes; −1 where nobody is called back. */
export interface CallbackMeters {
  /** Columns: cluster, queues. */
  readonly scopes: number;
  readonly counts: Int32Array;
  /** Tallies: from the request, and from the time that was agreed, until an agent answers. */
  readonly wait: Int32Array;
  readonly late: Int32Array;
  /** Level: requests whose customer no agent talks to yet. */
  readonly waiting: Int32Array;
}

export function callbackMetersOf(
  { callbacks }: Scenario,
  scopes: readonly Scope[],
  layout: Layout,
): CallbackMeters {
  const tables = new ScopeTables(layout);
  const idOf = (name: string) => (callbacks.length > 0 ? `callback.${name}` : "");
  const tally = (name: string) =>
    tables.of("tally", [idOf(name)], scopes, (id, scope) =>
      layout.tally(id, scope, { cohort: true }),
    );
  return {
    scopes: scopes.length,
    counts: tables.of("cohort", CALLBACK_COUNTS.map(idOf), scopes, (id, scope) =>
      layout.cohort(id, scope),
    ),
    wait: tally("wait"),
    late: tally("late"),
    waiting: tables.of("level", [idOf("waiting")], scopes, (id, scope) => layout.level(id, scope)),
  };
}
