import { type Stream, streamOf } from "../engine/streams.ts";
import { HOP } from "./hotTables.ts";
import { MESSAGE_KINDS } from "./messages.ts";
import type { Plan } from "./plan.ts";
import type { World } from "./world.ts";

/*
 * What a SIP element does when it has more to do than it can: it refuses new dialogs, which is work
 * too; and, if they listen, it asks its senders to hold some back (RFC 7339).
 */

const SECOND_US = 1e6;
const INVITE = MESSAGE_KINDS.indexOf("INVITE");

/**
 * Whether the receiver of the message of ARRIVE row `pc` refuses it: it would wait too long, or
 * INVITEs come faster than a limit of the product. Senders then go elsewhere for Retry-After; the
 * refusal itself comes before all that waits and moves `world.atUs` to its end.
 */
export function refuses(world: World, pc: number, instance: number, station: number): boolean {
  const { platform, nowUs, hops, program, plan } = world;
  const at = pc * HOP.FIELDS;
  const limits = plan.scenario.components[hops[at + HOP.RECEIVER]];
  const isTooFast =
    program.a[pc] === INVITE && world.dialogs.next(instance, nowUs) > limits.dialogRate;
  if (program.target[pc] < 0) return false;
  const isBehind = isTooFast || platform.backlogUs(station, nowUs) > limits.backlogLimitUs;
  if (!isBehind && platform.drains[instance] === 0) return false;
  platform.rejected[station]++;
  const untilUs = nowUs + limits.retryAfterUs;
  // A 603 says nothing of the server: only pings tell senders to leave it alone.
  if (platform.declines[instance] === 0 && platform.avoidedUntilUs[instance] < untilUs)
    platform.avoidedUntilUs[instance] = untilUs;
  platform.doFirst(world, station, hops[at + HOP.REFUSAL_US]);
  return true;
}

/** INVITEs that each instance got within the current second of the run. */
export class DialogCounts {
  private readonly second: Float64Array;
  private readonly count: Float64Array;

  constructor(instances: number) {
    this.second = new Float64Array(instances);
    this.count = new Float64Array(instances);
  }

  /** Counts one more. */
  next(instance: number, nowUs: number): number {
    const second = Math.floor(nowUs / SECOND_US);
    if (this.second[instance] !== second) this.count[instance] = 0;
    this.second[instance] = second;
    return ++this.count[instance];
  }
}

/** Whether the sender of DEPART row `pc` holds a new dialog back, by what its receiver asks for. */
export function isHeldBack(world: World, leg: number, pc: number): boolean {
  const { legs, platform, hops, plan } = world;
  // Carriers do not take part.
  if (legs.attempts[leg] > 0 || plan.senders[pc] < 0) return false;
  const station = platform.stationOf[legs.to[leg]] + hops[pc * HOP.FIELDS + HOP.MODULE];
  if (!world.throttle!.holdsBack(world, station)) return false;
  platform.heldBack[station]++;
  return true;
}

/**
 * Loss-based overload control (RFC 7339). Each station lets a share of new dialogs through; every
 * `validity` it multiplies this share by the work it can do until the next time and end with the
 * target delay, over the work it was given since the last time: 5/4 at most, a half at least, and
 * 1 at least while new work waits no longer than the target delay.
 * All its senders know the share, in whole per cent; nobody who asks for two periods: it has
 * expired. Senders draw for each new dialog, as the RFC's default algorithm does.
 */
export class Throttle {
  private readonly validityUs: number;
  private readonly targetUs: number;
  private readonly stream: Stream;
  private readonly sinceUs: Float64Array;
  private readonly bookedUs: Float64Array;
  private readonly share: Float64Array;

  constructor({ scenario, topology }: Plan, replication: number) {
    const { validityUs, targetDelayUs } = scenario.signalling.overload;
    this.validityUs = validityUs;
    this.targetUs = targetDelayUs;
    this.stream = streamOf(scenario.run, replication, "overload control");
    this.sinceUs = new Float64Array(topology.stations.length);
    this.bookedUs = new Float64Array(topology.stations.length);
    this.share = new Float64Array(topology.stations.length).fill(1);
  }

  /** Whether a new dialog for a station is held back. */
  holdsBack(world: World, station: number): boolean {
    if (world.nowUs - this.sinceUs[station] >= this.validityUs) this.measure(world, station);
    const percent = Math.round(100 * (1 - this.share[station]));
    return percent > 0 && 100 * this.stream.next() < percent;
  }

  private measure({ platform, nowUs }: World, station: number): void {
    const passedUs = nowUs - this.sinceUs[station];
    const bookedUs = platform.bookedUs(station) - this.bookedUs[station];
    const waitUs = platform.backlogUs(station, nowUs);
    const roomUs = platform.servers(station) * (passedUs + this.targetUs - waitUs);
    const least = waitUs > this.targetUs ? 0.5 : 1;
    const change = Math.max(least, Math.min(1.25, bookedUs > 0 ? roomUs / bookedUs : 1.25));
    const expired = passedUs >= 2 * this.validityUs;
    this.share[station] = expired ? 1 : Math.max(0.01, Math.min(1, change * this.share[station]));
    this.sinceUs[station] = nowUs;
    this.bookedUs[station] = platform.bookedUs(station);
  }
}

/** None where nothing is controlled by feedback. */
export const throttleOf = (plan: Plan, replication: number): Throttle | null =>
  plan.scenario.signalling.overload.control === "none" ? null : new Throttle(plan, replication);
