import type { Estimate } from "./estimate.ts";
import { normalTail } from "./normal.ts";
import { studentT, studentTail } from "./studentT.ts";

/** A figure that is known otherwise, and how well the simulated one can be compared with it. */
export interface KnownFigure {
  readonly value?: number | undefined;
  readonly atMost?: number | undefined;
  readonly sd?: number | undefined;
  readonly error: number;
  readonly within: number;
}

/** How far a simulated figure is from the known one. */
export interface Agreement {
  /** 95 % half width of the simulated figure, by what is known of its error; null: nothing is. */
  readonly halfWidth95: number | null;
  /** Deviation in standard errors; null where it is only bounded, or nothing is known of it. */
  readonly z: number | null;
  /** Two-sided; of a bound 1 or 0; null where nothing is known of the error. */
  readonly p: number | null;
}

/**
 * Compares an estimate with a known figure. Where theory gives the standard deviation, the standard
 * error is sd / √calls and the law normal; else it is that of the replications, and Student's t.
 * @param calls offered in all replications together
 */
export function agreementOf(known: KnownFigure, estimate: Estimate, calls: number): Agreement {
  const simulated = estimate.estimate;
  const { halfWidth95 } = estimate;
  if (simulated === null) return { halfWidth95, z: null, p: null };
  if (known.value === undefined)
    return { halfWidth95, z: null, p: simulated <= known.atMost! ? 1 : 0 };
  const away = Math.max(0, Math.abs(simulated - known.value) - known.within);
  const freedom = freedomOf(estimate);
  const own = ownError(known, estimate, calls);
  if (own === null) return { halfWidth95, z: null, p: null };
  const error = Math.sqrt(own.error * own.error + known.error * known.error);
  if (error === 0) return { halfWidth95, z: away === 0 ? 0 : null, p: away === 0 ? 1 : 0 };
  const deviation = away / error;
  const z = simulated < known.value ? -deviation : deviation;
  const tail = own.isKnown ? normalTail(deviation) : studentTail(deviation, freedom);
  const quantile = own.isKnown ? NORMAL_975 : studentT(0.975, freedom);
  return { halfWidth95: quantile * own.error, z, p: Math.min(1, 2 * tail) };
}

/** The 97.5 % quantile of the standard normal law. */
const NORMAL_975 = 1.959963984540054;

const freedomOf = ({ freedom, replications }: Estimate): number => freedom ?? replications - 1;

/** The law that theory knows is that of independent replications. */
function ownError(
  { sd }: KnownFigure,
  estimate: Estimate,
  calls: number,
): { readonly error: number; readonly isKnown: boolean } | null {
  const { halfWidth95, freedom } = estimate;
  if (sd !== undefined && freedom === undefined)
    return { error: sd / Math.sqrt(calls), isKnown: true };
  if (halfWidth95 === null) return null;
  return { error: halfWidth95 / studentT(0.975, freedomOf(estimate)), isKnown: false };
}
