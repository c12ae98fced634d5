import alea from "seedrandom/lib/alea.js";

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
  return { next: alea(`${seed}/${replication}/${purpose}`).double };
}
