import type { Distribution } from "../../engine/distributions/types.ts";
import { type Stream, streamOf } from "../../engine/streams.ts";
import { beginCall, interrupt, offerCall } from "../callLife.ts";
import { ATTRIBUTE_COUNT, COHORT } from "../calls.ts";
import { intervalsOf } from "../meters.ts";
import type { Plan } from "../plan.ts";
import type { Actor, World } from "../world.ts";
import type { ArrivalProcess } from "./arrivalProcess.ts";
import { busyProfile } from "./busyProfile.ts";
import { Draws, drawFrom, summed } from "./draws.ts";
import { Entry } from "./entry.ts";
import { RateProcess } from "./rateProcess.ts";
import type { Redial } from "./redials.ts";
import { ReplayProcess } from "./replayProcess.ts";

/**
 * Calls, or interactions, of one demand: a Poisson process (see RateProcess) or
 * those of a log (see ReplayProcess). Everything a caller
 * brings along is drawn at the arrival, each thing from its own stream, whatever becomes of the
 * call. Who calls again (see Redials) does so beside that process.
 */
export class Arrivals implements Actor {
  readonly index: number;
  private readonly process: ArrivalProcess;
  /** The same process, of a demand that replays a log; null where arrivals are drawn. */
  private readonly replay: ReplayProcess | null;
  private readonly sites: Stream | null;
  private readonly draws: Draws;
  private readonly intervals: Int32Array;
  private readonly shares: Float64Array;
  private isPlanned = false;
  /** Factors on the rate that faults are responsible for now. */
  private surges: readonly number[] = [];
  /** The segment of the latest redial. */
  private segmentNow = 0;
  /** First calls so far: a double, since a long run outgrows 32 bits. */
  private callers = Number.NaN;
  /** Null where nothing may fail. */
  private readonly entry: Entry | null;
  private readonly cohortFromUs: number;
  private readonly cohortToUs: number;

  constructor(plan: Plan, index: number, replication: number) {
    const { scenario } = plan;
    const demand = scenario.demand[index];
    const stream = (purpose: string) =>
      streamOf(scenario.run, replication, `traffic/${demand.name}/${purpose}`);
    this.callers = 0;
    this.index = index;
    this.sites = scenario.sites.length > 1 ? stream("site") : null;
    this.draws = new Draws(scenario, index, replication);
    const mayFail = scenario.faults.length > 0 && plan.topology.hasPlatform;
    this.entry = mayFail ? new Entry(plan, index, replication) : null;
    const factor =
      drawn(plan.busyness[index], stream("busyness")) *
      drawn(plan.sharedBusyness, streamOf(scenario.run, replication, "traffic/busyness"));
    const { replay } = demand;
    const profile = replay
      ? demand.profile
      : busyProfile(
          demand.profile,
          scenario.run,
          plan.intervalBusyness,
          streamOf(scenario.run, replication, "traffic/intervalBusyness"),
        );
    this.replay = replay ? new ReplayProcess(replay, profile, replication) : null;
    this.process = this.replay ?? new RateProcess(profile, factor, stream("arrivals"));
    const names = intervalsOf(scenario);
    this.intervals = Int32Array.from(profile.startUs, (_, i) =>
      names.indexOf(profile.labels[i] ?? ""),
    );
    this.shares = summed(demand.siteShares);
    this.cohortFromUs = scenario.run.warmUpUs;
    this.cohortToUs = scenario.run.warmUpUs + scenario.run.measureUs;
  }

  /** The first time: only plans the first arrival. Later: a call arrives. */
  wake(world: World, entity: number): void {
    if (world.arrivalsOver) return;
    if (this.isPlanned) this.arrive(world);
    this.isPlanned = true;
    const nextUs = this.process.next();
    if (nextUs < Number.POSITIVE_INFINITY) world.events.schedule(nextUs, entity);
  }

  private arrive(world: World): void {
    this.offer(world, this.process.segment, null);
  }

  /** From now on there is one factor more on the rate, or one of this size fewer. */
  surge(world: World, entity: number, factor: number, begins: boolean): void {
    const { surges } = this;
    this.surges = begins ? [...surges, factor] : surges.toSpliced(surges.indexOf(factor), 1);
    const product = this.surges.reduce((all, each) => all * each, 1);
    const nextUs = this.process.surge(world.nowUs, product);
    if (world.arrivalsOver || !this.isPlanned) return;
    world.events.cancel(entity);
    if (nextUs < Number.POSITIVE_INFINITY) world.events.schedule(nextUs, entity);
  }

  /** A caller calls again, now. */
  again(world: World, redial: Redial): void {
    while (this.process.endUs[this.segmentNow] <= world.nowUs) this.segmentNow++;
    this.offer(world, this.segmentNow, redial);
  }

  /** A call within a segment of the profile, the first of its caller or a redial. */
  private offer(world: World, segment: number, redial: Redial | null): void {
    const { calls, program, plan, nowUs } = world;
    const flow = plan.flowOf[this.index];
    const own = redial === null ? null : redial.stream;
    const drawn = this.siteOf(own ?? this.sites);
    const site = this.entry === null ? drawn : this.entry.siteFor(world, drawn);
    const call = calls.take(flow, this.index, site, nowUs);
    this.draws.fill(calls, call, own);
    if (this.replay !== null) this.replay.bring(calls, call);
    if (redial !== null && redial.durationsUs !== null)
      calls.attributes.set(redial.durationsUs, call * ATTRIBUTE_COUNT);
    const carrierRole = plan.carrierRole[flow];
    if (carrierRole >= 0)
      calls.pins[call * program.roleCount + carrierRole] = plan.topology.carrier;
    calls.interval[call] = this.intervals[segment];
    if (plan.isCustomers[this.index] === 1) this.begin(world, call, redial);
    else beginCall(world, call, COHORT.NONE);
    const { start } = program.flows[flow];
    if (this.entry === null || plan.message || this.entry.takesCalls(world, site))
      world.startMain(call, start);
    else {
      world.newMain(call, start);
      interrupt(world, call, "failed");
    }
  }

  /** A customer's call, the first or a redial. */
  private begin(world: World, call: number, redial: Redial | null): void {
    const { nowUs } = world;
    offerCall(world, call, nowUs >= this.cohortFromUs && nowUs < this.cohortToUs);
    if (world.redials === null) this.callers++;
    else if (redial === null) world.redials.begin(world, call, this.callers++, 1, nowUs);
    else world.redials.begin(world, call, redial.caller, redial.attempt, redial.firstUs);
  }

  private siteOf(stream: Stream | null): number {
    if (this.sites === null || stream === null) return 0;
    return drawFrom(this.shares, stream.next());
  }
}

/** A factor on all rates of a day. */
export const drawn = (factor: Distribution | null, stream: Stream): number =>
  factor === null ? 1 : factor.quantile(stream.next());
