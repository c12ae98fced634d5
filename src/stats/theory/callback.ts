import { stationaryLaw } from "./birthDeath.ts";
import { refuse, requirePositive, requireWhole } from "./checks.ts";
import { trimmed } from "./counts.ts";
import { chainLaw, type Truncated, untilEdgeIsLight } from "./gth.ts";

/** M/M/c+M whose callers may be offered to be called back. Times in seconds. */
export interface CallbackQueue {
  readonly servers: number;
  /** calls/s. */
  readonly arrivalRate: number;
  /** Mean handling time, of callbacks too. */
  readonly serviceTime: number;
  /** Mean patience of those who wait on the line; Infinity (the default): nobody abandons. */
  readonly patience?: number;
  /** Share of those who are offered a callback and take it. */
  readonly accept: number;
  /** It is offered when all agents are busy and this many wait (default 0). */
  readonly offerAtQueue?: number;
  /** Callers are called back while more agents than this are idle (default 0). */
  readonly reserve?: number;
}

export interface Callback extends Truncated {
  /** Chance to find all agents busy. */
  readonly pAllBusy: number;
  /** Share of all callers who take a callback. */
  readonly pCallback: number;
  readonly meanCallbacksWaiting: number;
  /** From taking the callback until called, s; 0 when nobody takes one. */
  readonly meanCallbackDelay: number;
  /** Mean number waiting on the line. */
  readonly meanVoiceQueue: number;
  readonly pAbandonOfOffered: number;
  readonly occupancy: number;
}

/** Relative to the likeliest, where the line is cut off. */
const NEGLIGIBLE = 1e-22;

/**
 * The stationary chain of (at the agents and on the line, callbacks waiting). Callbacks wait for
 * ever, are called only when nobody waits on the line, and answer at once. Fit for some hundred
 * agents: O(callbacks × (agents + line)³).
 * @throws RangeError naming the parameter out of range; states when callbacks pile up
 */
export function callback(queue: CallbackQueue): Callback {
  const full = { patience: Infinity, offerAtQueue: 0, reserve: 0, ...queue };
  checkQueue(full);
  return untilEdgeIsLight((most) => solved(full, most));
}

function checkQueue(queue: Required<CallbackQueue>): void {
  const { servers, arrivalRate, serviceTime, patience, accept, offerAtQueue, reserve } = queue;
  requireWhole("servers", servers, 1);
  requirePositive("arrivalRate", arrivalRate);
  requirePositive("serviceTime", serviceTime);
  if (patience !== Infinity) requirePositive("patience", patience);
  if (patience === Infinity && arrivalRate * serviceTime >= servers)
    refuse("arrivalRate", "less than the agents can answer when nobody leaves", arrivalRate);
  if (!(accept >= 0 && accept <= 1)) refuse("accept", "a share from 0 to 1", accept);
  requireWhole("offerAtQueue", offerAtQueue, 0);
  requireWhole("reserve", reserve, 0);
  if (reserve >= servers) refuse("reserve", `less than the ${servers} servers`, reserve);
}

/** The most that are at the agents and on the line together: as many as without callbacks. */
function mostInLine(queue: Required<CallbackQueue>): number {
  const { from, shares } = trimmed(stationaryLaw({ ...queue, capacity: Infinity }), NEGLIGIBLE);
  return from + shares.length;
}

function solved(queue: Required<CallbackQueue>, most: number): Callback {
  const { servers, arrivalRate, serviceTime, patience, accept, offerAtQueue, reserve } = queue;
  const top = mostInLine(queue);
  // While callbacks wait at least this many agents are busy: such levels are shorter by `base`.
  const base = servers - reserve;
  const width = top + 1 - base;
  const nOf = (state: number) => (state <= top ? state : base + ((state - top - 1) % width));
  const levelOf = (state: number) => (state <= top ? 0 : 1 + Math.floor((state - top - 1) / width));
  const stateOf = (n: number, callbacks: number) =>
    callbacks === 0 ? n : top + 1 + (callbacks - 1) * width + n - base;
  const offered = (n: number) => n >= servers + offerAtQueue;
  const law = chainLaw(top + 1 + most * width, width, (from, add) => {
    const [n, callbacks] = [nOf(from), levelOf(from)];
    const accepted = offered(n) ? arrivalRate * accept : 0;
    if (callbacks < most) add(stateOf(n, callbacks + (accepted > 0 ? 1 : 0)), accepted);
    if (n < top) add(from + 1, arrivalRate - accepted);
    const leaves = Math.min(n, servers) / serviceTime + Math.max(0, n - servers) / patience;
    if (n > 0) add(callbacks > 0 && n === base ? stateOf(n, callbacks - 1) : from - 1, leaves);
  });
  const over = (value: (n: number, callbacks: number) => number) =>
    law.reduce((sum, chance, i) => sum + chance * value(nOf(i), levelOf(i)), 0);
  const pCallback = accept * over((n) => (offered(n) ? 1 : 0));
  const meanCallbacksWaiting = over((_, callbacks) => callbacks);
  const meanVoiceQueue = over((n) => Math.max(0, n - servers));
  return {
    pAllBusy: over((n) => (n < servers ? 0 : 1)),
    pCallback,
    meanCallbacksWaiting,
    meanCallbackDelay: pCallback === 0 ? 0 : meanCallbacksWaiting / (arrivalRate * pCallback),
    meanVoiceQueue,
    pAbandonOfOffered: meanVoiceQueue / patience / arrivalRate,
    occupancy: over((n) => Math.min(n, servers)) / servers,
    massAtEdge: over((n, callbacks) => (callbacks < most && n < top ? 0 : 1)),
  };
}
