/** Equal units, each a process on a host of its own, of which some are needed. */
import { requireWhole } from "./checks.ts";
import { shareOf } from "./counts.ts";
import { type Masses, massesAround } from "./masses.ts";
import { NEVER_OUT, type OutageLaw, outageOf } from "./outageParts.ts";
import { type Bounds, FURTHER, type Step, untilTakeover, WORKS } from "./untilTakeover.ts";

/** Mean times of one cause, s; `mtbf` Infinity: never. */
export interface Renewal {
  readonly mtbf: number;
  readonly mttr: number;
}

export interface Units {
  readonly needed: number;
  readonly units: number;
  /** Units that something else does not keep down. */
  readonly live: number;
  readonly process: Renewal;
  /** A unit is up while its process and its host are. */
  readonly host: Renewal;
  /** Who repair hosts, one each; Infinity for no limit. */
  readonly crews: number;
}

/**
 * `kOfN` of availability.ts with a process on each unit, which restarts without a crew: hosts are
 * the birth-death chain, those of live units a hypergeometric share of them, processes binomial.
 * @throws RangeError naming the parameter out of range
 */
export function redundantUnits(units: Units): OutageLaw {
  requireWhole("units", units.units, 1);
  if (units.live < units.needed) return outageOf(1, 0);
  const edge = edgeOf(units);
  if (edge.perSecond === 0) return NEVER_OUT;
  const { share: unavailability, perSecond } = edge;
  const uncovered = (takeover: number): Bounds =>
    units.live - units.needed > SPARE_MAX
      ? outageOf(unavailability, perSecond).uncovered(takeover)
      : uncoveredUnits(units, edge, takeover);
  return { unavailability, perSecond, uncovered };
}

/** With more to spare, all are out so seldom that nothing need be known of how long. */
const SPARE_MAX = 8;
/** So many more may fail while too few are up; beyond that bounds are enough. */
const DEEPER = 4;

/** Live units by what is down: the process, the host, both. */
interface Failed {
  readonly process: number;
  readonly host: number;
  readonly both: number;
}

interface Edge {
  readonly share: number;
  readonly perSecond: number;
  /** States in which just the needed ones are up, with their chances. */
  readonly states: readonly (Failed & { readonly chance: number })[];
}

function edgeOf({ needed, units, live, process, host, crews }: Units): Edge {
  const hosts = failedHosts(units, host, crews);
  const processUp = process.mtbf === Infinity ? 1 : process.mtbf / (process.mtbf + process.mttr);
  const states: (Failed & { chance: number })[] = [];
  let share = 0;
  for (let failed = 0; failed <= units; failed++)
    for (let ofLive = 0; ofLive <= Math.min(failed, live); ofLive++) {
      const chance = shareOf(hosts, failed) * drawn(units, failed, live, ofLive);
      if (chance === 0) continue;
      for (let up = 0; up <= needed && up <= live - ofLive; up++) {
        const each = chance * binomial(live - ofLive, up, processUp);
        if (up < needed) share += each;
        else
          for (let both = 0; both <= ofLive; both++)
            states.push({
              process: live - ofLive - up,
              host: ofLive - both,
              both,
              chance: each * binomial(ofLive, ofLive - both, processUp),
            });
      }
    }
  const exactly = states.reduce((sum, { chance }) => sum + chance, 0);
  return { share, perSecond: exactly * needed * (1 / process.mtbf + 1 / host.mtbf), states };
}

/** Each outage begins where just the needed ones are up and one of these fails. */
function uncoveredUnits(units: Units, { states }: Edge, takeover: number): Bounds {
  const { needed, process, host } = units;
  const { numberOf, steps } = outStates(units);
  const means = untilTakeover(steps, takeover);
  let [low, high] = [0, 0];
  for (const state of states) {
    const begins: readonly (readonly [Failed, number])[] = [
      [{ ...state, process: state.process + 1 }, 1 / process.mtbf],
      [{ ...state, host: state.host + 1 }, 1 / host.mtbf],
    ];
    for (const [to, rate] of begins) {
      const mean = means[numberOf(to)]!;
      low += state.chance * needed * rate * mean.low;
      high += state.chance * needed * rate * mean.high;
    }
  }
  return { low, high };
}

/**
 * The states with too few up and their steps. With fewer crews than failed hosts it is not known
 * which of these is repaired, one with its process up or down.
 */
function outStates({ needed, live, process, host, crews }: Units) {
  const spare = live - needed;
  const states: Failed[] = [];
  for (let total = spare + 1; total <= Math.min(live, spare + DEEPER); total++)
    for (let ofProcess = 0; ofProcess <= total; ofProcess++)
      for (let both = 0; both <= total - ofProcess; both++)
        states.push({ process: ofProcess, host: total - ofProcess - both, both });
  const keyOf = (each: Failed) => `${each.process},${each.host},${each.both}`;
  const numbers = new Map(states.map((each, i) => [keyOf(each), i]));
  const numberOf = (each: Failed): number =>
    each.process + each.host + each.both <= spare ? WORKS : (numbers.get(keyOf(each)) ?? FURTHER);
  const steps = states.map((from) => {
    const { process: p, host: h, both: b } = from;
    const to = (dp: number, dh: number, db: number) =>
      numberOf({ process: p + dp, host: h + dh, both: b + db });
    const up = live - p - h - b;
    const repaired = [...(h > 0 ? [to(0, -1, 0)] : []), ...(b > 0 ? [to(1, 0, -1)] : [])];
    const all: Step[] = [
      { rate: up / process.mtbf, to: [to(1, 0, 0)] },
      { rate: up / host.mtbf, to: [to(0, 1, 0)] },
      { rate: p / host.mtbf, to: [to(-1, 0, 1)] },
      { rate: h / process.mtbf, to: [to(0, -1, 1)] },
      { rate: p / process.mttr, to: [to(-1, 0, 0)] },
      { rate: b / process.mttr, to: [to(0, 1, -1)] },
      ...(h + b > crews
        ? [{ rate: crews / host.mttr, to: repaired }]
        : [
            { rate: h / host.mttr, to: [to(0, -1, 0)] },
            { rate: b / host.mttr, to: [to(1, 0, -1)] },
          ]),
    ];
    return all.filter(({ rate }) => rate > 0);
  });
  return { numberOf, steps };
}

function failedHosts(units: number, { mtbf, mttr }: Renewal, crews: number): Masses {
  if (mtbf === Infinity) return { from: 0, shares: Float64Array.of(1) };
  const usual = Math.floor((units * mttr) / (mtbf + mttr));
  return massesAround(usual, units, (n) => ((units - n) * mttr) / (mtbf * Math.min(n + 1, crews)));
}

/** Chance that `ofLive` of the `failed` of all units are among the live ones. */
const drawn = (units: number, failed: number, live: number, ofLive: number): number =>
  (ways(live, ofLive) * ways(units - live, failed - ofLive)) / ways(units, failed);

function binomial(count: number, up: number, chance: number): number {
  let share = ways(count, up);
  for (let i = 0; i < up; i++) share *= chance;
  for (let i = up; i < count; i++) share *= 1 - chance;
  return share;
}

/** Ways to choose `some` of `all`. */
function ways(all: number, some: number): number {
  if (some < 0 || some > all) return 0;
  let count = 1;
  for (let i = 1; i <= some; i++) count = (count * (all - some + i)) / i;
  return count;
}
