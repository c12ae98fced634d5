import type { Parameter } from "../../parameter.ts";
import type { World } from "../world.ts";
import { DRAINING, drainInstances, stopDrained, undrain } from "./drain.ts";
import { promote } from "./members.ts";
import { giveBack, PLANNED_SWITCH, plannedUs, switchOver, takeSpares } from "./plannedSwitch.ts";
import type { FaultKind, Phase, Strike } from "./types.ts";

const EACH: Parameter = {
  kind: "duration",
  meaning: "How long each machine is down",
  default: "5min",
  min: "1us",
  max: "24h",
  source: { mark: "assumption", note: "no public figure" },
};

/**
 * All instances of a component are upgraded, one after the other, as an operator does it: of a
 * hot-standby pair first the spare; once that is ready again it takes over, and the other member
 * has its turn, so that calls go on. Any other instance drains, stops and comes back.
 */
export const rollingUpgrade: FaultKind = {
  name: "rollingUpgrade",
  meaning: "Instances of a component are upgraded in turn: pairs switch over, others drain",
  strikes: "service",
  options: { ...DRAINING, each: EACH, ...PLANNED_SWITCH },
  lastsUs: (strike) => strike.instances.length * turnUs(strike),
  onset: (world, strike) => begin(world, strike, 0),
  phases: (strike, draw) =>
    strike.instances.flatMap((_, turn) => {
      const phases = strike.arePairs ? pairTurn(strike, turn, draw) : drainTurn(strike, turn);
      return phases.map(({ afterUs, act }) => ({ act, afterUs: afterUs + turn * turnUs(strike) }));
    }),
  recovery: (world, strike) => end(world, strike, strike.instances.length - 1),
};

/** What an instance takes until the next one has its turn, microseconds. */
function turnUs({ arePairs, options }: Strike): number {
  const each = options.each as number;
  if (!arePairs) return (options.drain as number) + each;
  return 2 * (each + (options.check as number));
}

const instanceOf = ({ instances }: Strike, turn: number): readonly number[] =>
  instances.slice(turn, turn + 1);

function begin(world: World, strike: Strike, turn: number): void {
  const instance = instanceOf(strike, turn);
  if (strike.arePairs) takeSpares(world, strike, instance);
  else drainInstances(world, strike, instance);
}

function end(world: World, strike: Strike, turn: number): void {
  if (strike.arePairs) giveBack(world, strike);
  else undrain(world, strike, instanceOf(strike, turn));
}

function pairTurn(strike: Strike, turn: number, draw: number): readonly Phase[] {
  const { each, check } = strike.options as { each: number; check: number };
  const switchUs = each + check;
  const promotedUs = plannedUs(strike, draw);
  const promotion = {
    afterUs: switchUs + promotedUs,
    act: (world: World) => promote(world, strike.members),
  };
  return [
    { afterUs: each, act: (world) => giveBack(world, strike) },
    {
      afterUs: switchUs,
      act: (world) => switchOver(world, strike, instanceOf(strike, turn), draw),
    },
    ...(promotedUs < each ? [promotion] : []),
    { afterUs: switchUs + each, act: (world) => giveBack(world, strike) },
    ...next(strike, turn),
  ];
}

const drainTurn = (strike: Strike, turn: number): readonly Phase[] => [
  {
    afterUs: strike.options.drain as number,
    act: (world) => stopDrained(world, strike, instanceOf(strike, turn)),
  },
  ...next(strike, turn),
];

/** The turn of the instance after this one. */
function next(strike: Strike, turn: number): readonly Phase[] {
  if (turn + 1 === strike.instances.length) return [];
  const act = (world: World) => {
    end(world, strike, turn);
    begin(world, strike, turn + 1);
  };
  return [{ afterUs: turnUs(strike), act }];
}
