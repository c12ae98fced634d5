import { type Stream, streamOf } from "../../engine/streams.ts";
import type { Callback, CallbackService } from "../../scenario/types.ts";
import type { Plan } from "../plan.ts";
import { predictors } from "../predictors/index.ts";
import type { Predictor } from "../predictors/types.ts";
import { CallbackLimits } from "./callbackLimits.ts";
import { CallbackSchedule } from "./callbackSchedule.ts";
import { Draws } from "./draws.ts";

/** Estimates the wait where a service is not offered by one. */
const STANDARD = "handlingTime";

/** One callback service of a replication: its settings, and what it has given away so far. */
export interface RunningService {
  readonly settings: CallbackService;
  readonly call: Callback;
  readonly queue: number;
  readonly predictor: Predictor;
  readonly schedule: CallbackSchedule;
  /** What calls bring along, by demand: `first`, `later`, `dialIn`. */
  readonly draws: ReadonlyMap<number, Draws>;
  /** Null where every request is of another customer. */
  readonly limits: CallbackLimits | null;
  readonly customers: Stream;
  /** Requests made so far. */
  made: number;
}

export function servicesOf({ scenario }: Plan, replication: number): RunningService[] {
  const { demand, run } = scenario;
  return scenario.callbacks.map((settings) => {
    const { name, first, later, dialIn, offer, customers, perDay, atATime } = settings;
    const own = [first, later, dialIn].filter((index) => index >= 0);
    return {
      settings,
      call: demand[first].callback!,
      queue: demand[first].queue,
      predictor: predictors.find((each) => each.name === (offer?.predictor ?? STANDARD))!,
      schedule: new CallbackSchedule(settings.bucketUs, settings.perBucket),
      draws: new Map(own.map((index) => [index, new Draws(scenario, index, replication)])),
      limits: Number.isFinite(customers) ? new CallbackLimits(perDay, atATime) : null,
      customers: streamOf(run, replication, `callback/${name}/customers`),
      made: 0,
    };
  });
}
