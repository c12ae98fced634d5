/** A hot-standby pair whose sides fail in several ways, each with a repair and switch-over. */
import { refuse, requireNotNegative, requirePositive } from "./checks.ts";
import { chainLaw } from "./gth.ts";
import { NEVER_OUT, type OutageLaw } from "./outageParts.ts";
import { type Bounds, type Step, untilTakeover, WORKS } from "./untilTakeover.ts";

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
 * `abPair` of availability.ts for several ways to fail, with what it takes to combine pairs. A
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
  const exits = exitsOf(ways, coverage);
  const law = chainLaw(exits.length, exits.length - 1, (from, add) => {
    for (const [to, rate] of exits[from]!) add(to, rate);
  });
  const isOut = (state: number) => state > ways.length;
  const unavailability = law.reduce((sum, share, state) => sum + (isOut(state) ? share : 0), 0);
  const perSecond = begun(exits, law, isOut, () => 1);
  const uncovered = (takeover: number): Bounds => {
    const means = untilTakeover(stepsOut(exits, ways.length + 1), takeover);
    const mean = (of: keyof Bounds) =>
      begun(exits, law, isOut, (to) => means[to - ways.length - 1]![of]);
    return { low: mean("low"), high: mean("high") };
  };
  return { unavailability, perSecond, uncovered };
}

type Exits = readonly (readonly (readonly [to: number, rate: number])[])[];

/** Of all ways out of service begins, the sum of how often and `weight` of the state led to. */
const begun = (
  exits: Exits,
  law: Float64Array,
  isOut: (state: number) => boolean,
  weight: (to: number) => number,
): number =>
  exits.reduce((sum, steps, from) => {
    if (isOut(from)) return sum;
    const out = steps.filter(([to]) => isOut(to));
    return sum + law[from]! * out.reduce((total, [to, rate]) => total + rate * weight(to), 0);
  }, 0);

/** Steps of the states from `first` on; those before it work. */
const stepsOut = (exits: Exits, first: number): readonly (readonly Step[])[] =>
  exits
    .slice(first)
    .map((steps) => steps.map(([to, rate]) => ({ rate, to: [to < first ? WORKS : to - first] })));

const BOTH = 0;

/** State numbers, those that serve first; the ways of `none` are unordered. */
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

function exitsOf(ways: readonly SideFailure[], coverage: number): Exits {
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
  return exits;
}
