import { erlangA } from "./erlangA.ts";
import { handlingTime } from "./handlingTime.ts";
import { headOfLine } from "./headOfLine.ts";
import { lastWait } from "./lastWait.ts";
import { recentWaits } from "./recentWaits.ts";
import type { Predictor } from "./types.ts";

/** The predictors a scenario may name. To add one, write its file and list it here. */
export const predictors: readonly Predictor[] = [
  handlingTime,
  lastWait,
  recentWaits,
  headOfLine,
  erlangA,
];
