import type { World } from "./world.ts";

/** What an agent sends and hears: phones speak SIP, desktops HTTP. */
export type Traffic = "sip" | "http";

/** Whether an instance is up, and the links to it and back from a place carry what is sent. */
export function isReachable(
  { platform, network, topology }: World,
  place: number,
  instance: number,
  _traffic: Traffic,
): boolean {
  if (platform.up[instance] === 0) return false;
  const there = network.linkOf[place * network.places + topology.instances[instance].place];
  if (there < 0) return false;
  return platform.linkUp[there] === 1 && platform.linkUp[network.back[there]] === 1;
}
