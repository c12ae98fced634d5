import type { Scenario } from "../scenario/types.ts";
import { components } from "./components/index.ts";
import type { Topology } from "./topology.ts";

/** A DNS SRV record of a service (RFC 2782): one server that a client may turn to. */
export interface SrvRecord {
  /** Number of the instance behind the record's name. */
  readonly target: number;
  /** Servers of the lowest priority are used as long as one of them can be. */
  readonly priority: number;
  /** Share among servers of the same priority, 0 to 65535. */
  readonly weight: number;
}

/** Priorities of a site's own records and of those of other sites: blueprint 6.2.1, Table 4. */
const [OWN, OTHER] = [1, 2];

/**
 * The records that clients of one site are given, in the order RFC 2782 looks at them: by priority,
 * those of weight 0 first.
 */
export class SrvAnswer {
  readonly targets: Int32Array;
  /** Whether those of the own site are among them. */
  readonly hasOwn: boolean;
  private readonly priorities: Int32Array;
  private readonly weights: Int32Array;

  constructor(records: readonly SrvRecord[]) {
    const sorted = [...records].sort(
      (a, b) => a.priority - b.priority || Number(a.weight > 0) - Number(b.weight > 0),
    );
    this.hasOwn = sorted.some(({ priority }) => priority === OWN);
    this.targets = Int32Array.from(sorted, ({ target }) => target);
    this.priorities = Int32Array.from(sorted, ({ priority }) => priority);
    this.weights = Int32Array.from(sorted, ({ weight }) => weight);
  }

  /**
   * The place in `targets` that a client takes next, given which it may take: of the lowest
   * priority that has any, the first whose running sum of weights reaches a whole number drawn
   * from 0 to their sum, the sum included. −1 when it may take none. Taking away what was chosen
   * and choosing again gives the order of RFC 2782.
   */
  choose(usable: Uint8Array, uniform: number): number {
    const { priorities, weights } = this;
    let first = 0;
    while (first < weights.length && usable[first] === 0) first++;
    if (first === weights.length) return -1;
    const priority = priorities[first];
    let sum = 0;
    for (let i = first; priorities[i] === priority; i++) if (usable[i] === 1) sum += weights[i];
    const drawn = Math.floor(uniform * (sum + 1));
    let running = 0;
    for (let i = first; ; i++) {
      if (usable[i] === 0) continue;
      running += weights[i];
      if (running >= drawn) return i;
    }
  }
}

/** Where the instances are that records name. */
type Tables = Pick<Topology, "atSite" | "instances">;

/**
 * What DNS answers clients of each site about a component, by [component][site]: the instances of
 * the site itself first and, unless the view is of the own site only, those of other sites behind
 * them (blueprint 6.2.1, Table 4). Sites `withdrawn` more than 0 times are left out; the others
 * stand in for the own one then, whatever the view.
 */
export function srvAnswersOf(
  scenario: Scenario,
  topology: Tables,
  withdrawn: ArrayLike<number> = scenario.sites.map(() => 0),
): SrvAnswer[][] {
  const { atSite, instances } = topology;
  const { srvView, weights } = scenario.dns;
  return components.map((_, component) =>
    scenario.sites.map((__, site) => {
      const isNamed = (at: number) =>
        withdrawn[at] === 0 && (at === site || srvView !== "local-only" || withdrawn[site] > 0);
      const records = atSite[component].flatMap(({ first, count }, at) =>
        Array.from({ length: isNamed(at) ? count : 0 }, (___, i) => {
          const weight = weights[instances[first + i].name] ?? 0;
          return { target: first + i, priority: at === site ? OWN : OTHER, weight };
        }),
      );
      return new SrvAnswer(records);
    }),
  );
}

/** Whether the records of a component are all alike: those who like to take turns then do so. */
export function areEven({ dns }: Scenario, { instances }: Tables, component: number): boolean {
  const weights = instances
    .filter((each) => each.component === component)
    .map(({ name }) => dns.weights[name]);
  return weights.every((weight) => weight === weights[0] && weight !== 0);
}

/**
 * By instance: its share of what its site sends to one instance of the component, over an even
 * share. 1 unless weights differ; then as RFC 2782 draws.
 */
export function skewOf(scenario: Scenario, topology: Tables): Float64Array {
  const skew = new Float64Array(topology.instances.length).fill(1);
  topology.atSite.forEach((ranges, component) => {
    if (areEven(scenario, topology, component)) return;
    for (const { first, count } of ranges) {
      const own = Array.from({ length: count }, (_, i) => first + i);
      const weights = own.map((each) => scenario.dns.weights[topology.instances[each].name]);
      const sum = weights.reduce((total, weight) => total + weight, 0);
      // Of the sum + 1 numbers that may be drawn, 0 belongs to the record that is looked at first.
      const zero = Math.max(0, weights.indexOf(0));
      own.forEach((instance, i) => {
        skew[instance] = (count * (weights[i] + (i === zero ? 1 : 0))) / (sum + 1);
      });
    }
  });
  return skew;
}
