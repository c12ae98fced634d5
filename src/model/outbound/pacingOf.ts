import type { PacingSettings } from "../../scenario/types.ts";
import { overdial, type Pacing, progressive, threshold } from "./pacing.ts";
import { Predictive } from "./predictive.ts";

/** What a campaign's settings ask for; null for a constant rate, which looks at nobody. */
export function pacingOf(settings: PacingSettings): Pacing | null {
  const { rule, perReady, perBusy, share, margin, windowUs } = settings;
  switch (rule) {
    case "progressive":
      return progressive(perReady);
    case "overdial":
      return overdial(perReady, perBusy);
    case "threshold":
      return threshold(settings);
    case "predictive":
      return new Predictive({ ...settings, allowance: { share, margin, windowUs } });
    case "constantRate":
      return null;
  }
}
