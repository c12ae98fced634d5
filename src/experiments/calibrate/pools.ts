import { asksForAgent } from "../../callLog/figures.ts";
import type { LoggedCalls } from "../../callLog/types.ts";

/** Types of calls that share agents, and these. */
export interface Pool {
  readonly name: string;
  /** Indexes of types; −1 where the log names none. */
  readonly types: readonly number[];
  /** Indexes of agents. */
  readonly agents: ReadonlySet<number>;
  /** Calls that ask for one. */
  readonly calls: number;
}

/** An agent serves a type if so much of either's calls are the other's. */
const SHARE_MIN = 0.05;

/**
 * Types that are served by common agents, directly or through others, make a pool; most calls
 * first. Where the log names no agents, all are one pool.
 */
export function poolsOf(calls: LoggedCalls, rows: Iterable<number>): Pool[] {
  const asked = new Map<number, number>();
  const served = new Map<number, Map<number, number>>();
  for (const row of rows) {
    if (!asksForAgent(calls, row)) continue;
    const [type, agent] = [calls.type[row]!, calls.agent[row]!];
    asked.set(type, (asked.get(type) ?? 0) + 1);
    if (agent < 0) continue;
    const byType = served.get(agent) ?? new Map<number, number>();
    served.set(agent, byType.set(type, (byType.get(type) ?? 0) + 1));
  }
  const groups = joined([...asked.keys()], served);
  const pools = groups.map((types) => ({
    types,
    agents: new Set([...served].filter(([, by]) => servesMost(by, types)).map(([agent]) => agent)),
    calls: types.reduce((sum, type) => sum + asked.get(type)!, 0),
  }));
  pools.sort((a, b) => b.calls - a.calls || a.types[0]! - b.types[0]!);
  return pools.map((pool, i) => ({ ...pool, name: i === 0 ? "team" : `team-${i + 1}` }));
}

const servesMost = (by: ReadonlyMap<number, number>, types: readonly number[]): boolean => {
  const own = types.reduce((sum, type) => sum + (by.get(type) ?? 0), 0);
  return 2 * own > totalOf(by);
};

const totalOf = (by: ReadonlyMap<number, number>): number =>
  [...by.values()].reduce((sum, count) => sum + count, 0);

/** Types as the agents join them. */
function joined(
  types: readonly number[],
  served: ReadonlyMap<number, ReadonlyMap<number, number>>,
): number[][] {
  const totals = new Map<number, number>();
  for (const by of served.values())
    for (const [type, count] of by) totals.set(type, (totals.get(type) ?? 0) + count);
  let groups = served.size === 0 ? [[...types]] : types.map((type) => [type]);
  for (const by of served.values()) {
    const total = totalOf(by);
    const own = new Set(
      [...by]
        .filter(([type, n]) => n >= SHARE_MIN * total || n >= SHARE_MIN * totals.get(type)!)
        .map(([type]) => type),
    );
    const touched = groups.filter((group) => group.some((type) => own.has(type)));
    if (touched.length < 2) continue;
    groups = [...groups.filter((group) => !touched.includes(group)), touched.flat()];
  }
  return groups;
}
