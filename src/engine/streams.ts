import alea, { type AleaState } from "seedrandom/lib/alea.js";

/** A sequence of independent uniforms in [0, 1), each with 53 random bits. It can return 0. */
export interface Stream {
  next(): number;
}

/** What the random numbers of a study come from. */
export interface Seeding {
  readonly seed: string;
  /**
   * `antithetic`: replication 2k + 1 has the mirror images 1 − u of the uniforms u of replication
   * 2k (Hammersley and Morton 1956), so that what is high in one tends to be low in the other.
   */
  readonly variates: "independent" | "antithetic";
}

/**
 * The random numbers of one purpose (`traffic/inbound/talk`) in one replication of a study.
 * Streams with different names are unrelated, so that a new component shifts no other draw, and
 * two variants of a scenario that share names share their random numbers.
 *
 * @param from a text alone seeds independent replications
 *
 * Generator: Baagøe's Alea through seedrandom. Of the generators of that package the linear ones
 * (xor128, xorshift7, xorwow) must not be used: neighbouring replications are correlated there.
 */
export function streamOf(from: string | Seeding, replication: number, purpose: string): Stream {
  const { seed, variates } =
    typeof from === "string" ? ({ seed: from, variates: "independent" } as const) : from;
  const isMirror = variates === "antithetic" && replication % 2 === 1;
  const drawn = isMirror ? replication - 1 : replication;
  return new Alea(alea(`${seed}/${drawn}/${purpose}`, { state: true }).state(), isMirror);
}

/** 2^-32 and 2^-53. */
const TWO_TO_M32 = 2.3283064365386963e-10;
const TWO_TO_M53 = 1.1102230246251565e-16;
const MULTIPLIER = 2091639;

/**
 * The steps of seedrandom's Alea from a state it was seeded to: its `double()`, as a method that
 * all streams share instead of two closures for each, so that it can be compiled into its callers.
 */
class Alea implements Stream {
  private s0: number;
  private s1: number;
  private s2: number;
  private carry: number;
  private readonly mirror: number;

  /**
   * @param isMirror draws 1 − 2^-53 − u instead of u: exact, since each u is a multiple of 2^-53,
   * and in [0, 1) again
   */
  constructor({ s0, s1, s2, c }: AleaState, isMirror: boolean) {
    this.s0 = s0;
    this.s1 = s1;
    this.s2 = s2;
    this.carry = c;
    this.mirror = isMirror ? 1 - TWO_TO_M53 : 0;
  }

  /** Two uniforms of 32 bits: the first, and 21 bits of the second behind it. */
  next(): number {
    const upper = MULTIPLIER * this.s0 + this.carry * TWO_TO_M32;
    const upperCarry = upper | 0;
    const lower = MULTIPLIER * this.s1 + upperCarry * TWO_TO_M32;
    const lowerCarry = lower | 0;
    this.s0 = this.s2;
    this.s1 = upper - upperCarry;
    this.s2 = lower - lowerCarry;
    this.carry = lowerCarry;
    return Math.abs(this.mirror - (this.s1 + ((this.s2 * 0x200000) | 0) * TWO_TO_M53));
  }
}
