/** Independent parts of a system, each by its share of time out of service and how often it is. */

/** One way to be out of service. Lasts `share / perSecond` on average. */
export interface OutagePart {
  /** Of the time, 0 … 1. */
  readonly share: number;
  /** How often it begins, 1/s. */
  readonly perSecond: number;
}

/** What is out of service for the share of time `unavailability`, in several ways. */
export interface OutageLaw {
  readonly unavailability: number;
  readonly perSecond: number;
  /** Their sums are the two above, but for outages that overlap. */
  readonly parts: readonly OutagePart[];
}

export const NEVER_OUT: OutageLaw = { unavailability: 0, perSecond: 0, parts: [] };

/** That of one way. */
export const outageOf = (part: OutagePart): OutageLaw =>
  part.share === 0 && part.perSecond === 0
    ? NEVER_OUT
    : { unavailability: part.share, perSecond: part.perSecond, parts: [part] };

/** Fails after `mtbf` and is repaired in `mttr` on average, s; `mtbf` Infinity: never. */
export function twoStates(mtbf: number, mttr: number): OutageLaw {
  if (mtbf === Infinity) return NEVER_OUT;
  return outageOf({ share: mttr / (mtbf + mttr), perSecond: 1 / (mtbf + mttr) });
}

/** All of them are needed. Share and frequency are exact for independent ones. */
export function inSeries(laws: readonly OutageLaw[]): OutageLaw {
  const outing = laws.filter(({ parts }) => parts.length > 0);
  const ups = outing.map(({ unavailability }) => 1 - unavailability);
  const othersUp = ups.map((_, i) => ups.reduce((up, each, j) => (j === i ? up : up * each), 1));
  // 1 − Π(1 − q) term by term: small shares keep their digits.
  const unavailability = outing.reduce((sum, { unavailability: q }) => sum + q - sum * q, 0);
  const perSecond = outing.reduce((sum, { perSecond: f }, i) => sum + f * othersUp[i], 0);
  const parts = outing.flatMap(({ parts: own }, i) =>
    own.map(({ share, perSecond: f }) => ({
      share: share * othersUp[i],
      perSecond: f * othersUp[i],
    })),
  );
  return { unavailability, perSecond, parts };
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
  return outageOf({ share: unavailability, perSecond });
}

/** Chances that 0, 1, 2, … are up. */
function upLaw(laws: readonly OutageLaw[]): readonly number[] {
  let law = [1];
  for (const { unavailability: out } of laws)
    law = [...law, 0].map((each, up) => each * out + (law[up - 1] ?? 0) * (1 - out));
  return law;
}

/**
 * With another place that takes over after `takeover`, exponential like the ways to be out: each of
 * these lasts until it is over or the other has taken over, whichever comes first.
 */
export function untilTakeover({ parts }: OutageLaw, takeover: number): number {
  return parts.reduce((sum, { share, perSecond }) => {
    if (share === 0) return sum;
    return sum + perSecond / (perSecond / share + 1 / takeover);
  }, 0);
}
