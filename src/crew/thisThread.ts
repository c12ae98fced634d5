import { setImmediate as nextTurn } from "node:timers/promises";
import { replicate } from "../study.ts";
import type { Crew } from "./crew.ts";

/** One replication after the other, with a turn for others between them. */
export function thisThread(): Crew {
  let latest: Promise<unknown> = Promise.resolve();
  let isDismissed = false;
  return {
    replicate(study, replication) {
      const sample = latest.then(async () => {
        await nextTurn();
        if (isDismissed) throw new Error("dismissed");
        return replicate(study, replication);
      });
      latest = sample;
      return sample;
    },
    dismiss: async () => {
      isDismissed = true;
    },
  };
}
