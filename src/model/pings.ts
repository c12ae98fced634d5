import { streamOf } from "../engine/streams.ts";
import { type Posting, postingBetween } from "./accounts.ts";
import { bookMessages } from "./books.ts";
import { bytesOn } from "./bytes.ts";
import { lateOn } from "./hops.ts";
import { CLASS } from "./linkFaults.ts";
import { MESSAGE_KINDS, type MessageKind } from "./messages.ts";
import type { Plan } from "./plan.ts";
import { componentIndex, type Instance, moduleFor } from "./topology.ts";
import type { Actor, World } from "./world.ts";

const SIP_PROXY = componentIndex("sipProxy");
const SIP_SERVER = componentIndex("sipServer");
const SBC = componentIndex("sbc");

/** Who watches whom by OPTIONS, and how often. Times in microseconds. */
interface Watch {
  readonly pinger: number;
  readonly target: number;
  readonly checkUs: number;
  /** From one ping to the next while the target is out of service. */
  readonly forceUs: number;
  /** Unanswered pings in a row that take it out of service. */
  readonly misses: number;
}

/** Every SIP Proxy watches every SIP Server pair, and every SBC the SIP Proxies of its site. */
export function watchesOf({
  scenario,
  topology,
}: Pick<Plan, "scenario" | "topology">): readonly Watch[] {
  const { oosCheckUs, oosForceUs, sbcCheckUs, sbcMisses } = scenario.signalling.options;
  return topology.instances.flatMap(({ component, site }, pinger): Watch[] => {
    if (component === SIP_PROXY && oosCheckUs > 0) {
      const times = { checkUs: oosCheckUs, forceUs: oosForceUs, misses: 1 };
      return topology.nodes.map((target) => ({ pinger, target, ...times }));
    }
    if (component !== SBC || sbcCheckUs === 0) return [];
    const { first, count } = topology.atSite[SIP_PROXY][site];
    const times = { checkUs: sbcCheckUs, forceUs: sbcCheckUs, misses: sbcMisses };
    return Array.from({ length: count }, (_, i) => ({ pinger, target: first + i, ...times }));
  });
}

/** The carrier watches every SBC; its load matters only where something fails. */
function carrierWatches({ scenario, topology }: Plan): readonly Watch[] {
  const { carrierCheckUs: checkUs, carrierMisses: misses } = scenario.signalling.options;
  if (scenario.faults.length === 0 || checkUs === 0) return [];
  const { first, count } = topology.cluster[SBC];
  return Array.from({ length: count }, (_, i) => {
    return { pinger: topology.carrier, target: first + i, checkUs, forceUs: checkUs, misses };
  });
}

/**
 * What a second of pings sends while all is in service: a count is a mean per second. Both ways are
 * spread evenly over the instances at either end, as they are when everyone pings everyone.
 */
export function pingPostings(plan: Pick<Plan, "scenario" | "topology">): Posting[] {
  const { instances } = plan.topology;
  const perSecond = new Map<string, number>();
  const ends = new Map<string, readonly [Instance, Instance]>();
  for (const { pinger, target, checkUs } of watchesOf(plan)) {
    const [from, to] = [instances[pinger], instances[target]];
    const key = `${from.component} ${from.site} ${to.component} ${to.site}`;
    ends.set(key, [from, to]);
    perSecond.set(key, (perSecond.get(key) ?? 0) + 1e6 / checkUs);
  }
  return [...ends].flatMap(([key, [from, to]]) => [
    postingBetween("OPTIONS", from, to, perSecond.get(key)!),
    postingBetween("OK_OPTIONS", to, from, perSecond.get(key)!),
  ]);
}

/**
 * The pings of a replication, at random phases; two entities each from `entity` on. None at call
 * fidelity, where signalling takes no time and is booked in closed form.
 */
export function pingsOf(plan: Plan, replication: number, entity: number): Ping[] {
  if (!plan.message) return [];
  const phases = streamOf(plan.scenario.run, replication, "OPTIONS pings");
  return [...watchesOf(plan), ...carrierWatches(plan)].map(
    (watch, i) => new Ping(watch, Math.floor(phases.next() * watch.checkUs), entity + 2 * i),
  );
}

const [NOWHERE, TO_TARGET, AT_TARGET, TO_PINGER] = [0, 1, 2, 3];

/**
 * One instance watches another by OPTIONS. A ping that has no answer when the next one is due is
 * missed; enough of them in a row, and senders at the pinger's site leave the target alone until it
 * answers; they do at once with a node that answers with 603. One ping or answer is under way at a
 * time: one that waits in a queue stands for those that are due meanwhile, until the target stops
 * and loses it. Two entities: the clock, and behind it what is under way.
 */
export class Ping implements Actor {
  private readonly watch: Watch;
  private readonly clock: number;
  private readonly phaseUs: number;
  private hasBegun = false;
  private isAwaited = false;
  private missed = 0;
  private where = NOWHERE;
  /** How often the target had stopped when it took the ping. */
  private stops = 0;
  /** The member of a pair that the ping under way, or the last one, was for. */
  private member = 0;

  constructor(watch: Watch, phaseUs: number, clock: number) {
    this.watch = watch;
    this.phaseUs = phaseUs;
    this.clock = clock;
  }

