import { runUntil } from "../engine/loop.ts";
import type { Sample } from "../measure/types.ts";
import { Books } from "./books.ts";
import { countCall } from "./callLife.ts";
import { settleAccounts } from "./charges.ts";
import { CALL_COUNTS } from "./meters.ts";
import type { Plan } from "./plan.ts";
import type { CallRecord } from "./records.ts";
import { wire } from "./wire.ts";
import type { World } from "./world.ts";

const SECOND_US = 1_000_000;
/** How long a cohort is followed after the window, at least: one hour. */
const FOLLOW_UP_US = 3_600_000_000;
const IN_SYSTEM_AT_END = CALL_COUNTS.indexOf("inSystemAtEnd");

/** One replication of a plan, from warm-up to the last outcome of the cohort. */
export function simulate(
  plan: Plan,
  replication: number,
  records: CallRecord[] | null = null,
): Sample {
  return simulateWorld(wire(plan, replication, records));
}

/** The same for a replication that is wired already. */
export function simulateWorld(world: World): Sample {
  const { warmUpUs, measureUs } = world.plan.scenario.run;
  runUntil(world, warmUpUs);
  settleAccounts(world);
  world.recorders.openWindow(warmUpUs);
  world.recovery?.open(world);
  const books = new Books(world);
  runWindow(world, warmUpUs + measureUs);
  settleAccounts(world);
  books.close(world);
  world.recovery?.close(world);
  world.recorders.closeWindow(warmUpUs + measureUs);
  followCohort(world);
  world.log?.close(world);
  return world.recorders.finish();
}

/**
 * The measured window, second by second; minute by minute where no platform is modelled and nothing
 * fails.
 */
function runWindow(world: World, endUs: number): void {
  const bySecond = world.topology.hasPlatform || world.recovery !== null;
  const stepUs = bySecond ? SECOND_US : 60 * SECOND_US;
  for (let atUs = world.nowUs + stepUs; atUs <= endUs; atUs += stepUs) {
    runUntil(world, atUs);
    settleAccounts(world);
    world.recovery?.second(world);
    if (bySecond) world.recorders.second(atUs);
    else world.recorders.minute(atUs);
  }
  runUntil(world, endUs);
}

/**
 * Arrivals go on, unmeasured, as long as they can matter to the cohort: until each of its calls is
 * answered or gone, its callers call no more and nobody waits for a callback; or to the end where a
 * flow may want a second agent. Then those in conversation finish. What has no outcome after the
 * follow-up is counted as still in system.
 */
function followCohort(world: World): void {
  const { warmUpUs, measureUs } = world.plan.scenario.run;
  const untilUs = world.nowUs + Math.max(FOLLOW_UP_US, warmUpUs + measureUs);
  const others = [world.redials, world.callbacks].flatMap((each) => each ?? []);
  const count = (what: "open" | "unanswered") => others.reduce((sum, each) => sum + each[what], 0);
  const isOpen = () => world.cohortOpen + count("open") > 0;
  while (isOpen() && world.nowUs < untilUs && world.events.size > 0) {
    const unanswered = world.cohortUnanswered + count("unanswered");
    world.arrivalsOver = unanswered === 0 && !world.plan.wantsSecondAgent;
    runUntil(world, world.nowUs + SECOND_US);
  }
  const { calls } = world;
  for (let call = 0; call < calls.used; call++)
    if (calls.main[call] >= 0 && calls.inCohort[call] === 1 && Number.isNaN(calls.endedUs[call]))
      countCall(world, call, IN_SYSTEM_AT_END);
  for (const each of others) each.countOpen(world);
}
