import type { Parameter } from "../../parameter.ts";
import type { World } from "../world.ts";
import { DRAIN, drainInstances, stopDrained, undrain } from "./drain.ts";
import type { FaultKind, Options, Phase } from "./types.ts";

const EACH: Parameter = {
  kind: "duration",
  meaning: "How long each machine is down",
  default: "5min",
  min: "1us",
  max: "24h",
  source: { mark: "assumption", note: "no public figure" },
};

/** What each machine takes, from its first refusal until it takes calls again, microseconds. */
const turnUs = ({ drain, each }: Options): number => (drain as number) + (each as number);

/** All instances of a component, one after the other, drain, stop and come back. */
export const rollingUpgrade: FaultKind = {
  name: "rollingUpgrade",
  meaning: "Instances of a component in turn take no new calls, drain, stop and are back",
  strikes: "service",
  options: { drain: DRAIN, each: EACH },
  lastsUs: ({ instances, options }) => instances.length * turnUs(options),
  onset: (world, { instances }) => drainInstances(world, instances.slice(0, 1)),
  phases: (strike) =>
    strike.instances.flatMap((instance, turn): readonly Phase[] => {
      const fromUs = turn * turnUs(strike.options);
      const next = strike.instances.slice(turn + 1, turn + 2);
      return [
        {
          afterUs: fromUs + (strike.options.drain as number),
          act: (world) => stopDrained(world, strike, [instance]),
        },
        ...(next.length === 0
          ? []
          : [
              {
                afterUs: fromUs + turnUs(strike.options),
                act: (world: World) => {
                  undrain(world, strike, [instance]);
                  drainInstances(world, next);
                },
              },
            ]),
      ];
    }),
  recovery: (world, strike) => undrain(world, strike, strike.instances.slice(-1)),
};
