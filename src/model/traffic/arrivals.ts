import type { Distribution } from "../../engine/distributions/types.ts";
import { type Stream, streamOf } from "../../engine/streams.ts";
import type { Demand } from "../../scenario/types.ts";
import { ATTRIBUTES } from "../actions.ts";
import { countCall, offerCall } from "../callLife.ts";
import { ATTRIBUTE_COUNT } from "../calls.ts";
import { CALL_COUNTS, intervalsOf } from "../meters.ts";
import type { Plan } from "../plan.ts";
import type { Actor, World } from "../world.ts";

const REDIALS = CALL_COUNTS.indexOf("redials");

/** One attribute of a call that varies: its place, its law and its own stream. */
interface Draw {
  readonly attribute: number;
  readonly law: Distribution;
  readonly stream: Stream;
}

/**
 * Calls of one demand: a Poisson process whose rate is constant within intervals. One uniform makes
 * one arrival, by inversion of the integrated rate. Everything a caller brings along is drawn at
 * the arrival, each thing from its own stream, whatever becomes of the call. Who calls again (see
 * Redials) does so beside that process.
 */
export class Arrivals implements Actor {
  private readonly index: number;
  private readonly demand: Demand;
  private readonly arrivals: Stream;
  private readonly sites: Stream | null;
  private readonly containment: Stream | null;
  private readonly draws: readonly Draw[];
  /** A constant spends no random number; the places of the others are overwritten. */
  private readonly constants: Float64Array;
  private readonly perUs: Float64Array;
  private readonly startUs: Float64Array;
  private readonly endUs: Float64Array;
  private readonly intervals: Int32Array;
  private readonly shares: Float64Array;
  private segment = -1;
  /** The segment of the latest redial. */
  private segmentNow = 0;
  /** First calls so far: a double, since a long run outgrows 32 bits. */
  private callers = Number.NaN;
  private readonly cohortFromUs: number;
  private readonly cohortToUs: number;
  /** The next arrival with its fraction of a microsecond. */
  private exactUs = Number.NaN;

  constructor(plan: Plan, index: number, seed: string, replication: number) {
    const { scenario } = plan;
    const demand = scenario.demand[index];
    const stream = (purpose: string) =>
      streamOf(seed, replication, `traffic/${demand.name}/${purpose}`);
    this.exactUs = 0;
    this.callers = 0;
    this.index = index;
    this.demand = demand;
    this.arrivals = stream("arrivals");
    this.sites = scenario.sites.length > 1 ? stream("site") : null;
    const certain = demand.containment === 0 || demand.containment === 1;
    this.containment = certain ? null : stream("containment");
    const laws = {
      qualification: demand.ivrDuration,
      ivrPatience: demand.ivrPatience,
      patience: demand.patience,
      ring: demand.ring,
      talk: demand.talk,
      afterCallWork: demand.afterCallWork,
    };
    this.constants = Float64Array.from(ATTRIBUTES, (name) => Math.round(laws[name].mean));
    this.draws = ATTRIBUTES.flatMap((name, attribute) =>
      laws[name].constant ? [] : [{ attribute, law: laws[name], stream: stream(name) }],
    );
    const factor =
      drawn(plan.busyness[index], stream("busyness")) *
      drawn(plan.sharedBusyness, streamOf(seed, replication, "traffic/busyness"));
    this.perUs = Float64Array.from(demand.profile.perSecond, (rate) => (rate * factor) / 1e6);
    this.startUs = Float64Array.from(demand.profile.startUs);
    this.endUs = this.startUs.map((_, i) => this.startUs[i + 1] ?? Number.POSITIVE_INFINITY);
    const names = intervalsOf(scenario);
    this.intervals = Int32Array.from(demand.profile.startUs, (_, i) =>
      names.indexOf(demand.profile.labels[i] ?? ""),
    );
    let sum = 0;
    this.shares = Float64Array.from(demand.siteShares, (share) => (sum += share));
    this.cohortFromUs = scenario.run.warmUpUs;
    this.cohortToUs = scenario.run.warmUpUs + scenario.run.measureUs;
  }

  /** The first time: only plans the first arrival. Later: a call arrives. */
  wake(world: World, entity: number): void {
    if (world.arrivalsOver) return;
    if (this.segment < 0) this.segment = 0;
    else this.arrive(world);
    const nextUs = this.next();
    if (nextUs < Number.POSITIVE_INFINITY) world.events.schedule(nextUs, entity);
  }

  /** Advances to the next arrival through the intervals of the profile. */
  private next(): number {
    let left = -Math.log(1 - this.arrivals.next());
    let atUs = Math.max(this.exactUs, this.startUs[0]);
    for (;;) {
      while (this.endUs[this.segment] <= atUs) this.segment++;
      const endUs = this.endUs[this.segment];
      const rate = this.perUs[this.segment];
      if (rate === 0 && endUs === Number.POSITIVE_INFINITY) return endUs;
      const spent = rate === 0 ? 0 : (endUs - atUs) * rate;
      if (rate > 0 && left <= spent) {
        this.exactUs = atUs + left / rate;
        return Math.round(this.exactUs);
      }
      left -= spent;
      atUs = endUs;
    }
  }

  private arrive(world: World): void {
    this.offer(world, this.segment, this.callers++, 1, null);
  }

  /** A caller calls again, now; `stream` is where everything about this call is drawn from. */
  again(world: World, caller: number, attempt: number, stream: Stream): void {
    while (this.endUs[this.segmentNow] <= world.nowUs) this.segmentNow++;
    this.offer(world, this.segmentNow, caller, attempt, stream);
  }

  /** A call within a segment of the profile; `own` replaces the streams of first calls. */
  private offer(
    world: World,
    segment: number,
    caller: number,
    attempt: number,
    own: Stream | null,
  ): void {
    const { calls, program, plan, nowUs } = world;
    const flow = plan.flowOf[this.index];
    const call = calls.take(flow, this.index, this.siteOf(own ?? this.sites), nowUs);
    const base = call * ATTRIBUTE_COUNT;
    for (let i = 0; i < ATTRIBUTE_COUNT; i++) calls.attributes[base + i] = this.constants[i];
    for (let i = 0; i < this.draws.length; i++) {
      const { attribute, law, stream } = this.draws[i];
      calls.attributes[base + attribute] = Math.round(law.quantile((own ?? stream).next()));
    }
    calls.contained[call] =
      this.containment === null
        ? this.demand.containment
        : Number((own ?? this.containment).next() < this.demand.containment);
    const carrierRole = plan.carrierRole[flow];
    if (carrierRole >= 0)
      calls.pins[call * program.roleCount + carrierRole] = plan.topology.carrier;
    calls.interval[call] = this.intervals[segment];
    offerCall(world, call, nowUs >= this.cohortFromUs && nowUs < this.cohortToUs);
    if (world.redials !== null) {
      world.redials.begin(call, caller, attempt);
      if (attempt > 1) countCall(world, call, REDIALS);
    }
    world.startMain(call, program.flows[flow].start);
  }

  private siteOf(stream: Stream | null): number {
    if (this.sites === null || stream === null) return 0;
    const u = stream.next();
    let site = 0;
    while (site + 1 < this.shares.length && u >= this.shares[site]) site++;
    return site;
  }
}

const drawn = (factor: Distribution | null, stream: Stream): number =>
  factor === null ? 1 : factor.quantile(stream.next());