  wake(world: World, entity: number): void {
    if (entity === this.clock) this.tick(world);
    else if (this.where === TO_TARGET) this.reach(world);
    else if (this.where === AT_TARGET) this.answer(world);
    else if (this.where === TO_PINGER) this.hear(world);
  }

  /** The next ping is due. The first time: only plans it. */
  private tick(world: World): void {
    const { pinger, target, checkUs, forceUs, misses } = this.watch;
    const { platform, events, nowUs } = world;
    if (!this.hasBegun) {
      this.hasBegun = true;
      platform.watch(target, platform.placeOf[pinger]);
      events.schedule(this.phaseUs, this.clock);
      return;
    }
    if (platform.up[pinger] !== 0) this.ping(world);
    else {
      this.isAwaited = false;
      this.missed = 0;
    }
    events.schedule(nowUs + (this.missed < misses ? checkUs : forceUs), this.clock);
  }

  private ping(world: World): void {
    const { pinger, target, misses } = this.watch;
    const { platform } = world;
    if (this.isAwaited) this.missed++;
    if (this.missed >= misses && !platform.isTold(target))
      platform.noAnswer(target, platform.placeOf[pinger], Number.POSITIVE_INFINITY);
    this.isAwaited = true;
    if (this.where === AT_TARGET && platform.stops[target] !== this.stops) this.where = NOWHERE;
    if (this.where !== NOWHERE) return;
    this.member = this.memberToPing(world);
    this.send(world, "OPTIONS", pinger, target, TO_TARGET);
  }

  /**
   * Of a pair: the one known to be active; while it is out of service both in turn, from the one on
   * that the scenario names.
   */
  private memberToPing({ plan, platform }: World): number {
    const { pinger, target, misses } = this.watch;
    const { pairs } = platform;
    if (pairs === null || platform.componentOf[target] !== SIP_SERVER) return 0;
    const known = pairs.memberFor(pinger, target);
    if (this.missed < misses) return known;
    const { alternation } = plan.scenario.signalling.options;
    const isOther = (this.missed - misses) % 2 === (alternation === "backupFirst" ? 0 : 1);
    return isOther ? 1 - known : known;
  }

  /** The ping reaches its target. */
  private reach(world: World): void {
    const { target } = this.watch;
    this.where = NOWHERE;
    if (world.platform.up[target] === 0) return;
    if (this.member !== (world.platform.pairs?.active[target] ?? 0)) return;
    work(world, "OPTIONS", target);
    this.stops = world.platform.stops[target];
    this.where = AT_TARGET;
    world.events.schedule(world.atUs, this.clock + 1);
  }

  /** The target has worked on it, unless it stopped meanwhile. */
  private answer(world: World): void {
    const { pinger, target } = this.watch;
    this.where = NOWHERE;
    if (world.platform.stops[target] === this.stops)
      this.send(world, "OK_OPTIONS", target, pinger, TO_PINGER);
  }

  private hear(world: World): void {
    const { pinger, target } = this.watch;
    const { platform } = world;
    this.where = NOWHERE;
    if (platform.up[pinger] === 0) return;
    work(world, "OK_OPTIONS", pinger);
    this.isAwaited = false;
    this.missed = 0;
    world.platform.pairs?.learn(world, pinger, target, this.member);
    if (platform.declines[target] === 0) platform.answered(target, platform.placeOf[pinger]);
    else platform.noAnswer(target, platform.placeOf[pinger], Number.POSITIVE_INFINITY);
  }

  /** Something leaves now; what is lost on the way is not sent again. */
  private send(world: World, kind: MessageKind, from: number, to: number, where: number): void {
    const { platform, network, recorders, meters } = world;
    const link = network.linkOf[platform.placeOf[from] * network.places + platform.placeOf[to]];
    const bytes = bytesOn(world, MESSAGE_KINDS.indexOf(kind), link);
    const [sender, receiver] = [platform.componentOf[from], platform.componentOf[to]];
    recorders.counters[meters.linkBytes[2 * link]] += bytes;
    bookMessages(recorders.counters, meters, kind, sender, receiver, "within", 1);
    const lateUs = platform.linkUp[link] === 1 ? 0 : lateOn(world, link, CLASS.SIGNALLING);
    if (lateUs === Number.POSITIVE_INFINITY) return;
    let sentUs = world.nowUs;
    if (network.usPerByte[link] > 0) {
      const free = platform.linkFreeUs[link];
      platform.linkFreeUs[link] = Math.max(free, sentUs) + bytes * network.usPerByte[link];
      sentUs = Math.round(platform.linkFreeUs[link]);
    }
    this.where = where;
    world.events.schedule(sentUs + network.latencyUs[link] + lateUs, this.clock + 1);
  }
}

/** An instance works on a message that arrives now: `world.atUs` moves to the end of it. */
function work(world: World, kind: MessageKind, instance: number): void {
  const { platform, signalling, clients, recorders, meters, nowUs } = world;
  const component = platform.componentOf[instance];
  if (component < 0) return;
  const module = moduleFor(component, kind);
  const station = platform.stationOf[instance] + module;
  const serviceUs = signalling.service[component][module][MESSAGE_KINDS.indexOf(kind)];
  if (clients.hears[station] === 1) clients.touch(world, station);
  platform.book(world, station, serviceUs);
  recorders.record(meters.componentDelay[component], world.atUs - nowUs);
}
