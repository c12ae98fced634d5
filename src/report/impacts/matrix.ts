import type { Findings } from "../types.ts";
import { CELLS } from "./cells.ts";
import {
  FUNCTIONS,
  type FunctionName,
  IMPACTS,
  type Impact,
  type Mode,
  published,
} from "./published.ts";
import { type Reading, Readings } from "./readings.ts";
import { reasonOf } from "./reasons.ts";

/** A cell of the matrix: what the guide says, what the run did, and how these compare. */
export interface ImpactCell extends Reading {
  readonly mode: Mode;
  readonly function: FunctionName;
  readonly impact: Impact;
  readonly published: string;
  readonly verdict: "agrees" | "differs" | "the source contradicts itself";
  /** What the run measured that makes it differ, or how the source contradicts itself; or empty. */
  readonly reason: string;
}

/** The failures of a scenario that the guide has a table for. */
export function modesOf({ scenario }: Findings): readonly Mode[] {
  const { faults, accessNetworks } = scenario;
  const modes = faults.flatMap(({ kind, target }): Mode[] => {
    if (kind === "availabilityZoneDown") return ["zone"];
    if (kind === "regionDown") return ["region"];
    if (kind !== "accessNetworkDown") return [];
    const network = accessNetworks.find(({ name }) => name === target);
    return [network?.desktopPath === "internet" ? "networkVoiceOnly" : "networkWithDesktops"];
  });
  return [...new Set(modes)];
}

/**
 * Every cell, for each failure of the scenario that the guide has a table for; none where nothing
 * fails in the measured time.
 */
export function impactMatrix(findings: Findings): readonly ImpactCell[] {
  if (findings.transients === undefined) return [];
  return modesOf(findings).flatMap((mode) => {
    const run = new Readings(findings, mode);
    return FUNCTIONS.flatMap((name) => IMPACTS.map((impact) => cellOf(run, name, impact)));
  });
}

function cellOf(run: Readings, name: FunctionName, impact: Impact): ImpactCell {
  const { mode } = run;
  const { says, conflicts } = published[mode][name];
  const reading = CELLS[impact](run, name);
  const conflict = conflicts[impact];
  const isSame = isAlike(reading.says, says[impact]);
  const verdict =
    conflict !== undefined ? "the source contradicts itself" : isSame ? "agrees" : "differs";
  const reason = conflict ?? (isSame ? "" : reasonOf(run, name, impact, reading.shown));
  return { ...reading, mode, function: name, impact, published: says[impact], verdict, reason };
}

/** Who has no calls keeps all and drops none; what fails here is the primary network. */
function isAlike(measured: string, said: string): boolean {
  const isNone = measured === "none of its own" || measured === "none under way";
  if (isNone) return said === "kept" || said === "none of its own";
  if (said === "none of its own") return measured === "kept";
  if (said === "refused if primary") return measured === "refused";
  if (said === "reconnect elsewhere") return measured === "log in again elsewhere";
  return measured === said;
}

/** `82 agree, 4 differ, in 10 the guide contradicts itself`. */
export function countsOf(cells: readonly ImpactCell[]): string {
  const count = (verdict: ImpactCell["verdict"]) =>
    cells.filter((cell) => cell.verdict === verdict).length;
  const unclear = count("the source contradicts itself");
  const clear = `${count("agrees")} agree, ${count("differs")} differ`;
  return `${clear}, in ${unclear} the guide contradicts itself`;
}
