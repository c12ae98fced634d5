import { compareObserved, find, meaningOfMetric, scopeLabel } from "../findings.ts";
import {
  fixed,
  inUnitOf,
  percent,
  quantity,
  signedPercent,
  significant,
  withInterval,
  wouldDecide,
} from "../format.ts";
import type { Findings } from "../types.ts";
import { isOfFailure } from "./failure.ts";
import { isOfFamily } from "./family.ts";
import { pivots } from "./pivots.ts";
import { left, type Pivot, right, type Table, valueOrReason } from "./table.ts";

const OUTCOMES: readonly (readonly [id: string, title: string])[] = [
  ["calls.offered", "offered"],
  ["calls.served", "served: ended after talking"],
  ["calls.contained", "contained: ended in the IVR"],
  ["calls.abandoned", "abandoned: hung up before an answer"],
  ["calls.callback", "callback: took a callback"],
  ["calls.voicemail", "voicemail: left a message"],
  ["calls.blocked", "blocked: no trunk, port, link or place, or queue closed"],
  ["calls.failed", "failed in signalling"],
  ["calls.lost", "lost: cut off by a failure"],
  ["calls.inSystemAtEnd", "still in the system at the end"],
  ["calls.redials", "of those offered: redials"],
];

const CALLERS: readonly (readonly [id: string, title: string])[] = [
  ["callers.offered", "called for the first time"],
  ["callers.served", "served by an agent in the end"],
  ["callers.contained", "contained: ended in the IVR"],
  ["callers.abandoned", "abandoned, and did not call again"],
  ["callers.callback", "took a callback"],
  ["callers.voicemail", "left a message"],
  ["callers.blocked", "blocked, and did not call again"],
  ["callers.failed", "failed in signalling"],
  ["callers.lost", "lost: cut off by a failure"],
  ["callers.openAtEnd", "still calling, or about to, at the end"],
];

/** Outcomes that most scenarios do not offer; without any call they go unmentioned. */
const OFFERED_BY_FEW = new Set([
  "calls.callback",
  "calls.voicemail",
  "callers.callback",
  "callers.voicemail",
]);

/** Every offered call has exactly one outcome: the shares sum to 100 %. */
export const outcomes = (findings: Findings): Table =>
  byOutcome("Calls by outcome", "calls", OUTCOMES, findings);

/** Who called, however often: there where some call again. */
export const callers = (findings: Findings): Table =>
  byOutcome(
    "Callers by the outcome of their last call (client basis)",
    "callers",
    CALLERS,
    findings,
  );

/** Counts of the whole cluster, the first of which is 100 %. */
function byOutcome(
  title: string,
  counted: string,
  ids: readonly (readonly [id: string, title: string])[],
  findings: Findings,
): Table {
  const offered = find(findings, ids[0]![0])?.estimate ?? 0;
  return {
    title,
    columns: [left("outcome"), right(`${counted} per replication`), right("share")],
    rows: ids.flatMap(([id, name]) => {
      const estimate = find(findings, id);
      if (estimate === undefined) return [];
      if (OFFERED_BY_FEW.has(id) && estimate.estimate === 0) return [];
      const share = offered > 0 ? percent((estimate.estimate ?? 0) / offered, 2) : "–";
      return [[name, withInterval(estimate), share]];
    }),
  };
}

const LEVELS: readonly (readonly [id: string, title: string])[] = [
  ["calls.inSystem", "in the system"],
  ["calls.inQualification", "in qualification"],
  ["calls.inQueue", "in queue"],
  ["calls.ringing", "ringing"],
  ["calls.talking", "talking"],
  ["calls.inVoicemail", "leaving or hearing a message"],
];

/** Calls present at the same time: time averages and the mean of the replications' maxima. */
export function levels(findings: Findings): Table {
  return {
    title: "Calls at the same time",
    columns: [left("calls"), right("time average"), right("greatest")],
    rows: LEVELS.flatMap(([id, title]) => {
      const average = find(findings, id);
      if (average === undefined) return [];
      return [[title, withInterval(average), withInterval(find(findings, `${id}.max`))]];
    }),
  };
}

const SIGNALLING: readonly (readonly [id: string, title: string])[] = [
  ["setup.delay.mean", "session request delay, mean (RFC 6076)"],
  ["setup.delay.p99", "session request delay, p99"],
  ["sip.ser", "session establishment ratio SER (RFC 6076)"],
  ["sip.seer", "session establishment effectiveness SEER"],
  ["sip.isa", "ineffective session attempts ISA"],
  ["sip.scr", "session completion ratio SCR"],
  ["dialogs.rate", "INVITE dialogs at SIP Server"],
  ["sip.messages.rate", "SIP messages on all hops"],
  ["tevents.generated", "T-events at their owner"],
  ["tevents.mesh", "T-events between T-Controllers"],
  ["tevents.delivered", "T-events delivered to clients"],
  ["registrations.active", "registered phones"],
  ["registrations.rate", "registrations"],
  ["registrations.rate.max1s", "registrations, busiest second"],
];

