import { streamOf } from "../../engine/streams.ts";
import type { Plan } from "../plan.ts";
import type { Actor, World } from "../world.ts";
import { drawn } from "./arrivals.ts";
import { RateProcess } from "./rateProcess.ts";

/** Customers who ask by web or app to be called back: a Poisson process for one service. */
export class WebRequests implements Actor {
  private readonly service: number;
  private readonly process: RateProcess;
  private isPlanned = false;

  constructor({ scenario, sharedBusyness }: Plan, service: number, replication: number) {
    const { callbacks, demand, run } = scenario;
    const { name, first } = callbacks[service];
    const factor = drawn(sharedBusyness, streamOf(run, replication, "traffic/busyness"));
    const stream = streamOf(run, replication, `callback/${name}/requests`);
    this.service = service;
    this.process = new RateProcess(demand[first].profile, factor, stream);
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
