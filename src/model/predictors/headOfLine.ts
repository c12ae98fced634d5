import type { Predictor } from "./types.ts";

/**
 * As long as the call at the head of the line has waited so far. Source: R. Ibrahim, W. Whitt,
 * Manufacturing & Service Operations Management 11 (2009) 397–415, "head of the line".
 */
export const headOfLine: Predictor = {
  name: "headOfLine",
  meaning: "as long as the call at the head of the line has waited so far",
  estimateUs: (outlook, queue) => outlook.headOfLineUs(queue),
};
