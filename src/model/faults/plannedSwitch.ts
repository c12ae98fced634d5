import type { Distribution } from "../../engine/distributions/types.ts";
import type { World } from "../world.ts";
import { failMembers, mendMembers, PROMOTION, promotedAfterUs } from "./members.ts";
import type { Strike } from "./types.ts";

/** Settings of work on hot-standby pairs, one member after the other. */
export const PLANNED_SWITCH = { afterExit: PROMOTION.afterExit, check: PROMOTION.check };

/** From the planned stop of the active member until the other one works, microseconds. */
export const plannedUs = ({ options }: Strike, draw: number): number =>
  promotedAfterUs(options.afterExit as Distribution, draw);

/** The spare members of pairs are worked on: no call notices, but nobody could take over. */
export function takeSpares(world: World, { members }: Strike, pairs: readonly number[]): void {
  const { active } = world.platform.pairs!;
  const spares = pairs.map((pair) => ({ pair, member: 1 - active[pair] }));
  members.push(...spares);
  failMembers(world, spares, 0);
}

/**
 * The spare takes over and the active member is worked on. An operator leaves alone a pair whose
 * spare is not ready.
 */
export function switchOver(
  world: World,
  strike: Strike,
  instances: readonly number[],
  draw: number,
): void {
  const pairs = world.platform.pairs!;
  const ready = instances.filter((pair) => pairs.canSwitch(world, pair));
  const actives = ready.map((pair) => ({ pair, member: pairs.active[pair] }));
  strike.members.push(...actives);
  failMembers(world, actives, plannedUs(strike, draw));
}

/** Members that were worked on are back, and spares once they have been checked. */
export const giveBack = (world: World, { members, options }: Strike): void =>
  mendMembers(world, members, options.check as number);
