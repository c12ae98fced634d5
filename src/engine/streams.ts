import alea, { type AleaState } from "seedrandom/lib/alea.js";

/** A sequence of independent uniforms in [0, 1), each with 53 random bits. It can return 0. */
export interface Stream {
  next(): number;
}

/**
 * The random numbers of one purpose (`traffic/inbound/talk`) in one replication of a study.
 * Streams with different names are unrelated, so that a new component shifts no other draw, and
 * two variants of a scenario that share names share their random numbers.
 *
 * Generator: Baagøe's Alea through seedrandom. Of the generators of that package the linear ones
 * (xor128, xorshift7, xorwow) must not be used: neighbouring replications are correlated there.
 */
export function streamOf(seed: string, replication: number, purpose: string): Stream {
  return new Alea(alea(`${seed}/${replication}/${purpose}`, { state: true }).state());
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

  constructor({ s0, s1, s2, c }: AleaState) {
    this.s0 = s0;
    this.s1 = s1;
    this.s2 = s2;
    this.carry = c;
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
    return this.s1 + ((this.s2 * 0x200000) | 0) * TWO_TO_M53;
  }
}
