import { avoidInstances, startInstances, stopInstances } from "./stop.ts";
import type { FaultKind } from "./types.ts";

type Named = Omit<FaultKind, "onset" | "detected" | "recovery">;

/** A failure mode by which machines stop at once and come back empty, whatever it strikes. */
export const machinesDown = (kind: Named): FaultKind => ({
  ...kind,
  onset: (world, { instances }) => stopInstances(world, instances),
  detected: (world, { instances }) => avoidInstances(world, instances),
  recovery: (world, { instances }) => startInstances(world, instances),
});
