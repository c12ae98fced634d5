import { AGENT_STATES, STATE } from "../../../src/model/agents.ts";
import { AGENT_SLOTS, HELD } from "../../../src/model/calls.ts";
import { areaUs, type Run } from "../../support/scenarios.ts";
import { differs, flowOf, level, live } from "./books.ts";
import type { Law } from "./types.ts";

/** What agents who are logged in do, one thing at a time. */
const STATES = AGENT_STATES.filter((state) => !["loggedOut", "busy", "loggedIn"].includes(state));
const IDLE: readonly number[] = [STATE.LOGGED_OUT, STATE.NOT_READY, STATE.READY];

const states: Law = {
  name: "levels of agents' states are the agents in them",
  holds: "always",
  broken: (run) =>
    STATES.flatMap((state) =>
      run.plan.layout.find("level", `agents.${state}`, "cluster") === undefined
        ? []
        : differs(
            `agents.${state}`,
            level(run, `agents.${state}`),
            run.world.agents.state.filter((each) => AGENT_STATES[each] === state).length,
          ),
    ),
};

/** By agent: the calls that hold it. */
function holdersOf({ world }: Run): ReadonlyMap<number, readonly number[]> {
  const { calls } = world;
  const holders = new Map<number, number[]>();
  for (const call of live(world))
    for (let slot = 0; slot < AGENT_SLOTS; slot++) {
      if ((calls.held[call] & (HELD.AGENT << slot)) === 0) continue;
      const agent = calls.agent[AGENT_SLOTS * call + slot];
      holders.set(agent, [...(holders.get(agent) ?? []), call]);
    }
  return holders;
}

const oneCall: Law = {
  name: "an agent is busy with one call, or idle with none",
  holds: "always",
  broken: (run) => {
    const holders = holdersOf(run);
    return Array.from(run.world.agents.state).flatMap((state, agent) => {
      const calls = (holders.get(agent) ?? []).map((call) => flowOf(run, call));
      const what = `agent ${agent}, ${AGENT_STATES[state]}`;
      return differs(`${what}, of ${calls}: calls`, calls.length, IDLE.includes(state) ? 0 : 1);
    });
  },
};

/** Those who stand in line of a group at a site, the longest idle first. */
function lineOf({ plan, world }: Run, group: number, site: number): readonly number[] {
  const line: number[] = [];
  const ready = world.agents["ready"];
  const most = world.agents.count;
  let agent = ready.head(group * plan.scenario.sites.length + site);
  while (agent >= 0 && line.length <= most) {
    line.push(agent);
    agent = ready.after(agent);
  }
  return line;
}

const readyLines: Law = {
  name: "who is ready stands in line, once, and nobody else",
  holds: "always",
  broken: (run) => {
    const { agents } = run.world;
    return run.plan.scenario.groups.flatMap((_, group) => {
      const lines = run.plan.scenario.sites.flatMap((_, site) => lineOf(run, group, site));
      const ready = Array.from(agents.state.keys()).filter(
        (agent) => agents.group[agent] === group && agents.state[agent] === STATE.READY,
      );
      const isSame = lines.toSorted((a, b) => a - b).join() === ready.join();
      return [
        ...(isSame ? [] : [`group ${group}: in line ${lines}, ready ${ready}`]),
        ...differs(`ready in group ${group}`, agents.readyIn[group], ready.length),
      ];
    });
  },
};

/** In each scope the time in states is the time logged in. */
const time: Law = {
  name: "agents' time in states is their time logged in",
  holds: "always",
  broken: (run) =>
    run.plan.layout.entries
      .filter(({ kind, id }) => kind === "level" && id === "agents.loggedIn")
      .flatMap(({ scope }) => {
        const inStates = STATES.filter((state) =>
          run.plan.layout.find("level", `agents.${state}`, scope),
        ).reduce((sum, state) => sum + areaUs(run, `agents.${state}`, scope), 0n);
        const total = areaUs(run, "agents.loggedIn", scope);
        return inStates === total ? [] : [`${scope}: ${inStates} us in states, not ${total}`];
      }),
};

