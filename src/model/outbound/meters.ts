import type { Layout } from "../../measure/layout.ts";
import type { Recorders } from "../../measure/recorders.ts";
import type { Scenario } from "../../scenario/types.ts";
import { type Scope, ScopeTables } from "../scopeTables.ts";
import { RESULTS } from "./results.ts";

/** Attempts of the measured window, by what became of them. */
export const ATTEMPT_COUNTS = [
  "attempts",
  "connected",
  "connectedInTime",
  "abandoned",
  "misjudged",
  "machinesPassed",
  "unplaced",
  ...RESULTS,
] as const;
export type AttemptCount = (typeof ATTEMPT_COUNTS)[number];

/** What there is of a campaign at a moment. */
const LEVELS = ["dialling", "waiting", "recordsLeft", "toRedial", "active"] as const;
/** A call with a person has ended: all of them, and those that nobody was connected to. */
type Reached = "hits" | "abandoned" | "misjudged";
export type CampaignLevel = (typeof LEVELS)[number];

/** Recorder indexes: rows of `scopes` columns, the cluster and then each campaign; −1: none. */
export interface OutboundMeters {
  readonly scopes: number;
  readonly counts: Int32Array;
  readonly levels: Int32Array;
  readonly dials: Int32Array;
  readonly placed: Int32Array;
  readonly finished: Int32Array;
  readonly hits: Int32Array;
  readonly abandoned: Int32Array;
  readonly misjudged: Int32Array;
  readonly connect: Int32Array;
}

/** Asks the layout for what campaigns record; without any, for nothing. */
export function outboundMeters({ demand }: Scenario, layout: Layout): OutboundMeters {
  const names = demand.flatMap(({ name, campaign }) => (campaign === null ? [] : [name]));
  const own = names.map((name) => ({ name: `campaign:${name}`, isAlone: names.length === 1 }));
  const scopes: readonly Scope[] = [{ name: "cluster", isAlone: false }, ...own];
  const tables = new ScopeTables(layout);
  const some = (ids: readonly string[]) => (names.length === 0 ? ids.map(() => "") : ids);
  const counters = (id: string) =>
    tables.of("counter", some([id]), scopes, (each, scope) => layout.counter(each, scope));
  minuteSeries(tables, some, scopes, layout);
  const [dials, placed] = ["outbound.dials", "outbound.placed"].map(counters);
  const [hits, abandoned, misjudged] = BY_MINUTE.map(counters);
  if (names.length > 0) layout.window("outbound.dials", "cluster", { counter: dials[0] });
  return {
    scopes: scopes.length,
    counts: tables.of(
      "cohort",
      some(ATTEMPT_COUNTS.map((name) => `outbound.${name}`)),
      scopes,
      (id, scope) => layout.cohort(id, scope),
    ),
    levels: tables.of(
      "level",
      some(LEVELS.map((name) => `outbound.${name}`)),
      scopes,
      (id, scope) => layout.level(id, scope),
    ),
    ...{ dials, placed },
    finished: counters("outbound.recordsFinished"),
    ...{ hits, abandoned, misjudged },
    connect: tables.of("tally", some(["outbound.connect"]), scopes, (id, scope) =>
      layout.tally(id, scope, { cohort: true }),
    ),
  };
}

/** What became of persons, counted minute by minute: rules hold over any hours in a row. */
const BY_MINUTE = ["outbound.hits", "outbound.abandoned", "outbound.misjudged"] as const;

function minuteSeries(
  tables: ScopeTables,
  some: (ids: readonly string[]) => readonly string[],
  scopes: readonly Scope[],
  layout: Layout,
): void {
  // Calls in the minute, of a rate in a second.
  const factor = 60;
  tables.of("minute", some(BY_MINUTE), scopes, (id, scope) =>
    layout.minute(id, scope, { counter: layout.counter(id, scope), factor }),
  );
}

/** The recorders of one campaign. */
export class CampaignRecorders {
  private readonly meters: OutboundMeters;
  private readonly column: number;

  /** @param column 1 for the first campaign */
  constructor(meters: OutboundMeters, column: number) {
    this.meters = meters;
    this.column = column;
  }

  /** An attempt of the cohort counts once more. */
  count({ cohorts }: Recorders, what: AttemptCount): void {
    const { counts, scopes } = this.meters;
    const row = ATTEMPT_COUNTS.indexOf(what) * scopes;
    cohorts[counts[row]]++;
    if (counts[row + this.column] >= 0) cohorts[counts[row + this.column]]++;
  }

  /** Something happens within the window. */
  happened({ counters }: Recorders, what: "dials" | "placed" | "finished" | Reached): void {
    const columns = this.meters[what];
    counters[columns[0]]++;
    if (columns[this.column] >= 0) counters[columns[this.column]]++;
  }

  change(recorders: Recorders, what: CampaignLevel, nowUs: number, by: number): void {
    const { levels, scopes } = this.meters;
    const row = LEVELS.indexOf(what) * scopes;
    recorders.changeLevel(levels[row], nowUs, by);
    if (levels[row + this.column] >= 0) recorders.changeLevel(levels[row + this.column], nowUs, by);
  }

  /** A person of the cohort is connected to an agent, so long after it was heard to be one. */
  connected(recorders: Recorders, afterUs: number): void {
    const { connect } = this.meters;
    recorders.record(connect[0], afterUs);
    if (connect[this.column] >= 0) recorders.record(connect[this.column], afterUs);
  }
}
