import type { Findings } from "../report/types.ts";
import type { Assumption, Scenario } from "../scenario/types.ts";
import type { Estimate } from "../stats/estimate.ts";
import type { Study } from "../study.ts";
import { inbound } from "./inbound.ts";
import { loadOf, type SizingLoad } from "./load.ts";
import { network } from "./network.ts";
import { outbound } from "./outbound.ts";
import { staffing } from "./people.ts";
import { platform } from "./platform.ts";
import { pools } from "./pools.ts";
import { ports } from "./ports.ts";
import { storage } from "./storage.ts";
import type { Implied, Section, Simulated, SizedSection, SizingRow } from "./types.ts";
import { isSame, verdictOf } from "./verdict.ts";

/** Every section of a sizing table, and those that need a platform. */
const OF_PEOPLE = [inbound, outbound, staffing] as const;
const OF_PLATFORM = [pools, ports, platform, storage, network] as const;

export interface SizingTable {
  readonly scenario: Scenario;
  /** What the run of the scenario measured; null when nothing was simulated. */
  readonly run: Pick<Findings, "seed" | "replications" | "version"> | null;
  readonly sections: readonly SizedSection[];
  /** Where the blueprint's printed figures do not agree with each other. */
  readonly conflicts: readonly Conflict[];
  /** Defaults in force that are only assumed and on which the table alone depends. */
  readonly assumptions: readonly Assumption[];
}

/** A printed figure that another printed figure implies to be a different one. */
export interface Conflict extends Implied {
  readonly title: string;
  readonly unit: string;
  readonly printed: number;
}

/**
 * The sizing table of a scenario; `findings` are those of its run, if it was run. `isOwn`: it was
 * made from numbers alone, so that what it has of ports and components means nothing.
 */
export function sizingTable(
  study: Study,
  findings: Findings | null,
  { isOwn = false } = {},
): SizingTable {
  const load = loadOf(study);
  const sections = sectionsOf(load, study.plan.topology.hasPlatform).map((section) => ({
    ...section,
    rows: section.rows.map((row) => {
      const simulated = findings && simulatedOf(row, findings);
      return { ...row, simulated, verdict: verdictOf(row, { simulated, isOwn }) };
    }),
  }));
  const { scenario } = study;
  const conflicts = sections.flatMap(conflictsOf);
  return { scenario, run: findings, sections, conflicts, assumptions: assumedIn(scenario) };
}

/** Those of the run are listed by its report; of them only what is kept belongs here. */
function assumedIn({ sizing, assumptions }: Scenario): readonly Assumption[] {
  const isKept = ({ path }: Assumption) => /^(recording|retention|storage)\./.test(path);
  return [...sizing.assumptions, ...assumptions.filter(isKept)];
}

function sectionsOf(load: SizingLoad, hasPlatform: boolean): readonly Section[] {
  const all = hasPlatform ? [...OF_PEOPLE, ...OF_PLATFORM] : OF_PEOPLE;
  return all.map((section) => section(load)).filter(({ rows }) => rows.length > 0);
}

/** The metrics of a row, added up; null where the run has none of them. */
function simulatedOf({ measured }: SizingRow, { estimates }: Findings): Simulated | null {
  if (measured === undefined) return null;
  const { metrics, scope = "cluster", factor = 1 } = measured;
  const found = estimates.filter((each) => each.scope === scope && metrics.includes(each.id));
  if (found.length === 0 || found.some(({ estimate }) => estimate === null)) return null;
  const estimate = factor * sumOf(found, ({ estimate: value }) => value!);
  if (found.some(({ halfWidth95 }) => halfWidth95 === null))
    return { estimate, halfWidth95: null, low95: null, high95: null };
  const halfWidth95 = factor * sumOf(found, ({ halfWidth95: half }) => half!);
  return { estimate, halfWidth95, low95: estimate - halfWidth95, high95: estimate + halfWidth95 };
}

const sumOf = (some: readonly Estimate[], of: (each: Estimate) => number): number =>
  some.reduce((sum, each) => sum + of(each), 0);

function conflictsOf({ rows }: Section): readonly Conflict[] {
  return rows.flatMap(({ title, unit, printed }) =>
    (printed?.implied ?? [])
      .filter(({ value }) => !isSame(value, printed!.value))
      .map((implied) => ({ title, unit, printed: printed!.value, ...implied })),
  );
}
