import { birthDeathWaiting } from "./birthDeathWaiting.ts";
import { requireWhole } from "./checks.ts";
import type { BirthDeathQueue } from "./queues.ts";
import type { Waiting } from "./waiting.ts";

/**
 * M/M/c/K: callers who find all places taken are blocked, those who enter stay. O(states that
 * matter, at most capacity).
 *
 * Source: π_n ∝ λⁿ / (product of the rates of service); who finds n >= c waits for n − c + 1
 * departures at rate c μ.
 * @throws RangeError naming the parameter out of range
 */
export function mmck(queue: Omit<BirthDeathQueue, "patience">): Waiting {
  requireWhole("capacity", queue.capacity, 1);
  return birthDeathWaiting({ ...queue, patience: Infinity });
}
