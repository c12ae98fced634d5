import { instanceDown } from "./instanceDown.ts";
import { linkDown } from "./linkDown.ts";
import { recordsWithdrawn } from "./recordsWithdrawn.ts";
import type { FaultKind } from "./types.ts";

/** The failure modes a scenario may name. To add one, write its file and list it here. */
export const faultKinds: readonly FaultKind[] = [instanceDown, linkDown, recordsWithdrawn];
