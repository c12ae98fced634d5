import { streamOf } from "../../src/engine/streams.ts";

/** Draws from a short list, or with a chance. */
export interface Dice {
  one<T>(...values: readonly T[]): T;
  chance(share: number): boolean;
  whole(from: number, to: number): number;
}

export function diceOf(seed: number, purpose = "text"): Dice {
  const stream = streamOf("random scenario", seed, purpose);
  const whole = (from: number, to: number) => from + Math.floor(stream.next() * (to - from + 1));
  return {
    whole,
    one: (...values) => values[whole(0, values.length - 1)],
    chance: (share) => stream.next() < share,
  };
}
