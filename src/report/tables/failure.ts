import type { FaultSetting } from "../../scenario/types.ts";
import type { Estimate } from "../../stats/estimate.ts";
import { letterOf } from "../failure/marks.ts";
import { find, meaningOfMetric, scopeLabel } from "../findings.ts";
import { duration, quantity, withInterval } from "../format.ts";
import type { Findings } from "../types.ts";
import { type Column, left, right, type Table, valueOrReason } from "./table.ts";

/** What is said of a failure, in groups a planner asks for one after the other. */
export const GROUPS: readonly { title: string; rows: readonly (readonly [string, string])[] }[] = [
  {
    title: "Calls lost and refused",
    rows: [
      ["recovery.lost", "calls cut off"],
      ["recovery.lost.progress", "· talking or on hold"],
      ["recovery.lost.ringing", "· at an agent, not answered yet"],
      ["recovery.lost.queue", "· in queue"],
      ["recovery.lost.treatment", "· in the IVR"],
      ["recovery.lost.setup", "· in set-up"],
      ["recovery.lost.voicemail", "· leaving a message"],
      ["recovery.lost.campaigns", "campaigns' calls cut off"],
      ["recovery.lost.callbacks", "callbacks cut off"],
      ["recovery.underway.failed", "calls present that failed later"],
      ["recovery.newCalls", "calls that arrived meanwhile"],
      ["recovery.newCalls.failed", "· failed in signalling"],
      ["recovery.newCalls.blocked", "· blocked"],
      ["recovery.abandoned.extra", "abandoned more than before"],
    ],
  },
  {
    title: "Time from the first failure",
    rows: [
      ["recovery.firstAnswer.time", "until a new call is answered"],
      ["recovery.failing.time", "until the last new call fails"],
      ["recovery.service.time", "until the service level is back"],
      ["recovery.registrations.time", "until the phones are registered"],
      ["recovery.agents.time", "until the agents are logged in"],
      ["recovery.degraded.minutes", "minutes of degraded service"],
      ["recovery.loggedOut.minutes", "logged-out agents"],
    ],
  },
  {
    title: "Peaks",
    rows: [
      ["recovery.inSystem.before", "calls in system, before"],
      ["recovery.queue.before", "calls in queue, before"],
      ["recovery.queue.max", "calls in queue, peak"],
      ["recovery.registers.before", "REGISTER requests, before"],
      ["recovery.registers.max1s", "REGISTER requests, busiest second"],
      ["recovery.registers.max10s", "REGISTER requests, busiest 10 s"],
      ["recovery.registers.digest", "REGISTER requests after a challenge"],
    ],
  },
];

/** Metrics that these tables show. */
export const isOfFailure = (id: string): boolean => id.startsWith("recovery.");

/** More sites than this do not fit on paper. */
const SITES_MAX = 3;

/** The tables of a failure; none where nothing fails in the measured time. */
export function failureTables(findings: Findings): readonly Table[] {
  if (findings.transients === undefined) return [];
  const groups = GROUPS.map(({ title, rows }) => groupTable(title, rows, findings));
  return [schedule(findings), ...groups, utilisation(findings)];
}

/** What fails and when; times from the start of the measured time. */
export function schedule({ scenario: { faults, run } }: Findings): Table {
  const after = (us: number) =>
    `${us < run.warmUpUs ? "-" : ""}${duration(Math.abs(us - run.warmUpUs))}`;
  return {
    title: "Faults, from the start of the measured time",
    columns: [left("fault"), left("kind"), left("target"), ...TIMES.map(right)],
    rows: faults.map((fault, number) => [
      letterOf(number),
      fault.kind,
      fault.target,
      Number.isFinite(fault.atUs) ? after(fault.atUs) : unplanned(fault),
      noticed(fault),
      lasting(fault),
    ]),
  };
}

/** When a fault strikes that has no time of its own: `1 min after recovery of A`. */
function unplanned({ after }: FaultSetting): string {
  if (after === null) return "at random";
  return `${duration(after.delayUs)} after ${after.from} of ${letterOf(after.fault)}`;
}

const TIMES = ["onset", "noticed after", "lasts"];

function noticed({ detectionUs, forUs }: FaultSetting): string {
  if (detectionUs === Number.POSITIVE_INFINITY) return "by OPTIONS or time-outs";
  return detectionUs < forUs ? duration(detectionUs) : "–";
}

function lasting({ forUs, lasting: varies }: FaultSetting): string {
  if (forUs === Number.POSITIVE_INFINITY) return "to the end";
  return varies === null ? duration(forUs) : `${duration(forUs)} on average`;
}

function groupTable(
  title: string,
  rows: readonly (readonly [string, string])[],
  findings: Findings,
): Table {
  const sites = findings.scenario.sites.map(({ name }) => `site:${name}`);
  const scopes = sites.length > 1 && sites.length <= SITES_MAX ? sites : [];
  const known = rows.flatMap(([id, label]) => {
    const whole = find(findings, id);
    return whole === undefined ? [] : [{ id, label, whole }];
  });
  const hasParts = (scope: string) => known.some(({ id }) => find(findings, id, scope));
  const parts = scopes.filter(hasParts);
  return {
    title,
    columns: [
      left("what"),
      right("whole cluster"),
      ...parts.map((scope) => right(scopeLabel(scope))),
      MEANING,
    ],
    rows: known.map(({ id, label, whole }) => [
      label,
      said(whole),
      ...parts.map((scope) => {
        const part = find(findings, id, scope);
        return part === undefined ? "" : said(part);
      }),
      meaningOfMetric(id) ?? "",
    ]),
  };
}

const MEANING: Column = { ...left("meaning"), detail: true };

/** A time that some replications never reach says so, and how soon others did. */
export function said(estimate: Estimate): string {
  const { reason = "", min } = estimate;
  if (estimate.estimate !== null) return quantity(estimate);
  const best = min === null ? "" : `; ${quantity({ ...estimate, estimate: min })} at best`;
  return valueOrReason("–", { ...estimate, reason: `${reason}${best}` });
}

/** Components that a failure loads most, at each site. */
export function utilisation(findings: Findings, rows = 12): Table {
  const ids = ["recovery.utilisation.before", "recovery.utilisation.max"];
  const scopes = findings.estimates
    .filter(({ id, estimate }) => id === ids[1] && estimate !== null && estimate > 0)
    .toSorted((a, b) => b.estimate! - a.estimate!)
    .slice(0, rows)
    .map(({ scope }) => scope);
  return {
    title: "What the sites must carry: busiest components",
    columns: [left("site and component"), right("before, %"), right("busiest 10 s, %")],
    rows: scopes.map((scope) => [
      scopeLabel(scope),
      ...ids.map((id) => withInterval(find(findings, id, scope), "%")),
    ]),
  };
}
