import type { Parameter } from "../../parameter.ts";
import { HOLDS_CONNECTIONS } from "../reach.ts";
import type { World } from "../world.ts";
import { startInstances, stopInstances } from "./stop.ts";
import type { FaultKind, Strike } from "./types.ts";

/** How long what goes on may take to end by itself. */
export const DRAIN: Parameter = {
  kind: "duration",
  meaning: "How long calls in progress may go on before the machine stops, with those left",
  default: "10min",
  min: "0s",
  max: "24h",
  source: { mark: "assumption", note: "three times a long call; no public figure" },
};

/**
 * Machines take nothing new: SIP requests that would begin a dialog are refused (SIP Server: option
 * `shutdown-sip-reject-code`, 603), MCPs give no ports, clients that hold connections go elsewhere.
 */
export function drainInstances({ platform, pools }: World, instances: readonly number[]): void {
  for (const instance of instances) {
    platform.drains[instance]++;
    pools.close(instance);
    if (HOLDS_CONNECTIONS[platform.componentOf[instance]]) platform.avoid(instance);
  }
}

/** The time to drain is over: machines stop. */
export function stopDrained(world: World, { stopped }: Strike, instances: readonly number[]): void {
  stopped.push(...instances);
  stopInstances(world, instances);
}

/** Machines take calls again, those that had stopped as well. */
export function undrain(world: World, { stopped }: Strike, instances: readonly number[]): void {
  const { platform, pools } = world;
  for (const instance of instances) {
    platform.drains[instance]--;
    const wasStopped = stopped.includes(instance);
    if (wasStopped) stopped.splice(stopped.indexOf(instance), 1);
    if (wasStopped) startInstances(world, [instance]);
    else if (platform.up[instance] !== 0 && platform.drains[instance] === 0) {
      platform.avoidedUntilUs[instance] = 0;
      pools.open(instance);
    }
  }
}

type Named = Pick<FaultKind, "name" | "meaning" | "isLasting">;

/** Failure modes by which one machine is taken out of service in good order. */
export const shutDown = (kind: Named): FaultKind => ({
  ...kind,
  strikes: "instance",
  options: { drain: DRAIN },
  onset: (world, { instances }) => drainInstances(world, instances),
  phases: (strike) => [
    {
      afterUs: strike.options.drain as number,
      act: (world) => stopDrained(world, strike, strike.instances),
    },
  ],
  recovery: (world, strike) => undrain(world, strike, strike.instances),
});
