import { streamOf } from "../../engine/streams.ts";
import type { Plan } from "../plan.ts";
import type { Actor, World } from "../world.ts";
import { drawn } from "./arrivals.ts";
import { busyProfile } from "./busyProfile.ts";
import { RateProcess } from "./rateProcess.ts";

/** Customers who ask by web or app to be called back: a Poisson process for one service. */
export class WebRequests implements Actor {
  private readonly service: number;
  private readonly process: RateProcess;
  private isPlanned = false;

  constructor(plan: Plan, service: number, replication: number) {
    const { scenario, sharedBusyness, intervalBusyness } = plan;
    const { callbacks, demand, run } = scenario;
    const { name, first } = callbacks[service];
    const factor = drawn(sharedBusyness, streamOf(run, replication, "traffic/busyness"));
    const stream = streamOf(run, replication, `callback/${name}/requests`);
    this.service = service;
    const ofIntervals = streamOf(run, replication, "traffic/intervalBusyness");
    const profile = busyProfile(demand[first].profile, run, intervalBusyness, ofIntervals);
    this.process = new RateProcess(profile, factor, stream);
  }

  /** The first time: only plans the first request. Later: somebody asks. */
  wake(world: World, entity: number): void {
    if (world.arrivalsOver) return;
    if (this.isPlanned) world.callbacks!.ask(world, this.service);
    this.isPlanned = true;
    const nextUs = this.process.next();
    if (nextUs < Number.POSITIVE_INFINITY) world.events.schedule(nextUs, entity);
  }
}
