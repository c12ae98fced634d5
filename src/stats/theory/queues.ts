import { refuse, requirePositive, requireWhole } from "./checks.ts";

/** Agents of one pool, exponential handling and patience, first come first served. */
export interface AgentStage {
  readonly servers: number;
  /** Mean handling time, s. */
  readonly serviceTime: number;
  /** Mean patience, s; Infinity (the default): nobody gives up. */
  readonly patience?: number;
}

/** Equal servers with one queue, first come first served; Poisson arrivals. */
export interface ServerGroup {
  readonly servers: number;
  /** Offered calls per second. */
  readonly arrivalRate: number;
  /** Mean time a server is held by a call, in seconds; exponential. */
  readonly serviceTime: number;
}

/** @throws RangeError naming the parameter out of range */
export function requireServerGroup({ servers, arrivalRate, serviceTime }: ServerGroup): void {
  requireWhole("servers", servers, 1);
  requirePositive("arrivalRate", arrivalRate);
  requirePositive("serviceTime", serviceTime);
}

/** A server group whose callers may find no place, and may give up. */
export interface BirthDeathQueue extends ServerGroup {
  /** Mean time until a waiting caller gives up, in seconds; exponential. Infinity: never. */
  readonly patience: number;
  /** Places in all, those in service and those in queue. Infinity: no limit. */
  readonly capacity: number;
}

/** @throws RangeError naming the parameter out of range */
export function requireBirthDeathQueue(queue: BirthDeathQueue): void {
  requireServerGroup(queue);
  const { servers, arrivalRate, serviceTime, patience, capacity } = queue;
  if (patience !== Infinity) requirePositive("patience", patience);
  if (capacity !== Infinity && !(Number.isSafeInteger(capacity) && capacity >= servers)) {
    refuse("capacity", `a whole number from ${servers} servers up, or Infinity`, capacity);
  }
  const endless = patience === Infinity && capacity === Infinity;
  if (endless && arrivalRate * serviceTime >= servers) {
    refuse("arrivalRate", "less than servers / serviceTime when nobody leaves", arrivalRate);
  }
}
