import { birthDeathWaiting } from "./birthDeathWaiting.ts";
import { requirePositive } from "./checks.ts";
import type { BirthDeathQueue } from "./queues.ts";
import type { Waiting } from "./waiting.ts";

/**
 * M/M/c+M, Erlang A, and with a capacity M/M/c/K+M: callers in queue give up after an exponential
 * time. O(states that matter), some 17 √load around the mode, for the figures and for each share.
 *
 * Source: C. Palm, Tele 1957 (English edition), 1–107; O. Garnett, A. Mandelbaum, M. Reiman,
 * Manufacturing & Service Operations Management 4 (2002) 208–227; the wait of who is j-th in queue
 * is a sum of exponential stages, whose law is negative binomial in e^(−t/patience).
 * @throws RangeError naming the parameter out of range
 */
export function erlangA(
  queue: Omit<BirthDeathQueue, "capacity"> & { readonly capacity?: number },
): Waiting {
  requirePositive("patience", queue.patience);
  return birthDeathWaiting({ capacity: Infinity, ...queue });
}
