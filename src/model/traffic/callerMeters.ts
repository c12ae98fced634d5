import type { Layout } from "../../measure/layout.ts";
import type { Scenario } from "../../scenario/types.ts";
import { OUTCOMES } from "../actions.ts";
import { type Scope, ScopeTables } from "../scopeTables.ts";

/**
 * Counters of the callers whose first call arrived in the measured window: `callers.<name>`, per
 * cluster and queue. An outcome is that of a caller's last call.
 */
const CALLER_COUNTS = [
  "offered",
  "calls",
  ...OUTCOMES.filter((outcome) => outcome !== "unreached"),
  "openAtEnd",
] as const;
export const CALLER_COUNT = {
  OFFERED: CALLER_COUNTS.indexOf("offered"),
  CALLS: CALLER_COUNTS.indexOf("calls"),
  FIRST_OUTCOME: CALLER_COUNTS.indexOf(OUTCOMES[0]),
  OPEN_AT_END: CALLER_COUNTS.indexOf("openAtEnd"),
} as const;

/** Recorder indexes; all −1 where nobody calls again: a caller is a call. */
export interface CallerMeters {
  /** Columns: cluster, queues. */
  readonly scopes: number;
  readonly counts: Int32Array;
  /** Tallies: from the first call of a caller until an agent answers. */
  readonly toAnswer: Int32Array;
}

/** Whether some callers call again. */
export const hasRedials = ({ demand }: Scenario): boolean =>
  demand.some(({ redial }) => redial.afterBlocked > 0 || redial.afterAbandoned > 0);

export function callerMetersOf(
  scenario: Scenario,
  scopes: readonly Scope[],
  layout: Layout,
): CallerMeters {
  const tables = new ScopeTables(layout);
  const idOf = (name: string) => (hasRedials(scenario) ? `callers.${name}` : "");
  return {
    scopes: scopes.length,
    counts: tables.of("cohort", CALLER_COUNTS.map(idOf), scopes, (id, scope) =>
      layout.cohort(id, scope),
    ),
    toAnswer: tables.of("tally", [idOf("toAnswer")], scopes, (id, scope) =>
      layout.tally(id, scope, { cohort: true }),
    ),
  };
}
