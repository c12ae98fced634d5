import type { FunctionName, Impact } from "./published.ts";
import { ofAgents, type Readings } from "./readings.ts";

/** What the run measured that bears on a cell, as a clause with its figures; none: undefined. */
type Fact = (run: Readings, name: FunctionName) => string | undefined;

/** Whether the run has a figure, and it is not zero. */
const isSome = (run: Readings, id: string, scope?: string): boolean =>
  Math.abs(run.value(id, scope)) > 0;

/** Of a service: `no machine of it served for 0.2 min`; nothing where that never happened. */
const ofService =
  (count: string, clause: (shown: string) => string): Fact =>
  (run, name) => {
    const [id, scope] = [`impact.${count}`, run.scopeOf(name)];
    return isSome(run, id, scope) ? clause(run.shown(id, scope)) : undefined;
  };

const down = ofService("down", (minutes) => `no machine of it served for ${minutes}`);
const home = ofService("home", (minutes) => `none did in the primary region for ${minutes}`);
const cut = ofService("cut", (minutes) => `desktops did not reach that region for ${minutes}`);
const switched = ofService("switched", (times) => `another machine took over: ${times}`);
const dataGone = ofService("data", (minutes) => `no copy of its data was there for ${minutes}`);

/** Where nobody missed it: what shows that. */
const served: Fact = (run, name) => {
  const minutes = run.shown("impact.during");
  return run.value("impact.down", run.scopeOf(name)) === 0
    ? `some machine of it served for all of ${minutes}`
    : undefined;
};

const lost: Fact = (run, name) => {
  const id = run.lostOf(name);
  if (id === undefined) return undefined;
  const present = `impact.${name}.present`;
  const before = Number.isNaN(run.value(present))
    ? ""
    : `, under way before: ${run.shown(present)}`;
  return `cut off of its own: ${run.shown(id)}${before}`;
};

const LOST_WITH: readonly (readonly [on: string, what: string])[] = [
  ["node", "with their SIP Server"],
  ["sbc", "with the SBC of their trunk"],
  ["port", "with the MCP of their port"],
  ["media", "with another machine that their media passed"],
  ["link", "with a link that these crossed"],
];

/** What calls were on that were cut off. Nobody counts it by function. */
const lostWith: Fact = (run, name) => {
  const id = run.lostOf(name);
  if (id === undefined || name === "digital" || !isSome(run, id)) return undefined;
  const parts = LOST_WITH.filter(([on]) => isSome(run, `recovery.cut.${on}`)).map(
    ([on, what]) => `${run.shown(`recovery.cut.${on}`)} ${what}`,
  );
  return parts.length === 0 ? undefined : `of all calls, whoever placed them, ${parts.join(", ")}`;
};

const work: Fact = (run, name) => {
  const id = run.workOf(name);
  if (id === undefined) return undefined;
  const [before, during] = ["before", "during"].map(
    (when) => `${run.shown(`impact.${id}.${when}`)} in ${run.shown(`impact.${when}`)}`,
  );
  return `its work that came to something: before ${before}, meanwhile ${during}`;
};

const newCalls: Fact = (run) => {
  const [all, failed, blocked] = ["", ".failed", ".blocked"].map((part) =>
    run.shown(`recovery.newCalls${part}`),
  );
  return `new calls meanwhile: ${all}; failed: ${failed}; blocked: ${blocked}`;
};

const serviceLevel: Fact = (run) =>
  `degraded: ${run.shown("recovery.degraded.minutes")}; ` +
  `service level back after ${run.shown("recovery.service.time")}`;

const loggedOut: Fact = (run) =>
  `logged out: ${run.shown("recovery.loggedOut.minutes")}; ` +
  `95 % of the agents there again after ${run.shown("recovery.agents.time")}`;

const registers: Fact = (run) =>
  `REGISTER requests: ${run.shown("recovery.registers.max10s")} in the busiest 10 s, ` +
  `${run.shown("recovery.registers.before")} before`;

const waiting: Fact = (run) =>
  isSome(run, "impact.callback.waiting.max")
    ? `waited at a time, at most: ${run.shown("impact.callback.waiting.max")}`
    : undefined;

const unheard: Fact = (run) => `call events that no ICON heard of: ${run.shown("icon.unheard")}`;

/** Of which function a row of facts is; `agents` and `tools`: of all who work so. */
type Facts = Readonly<Partial<Record<FunctionName | "agents" | "tools", readonly Fact[]>>>;

const OF_AGENTS: readonly Fact[] = [loggedOut];
const OF_LOST: readonly Fact[] = [lost, lostWith];

/** By impact: what can be said of a difference in it, each by the run's own figures. */
const FACTS: Readonly<Record<Impact, Facts>> = {
  service: {
    agentLogin: OF_AGENTS,
    callRouting: [work, newCalls, serviceLevel],
    agents: [down, home, work, lost],
    tools: [down, home, cut],
  },
  sessions: { agents: OF_AGENTS, tools: [down, switched, cut] },
  phone: { agents: [registers] },
  activeCalls: { agents: OF_LOST },
  newWork: { agentLogin: OF_AGENTS, callRouting: [work, newCalls], agents: [work], tools: [down] },
  data: {
    voicemail: OF_LOST,
    historicalFeed: [unheard],
    reporting: [unheard],
    agents: [dataGone],
    tools: [dataGone],
  },
  recovery: {
    agentLogin: OF_AGENTS,
    callRouting: [serviceLevel],
    agents: [down, home, work, lost],
    tools: [down, home, switched, cut],
  },
  customer: { callback: [work, waiting], digital: [work], agents: OF_LOST },
};

/**
 * Why a run differs from the guide, said by its own figures and by nothing else: a sentence without
 * its full stop. Where none of them bears on the cell it is what was measured, without a cause.
 */
export function reasonOf(run: Readings, name: FunctionName, impact: Impact, shown: string): string {
  const own = FACTS[impact];
  const facts = own[name] ?? own[ofAgents(name) ? "agents" : "tools"] ?? [];
  const said = facts.flatMap((fact) => fact(run, name) ?? []);
  if (said.length > 0) return said.join("; ");
  const isOfMachines = impact === "service" || impact === "newWork" || impact === "recovery";
  const calm = isOfMachines ? served(run, name) : undefined;
  return calm ?? `measured ${shown}; nothing in the run shows a cause`;
}
