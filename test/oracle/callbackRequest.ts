import type { CallbackService } from "../../src/scenario/types.ts";
import type { Call } from "./entities.ts";

/** A request for a callback, as the oracle sees it. */
export interface Request {
  readonly service: CallbackService;
  readonly number: number;
  readonly site: number;
  readonly ticket: number;
  readonly askedUs: number;
  readonly customer: number;
  calls: number;
  dials: number;
  dialling: boolean;
  reached: boolean;
  over: string | null;
  desiredUs: number;
  expiresUs: number;
  dialsIn: boolean;
  wantsTime: boolean;
  wishUs: number;
  /** Until when the customer's turn is waited for; null before anybody has looked. */
  heldUntilUs: number | null;
  /** Roles of its strategy, once that is set up. */
  roles: ReadonlyMap<string, number> | null;
  origin: readonly number[] | null;
}

/** Who has set up its strategy; all others are chosen anew at each attempt. */
export const strategyOf = ({ roles }: Call): ReadonlyMap<string, number> =>
  new Map(
    ["gms", "node", "urs", "ors", "vqServer"].flatMap((role): [string, number][] =>
      roles.has(role) ? [[role, roles.get(role)!]] : [],
    ),
  );
