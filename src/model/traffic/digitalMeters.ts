import type { Layout } from "../../measure/layout.ts";
import type { Demand, Scenario } from "../../scenario/types.ts";
import { OUTCOMES } from "../actions.ts";
import { type Scope, ScopeTables } from "../scopeTables.ts";

const COUNTS = ["offered", "served", "abandoned", "blocked", "failed", "lost"] as const;
export const DIGITAL_OFFERED = COUNTS.indexOf("offered");
/** By outcome: the count it is booked to, −1 for one that no interaction has. */
export const DIGITAL_COUNT: readonly number[] = OUTCOMES.map((outcome) =>
  (COUNTS as readonly string[]).indexOf(outcome),
);

/** Recorder indexes, of the cluster and of each source of interactions; −1 where there is none. */
export interface DigitalMeters {
  /** Columns: cluster, sources. */
  readonly scopes: number;
  /** By demand: its column; 0 for those of calls. */
  readonly scopeOf: Int32Array;
  /** Counters `digital.<name>` of the measured window. */
  readonly counts: Int32Array;
  /** Levels: interactions that wait or are worked on, and those of them that wait. */
  readonly inSystem: Int32Array;
  readonly inQueue: Int32Array;
  /** Tallies: time in the queue until an agent is selected or the customer leaves. */
  readonly wait: Int32Array;
}

/** An interaction is no call: it is counted apart. */
export const isDigital = ({ origin }: Pick<Demand, "origin">): boolean => origin === "digital";

/** Whether there are interactions besides calls. */
export const hasDigital = ({ demand }: Pick<Scenario, "demand">): boolean => demand.some(isDigital);

export function digitalMetersOf({ demand }: Scenario, layout: Layout): DigitalMeters {
  const names = demand.filter(isDigital).map(({ name }) => name);
  const own = names.map((name) => ({ name: `digital:${name}`, isAlone: names.length === 1 }));
  const scopes: readonly Scope[] = [{ name: "cluster", isAlone: false }, ...own];
  const tables = new ScopeTables(layout);
  const idOf = (name: string) => (names.length > 0 ? `digital.${name}` : "");
  const level = (name: string) =>
    tables.of("level", [idOf(name)], scopes, (id, scope) => layout.level(id, scope));
  return {
    scopes: scopes.length,
    scopeOf: Int32Array.from(demand, (each) =>
      isDigital(each) ? 1 + names.indexOf(each.name) : 0,
    ),
    counts: tables.of("counter", COUNTS.map(idOf), scopes, (id, scope) =>
      layout.counter(id, scope),
    ),
    inSystem: level("inSystem"),
    inQueue: level("inQueue"),
    wait: tables.of("tally", [idOf("wait")], scopes, (id, scope) =>
      layout.tally(id, scope, { cohort: false }),
    ),
  };
}
