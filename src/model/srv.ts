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

/** Weight of every record in the blueprint's Table 4. */
const WEIGHT = 50;

/**
 * The records that clients of one site are given, in the order RFC 2782 looks at them: by priority,
 * those of weight 0 first.
 */
export class SrvAnswer {
  readonly targets: Int32Array;
  private readonly priorities: Int32Array;
  private readonly weights: Int32Array;

  constructor(records: readonly SrvRecord[]) {
    const sorted = [...records].sort(
      (a, b) => a.priority - b.priority || Number(a.weight > 0) - Number(b.weight > 0),
    );
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

/**
 * What DNS answers clients of each site about a component, by [component][site]: the instances of
 * the site itself first and, unless the view is of the own site only, those of other sites behind
 * them (blueprint 6.2.1, Table 4).
 */
export function srvAnswersOf(scenario: Scenario, { atSite }: Topology): SrvAnswer[][] {
  const { srvView } = scenario.dns;
  return components.map((_, component) =>
    scenario.sites.map((__, site) => {
      const records = atSite[component].flatMap(({ first, count }, at) =>
        at !== site && srvView === "local-only"
          ? []
          : Array.from({ length: count }, (___, i) => {
              return { target: first + i, priority: at === site ? 1 : 2, weight: WEIGHT };
            }),
      );
      return new SrvAnswer(records);
    }),
  );
}
