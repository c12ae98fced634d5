import type { Demand, Scenario } from "../scenario/types.ts";

type CountOf = (demand: Demand) => number;

/** How often a call goes through what a flow says is done several times. To add one, list it. */
export const COUNT_OF = {
  pages: ({ ivrPath }) => ivrPath.pages,
  lookUps: ({ ivrPath }) => ivrPath.lookUps.count,
  exchanges: ({ exchanges }) => exchanges,
} as const satisfies Record<string, CountOf>;

export type Count = keyof typeof COUNT_OF;
export const COUNTS = Object.keys(COUNT_OF) as readonly Count[];

/** Look-ups of a call of the demand that has most. */
export const mostLookUps = ({ demand }: Pick<Scenario, "demand">): number =>
  Math.max(0, ...demand.map(COUNT_OF.lookUps));
