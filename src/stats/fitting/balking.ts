import type { Ranged } from "./dispersion.ts";
import { maximise } from "./maximise.ts";
import { shareEnds } from "./profile.ts";

/** Calls by what the queue was when they joined it, and what they did at once. */
export interface FirstMoves {
  /** Somebody was waiting already. */
  readonly queued: { readonly left: number; readonly stayed: number };
  /** Nobody was. */
  readonly empty: { readonly left: number; readonly stayed: number; readonly answered: number };
}

/** Two reasons to hang up before waiting at all. */
export interface Balking {
  /** Share of the callers who leave whether or not they would have to wait. */
  readonly before: Ranged;
  /** Of the others who must wait, the share who leave rather than do. */
  readonly ifQueued: Ranged;
  readonly calls: number;
}

const ROUNDS = 3;
const SURE = 30;

/**
 * A caller who hangs up at once may have met a queue, or may have been about to leave anyhow. Who
 * finds others waiting must wait as well; of those who find nobody some unknown share must. With a,
 * b the shares of `Balking` and that share w, calls to an empty queue leave with a + (1 − a)·w·b,
 * wait with (1 − a)·w·(1 − b), are answered with (1 − a)·(1 − w); those to a queue leave with
 * a + (1 − a)·b. Maximum likelihood; intervals by profile.
 */
export function balkingOf(moves: FirstMoves): Balking {
  const { queued, empty } = moves;
  const calls = queued.left + queued.stayed + empty.left + empty.stayed + empty.answered;
  const of = (a: number, b: number, w: number) => likelihood(moves, a, b, w);
  const leave = (queued.left + empty.left) / Math.max(1, calls);
  const wait = (empty.stayed + 1) / (empty.stayed + empty.answered + 2);
  const start = [logit(leave / 2 + 1e-4), logit(leave / 2 + 1e-4), logit(wait)];
  let peak = maximise(([a, b, w]) => of(share(a!), share(b!), share(w!)), start, 0.5);
  for (let round = 0; round < ROUNDS; round++)
    peak = maximise(([a, b, w]) => of(share(a!), share(b!), share(w!)), peak.point, 0.3);
  const [a, b, w] = peak.point as [number, number, number];
  const given = (f: (other: number, w: number) => number, other: number) =>
    maximise(([x, y]) => f(share(x!), share(y!)), [other, w], 0.5).value;
  return {
    before: ranged(share(a), (fixed) => given((x, y) => of(fixed, x, y), b), peak.value),
    ifQueued: ranged(share(b), (fixed) => given((x, y) => of(x, fixed, y), a), peak.value),
    calls,
  };
}

function ranged(estimate: number, greatest: (share: number) => number, peak: number): Ranged {
  const { low, high } = shareEnds(greatest, estimate, peak);
  return { estimate, low95: Math.min(estimate, low ?? 0), high95: Math.max(estimate, high ?? 1) };
}

function likelihood({ queued, empty }: FirstMoves, a: number, b: number, w: number): number {
  const stays = 1 - a;
  return (
    times(queued.left, a + stays * b) +
    times(queued.stayed, stays * (1 - b)) +
    times(empty.left, a + stays * w * b) +
    times(empty.stayed, stays * w * (1 - b)) +
    times(empty.answered, stays * (1 - w))
  );
}

/** Nothing is unlikely that did not happen. */
const times = (count: number, probability: number): number =>
  count === 0 ? 0 : count * Math.log(Math.max(probability, 1e-300));

/** Kept apart from 0 and 1, so that a search cannot run away. */
const share = (x: number): number => 1 / (1 + Math.exp(-Math.max(-SURE, Math.min(SURE, x))));
const logit = (p: number): number => Math.log(p / (1 - p));
