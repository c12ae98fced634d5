import { scopeLabel } from "./findings.ts";
import { counted, significant } from "./format.ts";
import type { Findings, PrecisionGoal, Stopping } from "./types.ts";

/** How the number of replications was decided, as lines for a person; none where it was given. */
export function stoppingLines({ stopping, replications }: Findings): readonly string[] {
  if (stopping === undefined) return [];
  const { goals, looks } = stopping;
  return [
    ...(goals.length > 0 ? [precisionLine(stopping, replications)] : []),
    ...goals.map(goalLine),
    ...(looks === null ? [] : [looksLine(stopping, looks)]),
    ...stopping.leftOut.map(
      ({ id, scope, reason }) => `left out of the precision: ${nameOf({ id, scope })}, ${reason}`,
    ),
  ];
}

function precisionLine({ firstStage, most, level }: Stopping, replications: number): string {
  const ofMost = replications >= most ? ", the most allowed" : "";
  return (
    `${counted(replications, "replication")}${ofMost}: two stages (Stein), planned from the ` +
    `spread of the first ${firstStage}; the intervals of this list hold together with ` +
    `${100 * level} %`
  );
}

const nameOf = ({ id, scope }: { readonly id: string; readonly scope: string }): string =>
  scope === "cluster" ? id : `${id} of ${scopeLabel(scope)}`;

function goalLine(goal: PrecisionGoal): string {
  const { asked, unit, halfWidth, isReached, replicationsWanted } = goal;
  const wanted = asked.endsWith("%") ? `${asked}, ±${significant(goal.goal)}` : `±${asked}`;
  const said = `${nameOf(goal)} ±${significant(halfWidth)} ${unit}, wanted ${wanted}`;
  return isReached
    ? `${said}: reached`
    : `${said}: **not reached**, which takes about ${counted(replicationsWanted, "replication")}`;
}

const looksLine = ({ most, level }: Stopping, looks: number): string =>
  `limits were looked at ${looks === 1 ? "once" : `${looks} times`}, until all were decided or ` +
  `${most} replications made; the verdicts are right together with ${100 * level} %`;

/** Which variance reduction was used, and what it gained. */
export function reductionLines({ scenario, estimates, controls }: Findings): readonly string[] {
  const { variates } = scenario.run;
  const used = [
    ...(variates === "antithetic" ? ["antithetic pairs"] : []),
    ...(controls.used.length === 0
      ? []
      : [
          `${controls.used.join(" and ")} as control variate${controls.used.length > 1 ? "s" : ""}`,
        ]),
  ];
  const refused = controls.refused.map((reason) => `not used as control variate: ${reason}`);
  if (used.length === 0) return refused;
  const gains = MAIN.flatMap((id) => {
    const found = estimates.find((each) => each.id === id && each.scope === "cluster");
    return found?.gain == null ? [] : [`${id} ${significant(found.gain, 3)}`];
  });
  const gained =
    gains.length === 0
      ? ""
      : `; variance of as many independent replications over what it is: ${gains.join(", ")}`;
  return [`variance reduction by ${used.join(" and ")}${gained}`, ...refused];
}

/** Of which the gain is said in words; summary.json has that of every metric. */
const MAIN = ["agents.occupancy", "service.level", "wait.mean", "abandon.ratio"];
