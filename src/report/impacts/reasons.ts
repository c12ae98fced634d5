import type { FunctionName, Impact } from "./published.ts";
import { ofAgents, type Readings } from "./readings.ts";

/** What the run measured that bears on a cell, as a clause with its figures; none: undefined. */
type Fact = (run: Readings, name: FunctionName) => string | undefined;

/** A figure, where the run has it, is known and, unless zeros say something too, not zero. */
function figure(run: Readings, id: string, scope: string, zero: "zero" | "more"): string | null {
  const value = run.value(id, scope);
  const isKnown = !Number.isNaN(value) && (zero === "zero" || value !== 0);
  return isKnown ? run.shown(id, scope) : null;
}

/** Of a service: `nobody served for 0.2 min`; nothing where it never happened. */
const ofService =
  (count: string, clause: (shown: string) => string): Fact =>
  (run, name) => {
    const shown = figure(run, `impact.${count}`, run.scopeOf(name), "more");
    return shown === null ? undefined : clause(shown);
  };

const down = ofService("down", (minutes) => `no machine of it served for ${minutes}`);
const home = ofService("home", (minutes) => `none did in the primary region for ${minutes}`);
const cut = ofService("cut", (minutes) => `desktops did not reach that region for ${minutes}`);
const switched = ofService("switched", (times) => `another machine took over ${times}`);
const dataGone = ofService("data", (minutes) => `no copy of its data was there for ${minutes}`);

/** Where nobody missed it: what shows that. */
const served: Fact = (run, name) => {
  const id = "impact.down";
  const isUp = run.value(id, run.scopeOf(name)) === 0;
  return isUp
    ? `some machine of it served all the while (${run.shown("impact.during")})`
    : undefined;
};

const LOST_WITH: readonly (readonly [on: string, what: string])[] = [
  ["node", "with their SIP Server"],
  ["sbc", "with the SBC of their trunk"],
  ["port", "with the MCP of their port"],
  ["media", "with another machine on the way of their media"],
  ["link", "with a link on that way"],
];

/** `12 calls were cut off; of all cut off, whoever placed them, 150 calls with their SIP Server`. */
const lost: Fact = (run, name) => {
  const id = run.lostOf(name);
  if (id === undefined) return undefined;
  const present = figure(run, `impact.${name}.present`, "cluster", "zero");
  const own = `${run.shown(id)} of its own cut off${present === null ? "" : `, ${present} before`}`;
  if (run.value(id) === 0 || name === "digital") return own;
  const parts = LOST_WITH.flatMap(([on, what]) => {
    const shown = figure(run, `recovery.cut.${on}`, "cluster", "more");
    return shown === null ? [] : [`${shown} ${what}`];
  });
  return parts.length === 0
    ? own
    : `${own}; of all that were, whoever placed them, ${parts.join(", ")}`;
};

const work: Fact = (run, name) => {
  const id = run.workOf(name);
  if (id === undefined) return undefined;
  const [before, during] = ["before", "during"].map(
    (when) => `${run.shown(`impact.${id}.${when}`)} in ${run.shown(`impact.${when}`)}`,
  );
  return `its work that came to something: ${before} before, ${during} meanwhile`;
};

const newCalls: Fact = (run) =>
  `of ${run.shown("recovery.newCalls")} that arrived meanwhile ` +
  `${run.shown("recovery.newCalls.failed")} failed, ${run.shown("recovery.newCalls.blocked")} ` +
  "found nothing free";

const serviceLevel: Fact = (run) => {
  const minutes = run.shown("recovery.degraded.minutes");
  return `${minutes} of degraded service; its level is back after ${run.shown("recovery.service.time")}`;
};

const loggedOut: Fact = (run) =>
  `agents logged out: ${run.shown("recovery.loggedOut.minutes")}; ` +
  `95 % of them there again after ${run.shown("recovery.agents.time")}`;

const registers: Fact = (run) =>
  `REGISTER requests: ${run.shown("recovery.registers.max10s")} in the busiest 10 s, ` +
  `${run.shown("recovery.registers.before")} before`;

const waiting: Fact = (run, name) => {
  const most = figure(run, "impact.callback.waiting.max", "cluster", "more");
  return name === "callback" && most !== null ? `${most} waited at the most` : undefined;
};

const unheard: Fact = (run) => {
  const events = figure(run, "icon.unheard", "cluster", "zero");
  return events === null ? undefined : `${events} that no ICON heard of`;
};

const only =
  (fact: Fact, ...names: readonly FunctionName[]): Fact =>
  (run, name) =>
    names.includes(name) ? fact(run, name) : undefined;
const withAgents =
  (fact: Fact): Fact =>
  (run, name) =>
    ofAgents(name) ? fact(run, name) : undefined;
const withTools =
  (fact: Fact): Fact =>
  (run, name) =>
    ofAgents(name) ? undefined : fact(run, name);

const ofRouting = [only(newCalls, "callRouting"), only(serviceLevel, "callRouting")];
const ofLogIn = only(loggedOut, "agentLogin");

/** By impact: what a run can say of a difference in it, each from its own figures. */
const FACTS: Readonly<Record<Impact, readonly Fact[]>> = {
  service: [ofLogIn, ...ofRouting, down, home, withTools(cut), work, lost, served],
  sessions: [withAgents(loggedOut), withTools(down), withTools(switched), withTools(cut)],
  phone: [withAgents(registers)],
  activeCalls: [lost],
  newWork: [ofLogIn, ...ofRouting, work, down, served],
  data: [only(lost, "voicemail"), only(unheard, "historicalFeed", "reporting"), dataGone],
  recovery: [ofLogIn, ...ofRouting, down, home, withTools(switched), withTools(cut), work, lost],
  customer: [lost, work, waiting],
};

/**
 * Why a run differs from the guide, said by its own figures and by nothing else: a sentence without
 * its full stop. Where none of them bears on the cell it is what was measured, without a cause.
 */
export function reasonOf(run: Readings, name: FunctionName, impact: Impact, shown: string): string {
  const facts = FACTS[impact].flatMap((fact) => fact(run, name) ?? []);
  return facts.length > 0 ? facts.join("; ") : `measured ${shown}; the run shows no cause`;
}
