import { setImmediate as nextTurn } from "node:timers/promises";
import type { Crew } from "./crew.ts";
import { replicateInto } from "./recorded.ts";

/**
 * One replication after the other, with a turn for others between them.
 * @param recordsIn a folder for their calls
 */
export function thisThread(recordsIn?: string): Crew {
  let latest: Promise<unknown> = Promise.resolve();
  let isDismissed = false;
  return {
    replicate(study, replication) {
      const sample = latest.then(async () => {
        await nextTurn();
        if (isDismissed) throw new Error("dismissed");
        return replicateInto(recordsIn, study, replication);
      });
      latest = sample;
      return sample;
    },
    dismiss: async () => {
      isDismissed = true;
    },
  };
}