const STORAGE: readonly (readonly [id: string, title: string])[] = [
  ["storage.recordings", "files of recorded calls"],
  ["storage.database", "database of the recordings"],
  ["storage.logs", "logs of all components"],
  ["storage.reporting", "reporting database"],
];

export const signalling = (findings: Findings): Table =>
  measures("Signalling", SIGNALLING, findings);

/** What the load of the run comes to if it goes on for as long as things are kept. */
export const storage = (findings: Findings): Table =>
  measures("Kept over the retention", STORAGE, findings);

const MEANING = { ...left("meaning"), detail: true } as const;

/** Metrics of the whole cluster, one a row. */
function measures(
  title: string,
  ids: readonly (readonly [id: string, title: string])[],
  findings: Findings,
): Table {
  return {
    title,
    columns: [left("measure"), right("value"), MEANING],
    rows: ids.flatMap(([id, name]) => {
      const estimate = find(findings, id);
      return estimate === undefined ? [] : [[name, quantity(estimate), meaningOfMetric(id) ?? ""]];
    }),
  };
}

/** Metrics that a list shows, of the whole cluster. */
const LISTED = [
  ...[...OUTCOMES, ...CALLERS, ...SIGNALLING, ...STORAGE].map(([id]) => id),
  ...LEVELS.flatMap(([id]) => [id, `${id}.max`]),
];

const idsOf = (some: readonly Pivot[]) =>
  some.flatMap((pivot) => pivot.metrics.map(({ id }) => id));

/** Every metric that some table shows by name. */
export const reportedIds = (): readonly string[] => [...LISTED, ...idsOf(pivots)];

/** Cluster metrics that no other table shows: a new metric appears in the report by itself. */
export function others(findings: Findings): Table {
  const ofCluster = pivots.filter(({ scopes }) => scopes.includes("cluster"));
  const shown = new Set([...LISTED, ...idsOf(ofCluster)]);
  return {
    title: "Other measures of the whole cluster",
    columns: [left("metric"), right("value"), MEANING],
    rows: findings.estimates
      .filter(
        ({ id, scope }) =>
          scope === "cluster" && !shown.has(id) && !isOfFamily(id) && !isOfFailure(id),
      )
      .map((each) => [
        each.id,
        valueOrReason(quantity(each), each),
        meaningOfMetric(each.id) ?? "",
      ]),
  };
}

/** What the real system showed beside what the model says. */
export function observed(findings: Findings): Table {
  return {
    title: "Observed and simulated",
    columns: [
      left("metric"),
      left("scope"),
      right("observed"),
      right("simulated"),
      right("difference"),
      left("within replications"),
    ],
    rows: compareObserved(findings).map((each) => [
      each.metric,
      scopeLabel(each.scope),
      each.estimate === undefined
        ? significant(each.observed)
        : inUnitOf(each.observed, each.estimate),
      quantity(each.estimate),
      each.difference === null ? "–" : signedPercent(each.difference, 1),
      each.withinReplications === null ? "–" : each.withinReplications ? "yes" : "no",
    ]),
  };
}

/** What theory knows of this run, or the scenario states, beside what was simulated. */
export function exactValues(findings: Findings): Table {
  return {
    title: "Exact values",
    columns: [
      left("metric"),
      left("system"),
      right("exact"),
      right("simulated"),
      right("deviation, standard errors"),
    ],
    rows: findings.exact.map(({ system, exact, simulated, z }) => [
      simulated.scope === "cluster"
        ? simulated.id
        : `${simulated.id} [${scopeLabel(simulated.scope)}]`,
      system,
      inUnitOf(exact, simulated),
      quantity(simulated),
      z === null ? "–" : fixed(z, 2),
    ]),
  };
}

const MARKS = { pass: "✓", fail: "✗", undecided: "?" } as const;

export function expectations(findings: Findings): Table {
  return {
    title: "Expectations",
    columns: [left(""), left("expected"), right("simulated"), left("verdict")],
    rows: findings.expectations.map(({ text, verdict, estimate, replicationsNeeded }) => [
      MARKS[verdict],
      text,
      quantity(estimate),
      replicationsNeeded === null ? verdict : `${verdict}: ${wouldDecide(replicationsNeeded)}`,
    ]),
  };
}

export function assumptions(findings: Findings): Table {
  return {
    title: "Assumptions in use",
    columns: [left("setting"), left("value"), left("why")],
    rows: findings.scenario.assumptions.map(({ path, value, note }) => [path, value, note]),
  };
}

export function fixedAssumptions(findings: Findings): Table {
  return {
    title: "Assumptions no setting changes",
    columns: [left("about"), left("assumed"), left("note")],
    rows: findings.scenario.fixedAssumptions.map(({ subject, value, note }) => [
      subject,
      value,
      note,
    ]),
  };
}
