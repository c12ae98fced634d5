/**
 * The share of an error probability that may be spent at a look at the results, from the first on:
 * α / (look · (look + 1)). The shares of all looks, however many, sum to α (Bonferroni), so that an
 * interval at level 1 − share at each look holds at every look together with probability 1 − α.
 * @param alpha error probability of all looks together, 0..1
 * @param look from 1 up
 */
export function alphaAt(alpha: number, look: number): number {
  return alpha / (look * (look + 1));
}

/** Of what is left at a look. */
const FIRST_SHARE = 0.8;

/**
 * The same where the first look most often is the last: four fifths of α, then four fifths of what
 * is left.
 * @param alpha error probability of all looks together, 0..1
 * @param look from 1 up
 */
export function mostlyFirst(alpha: number, look: number): number {
  let left = alpha;
  for (let i = 1; i < look; i++) left *= 1 - FIRST_SHARE;
  return left * FIRST_SHARE;
}

/**
 * How many replications are there at a look: half as many again each time, so that few looks reach
 * far.
 * @param first replications at the first look
 * @param look from 1 up
 */
export function replicationsAt(first: number, look: number): number {
  let count = first;
  for (let i = 1; i < look; i++) count = Math.ceil(1.5 * count);
  return count;
}