const present: Law = {
  name: "who is on shift is logged in, and nobody else",
  holds: "drained",
  broken: ({ plan, world: { agents } }) =>
    plan.scenario.groups
      .flatMap(({ name, staffing }) => staffing.map((each) => ({ name, ...each })))
      .flatMap(({ name, site, count, shrinkage }, staffing) => {
        const there = Array.from(agents.state.keys()).filter(
          (agent) =>
            agents.staffing[agent] === staffing && agents.state[agent] !== STATE.LOGGED_OUT,
        );
        const { name: where } = plan.scenario.sites[site];
        const rostered = count.at(-1) ?? 0;
        // How many of them are away just then, the oracle knows.
        const expected = shrinkage > 0 ? Math.min(there.length, rostered) : rostered;
        return [
          ...differs(`${name} at ${where}`, there.length, expected),
          ...differs(
            `of these, about to leave`,
            there.filter((a) => agents.isLeaving(a)).length,
            0,
          ),
        ];
      }),
};

const idle: Law = {
  name: "nobody is busy, and nobody waits",
  holds: "drained",
  broken: ({ world: { agents, waiting } }) => [
    ...Array.from(agents.state).flatMap((state, agent) =>
      state === STATE.READY || state === STATE.LOGGED_OUT
        ? []
        : [`agent ${agent} is ${AGENT_STATES[state]}`],
    ),
    ...Array.from(waiting.lengths).flatMap((length, queue) =>
      differs(`calls in queue ${queue}`, length, 0),
    ),
  ],
};

const nobodyIdles: Law = {
  name: "nobody stands by while a call waits that they may take",
  holds: "always",
  broken: ({ world }) => {
    const { agents, waiting, calls } = world;
    return Array.from(agents.state).flatMap((state, agent) => {
      if (state !== STATE.READY) return [];
      const call = waiting.nextFor(world, agents.group[agent], agents.site[agent]);
      return call < 0 ? [] : [`agent ${agent} beside call ${calls.serial[call]}`];
    });
  },
};

/** A log-in, what its desktop does in an outage, and what its phone does. */
const MOST_LIVES = 3;

/** By agent: log-ins and lives of phones that are under way. */
function phonesOf({ plan, world }: Run): readonly number[] {
  const { calls, agents } = world;
  const lives = Array.from({ length: agents.count }, () => 0);
  for (const call of live(world))
    if (!plan.program.flows[calls.flow[call]].hasOutcome) lives[calls.agent[AGENT_SLOTS * call]]++;
  return lives;
}

const registrations: Law = {
  name: "a phone that is registered keeps its registration alive, once",
  holds: "always",
  broken: (run) => {
    const { plan, world } = run;
    const { agents } = world;
    const lives = phonesOf(run);
    const registered = agents.registered.reduce((sum, each) => sum + each, 0);
    const isKept = plan.scenario.run.registrations;
    return [
      ...differs("registrations.active", level(run, "registrations.active"), registered),
      ...lives.flatMap((count, agent) => {
        if (isKept && agents.refreshing[agent] === 1 && count === 0)
          return [`agent ${agent}: registration is not renewed any more`];
        if (agents.expected[agent] === 1 && count === 0)
          return [`agent ${agent} is on the way to log in and will never be there`];
        return count > MOST_LIVES ? [`agent ${agent}: ${count} log-ins at once`] : [];
      }),
    ];
  },
};

const registeredAgain: Law = {
  name: "who is logged in with a phone that registers is registered",
  holds: "drained",
  broken: ({ plan, world: { agents, topology } }) =>
    Array.from(agents.state).flatMap((state, agent) => {
      const { isPublicNumber } = topology.seats[agents.seat[agent]];
      const must = plan.scenario.run.registrations && state !== STATE.LOGGED_OUT && !isPublicNumber;
      const isIn = agents.registered[agent] === 1 || agents.refreshing[agent] === 0;
      return must && !isIn ? [`agent ${agent} is not registered`] : [];
    }),
};

export const peopleLaws: readonly Law[] = [
  states,
  oneCall,
  readyLines,
  time,
  present,
  idle,
  nobodyIdles,
  registrations,
  registeredAgain,
];
