/** Equal units, each a process on a host of its own, of which some are needed. */
import { requireWhole } from "./checks.ts";
import { shareOf } from "./counts.ts";
import { type Masses, massesAround } from "./masses.ts";
import { NEVER_OUT, type OutageLaw, type OutagePart, outageOf } from "./outageParts.ts";

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
 * Outages that lost hosts explain are a part of their own: others last no longer than a restart.
 * @throws RangeError naming the parameter out of range
 */
export function redundantUnits(units: Units): OutageLaw {
  requireWhole("units", units.units, 1);
  if (units.live < units.needed) return outageOf({ share: 1, perSecond: 0 });
  const all = outageShare(units);
  if (all.perSecond === 0) return NEVER_OUT;
  const ofHosts = outageShare({ ...units, process: { mtbf: Infinity, mttr: 1 } });
  const brief = {
    share: Math.max(0, all.share - ofHosts.share),
    perSecond: Math.max(0, all.perSecond - ofHosts.perSecond),
  };
  const { share: unavailability, perSecond } = all;
  return { unavailability, perSecond, parts: [ofHosts, brief] };
}

function outageShare({ needed, units, live, process, host, crews }: Units): OutagePart {
  const hosts = failedHosts(units, host, crews);
  const processUp = process.mtbf === Infinity ? 1 : process.mtbf / (process.mtbf + process.mttr);
  let share = 0;
  let exactly = 0;
  for (let failed = 0; failed <= units; failed++)
    for (let ofLive = 0; ofLive <= Math.min(failed, live); ofLive++) {
      const chance = shareOf(hosts, failed) * drawn(units, failed, live, ofLive);
      for (let up = 0; up <= needed && up <= live - ofLive; up++) {
        const each = chance * binomial(live - ofLive, up, processUp);
        if (up < needed) share += each;
        else exactly += each;
      }
    }
  return { share, perSecond: exactly * needed * (1 / process.mtbf + 1 / host.mtbf) };
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
