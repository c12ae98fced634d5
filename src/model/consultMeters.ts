import type { Layout } from "../measure/layout.ts";
import type { Scenario } from "../scenario/types.ts";
import { asksSecond, CONSULTATIONS } from "./questions.ts";
import { type Scope, ScopeTables } from "./scopeTables.ts";

/**
 * Counters of the cohort's second agents: `consult.<name>`, per cluster and the queue they are
 * asked of.
 */
export const CONSULT_COUNTS = ["asked", "selected", "abandoned"] as const;

/** Recorder indexes; all −1 where no agent asks a second one. */
export interface ConsultMeters {
  /** Columns: cluster, queues. */
  readonly scopes: number;
  readonly counts: Int32Array;
  /** Tally: from asking until a second agent is selected or somebody gives up. */
  readonly wait: Int32Array;
}

/** What `calls.*` counts of a call that has an agent: all but "consulted" are milestones. */
export const SERVICE_COUNTS = [
  "held",
  "unanswered",
  "consulted",
  "transferred",
  "conferenced",
] as const;
export type ServiceCount = (typeof SERVICE_COUNTS)[number];

/** Whether any call of a scenario is counted so. */
export function isCounted(count: ServiceCount, { demand }: Scenario): boolean {
  switch (count) {
    case "held":
      return demand.some(({ hold }) => hold.share > 0);
    case "unanswered":
      return demand.some(({ rona }) => rona.share > 0);
    case "consulted":
      return demand.some(asksSecond);
    case "transferred":
      return demand.some(({ consult }) => consult.transfer + consult.blindTransfer > 0);
    case "conferenced":
      return demand.some(({ consult }) => consult.conference > 0);
  }
}

/** Whether customers are put on hold: for a while, or while an agent asks another. */
export const holdsCustomers = ({ demand }: Scenario): boolean =>
  demand.some((each) => each.hold.share > 0 || asksSecond(each));

/** Whether two agents talk to each other: after a blind transfer they do not. */
export const consultsAgents = ({ demand }: Scenario): boolean =>
  demand.some(({ consult }) =>
    CONSULTATIONS.some((each) => each !== "blindTransfer" && consult[each] > 0),
  );

export function consultMetersOf(
  scenario: Scenario,
  scopes: readonly Scope[],
  layout: Layout,
): ConsultMeters {
  const tables = new ScopeTables(layout);
  const idOf = (name: string) => (scenario.demand.some(asksSecond) ? `consult.${name}` : "");
  return {
    scopes: scopes.length,
    counts: tables.of("cohort", CONSULT_COUNTS.map(idOf), scopes, (id, scope) =>
      layout.cohort(id, scope),
    ),
    wait: tables.of("tally", [idOf("wait")], scopes, (id, scope) =>
      layout.tally(id, scope, { cohort: true }),
    ),
  };
}
