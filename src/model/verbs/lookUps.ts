import { ANSWER_COUNT } from "../calls.ts";
import { LOOK_UPS_MODULE } from "../components/treatment.ts";
import { DRAWN_QUESTIONS } from "../questions.ts";
import { NOBODY, PARK } from "../signals.ts";
import { componentIndex } from "../topology.ts";
import type { World } from "../world.ts";

const BACKEND = componentIndex("backend");
const FAILED = DRAWN_QUESTIONS.indexOf("lookUpFailed");
const UNTRIED: readonly number[] = [];

/** TIMES: what follows, as often as the call's demand says; then on to `target`. */
export function times(world: World, leg: number, pc: number): number {
  const { calls, legs, program, plan } = world;
  const call = legs.call[leg];
  if (calls.rounds[call] < plan.counts[program.a[pc]][calls.demand[call]]) {
    calls.rounds[call]++;
    return pc + 1;
  }
  calls.rounds[call] = 0;
  return program.target[pc];
}

/**
 * LOOK_UP: the next back-end of the site in turn that is not known to be down plays the role. One
 * that is down says nothing: the time-out passes, and the look-up has failed.
 */
export function lookUp(world: World, leg: number, pc: number): number {
  const { calls, legs, program, platform, topology, meters, recorders, nowUs } = world;
  const call = legs.call[leg];
  const site = calls.site[call];
  const { first, count } = topology.atSite[BACKEND][site];
  const known = platform.next(first, first, count, site, nowUs, UNTRIED);
  const backend = known === NOBODY ? platform.whoseTurn(first, first, count) : known;
  calls.pins[call * program.roleCount + program.a[pc]] = backend;
  calls.lookUpUs[call] = nowUs;
  recorders.counters[meters.lookUps]++;
  if (platform.up[backend] !== 0) return pc + 1;
  return waitInVain(world, leg, program.target[pc]);
}

/** SERVE: one of its servers works on it for the time drawn; the next row hears of it. */
export function serve(world: World, leg: number, pc: number): number {
  const { calls, legs, program, platform, plan, nowUs } = world;
  const call = legs.call[leg];
  const backend = calls.pins[call * program.roleCount + program.a[pc]];
  const nth = calls.lookUpCount * call + calls.rounds[call] - 1;
  platform.work(world, platform.stationOf[backend] + LOOK_UPS_MODULE, calls.lookUps[nth]);
  calls.lookedUpUs[call] = world.atUs;
  calls.lookUpStops[call] = platform.stops[backend];
  const { timeOutUs } = plan.scenario.demand[calls.demand[call]].ivrPath.lookUps;
  legs.pc[leg] = pc + 1;
  const endUs = calls.lookUpUs[call] + timeOutUs;
  world.schedule(leg, Math.max(nowUs, Math.min(endUs, calls.lookedUpUs[call])));
  return PARK;
}

/** SERVED: its answer is there, unless the back-end stopped meanwhile or the time is up. */
export function served(world: World, leg: number, pc: number): number {
  const { calls, legs, program, platform, nowUs } = world;
  const call = legs.call[leg];
  const backend = calls.pins[call * program.roleCount + program.a[pc]];
  if (platform.stops[backend] !== calls.lookUpStops[call])
    return waitInVain(world, leg, program.target[pc]);
  if (calls.lookedUpUs[call] <= nowUs) return pc + 1;
  return waitInVain(world, leg, program.target[pc]);
}

/** Nothing comes: on to a row once the time is up. */
function waitInVain(world: World, leg: number, row: number): number {
  const { calls, legs, plan, meters, recorders, nowUs } = world;
  const call = legs.call[leg];
  const { timeOutUs } = plan.scenario.demand[calls.demand[call]].ivrPath.lookUps;
  const endUs = calls.lookUpUs[call] + timeOutUs;
  calls.answers[ANSWER_COUNT * call + FAILED] = 1;
  recorders.counters[meters.lookUpsTimedOut]++;
  if (endUs <= nowUs) return row;
  legs.pc[leg] = row;
  world.schedule(leg, endUs);
  return PARK;
}
