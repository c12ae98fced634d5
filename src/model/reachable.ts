import { CLASS } from "./linkFaults.ts";
import type { World } from "./world.ts";

/** What an agent sends and hears: phones speak SIP, desktops HTTP. */
export type Traffic = "sip" | "http";
const CLASS_OF = { sip: CLASS.SIGNALLING, http: CLASS.TLIB } as const;

/** Whether an instance works, or the other member of its pair is about to; −1: nobody is needed. */
export function isAlive({ platform, nowUs }: World, instance: number): boolean {
  if (instance < 0 || platform.up[instance] !== 0) return true;
  const { pairs } = platform;
  return pairs !== null && pairs.promotedUs[instance] > nowUs;
}

/** Whether an instance works, and the links to it and back from a place carry such traffic. */
export function isReachable(
  world: World,
  place: number,
  instance: number,
  traffic: Traffic,
): boolean {
  const { platform, network, topology } = world;
  if (!isAlive(world, instance)) return false;
  const there = network.linkOf[place * network.places + topology.instances[instance].place];
  if (there < 0) return false;
  const { linkFaults } = platform;
  const kind = CLASS_OF[traffic];
  return !linkFaults.isCut(there, kind) && !linkFaults.isCut(network.back[there], kind);
}
