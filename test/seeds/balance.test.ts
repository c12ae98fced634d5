import { expect, test } from "vitest";
import { CALL_OUTCOMES } from "../../src/model/actions.ts";
import { AGENT_STATES, STATE } from "../../src/model/agents.ts";
import { randomScenario } from "../support/randomScenario.ts";
import { areaUs, cohort, type Run, run } from "../support/scenarios.ts";

/** To replay one: `BALANCE_SEED=17 npx vitest run test/seeds`; so many with `BALANCE_SEEDS`. */
const FIRST = Number(process.env.BALANCE_SEED ?? 1000);
const SEEDS = Number(process.env.BALANCE_SEEDS ?? (process.env.BALANCE_SEED ? 1 : 200));

/** Levels of what calls take: nothing of it may last beyond them. */
const TAKEN =
  /^(calls|digital|recording)\.|^pool\.inUse|^link\.(str|rec|files)|^agents\.(?!ready|logged)/;

/** What is still there of calls other than the registrations that phones keep alive. */
function leftovers({ plan, world }: Run): string[] {
  const { calls, legs, agents } = world;
  const live = Array.from(legs.call.subarray(0, legs.used)).filter((call) => call >= 0);
  const ofCallers = live.filter((call) => plan.program.flows[calls.flow[call]].hasOutcome);
  const held = live.filter((call) => calls.held[call] !== 0);
  const engaged = Array.from(agents.state).filter(
    (state) => state !== STATE.READY && state !== STATE.LOGGED_OUT,
  );
  const waiting = Array.from(world.waiting.lengths).filter((length) => length > 0);
  return [
    ...ofCallers.map((call) => `a leg of call ${calls.serial[call]}`),
    ...held.map((call) => `call ${calls.serial[call]} holds ${calls.held[call]}`),
    ...engaged.map((state) => `an agent in state ${state}`),
    ...waiting.map((length) => `${length} calls in a queue`),
  ];
}

const nonZero = ({ plan, world }: Run): string[] =>
  plan.layout.entries
    .filter(({ kind, id }) => kind === "level" && TAKEN.test(id))
    .filter(({ index }) => world.recorders.levels[index] !== 0)
    .map(({ id, scope }) => `${id} of ${scope}`);

/** What agents who are logged in do, one thing at a time. */
const STATES = AGENT_STATES.filter((state) => !["loggedOut", "busy", "loggedIn"].includes(state));

/** Recordings that have no end, voice files and screens that were never stored. */
function filesLost({ plan, world }: Run): number[] {
  const count = (id: string) => {
    const counter = plan.layout.find("counter", `recording.${id}`, "cluster");
    return counter === undefined ? 0 : world.recorders.counters[counter];
  };
  return [
    count("started") - count("completed") - count("cut"),
    count("completed") - count("stored"),
    count("screens") - count("muxed"),
  ];
}

/** Scopes in which the time of agents in each state does not add up to the time logged in. */
function unevenAgents(result: Run): string[] {
  const { plan } = result;
  return plan.layout.entries
    .filter(({ kind, id }) => kind === "level" && id === "agents.loggedIn")
    .map(({ scope }) => scope)
    .filter((scope) => {
      const modelled = STATES.filter((state) =>
        plan.layout.find("level", `agents.${state}`, scope),
      );
      const inStates = modelled.map((state) => areaUs(result, `agents.${state}`, scope));
      const total = inStates.reduce((sum, area) => sum + area, 0n);
      return total !== areaUs(result, "agents.loggedIn", scope);
    });
}

/** Of the customers' calls that arrived in the measured window; redials may come later. */
function perOutcome({ plan, records }: Run): number[] {
  const { demand, run: settings } = plan.scenario;
  const counted = records.filter(
    (record) =>
      demand[record.demand].origin === "customers" && record.arrivedUs < settings.measureUs,
  );
  return CALL_OUTCOMES.map((each) => counted.filter(({ outcome }) => outcome === each).length);
}

/**
 * Requests for a callback that neither have an end nor wait for one. That no customer is dialled
 * twice for one request is asserted wherever a request changes its state.
 */
function lostRequests(result: Run): number {
  const { world, plan } = result;
  if (plan.scenario.callbacks.length === 0) return 0;
  const count = (id: string) => cohort(result, `callback.${id}`);
  const over = count("completed") + count("expired") + count("failed");
  return count("requested") - over - world.callbacks!.open;
}

const seeds = Array.from({ length: SEEDS }, (_, i) => FIRST + i);

test.each(seeds)(
  "faults, then a drain: everything is given back and counted once, seed %i",
  (seed) => {
    const result = run(randomScenario(seed), 0.5);
    const { world } = result;
    expect(leftovers(result)).toEqual([]);
    expect(world.pools.inUse).toBe(0);
    expect(world.taken.every((streams) => streams === 0)).toBe(true);
    expect(nonZero(result)).toEqual([]);
    expect(unevenAgents(result)).toEqual([]);
    const counts = CALL_OUTCOMES.map((outcome) => cohort(result, `calls.${outcome}`));
    expect(counts).toEqual(perOutcome(result));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(cohort(result, "calls.offered"));
    expect(filesLost(result)).toEqual([0, 0, 0]);
    expect(world.cohortOpen).toBe(0);
    expect(world.cohortUnanswered).toBe(0);
    expect(lostRequests(result)).toBe(0);
  },
);
