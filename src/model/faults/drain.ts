import type { Parameter } from "../../parameter.ts";
import { HOLDS_CONNECTIONS } from "../reach.ts";
import { componentIndex } from "../topology.ts";
import type { World } from "../world.ts";
import { startInstances, stopInstances } from "./stop.ts";
import type { Choice, Strike } from "./types.ts";

const SIP_SERVER = componentIndex("sipServer");

const DRAIN: Parameter = {
  kind: "duration",
  meaning: "How long calls in progress may go on before the machine stops, with those left",
  default: "10min",
  min: "0s",
  max: "24h",
  source: { mark: "assumption", note: "three times a long call; no public figure" },
};

const REFUSAL: Choice = {
  words: ["decline", "unavailable"],
  meaning:
    "What a SIP Server says to new INVITEs meanwhile (shutdown-sip-reject-code): decline: 603, " +
    "which ends the search; unavailable: 503, and its proxy asks another node",
};

/** How long a machine drains, and how it refuses what is new. */
export const DRAINING = { drain: DRAIN, refusal: REFUSAL };

const declines = ({ platform }: World, { options }: Strike, instance: number): boolean =>
  options.refusal === "decline" && platform.componentOf[instance] === SIP_SERVER;

/**
 * Machines take nothing new: SIP requests that would begin a dialog are refused, by a SIP Server
 * with 603 unless the scenario says 503 (facts 1.3), MCPs give no ports, clients that hold
 * connections go elsewhere.
 */
export function drainInstances(
  world: World,
  strike: Strike,
  instances: readonly number[] = strike.instances,
): void {
  const { platform, pools } = world;
  for (const instance of instances) {
    platform.drains[instance]++;
    if (declines(world, strike, instance)) platform.declines[instance]++;
    pools.close(instance);
    if (HOLDS_CONNECTIONS[platform.componentOf[instance]]) platform.avoid(instance);
  }
}

/** The time to drain is over: machines stop. */
export function stopDrained(
  world: World,
  { stopped, instances: all }: Strike,
  instances: readonly number[] = all,
): void {
  stopped.push(...instances);
  stopInstances(world, instances);
}

/** Machines take calls again, those that had stopped as well. */
export function undrain(
  world: World,
  strike: Strike,
  instances: readonly number[] = strike.instances,
): void {
  const { platform, pools } = world;
  const { stopped } = strike;
  for (const instance of instances) {
    platform.drains[instance]--;
    if (declines(world, strike, instance)) platform.declines[instance]--;
    const wasStopped = stopped.includes(instance);
    if (wasStopped) stopped.splice(stopped.indexOf(instance), 1);
    if (wasStopped) startInstances(world, [instance]);
    else if (platform.up[instance] !== 0 && platform.drains[instance] === 0) {
      platform.avoidedUntilUs[instance] = 0;
      pools.open(instance);
    }
  }
}
