import type { Plan } from "./plan.ts";
import { componentIndex, type Instance } from "./topology.ts";
import type { World } from "./world.ts";

/** Components of which an instance is two machines, one active, one ready to take over. */
export const PAIRS = [
  "sipServer",
  "urs",
  "statServer",
  "vqServer",
  "rtStatServer",
  "configServer",
  "interactionServer",
  "ocs",
] as const;
const COMPONENTS = PAIRS.map((name) => componentIndex(name));
const [SIP_SERVER, SIP_PROXY] = ["sipServer", "sipProxy"].map(componentIndex);
const MEMBERS = 2;

export const isPair = ({ component }: Pick<Instance, "component">): boolean =>
  COMPONENTS.includes(component);

/** Whether there are pings by which proxies may find out. */
const watchesPairs = ({ message, scenario }: Plan): boolean =>
  message && scenario.signalling.options.oosCheckUs > 0;

/**
 * The two members of every hot-standby pair: which of them works, which are out of order, and
 * which one each SIP Proxy takes for the active one (facts 1.2). While proxies still send to the
 * dead one, `platform.up` of the pair is 2, and so is theirs: they may hear of it from the other.
 */
export class Pairs {
  /** MEMBERS per instance: failures that keep it out of order, and when it is ready as a spare. */
  private readonly faults: Uint8Array;
  private readonly readyUs: Float64Array;
  /** By instance: the member that works, or is being promoted. */
  readonly active: Uint8Array;
  /** By instance: when the member being promoted works, 0 while none is. */
  readonly promotedUs: Float64Array;
  /** By instance: 1 while both members are out of order. */
  private readonly isLost: Uint8Array;
  /** By proxy, then pair (instances both): the member that it takes for the active one. */
  private readonly known: Uint8Array;
  private readonly proxies: readonly number[];

  constructor(plan: Plan) {
    const { instances } = plan.topology;
    const count = instances.length;
    this.faults = new Uint8Array(MEMBERS * count);
    this.readyUs = new Float64Array(MEMBERS * count);
    this.active = new Uint8Array(count);
    this.promotedUs = new Float64Array(count);
    this.isLost = new Uint8Array(count);
    this.proxies = watchesPairs(plan)
      ? [...instances.keys()].filter((each) => instances[each].component === SIP_PROXY)
      : [];
    this.known = new Uint8Array(this.proxies.length === 0 ? 0 : count * count);
  }

  /** A member is out of order. What follows for the pair: it takes over, stops, or neither. */
  fail({ nowUs }: World, pair: number, member: number): "switches" | "stops" | "goes on" {
    const isOut = this.faults[MEMBERS * pair + member]++ > 0;
    if (isOut || member !== this.active[pair]) return "goes on";
    const other = 1 - member;
    const spare = MEMBERS * pair + other;
    const isBusy = this.promotedUs[pair] > 0;
    if (isBusy || this.faults[spare] > 0 || this.readyUs[spare] > nowUs) {
      this.promotedUs[pair] = 0;
      this.isLost[pair] = 1;
      return "stops";
    }
    this.active[pair] = other;
    return "switches";
  }

  /** Whether a planned switchover would find the other member ready. */
  canSwitch({ nowUs, platform }: World, pair: number): boolean {
    const spare = MEMBERS * pair + 1 - this.active[pair];
    const isBusy = this.promotedUs[pair] > 0 || platform.up[pair] === 0;
    return !isBusy && this.faults[spare] === 0 && this.readyUs[spare] <= nowUs;
  }

  /** A member is back, ready as a spare after its self-check; true: the pair works by it alone. */
  mend({ nowUs }: World, pair: number, member: number, checkUs: number): boolean {
    if (--this.faults[MEMBERS * pair + member] > 0) return false;
    this.readyUs[MEMBERS * pair + member] = nowUs + checkUs;
    if (this.isLost[pair] === 0) return false;
    this.isLost[pair] = 0;
    this.active[pair] = member;
    return true;
  }

  /** Whether a proxy sends to the member of a pair that works. */
  isKnownTo(proxy: number, pair: number): boolean {
    return this.memberFor(proxy, pair) === this.active[pair];
  }

  /** The member of a pair that a proxy sends to. */
  memberFor(proxy: number, pair: number): number {
    return this.known[proxy * this.active.length + pair] ?? this.active[pair];
  }

  /** A member of a pair has let a proxy hear of it. */
  learn(world: World, proxy: number, pair: number, member: number): void {
    const at = proxy * this.active.length + pair;
    if (this.known.length === 0 || this.known[at] === member) return;
    this.known[at] = member;
    this.mark(world, pair);
  }

  /** A machine works again, or somebody has learnt of one: whom it concerns is looked at twice. */
  mark(world: World, instance: number): void {
    const { componentOf } = world.platform;
    if (this.known.length === 0) return;
    if (componentOf[instance] === SIP_PROXY) this.markProxy(world, instance);
    if (componentOf[instance] !== SIP_SERVER) return;
    const isDoubtful = this.proxies.some((proxy) => !this.isKnownTo(proxy, instance));
    setUp(world, instance, isDoubtful);
    for (const proxy of this.proxies) this.markProxy(world, proxy);
  }

  private markProxy(world: World, proxy: number): void {
    const { nodes } = world.topology;
    setUp(
      world,
      proxy,
      nodes.some((pair) => !this.isKnownTo(proxy, pair)),
    );
  }
}

/** Of an instance that is up: whether it is so for everybody. */
function setUp({ platform }: World, instance: number, isDoubtful: boolean): void {
  if (platform.up[instance] !== 0) platform.up[instance] = isDoubtful ? 2 : 1;
}
