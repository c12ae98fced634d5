import { instanceDown } from "./instanceDown.ts";
import { linkDown } from "./linkDown.ts";
import { proxyDown } from "./proxyDown.ts";
import { recordsWithdrawn } from "./recordsWithdrawn.ts";
import { regionDown } from "./regionDown.ts";
import { serviceDown } from "./serviceDown.ts";
import { siteDown } from "./siteDown.ts";
import type { FaultKind } from "./types.ts";

/** The failure modes a scenario may name. To add one, write its file and list it here. */
export const faultKinds: readonly FaultKind[] = [
  instanceDown,
  proxyDown,
  serviceDown,
  siteDown,
  regionDown,
  linkDown,
  recordsWithdrawn,
];
