import type { Distribution } from "../engine/distributions/types.ts";
import type { Demand } from "../scenario/types.ts";

type LawOf = (demand: Demand) => Distribution;

/**
 * Durations a caller or agent brings along, drawn when the call arrives, and the law of each. To
 * add one, list it here.
 */
export const LAW_OF = {
  qualification: ({ ivrDuration }) => ivrDuration,
  ivrPatience: ({ ivrPatience }) => ivrPatience,
  patience: ({ patience }) => patience,
  ring: ({ ring }) => ring,
  talk: ({ talk }) => talk,
  afterCallWork: ({ afterCallWork }) => afterCallWork,
} as const satisfies Record<string, LawOf>;

export type Attribute = keyof typeof LAW_OF;
export const ATTRIBUTES = Object.keys(LAW_OF) as readonly Attribute[];
