/** A hot-standby pair whose sides fail in several ways, each with a repair and switch-over. */
import { refuse, requireNotNegative, requirePositive } from "./checks.ts";
import { chainLaw } from "./gth.ts";
import { NEVER_OUT, type OutageLaw, type OutagePart } from "./outageParts.ts";

/** One way in which a side fails. */
export interface SideFailure {
  /** Mean time to it while the side is up, s; Infinity: never. */
  readonly mtbf: number;
  /** Mean time to repair, s. */
  readonly mttr: number;
  /** Mean time until the other side serves instead, s; 0: at once. */
  readonly switchTime: number;
}

/**
 * `abPair` of availability.ts for several ways to fail, with what it takes to combine pairs: each
 * outage is a switch-over, one that did not come about (until the repair), or has no side up. A
 * chain of both up, and for each way: one up, switching, uncovered; and none up by two ways.
 * @param coverage chance that the standby takes over when the active side fails, 0 … 1
 * @throws RangeError naming the parameter out of range
 */
export function standbyPair(failures: readonly SideFailure[], coverage: number): OutageLaw {
  if (!(coverage >= 0 && coverage <= 1)) refuse("coverage", "a share from 0 to 1", coverage);
  const ways = failures.filter(({ mtbf }) => mtbf < Infinity);
  for (const { mtbf, mttr, switchTime } of ways) {
    requirePositive("mtbf", mtbf);
    requirePositive("mttr", mttr);
    requireNotNegative("switchTime", switchTime);
  }
  if (ways.length === 0) return NEVER_OUT;
  const law = stationary(ways, coverage);
  const parts = partsOf(ways, coverage, law);
  const sum = (of: keyof OutagePart) => parts.reduce((total, each) => total + each[of], 0);
  return { unavailability: sum("share"), perSecond: sum("perSecond"), parts };
}

const BOTH = 0;

/** State numbers; the ways of `none` are unordered. */
function statesOf(ways: number) {
  const pair = (k: number, j: number) => Math.min(k, j) * ways + Math.max(k, j);
  return {
    one: (k: number) => 1 + k,
    switching: (k: number) => 1 + ways + k,
    uncovered: (k: number) => 1 + 2 * ways + k,
    none: (k: number, j: number) => 1 + 3 * ways + pair(k, j),
    count: 1 + 3 * ways + ways * ways,
  };
}

function stationary(ways: readonly SideFailure[], coverage: number): Float64Array {
  const { one, switching, uncovered, none, count } = statesOf(ways.length);
  const exits: [to: number, rate: number][][] = Array.from({ length: count }, () => []);
  ways.forEach(({ mtbf, mttr, switchTime }, k) => {
    const covered = switchTime === 0 ? one(k) : switching(k);
    exits[BOTH].push([one(k), 1 / mtbf], [covered, coverage / mtbf]);
    exits[BOTH].push([uncovered(k), (1 - coverage) / mtbf]);
    for (const state of [one(k), switching(k), uncovered(k)]) {
      exits[state].push([BOTH, 1 / mttr]);
      ways.forEach((other, j) => {
        exits[state].push([none(k, j), 1 / other.mtbf]);
      });
    }
    if (switchTime > 0) exits[switching(k)].push([one(k), 1 / switchTime]);
    ways.forEach((other, j) => {
      if (j < k) return;
      exits[none(k, j)].push([one(j), 1 / mttr], [one(k), 1 / other.mttr]);
    });
  });
  // The half of `none` that is never entered leads to where it cannot come back from.
  for (const each of exits) if (each.length === 0) each.push([BOTH, 1]);
  return chainLaw(count, count - 1, (from, add) => {
    for (const [to, rate] of exits[from]) add(to, rate);
  });
}

function partsOf(
  ways: readonly SideFailure[],
  coverage: number,
  law: Float64Array,
): readonly OutagePart[] {
  const { one, switching, uncovered, none } = statesOf(ways.length);
  const both = law[BOTH];
  const perWay = ways.flatMap(({ mtbf, switchTime }, k) => [
    { share: law[switching(k)], perSecond: switchTime > 0 ? (both * coverage) / mtbf : 0 },
    { share: law[uncovered(k)], perSecond: (both * (1 - coverage)) / mtbf },
  ]);
  const indexes = ways.map((_, k) => k);
  const noneUp = indexes.flatMap((k) => indexes.filter((j) => j >= k).map((j) => law[none(k, j)]));
  const loss = ways.reduce((sum, { mtbf }) => sum + 1 / mtbf, 0);
  const oneUp = indexes.reduce((sum, k) => sum + law[one(k)], 0);
  const share = noneUp.reduce((sum, each) => sum + each, 0);
  return [...perWay, { share, perSecond: oneUp * loss }];
}
