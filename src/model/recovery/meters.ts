import type { Layout } from "../../measure/layout.ts";
import type { Demand, Scenario } from "../../scenario/types.ts";
import { MESSAGE_KINDS } from "../messages.ts";
import type { Meters } from "../meters.ts";
import { flowOfRow, OP, type Program } from "../program.ts";
import { type Scope, ScopeTables } from "../scopeTables.ts";
import type { Topology } from "../topology.ts";
import { COUNTS, CUTS, NEW_CALLS, OTHERS, PLACES } from "./counts.ts";
import { coursesOf, type Work, workOf } from "./courses.ts";
import { type ImpactMeters, impactMetersOf } from "./impacts.ts";

/** Recorder indexes; tables are rows of `scopes` columns: the cluster, sites; −1: none. */
export interface RecoveryMeters {
  readonly scopes: number;
  readonly counts: Int32Array;
  readonly lost: Int32Array;
  /** Calls cut off that no customer placed: OTHERS in their order; −1 where there are none. */
  readonly lostOthers: Int32Array;
  /** Calls cut off, whoever placed them, by what they were on: CUTS in their order. */
  readonly cuts: Int32Array;
  readonly newCalls: Int32Array;
  /** Calls that were there before something failed, and failed to be set up any further. */
  readonly underway: Int32Array;
  /** Calls that the carrier handed over elsewhere, by the site they were for. */
  readonly rerouted: Int32Array;
  /** Callers who wait for another agent, since the first one's side is gone. */
  readonly requeued: Int32Array;
  /** Call events that an ICON missed, and those that none heard. */
  readonly missed: number;
  readonly unheard: number;
  readonly onset: number;
  readonly end: number;
  /** Moments: the first answer to a call that arrived after the onset; the last that failed. */
  readonly firstAnswer: Int32Array;
  readonly lastFailure: Int32Array;
  /** Counters: REGISTER requests of phones, and those of them that answer a challenge. */
  readonly registers: number;
  readonly digests: number;
  /** Program rows that send them. */
  readonly registerRows: Int32Array;
  readonly digestRows: Int32Array;
  /** Counter of the work of a module at a site, and its stations. */
  readonly work: readonly Work[];
  /** Null where nothing is known that impacts could be compared with. */
  readonly impacts: ImpactMeters | null;
}

/** Asks the layout for what failures are judged by; null where nothing fails. */
export function recoveryMetersOf(
  scenario: Scenario,
  topology: Topology,
  meters: Meters,
  program: Program,
  layout: Layout,
): RecoveryMeters | null {
  if (scenario.faults.length === 0) return null;
  const { sites } = scenario;
  const scopes: Scope[] = [
    { name: "cluster", isAlone: false },
    ...sites.map(({ name }) => ({ name: `site:${name}`, isAlone: sites.length === 1 })),
  ];
  const tables = new ScopeTables(layout);
  const counters = (ids: readonly string[]) =>
    tables.of("counter", ids, scopes, (id, scope) => layout.counter(id, scope));
  const moments = (id: string) =>
    tables.of("moment", [id], scopes, (each, scope) => layout.moment(each, scope));
  const { demand } = scenario;
  const isThere = ({ origin }: Pick<Demand, "origin">) =>
    demand.some((each) => each.origin === origin);
  const rowsOf = (kind: (typeof MESSAGE_KINDS)[number]) => sentByPhones(program, kind);
  const own: RecoveryMeters = {
    scopes: scopes.length,
    counts: counters(COUNTS.map((name) => `course.${name}`)),
    lost: counters(PLACES.map((place) => `recovery.lost.${place}`)),
    lostOthers: counters(OTHERS.map((other) => (isThere(other) ? other.id : ""))),
    cuts: Int32Array.from(CUTS, (cut) => layout.counter(`recovery.cut.${cut}`, "cluster")),
    underway: counters(["recovery.underway.failed"]),
    requeued: counters(["recovery.requeued"]),
    rerouted: counters(["recovery.rerouted"]),
    newCalls: tables.of(
      "cohort",
      NEW_CALLS.map((name) => `recovery.newCalls.${name}`),
      scopes,
      (id, scope) => layout.cohort(id, scope),
    ),
    missed: layout.counter("icon.missed", "cluster"),
    unheard: layout.counter("icon.unheard", "cluster"),
    onset: layout.moment("fault.onset", "cluster"),
    end: layout.moment("fault.end", "cluster"),
    firstAnswer: moments("recovery.firstAnswer"),
    lastFailure: moments("recovery.lastFailure"),
    registers: layout.counter("course.registers", "cluster"),
    digests: layout.counter("course.digests", "cluster"),
    registerRows: Int32Array.from([...rowsOf("REGISTER"), ...rowsOf("REGISTER_DIGEST")]),
    digestRows: Int32Array.from(rowsOf("REGISTER_DIGEST")),
    work: workOf(scenario, topology, layout),
    impacts: impactMetersOf(scenario, layout),
  };
  coursesOf(scenario, scopes, meters, own, layout);
  return own;
}

/** Rows by which phones send a message, copies of it sent again included. */
const sentByPhones = (program: Program, kind: (typeof MESSAGE_KINDS)[number]): number[] =>
  program.rows.flatMap((_, row) => {
    if (program.op[row] !== OP.DEPART || MESSAGE_KINDS[program.a[row]] !== kind) return [];
    return program.flows[flowOfRow(program, row)].roles[program.b[row]] === "phone" ? [row] : [];
  });
