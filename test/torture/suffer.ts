import { Fault } from "../../src/model/faults/actor.ts";
import { faultKinds } from "../../src/model/faults/index.ts";
import { type Plan, planOf } from "../../src/model/plan.ts";
import type { CallRecord } from "../../src/model/records.ts";
import { wire } from "../../src/model/wire.ts";
import type { World } from "../../src/model/world.ts";
import { scenarioOf } from "../support/scenarios.ts";
import { laws } from "./laws/index.ts";
import type { Law, Suffering } from "./laws/types.ts";
import { standsStill } from "./standstill.ts";
import { Watch } from "./watch.ts";

/** What became of a scenario that does not hold. */
export interface Failure {
  /** The name of the law, or what went wrong instead. */
  readonly law: string;
  /** What breaks it, some of it. */
  readonly broken: readonly string[];
  /** Seconds from the start of the run. */
  readonly atSecond: number;
}

const SECOND_US = 1_000_000;
/** Arrivals end and faults have begun by then. */
const HURT_S = 300;
/** Time between two looks at the laws that always hold, and at the end. */
const LOOK_S = 20;
/** Whatever is not over by then never will be: three hours, or so long without a call's end. */
const PATIENCE_S = 10_800;
const QUIET_S = 3600;
/** More than this in one run is an endless loop. */
const EVENTS = 20_000_000;
/** Where something fails for good nothing need drain: how long the laws of any moment are kept. */
const LAMED_S = 1200;
const SHOWN = 6;
/** Kinds of faults that nobody mends. */
const LASTING = faultKinds.filter(({ isLasting }) => isLasting).map(({ name }) => name);

/**
 * Hurts, heals and drains a scenario: the laws that always hold are looked at every 20 s; once all
 * faults are over, those of a drained system, until they hold as well, or until agents who ask for
 * one another are all that is left. Undefined where they do.
 */
export function suffer(text: string): Failure | undefined {
  return sufferPlan(planOf(scenarioOf(text)));
}

export function sufferPlan(plan: Plan): Failure | undefined {
  const records: CallRecord[] = [];
  const world = wire(plan, 0, records);
  const run: Suffering = { plan, world, records, watch: new Watch(world) };
  const clock = { events: 0 };
  try {
    return torment(run, clock);
  } catch (error) {
    const { name, message, stack = "" } = error as Error;
    const where = stack.split("\n").slice(1, SHOWN);
    return { law: `${name}: ${message}`, broken: where, atSecond: secondOf(world) };
  }
}

function torment(run: Suffering, clock: { events: number }): Failure | undefined {
  let failure: Failure | undefined;
  let ended = { calls: 0, atS: 0 };
  const isForGood = run.plan.scenario.faults.some(({ kind }) => LASTING.includes(kind));
  for (let second = LOOK_S; second <= PATIENCE_S; second += LOOK_S) {
    if (!isWithin(run.world, second * SECOND_US, clock)) return endless(run.world);
    failure = firstBroken(run, "always");
    if (failure !== undefined) return failure;
    if (run.records.length > ended.calls) ended = { calls: run.records.length, atS: second };
    if (second < (isForGood ? LAMED_S : HURT_S) || !heals(run.world)) continue;
    failure = isForGood || standsStill(run) ? undefined : firstBroken(run, "drained");
    if (failure === undefined || second - Math.max(HURT_S, ended.atS) > QUIET_S) return failure;
  }
  return failure ?? { law: "faults end", broken: ["some never did"], atSecond: PATIENCE_S };
}

/** Runs until a time; false when that takes too many events. */
function isWithin(world: World, endUs: number, clock: { events: number }): boolean {
  while (world.events.take(endUs)) {
    world.nowUs = world.events.timeUs;
    world.wake(world.events.entity);
    if (++clock.events > EVENTS) return false;
  }
  world.nowUs = endUs;
  return true;
}

const endless = (world: World): Failure => ({
  law: "a run has an end",
  broken: [`${EVENTS} events`],
  atSecond: secondOf(world),
});

function firstBroken(run: Suffering, holds: Law["holds"]): Failure | undefined {
  for (const law of laws) {
    if (law.holds !== holds) continue;
    const broken = law.broken(run);
    if (broken.length > 0)
      return { law: law.name, broken: broken.slice(0, SHOWN), atSecond: secondOf(run.world) };
  }
  return undefined;
}

const secondOf = ({ nowUs }: World): number => Math.round(nowUs / SECOND_US);

/**
 * Faults that come again and again do so no longer; whether all are over, those that follow others
 * and have still to come among them.
 */
function heals({ actors, events, faultLog, plan, nowUs }: World): boolean {
  const faults = actors.flatMap((actor, entity) =>
    actor instanceof Fault ? [{ actor, entity }] : [],
  );
  for (const { actor, entity } of faults) {
    const { every } = plan.scenario.faults[actor.number];
    if (every !== null && actor["next"] === 0) events.cancel(entity);
  }
  const isOver = (endUs: number) => endUs < nowUs || !Number.isFinite(endUs);
  return (
    faultLog.every(({ endUs }) => isOver(endUs)) &&
    !faults.some(({ entity }) => events.isPending(entity))
  );
}
