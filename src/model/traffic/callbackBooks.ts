import { COHORT } from "../calls.ts";
import type { Plan } from "../plan.ts";
import type { World } from "../world.ts";
import { CALLBACK_COUNT, type CallbackCount } from "./callbackMeters.ts";
import type { CallbackRequest } from "./callbackRequests.ts";

/** What is measured of callbacks: requests made in the measured window, and offers to its calls. */
export class CallbackBooks {
  /** Requests of the window that are not over, and those whose customer no agent talks to yet. */
  open = 0;
  unanswered = 0;
  private readonly openOf: Int32Array;
  private readonly fromUs: number;
  private readonly toUs: number;

  constructor({ scenario }: Plan) {
    const { warmUpUs, measureUs } = scenario.run;
    this.openOf = new Int32Array(scenario.queues.length);
    this.fromUs = warmUpUs;
    this.toUs = warmUpUs + measureUs;
  }

  isInWindow(nowUs: number): boolean {
    return nowUs >= this.fromUs && nowUs < this.toUs;
  }

  offered(world: World, call: number): void {
    if (world.calls.inCohort[call] === COHORT.CUSTOMERS)
      count(world, world.queueOf(call), "offered", 1);
  }

  accepted(world: World, call: number): void {
    if (world.calls.inCohort[call] === COHORT.CUSTOMERS)
      count(world, world.queueOf(call), "accepted", 1);
  }

  /** A request that the customer's limits do not allow. */
  refused(world: World, queue: number): void {
    if (this.isInWindow(world.nowUs)) count(world, queue, "refused", 1);
  }

  requested(world: World, queue: number, inCohort: boolean): void {
    changeWaiting(world, queue, 1);
    if (!inCohort) return;
    count(world, queue, "requested", 1);
    this.openOf[queue]++;
    this.open++;
    this.unanswered++;
  }

  dialled(world: World, queue: number, inCohort: boolean): void {
    if (inCohort) count(world, queue, "attempts", 1);
  }

  /** An agent talks to the customer. */
  connected(world: World, queue: number, request: CallbackRequest): void {
    this.waitsNoLonger(world, queue, request);
    if (!request.inCohort) return;
    count(world, queue, "connected", 1);
    const { wait, late } = world.meters.callbacks;
    record(world, wait, queue, world.nowUs - request.requestedUs);
    if (request.isTimed) record(world, late, queue, Math.max(0, world.nowUs - request.desiredUs));
  }

  finished(
    world: World,
    queue: number,
    request: CallbackRequest,
    how: "completed" | "expired" | "failed",
  ): void {
    this.waitsNoLonger(world, queue, request);
    if (!request.inCohort) return;
    count(world, queue, how, 1);
    this.openOf[queue]--;
    this.open--;
  }

  /** The run stops: requests that are not over. */
  countOpen(world: World): void {
    this.openOf.forEach((open, queue) => {
      count(world, queue, "pendingAtEnd", open);
    });
  }

  private waitsNoLonger(world: World, queue: number, request: CallbackRequest): void {
    if (!request.waits) return;
    request.waits = false;
    changeWaiting(world, queue, -1);
    if (request.inCohort) this.unanswered--;
  }
}

/** Adds to a counter of the cluster and of a queue. */
function count({ meters, recorders }: World, queue: number, name: CallbackCount, by: number): void {
  const { scopes, counts } = meters.callbacks;
  const row = CALLBACK_COUNT[name] * scopes;
  const own = counts[row + 1 + queue];
  recorders.cohorts[counts[row]] += by;
  if (own >= 0) recorders.cohorts[own] += by;
}

function record({ recorders }: World, table: Int32Array, queue: number, valueUs: number): void {
  recorders.record(table[0], valueUs);
  if (table[1 + queue] >= 0) recorders.record(table[1 + queue], valueUs);
}

function changeWaiting({ meters, recorders, nowUs }: World, queue: number, by: number): void {
  const { waiting } = meters.callbacks;
  recorders.changeLevel(waiting[0], nowUs, by);
  if (waiting[1 + queue] >= 0) recorders.changeLevel(waiting[1 + queue], nowUs, by);
}
