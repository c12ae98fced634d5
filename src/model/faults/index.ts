import { accessNetworkDown } from "./accessNetworkDown.ts";
import { availabilityZoneDown } from "./availabilityZoneDown.ts";
import { gracefulShutdown } from "./gracefulShutdown.ts";
import { gwsSyncLost } from "./gwsSyncLost.ts";
import { instanceDown } from "./instanceDown.ts";
import { linkDown } from "./linkDown.ts";
import { linkLossy } from "./linkLossy.ts";
import { linkSlow } from "./linkSlow.ts";
import { maintenance } from "./maintenance.ts";
import { mplsDown } from "./mplsDown.ts";
import { nodeAdded } from "./nodeAdded.ts";
import { overload } from "./overload.ts";
import { pairSwitchover } from "./pairSwitchover.ts";
import { partition } from "./partition.ts";
import { proxyDown } from "./proxyDown.ts";
import { recordsWithdrawn } from "./recordsWithdrawn.ts";
import { regionDown } from "./regionDown.ts";
import { rollingUpgrade } from "./rollingUpgrade.ts";
import { serviceDown } from "./serviceDown.ts";
import { siteDown } from "./siteDown.ts";
import type { FaultKind } from "./types.ts";

/** The failure modes a scenario may name. To add one, write its file and list it here. */
export const faultKinds: readonly FaultKind[] = [
  instanceDown,
  pairSwitchover,
  proxyDown,
  serviceDown,
  siteDown,
  availabilityZoneDown,
  regionDown,
  gracefulShutdown,
  maintenance,
  nodeAdded,
  rollingUpgrade,
  gwsSyncLost,
  linkDown,
  linkSlow,
  linkLossy,
  mplsDown,
  accessNetworkDown,
  partition,
  overload,
  recordsWithdrawn,
];
