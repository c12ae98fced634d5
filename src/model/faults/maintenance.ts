import { DRAINING, drainInstances, stopDrained, undrain } from "./drain.ts";
import { promote } from "./members.ts";
import { giveBack, PLANNED_SWITCH, plannedUs, switchOver } from "./plannedSwitch.ts";
import type { FaultKind } from "./types.ts";

/**
 * Planned work, as an operator does it: a hot-standby pair switches over to its backup, calls and
 * all, and the machine that was active is worked on; any other machine drains, stops, and is back.
 */
export const maintenance: FaultKind = {
  name: "maintenance",
  meaning: "One machine is worked on: of a pair the active one, after a switchover; others drain",
  strikes: "instance",
  options: { ...DRAINING, ...PLANNED_SWITCH },
  onset: (world, strike, draw) => {
    if (strike.arePairs) switchOver(world, strike, strike.instances, draw);
    else drainInstances(world, strike);
  },
  phases: (strike, draw) => [
    strike.arePairs
      ? { afterUs: plannedUs(strike, draw), act: (world) => promote(world, strike.members) }
      : { afterUs: strike.options.drain as number, act: (world) => stopDrained(world, strike) },
  ],
  recovery: (world, strike) => {
    if (strike.arePairs) giveBack(world, strike);
    else undrain(world, strike);
  },
};
