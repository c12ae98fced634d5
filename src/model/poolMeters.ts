import type { Layout, RecorderKind } from "../measure/layout.ts";
import type { Scenario } from "../scenario/types.ts";
import type { Detail } from "./detail.ts";
import { heldOf, POOL_KINDS, PORTS, type PoolKind } from "./holdings.ts";
import type { Meters } from "./meters.ts";
import { type Ask, ScopeTables } from "./scopeTables.ts";

/** Scopes of the pools: kind by kind, the cluster's and then each site's. */
export function poolNames(scenario: Scenario): string[] {
  return POOL_KINDS.flatMap((kind) => [
    kind,
    ...scenario.sites.map(({ name }) => `${name}/${kind}`),
  ]);
}

/** Whether uses share ports anywhere: one alone says all there is to say of them. */
export const isMixed = ({ sites }: Scenario, holdings: Detail["holdings"]): boolean =>
  sites.some(({ ownPorts, ownMcps }) => {
    const isShared = (use: number) => ownPorts[use] === null && ownMcps[use] === 0;
    return PORTS.filter((port, use) => holdings.has(port) && isShared(use)).length > 1;
  });

type PoolMeters = Pick<Meters, "poolInUse" | "poolSize" | "poolOffered" | "poolBlocked">;

/** A kind of pool that the scenario does not model has no recorders: it would look unused. */
export function poolMeters(scenario: Scenario, { holdings }: Detail, layout: Layout): PoolMeters {
  const sites = scenario.sites.map(({ name }) => name);
  const tables = new ScopeTables(layout);
  const isModelled = (kind: PoolKind) =>
    kind === "mcp" ? isMixed(scenario, holdings) : holdings.has(heldOf(kind));
  const each = (kind: RecorderKind, id: string, ask: Ask) =>
    Int32Array.from(
      POOL_KINDS.flatMap((pool) => [
        ...tables.of(
          kind,
          [isModelled(pool) ? id : ""],
          [
            { name: `pool:${pool}`, isAlone: false },
            ...sites.map((site) => ({ name: `pool:${site}/${pool}`, isAlone: sites.length === 1 })),
          ],
          ask,
        ),
      ]),
    );
  return {
    poolInUse: each("level", "pool.inUse", (id, scope) =>
      layout.level(id, scope, { histogram: true }),
    ),
    poolSize: each("level", "pool.size", (id, scope) => layout.level(id, scope)),
    poolOffered: each("counter", "pool.offered", (id, scope) => layout.counter(id, scope)),
    poolBlocked: each("counter", "pool.blocked", (id, scope) => layout.counter(id, scope)),
  };
}
