import { expect, test } from "vitest";
import { OUTCOMES } from "../../src/model/actions.ts";
import { STATE } from "../../src/model/agents.ts";
import { RESULTS } from "../../src/model/outbound/results.ts";
import { randomScenario } from "../support/randomScenario.ts";
import { areaUs, cohort, type Run, run } from "../support/scenarios.ts";

/** To replay one: `BALANCE_SEED=17 npx vitest run test/seeds`. */
const FIRST = Number(process.env.BALANCE_SEED ?? 1000);
const SEEDS = process.env.BALANCE_SEED === undefined ? 200 : 1;

/** Levels of what calls take: nothing of it may last beyond them. */
const TAKEN =
  /^(calls\.|pool\.inUse|link\.streams|agents\.(notReady|reserved|previewing|engaged|ringing|talking|after|busy))/;

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

const AGENT_STATES = [
  "notReady",
  "ready",
  "reserved",
  "previewing",
  "ringing",
  "talking",
  "afterCallWork",
  "engaged",
];

/** Scopes in which the time of agents in each state does not add up to the time logged in. */
function unevenAgents(result: Run): string[] {
  return result.plan.layout.entries
    .filter(({ kind, id }) => kind === "level" && id === "agents.loggedIn")
    .map(({ scope }) => scope)
    .filter((scope) => {
      const inStates = AGENT_STATES.map((state) => areaUs(result, `agents.${state}`, scope));
      const total = inStates.reduce((sum, area) => sum + area, 0n);
      return total !== areaUs(result, "agents.loggedIn", scope);
    });
}

/** Outcomes of customers' calls. */
const OF_CUSTOMERS = OUTCOMES.filter((outcome) => outcome !== "unreached");

/** Of the customers' calls that arrived in the measured window; redials may come later. */
const perOutcome = ({ plan, records }: Run): number[] =>
  OF_CUSTOMERS.map(
    (outcome) =>
      records.filter(
        ({ demand, arrivedUs, ...record }) =>
          record.outcome === outcome &&
          plan.isCustomers[demand] === 1 &&
          arrivedUs < plan.scenario.run.measureUs,
      ).length,
  );

/** What does not add up of a campaign: its records, its attempts, the persons who answered. */
function unevenCampaigns(result: Run): string[] {
  const { plan, world } = result;
  const { recorders } = world;
  return plan.scenario.demand.flatMap(({ name, campaign }) => {
    if (campaign === null) return [];
    const scope = `campaign:${name}`;
    const count = (id: string) => cohort(result, `outbound.${id}`, scope);
    const level = (id: string) =>
      recorders.levels[plan.layout.find("level", `outbound.${id}`, scope)!];
    const finished =
      recorders.counters[plan.layout.find("counter", "outbound.recordsFinished", scope)!];
    const total = (...ids: string[]) => ids.reduce((sum, id) => sum + count(id), 0);
    const sums: [string, number, number][] = [
      ["records", campaign.records, finished + level("recordsLeft") + level("toRedial")],
      ["attempts", count("attempts"), total(...RESULTS, "unplaced")],
      ["persons", count("human"), total("connected", "abandoned", "misjudged")],
      ["under way", 0, level("dialling") + level("waiting")],
    ];
    return sums.flatMap(([what, one, other]) =>
      one === other ? [] : [`${what} of ${name}: ${one} and ${other}`],
    );
  });
}

test.each(Array.from({ length: SEEDS }, (_, i) => FIRST + i))(
  "faults, then a drain: everything is given back and counted once, seed %i",
  (seed) => {
    const result = run(randomScenario(seed), 0.5);
    const { world } = result;
    expect(leftovers(result)).toEqual([]);
    expect(world.pools.inUse).toBe(0);
    expect(world.taken.every((streams) => streams === 0)).toBe(true);
    expect(nonZero(result)).toEqual([]);
    expect(unevenAgents(result)).toEqual([]);
    expect(unevenCampaigns(result)).toEqual([]);
    const counts = OF_CUSTOMERS.map((outcome) => cohort(result, `calls.${outcome}`));
    expect(counts).toEqual(perOutcome(result));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(cohort(result, "calls.offered"));
    expect(world.cohortOpen).toBe(0);
    expect(world.cohortUnanswered).toBe(0);
  },
);
