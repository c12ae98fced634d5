import { CALL_OUTCOMES } from "../../../src/model/actions.ts";
import { COHORT, HELD, PORT_COUNT } from "../../../src/model/calls.ts";
import { FARMS, farmsOf, WHOLE_PORT } from "../../../src/model/farms.ts";
import { LEG } from "../../../src/model/legs.ts";
import { areaUs, cohort, type Run } from "../../support/scenarios.ts";
import type { Law } from "./types.ts";

/** Calls that are there and have not ended, log-ins apart. */
export function open({ plan, world }: Run): readonly number[] {
  const { calls } = world;
  return live(world).filter(
    (call) => Number.isNaN(calls.endedUs[call]) && plan.program.flows[calls.flow[call]].hasOutcome,
  );
}

/** Calls that still have a leg. */
export function live({ legs }: Run["world"]): readonly number[] {
  return [...new Set(legs.call.subarray(0, legs.used))].filter((call) => call >= 0);
}

export const differs = (what: string, is: number, should: number): readonly string[] =>
  is === should ? [] : [`${what}: ${is}, not ${should}`];

const offered: Law = {
  name: "offered = outcomes + in system",
  holds: "always",
  broken: (run) => {
    const { calls, cohortOpen } = run.world;
    const outcomes = CALL_OUTCOMES.map((each) => cohort(run, `calls.${each}`));
    const over = outcomes.reduce((sum, count) => sum + count, 0);
    const still = open(run).filter((call) => calls.inCohort[call] === COHORT.CUSTOMERS).length;
    const own = open(run).filter((call) => calls.inCohort[call] !== COHORT.NONE).length;
    return [
      ...differs("outcomes + in system", over + still, cohort(run, "calls.offered")),
      ...differs("open calls of cohorts", cohortOpen, own),
    ];
  },
};

const inSystem: Law = {
  name: "the level of calls is the calls that are there",
  holds: "always",
  broken: (run) => {
    const { demand } = run.plan.scenario;
    const isCall = (call: number) => demand[run.world.calls.demand[call]].origin !== "digital";
    return differs("calls.inSystem", level(run, "calls.inSystem"), open(run).filter(isCall).length);
  },
};

const eachOnce: Law = {
  name: "every call ends once",
  holds: "always",
  broken: ({ records }) =>
    differs("serial numbers", new Set(records.map(({ serial }) => serial)).size, records.length),
};

/** Of the cohort, by its records. */
const byRecords: Law = {
  name: "records of calls and their counters agree",
  holds: "drained",
  broken: (run) => {
    const { demand, run: settings } = run.plan.scenario;
    const counted = run.records.filter(
      (record) =>
        demand[record.demand].origin === "customers" && record.arrivedUs < settings.measureUs,
    );
    return CALL_OUTCOMES.flatMap((each) =>
      differs(
        each,
        cohort(run, `calls.${each}`),
        counted.filter(({ outcome }) => outcome === each).length,
      ),
    );
  },
};

/** Little's law, in microseconds. */
const little: Law = {
  name: "Little's law",
  holds: "drained",
  broken: (run) => {
    const { demand } = run.plan.scenario;
    const spent = run.records
      .filter((record) => demand[record.demand].origin !== "digital")
      .reduce((sum, { arrivedUs, endedUs }) => sum + BigInt(endedUs - arrivedUs), 0n);
    const area = areaUs(run, "calls.inSystem");
    return area === spent ? [] : [`area under calls.inSystem: ${area} us, not ${spent}`];
  },
};

export const level = ({ plan, world }: Run, id: string, scope = "cluster"): number => {
  const index = plan.layout.find("level", id, scope);
  return index === undefined ? 0 : world.recorders.levels[index];
};

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0;

const numbers: Law = {
  name: "counts are whole and never negative",
  holds: "always",
  broken: ({ plan, world: { recorders } }) => {
    const { levels, counters, cohorts } = recorders;
    const columns = { level: levels, counter: counters, cohort: cohorts };
    return Object.entries(columns).flatMap(([wanted, values]) =>
      values.every(isCount)
        ? []
        : plan.layout.entries
            .filter(({ kind, index }) => kind === wanted && !isCount(values[index]))
            .map(({ id, scope, index }) => `${wanted} ${id} of ${scope}: ${values[index]}`),
    );
  },
};

/** What calls hold, from their ledgers, beside what the pools have given away. */
const pools: Law = {
  name: "pools have given away what calls hold",
  holds: "always",
  broken: ({ plan, world }) => {
    const { calls } = world;
    const farms = farmsOf(plan.scenario, plan.topology);
    let trunks = 0;
    let weights = 0;
    for (const call of live(world)) {
      const held = calls.held[call];
      for (const bit of [HELD.TRUNK, HELD.AGENT_TRUNK, HELD.AGENT_TRUNK << 1])
        if ((held & bit) !== 0) trunks++;
      for (let use = 0; use < PORT_COUNT; use++)
        if ((held & (HELD.PORT << use)) !== 0) weights += farms[use][calls.site[call]].weight;
    }
    const taken = world.pools.inUse;
    const held = trunks + weights / WHOLE_PORT;
    const isSame = Math.abs(taken - held) < 1 / (FARMS * WHOLE_PORT);
    return isSame ? [] : [`taken ${taken}, held ${held}`];
  },
};

/** Levels of what calls take: nothing of it may last beyond them. */
const TAKEN = /^(calls|digital)\.|^pool\.inUse|^link\.str|^agents\.(?!ready|logged|notReady)/;

const stored: Law = {
  name: "no file of a recording is on its way",
  holds: "drained",
  broken: ({ plan, world: { recorders } }) =>
    plan.layout.entries
      .filter(({ kind, id }) => kind === "level" && /^recording\.|^link\.(rec|files)/.test(id))
      .filter(({ index }) => recorders.levels[index] !== 0)
      .map(({ id, scope, index }) => `${id} of ${scope}: ${recorders.levels[index]}`),
};

const givenBack: Law = {
  name: "everything is given back",
  holds: "drained",
  broken: (run) => {
    const { plan, world } = run;
    const { calls, legs, recorders } = world;
    const held = live(world).filter((call) => calls.held[call] !== 0);
    const left = plan.layout.entries.filter(
      ({ kind, id, index }) => kind === "level" && TAKEN.test(id) && recorders.levels[index] !== 0,
    );
    const ofCallers = Array.from(legs.call.subarray(0, legs.used)).filter(
      (call, leg) =>
        call >= 0 &&
        legs.kind[leg] !== LEG.POSTED &&
        plan.program.flows[calls.flow[call]].hasOutcome,
    );
    return [
      ...left.map(({ id, scope, index }) => `${id} of ${scope}: ${recorders.levels[index]}`),
      ...held.map((call) => `${flowOf(run, call)} holds ${calls.held[call]}`),
      ...ofCallers.map((call) => `a leg of ${flowOf(run, call)}`),
      ...Array.from(world.taken).flatMap((streams) => (streams === 0 ? [] : [streams])),
    ].map(String);
  },
};

export const flowOf = ({ plan, world }: Run, call: number): string =>
  `${plan.program.flows[world.calls.flow[call]].name} ${world.calls.serial[call]}`;

export const booksLaws: readonly Law[] = [
  offered,
  inSystem,
  eachOnce,
  numbers,
  pools,
  givenBack,
  stored,
  byRecords,
  little,
];
