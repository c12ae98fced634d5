import type { Callbacks } from "../../../src/model/traffic/callbacks.ts";
import { Dialler } from "../../../src/model/traffic/dialler.ts";
import { cohort, type Run } from "../../support/scenarios.ts";
import { differs, level } from "./books.ts";
import type { Law } from "./types.ts";

const counter = ({ plan, world }: Run, id: string, scope = "cluster"): number => {
  const index = plan.layout.find("counter", id, scope);
  return index === undefined ? 0 : world.recorders.counters[index];
};

const diallersOf = ({ world }: Run): readonly Dialler[] =>
  world.actors.filter((actor) => actor instanceof Dialler);

const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);

const records: Law = {
  name: "no record of a campaign is lost",
  holds: "always",
  broken: (run) => {
    const diallers = diallersOf(run);
    const begun = sum(diallers.map((dialler) => dialler["list"]["next"]));
    const again = sum(diallers.map((dialler) => dialler["list"]["again"].size));
    const underWay = sum(diallers.map((dialler) => dialler["underWay"]));
    const finished = counter(run, "outbound.recordsFinished");
    return differs("finished + under way + to dial again", finished + underWay + again, begun);
  },
};

const dialledOnce: Law = {
  name: "a record is dialled once at a time and not too often",
  holds: "always",
  broken: ({ watch }) => watch.faults,
};

const workedOff: Law = {
  name: "campaigns have no attempt under way",
  holds: "drained",
  broken: (run) =>
    diallersOf(run).flatMap((dialler) => [
      ...differs("under way", dialler["underWay"], 0),
      ...differs("without a result", dialler.outlook.dialling, 0),
      ...differs("persons who wait", dialler.outlook.queued, 0),
    ]),
};

/** It goes on with its list once that is back. */
const dialsOn: Law = {
  name: "a campaign stands still only while its OCS is down",
  holds: "always",
  broken: (run) =>
    diallersOf(run)
      .filter((dialler) => dialler["isHalted"] && !dialler["isStopped"](run.world))
      .map((dialler) => `${run.plan.scenario.demand[dialler.index].name} is halted`),
};

const callsOn: Law = {
  name: "callbacks that are due are planned once a GMS works",
  holds: "drained",
  broken: ({ world: { callbacks, events } }) =>
    callbacks === null || callbacks["pending"].isEmpty() || events.isPending(callbacks["entity"])
      ? []
      : ["nobody will call"],
};

/** Requests of the cohort that somebody will call, or calls now. */
function askedOf(callbacks: Callbacks): number {
  const planned: unknown[] = [];
  callbacks["pending"].forEach(({ request }) => {
    planned.push(request);
  });
  const requests = [...callbacks["ofCall"], ...planned].filter(
    (each) => each != null,
  ) as NonNullable<ReturnType<Callbacks["requestOf"]>>[];
  return new Set(requests.filter(({ inCohort, isOver }) => inCohort && !isOver)).size;
}

const requests: Law = {
  name: "requests for callbacks are done, given up, or wait for somebody to call",
  holds: "always",
  broken: (run) => {
    const { callbacks } = run.world;
    if (callbacks === null) return [];
    const count = (id: string) => cohort(run, `callback.${id}`);
    const over = count("completed") + count("expired") + count("failed");
    return [
      ...differs("completed + expired + failed + open", over + callbacks.open, count("requested")),
      ...differs("open requests that somebody will call", askedOf(callbacks), callbacks.open),
    ];
  },
};

const redials: Law = {
  name: "callers have reached an end, or will call again",
  holds: "always",
  broken: (run) => {
    const { plan, world } = run;
    const { redials } = world;
    if (redials === null) return [];
    const over = plan.layout.entries
      .filter(({ kind, id, scope }) => kind === "cohort" && scope === "cluster" && OVER.test(id))
      .reduce((sum, { index }) => sum + world.recorders.cohorts[index], 0);
    return differs("outcomes + open", over + redials.open, cohort(run, "callers.offered"));
  },
};
const OVER =
  /^callers\.(contained|served|abandoned|callback|voicemail|blocked|failed|lost|unreached)$/;

const messages: Law = {
  name: "messages left = listened to + waiting",
  holds: "always",
  broken: (run) => {
    const { mailboxes } = run.world;
    if (mailboxes === null) return [];
    const waiting = level(run, "voicemail.waiting");
    const left = counter(run, "voicemail.deposited") - counter(run, "voicemail.retrieved");
    const lines = mailboxes["due"].reduce((sum, { size }) => sum + size, 0);
    const known = mailboxes["pending"].size + lines + mailboxes["fetched"].size;
    const isForever = run.plan.scenario.demand.some(
      ({ mailbox }) => mailbox !== null && !Number.isFinite(mailbox.delay.mean),
    );
    return [
      ...differs("deposited - retrieved", left, waiting),
      ...(isForever ? [] : differs("messages somewhere", known, waiting)),
    ];
  },
};

/** Of a mailbox: calls of customers who left a message, and of agents who fetched one. */
const listened: Law = {
  name: "messages are left and listened to by calls that say so",
  holds: "always",
  broken: (run) => {
    if (run.world.mailboxes === null) return [];
    const { demand } = run.plan.scenario;
    const isFetch = (each: number) => demand[each].mailbox !== null;
    const left = run.records.filter(({ outcome }) => outcome === "voicemail");
    const heard = run.records.filter((each) => isFetch(each.demand) && each.outcome === "served");
    return [
      ...differs("deposited", counter(run, "voicemail.deposited"), left.length),
      ...differs("retrieved", counter(run, "voicemail.retrieved"), heard.length),
    ];
  },
};

const recordings: Law = {
  name: "recordings started = stored + cut",
  holds: "drained",
  broken: (run) => {
    const count = (id: string) => counter(run, `recording.${id}`);
    return [
      ...differs("completed + cut", count("completed") + count("cut"), count("started")),
      ...differs("stored", count("stored"), count("completed")),
      ...differs("muxed", count("muxed"), count("screens")),
    ];
  },
};

export const dialledLaws: readonly Law[] = [
  records,
  dialledOnce,
  workedOff,
  requests,
  redials,
  messages,
  listened,
  callsOn,
  dialsOn,
  recordings,
];
