/** Independent parts of a system, each by its share of time out of service and how often it is. */
import { type Bounds, exactly } from "./untilTakeover.ts";

/** How something is out of service, in the long run. */
export interface OutageLaw {
  /** Of the time, 0 … 1. */
  readonly unavailability: number;
  /** How often it begins, 1/s. */
  readonly perSecond: number;
  /**
   * Share of time in which it is out and another place has not taken over yet, which takes an
   * exponential time of this mean, s, from the beginning of each outage.
   */
  readonly uncovered: (takeover: number) => Bounds;
}

export const NEVER_OUT: OutageLaw = {
  unavailability: 0,
  perSecond: 0,
  uncovered: () => exactly(0),
};

/** Of which no more is known than its share and how often it begins, 1/s. */
export const outageOf = (share: number, perSecond: number): OutageLaw => ({
  unavailability: share,
  perSecond,
  // An outage waits for the takeover no longer than it lasts, and no longer than that takes.
  uncovered: (takeover) => ({ low: 0, high: Math.min(share, perSecond * takeover) }),
});

/** Fails after `mtbf` and is repaired in `mttr` on average, s; `mtbf` Infinity: never. */
export function twoStates(mtbf: number, mttr: number): OutageLaw {
  if (mtbf === Infinity) return NEVER_OUT;
  const perSecond = 1 / (mtbf + mttr);
  const uncovered = (takeover: number) => exactly(perSecond / (1 / mttr + 1 / takeover));
  return { unavailability: mttr / (mtbf + mttr), perSecond, uncovered };
}

/** All of them are needed. Share and frequency are exact for independent ones. */
export function inSeries(laws: readonly OutageLaw[]): OutageLaw {
  const outing = laws.filter(({ perSecond, unavailability }) => perSecond + unavailability > 0);
  if (outing.length === 1) return outing[0]!;
  const ups = outing.map(({ unavailability }) => 1 - unavailability);
  const othersUp = ups.map((_, i) => ups.reduce((up, each, j) => (j === i ? up : up * each), 1));
  // 1 − Π(1 − q) term by term: small shares keep their digits.
  const unavailability = outing.reduce((sum, { unavailability: q }) => sum + q - sum * q, 0);
  const perSecond = outing.reduce((sum, { perSecond: f }, i) => sum + f * othersUp[i]!, 0);
  const uncovered = (takeover: number) => uncoveredInSeries(outing, ups, othersUp, takeover);
  return { unavailability, perSecond, uncovered };
}

/**
 * Each outage begins with one part and lasts at least as long as that is out: the lower bound.
 * It lasts longer only if another part fails meanwhile, and by no more than a takeover then. A part
 * that is up fails within a time t with a chance of at most its frequency × t ÷ its share up.
 */
function uncoveredInSeries(
  laws: readonly OutageLaw[],
  ups: readonly number[],
  othersUp: readonly number[],
  takeover: number,
): Bounds {
  const hazards = laws.map(({ perSecond }, i) => perSecond / ups[i]!);
  const hazard = hazards.reduce((sum, each) => sum + each, 0);
  let [low, high] = [0, 0];
  laws.forEach((law, i) => {
    const own = law.uncovered(takeover);
    low += othersUp[i]! * own.low;
    high += othersUp[i]! * own.high * (1 + (hazard - hazards[i]!) * takeover);
  });
  return { low, high };
}

/**
 * Some of several that may differ are needed; share and frequency are exact for independent ones.
 * Source: Barlow and Proschan, Statistical Theory of Reliability (1975), 7. O(number³).
 */
export function someOf(laws: readonly OutageLaw[], needed: number): OutageLaw {
  if (needed >= laws.length) return inSeries(laws);
  const unavailability = upLaw(laws)
    .slice(0, needed)
    .reduce((sum, each) => sum + each, 0);
  const perSecond = laws.reduce((sum, { perSecond: f }, i) => {
    const others = upLaw(laws.filter((_, j) => j !== i));
    return sum + f * (others[needed - 1] ?? 0);
  }, 0);
  return perSecond + unavailability > 0 ? outageOf(unavailability, perSecond) : NEVER_OUT;
}

/** Chances that 0, 1, 2, … are up. */
function upLaw(laws: readonly OutageLaw[]): readonly number[] {
  let law = [1];
  for (const { unavailability: out } of laws)
    law = [...law, 0].map((each, up) => each * out + (law[up - 1] ?? 0) * (1 - out));
  return law;
}
