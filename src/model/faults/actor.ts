import type { Distribution } from "../../engine/distributions/types.ts";
import { type Stream, streamOf } from "../../engine/streams.ts";
import type { FaultSetting, Scenario } from "../../scenario/types.ts";
import type { Plan } from "../plan.ts";
import type { Actor, World } from "../world.ts";
import { faultKinds } from "./index.ts";
import { strikeOf } from "./strike.ts";
import type { FaultKind, Phase, Strike } from "./types.ts";

/**
 * One fault of a scenario: strikes, is noticed, and is over, each at its time; once, again and
 * again at random, or after another fault.
 */
export class Fault implements Actor {
  /** Which of the scenario's faults it is, or is part of. */
  readonly number: number;
  private readonly kind: FaultKind;
  private readonly setting: FaultSetting;
  private readonly strike: Strike;
  private readonly draws: Stream;
  private readonly detectionUs: number;
  private phases: readonly Phase[] = [];
  private next = -1;
  private onsetUs = 0;

  /** @param purpose of its draws */
  constructor(
    { scenario, topology }: Plan,
    number: number,
    replication: number,
    setting = scenario.faults[number],
    purpose = `faults/${number}`,
  ) {
    this.number = number;
    this.setting = setting;
    this.kind = faultKinds.find(({ name }) => name === setting.kind)!;
    const draws = streamOf(scenario.run, replication, `${purpose}/strikes`);
    this.strike = { ...strikeOf(this.kind, this.setting, scenario, topology), draws };
    this.detectionUs = detectionUs(scenario, this.setting);
    this.draws = streamOf(scenario.run, replication, purpose);
  }

  /** The first time: only plans the onset. */
  wake(world: World, entity: number): void {
    if (this.next >= 0) {
      world.clients.settle(world);
      this.phases[this.next].act(world);
    } else this.kind.before?.(world, this.strike);
    if (this.next >= 0 || this.kind.before) world.sessions?.review(world);
    if (++this.next === this.phases.length) this.planNext(world);
    if (this.next < this.phases.length)
      world.events.schedule(this.onsetUs + this.phases[this.next].afterUs, entity);
  }

  /** When it strikes next, and all that follows from that. */
  private planNext(world: World): void {
    const { every, atUs, after } = this.setting;
    const isFirst = this.phases.length === 0;
    if (after !== null || (every === null && !isFirst)) return;
    this.planFor(every === null ? atUs : world.nowUs + this.drawn(every));
  }

  private planFor(onsetUs: number): void {
    const { forUs, lasting } = this.setting;
    this.onsetUs = onsetUs;
    const lastsUs = this.kind.lastsUs?.(this.strike) ?? forUs;
    this.phases = this.phasesFor(lasting === null ? lastsUs : this.drawn(lasting));
    this.next = 0;
  }

  /**
   * A fault strikes, or is over: this one follows if it is to, unless it is under way from an
   * earlier time or happens only once.
   */
  private follow(world: World, entity: number, fault: number, from: "onset" | "recovery"): void {
    const { after } = this.setting;
    if (after === null || after.fault !== fault || after.from !== from) return;
    const isUnderWay = this.next < this.phases.length;
    const hasHappened = this.phases.length > 0 && (this.kind.isLasting || this.kind.before);
    if (isUnderWay || hasHappened) return;
    this.planFor(world.nowUs + after.delayUs);
    world.events.schedule(this.onsetUs, entity);
  }

  private tellFollowers(world: World, from: "onset" | "recovery"): void {
    world.actors.forEach((actor, entity) => {
      if (actor instanceof Fault) actor.follow(world, entity, this.number, from);
    });
  }

  /** Never less than a microsecond. */
  private drawn(law: Distribution): number {
    return Math.max(1, Math.round(law.quantile(this.draws.next())));
  }

  private phasesFor(forUs: number): readonly Phase[] {
    const { kind, strike } = this;
    const draw = kind.phases === undefined ? 0 : this.draws.next();
    const isNoticed = kind.detected !== undefined && this.detectionUs < forUs;
    const between: readonly Phase[] = [
      ...(isNoticed
        ? [{ afterUs: this.detectionUs, act: (world: World) => kind.detected?.(world, strike) }]
        : []),
      ...(kind.phases?.(strike, draw) ?? []).filter(({ afterUs }) => afterUs < forUs),
    ];
    return [
      { afterUs: 0, act: (world) => this.begin(world, forUs, draw) },
      ...between.toSorted((a, b) => a.afterUs - b.afterUs),
      ...(Number.isFinite(forUs) ? [{ afterUs: forUs, act: this.end }] : []),
    ];
  }

  /** Senders hear of it at a stated time. */
  private get isTold(): boolean {
    return this.kind.detected !== undefined && Number.isFinite(this.setting.detectionUs);
  }

  private begin(world: World, forUs: number, draw: number): void {
    const endUs = this.onsetUs + forUs;
    world.faultLog.push({ fault: this.number, onsetUs: this.onsetUs, endUs });
    if (this.isTold)
      for (const instance of this.strike.instances) world.platform.tellOf(instance, 1);
    this.kind.onset(world, this.strike, draw);
    this.tellFollowers(world, "onset");
  }

  private readonly end = (world: World): void => {
    if (this.isTold)
      for (const instance of this.strike.instances) world.platform.tellOf(instance, -1);
    this.kind.recovery(world, this.strike);
    this.tellFollowers(world, "recovery");
  };
}

/**
 * When senders are told. At call fidelity nobody pings, so what is left out is when a carrier finds
 * out by its pings, in the mean, or else by a time-out.
 */
function detectionUs({ run, signalling }: Scenario, { detectionUs: stated }: FaultSetting): number {
  if (run.fidelity === "message" || Number.isFinite(stated)) return stated;
  const { carrierCheckUs, carrierMisses } = signalling.options;
  return carrierCheckUs > 0 ? (carrierMisses + 0.5) * carrierCheckUs : 64 * signalling.t1Us;
}
