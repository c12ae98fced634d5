import type { Estimate } from "../../stats/estimate.ts";
import { find } from "../findings.ts";
import { counted, withInterval } from "../format.ts";
import type { Findings } from "../types.ts";
import { clockOf } from "./marks.ts";

/** What a failure costs, in calls and minutes: what a planner would say of it first. */
export function costSentence(findings: Findings): string {
  const parts = [lost(findings), refused(findings), degraded(findings)];
  return `${parts.join("; ")}. ${service(findings)}`;
}

const meanOf = (estimate: Estimate | undefined): number => estimate?.estimate ?? 0;

function lost(findings: Findings): string {
  const [all, progress] = ["recovery.lost", "recovery.lost.progress"].map((id) =>
    find(findings, id),
  );
  if (meanOf(all) < 0.5) return "No call is cut off";
  const talking = meanOf(progress) === 0 ? "none" : withInterval(progress);
  return `${withInterval(all)} calls are cut off, ${talking} of them talking or on hold`;
}

function refused(findings: Findings): string {
  const [all, failed, blocked, present] = [
    "recovery.newCalls",
    "recovery.newCalls.failed",
    "recovery.newCalls.blocked",
    "recovery.underway.failed",
  ].map((id) => find(findings, id));
  const kinds = [
    [failed, "fail"],
    [blocked, "are blocked"],
  ] as const;
  const said = kinds
    .filter(([estimate]) => meanOf(estimate) >= 0.5)
    .map(([estimate, verb]) => `${withInterval(estimate)} ${verb}`);
  const news =
    said.length === 0
      ? `all ${withInterval(all)} new calls meanwhile are set up`
      : `of ${withInterval(all)} new calls meanwhile ${said.join(" and ")}`;
  const more = meanOf(present) >= 1 ? `; ${withInterval(present)} calls that were there fail` : "";
  return news + more;
}

function degraded(findings: Findings): string {
  const minutes = find(findings, "recovery.degraded.minutes");
  if (minutes?.estimate == null) return "nothing was measured before to compare minutes with";
  if (minutes.estimate === 0) return "no minute of degraded service";
  return `${withInterval(minutes)} min of degraded service`;
}

function service(findings: Findings): string {
  const back = find(findings, "recovery.service.time");
  const never = find(findings, "recovery.service.notWithinRun");
  if (back === undefined) return "";
  if (back.estimate === 0) return "The service level stays as it was.";
  if (back.estimate !== null) return `The service level is back after ${minutesOf(back)}.`;
  if (meanOf(never) > 0) {
    const { replications } = findings;
    const count = Math.round(meanOf(never) * replications);
    const some = `${count} of ${counted(replications, "replication")}`;
    return `The service level is not back within the run in ${some}.`;
  }
  return "";
}

/** `2:39 ± 0:04 min`; a mean that says little of any one failure comes with its extremes. */
function minutesOf({ estimate, halfWidth95, min, max }: Estimate): string {
  const half = halfWidth95 ?? 0;
  const error = half < 0.5 ? "" : ` ± ${clockOf(half)}`;
  const isVague = half > estimate! / 2 && min !== null && max !== null;
  const range = isVague ? `, ${clockOf(min)} to ${clockOf(max)} by replication` : "";
  return `${clockOf(estimate!)}${error} min${range}`;
}
