import type { Distribution } from "../../engine/distributions/types.ts";
import { type Stream, streamOf } from "../../engine/streams.ts";
import type { FaultSetting, Scenario } from "../../scenario/types.ts";
import type { Plan } from "../plan.ts";
import type { Actor, World } from "../world.ts";
import { faultKinds } from "./index.ts";
import { strikeOf } from "./strike.ts";
import type { FaultKind, Phase, Strike } from "./types.ts";

/**
 * One fault of a scenario: strikes, is noticed, and is over, each at its time; once, or again and
 * again at random.
 */
export class Fault implements Actor {
  private readonly number: number;
  private readonly kind: FaultKind;
  private readonly setting: FaultSetting;
  private readonly strike: Strike;
  private readonly draws: Stream;
  private readonly detectionUs: number;
  private phases: readonly Phase[] = [];
  private next = -1;
  private onsetUs = 0;

  /** @param number which of the scenario's faults it is */
  constructor({ scenario, topology }: Plan, number: number, replication: number) {
    this.number = number;
    this.setting = scenario.faults[number];
    this.kind = faultKinds.find(({ name }) => name === this.setting.kind)!;
    const draws = streamOf(scenario.run.seed, replication, `faults/${number}/strikes`);
    this.strike = { ...strikeOf(this.kind, this.setting, scenario, topology), draws };
    this.detectionUs = detectionUs(scenario, this.setting);
    this.draws = streamOf(scenario.run.seed, replication, `faults/${number}`);
  }

  /** The first time: only plans the onset. */
  wake(world: World, entity: number): void {
    if (this.next < 0) this.kind.before?.(world, this.strike);
    else {
      world.clients.settle(world);
      this.phases[this.next].act(world);
      world.sessions?.review(world);
    }
    if (++this.next === this.phases.length) this.planNext(world);
    if (this.next < this.phases.length)
      world.events.schedule(this.onsetUs + this.phases[this.next].afterUs, entity);
  }

  /** When it strikes next, and all that follows from that. */
  private planNext(world: World): void {
    const { every, atUs, forUs, lasting } = this.setting;
    const isFirst = this.phases.length === 0;
    if (every === null && !isFirst) return;
    this.onsetUs = every === null ? atUs : world.nowUs + this.drawn(every);
    const lastsUs = this.kind.lastsUs?.(this.strike) ?? forUs;
    this.phases = this.phasesFor(lasting === null ? lastsUs : this.drawn(lasting));
    this.next = 0;
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
  }

  private readonly end = (world: World): void => {
    if (this.isTold)
      for (const instance of this.strike.instances) world.platform.tellOf(instance, -1);
    this.kind.recovery(world, this.strike);
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
