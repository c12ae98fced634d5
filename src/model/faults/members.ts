import type { Distribution } from "../../engine/distributions/types.ts";
import type { Parameter } from "../../parameter.ts";
import type { World } from "../world.ts";
import { haltInstances, startInstances, stopInstances } from "./stop.ts";
import type { Member } from "./types.ts";

/** How a member of a pair fails: what the other one's promotion has to wait for. */
export const CAUSES = ["exit", "hang", "hostLoss"] as const;
export type Cause = (typeof CAUSES)[number];

const promotion = (cause: string, standard: string, note: string): Parameter => ({
  kind: "distribution",
  meaning: `From ${cause} of the active member until the other one works`,
  default: standard,
  max: "10min",
  source: { mark: "assumption", note },
});

/** Settings of the failures that a pair may survive. */
export const HOST_LOSS = {
  afterHostLoss: promotion(
    "the loss of the host",
    "uniform(10s, 15s)",
    "keep-alives of the management layer run out; no public figure",
  ),
  check: {
    kind: "duration",
    meaning: "From the return of a member until it is ready to take over",
    default: "60s",
    min: "0s",
    max: "3600s",
    source: { mark: "published", note: "option backup-init-check-timeout, 60 s, 15 to 3,600 s" },
  },
} satisfies Record<string, Parameter>;

export const PROMOTION = {
  afterExit: promotion("the exit", "1s", "the connection breaks at once; no public figure"),
  afterHang: promotion("the hang", "uniform(10s, 30s)", "heartbeats run out; no public figure"),
  ...HOST_LOSS,
} satisfies Record<string, Parameter>;

/** Microseconds from a failure until the other member works, of a law and a number from 0 to 1. */
export const promotedAfterUs = (law: Distribution, draw: number): number =>
  Math.round(law.quantile(law.constant ? 0 : draw));

/**
 * Members fail at the same moment. Where the other one takes over, established calls go on and what
 * was in the dead one's hands is lost; a pair without a second one stops, calls and all.
 */
export function failMembers(world: World, members: readonly Member[], promotionUs: number): void {
  const { platform, nowUs } = world;
  const pairs = world.platform.pairs!;
  const halted = new Set<number>();
  const stopped: number[] = [];
  const wasPromoted: number[] = [];
  for (const { pair, member } of members) {
    const isPromoted = pairs.promotedUs[pair] > 0;
    const how = pairs.fail(world, pair, member);
    if (how === "switches") {
      halted.add(pair);
      pairs.promotedUs[pair] = nowUs + promotionUs;
    } else if (how === "stops") {
      stopped.push(pair);
      if (!halted.delete(pair) && isPromoted) wasPromoted.push(pair);
    }
  }
  haltInstances(world, [...halted]);
  stopInstances(world, stopped);
  // Down once more by now, so that it stays down.
  for (const pair of wasPromoted) platform.start(pair);
}

/** The other members work from now on, where they have not failed meanwhile. */
export function promote(world: World, members: readonly Member[]): void {
  const pairs = world.platform.pairs!;
  const ready = new Set<number>();
  for (const { pair } of members) if (pairs.promotedUs[pair] > 0) ready.add(pair);
  for (const pair of ready) pairs.promotedUs[pair] = 0;
  startInstances(world, [...ready]);
}

/**
 * Members are back: as spares or, where nobody else works, on duty. A promotion that was under way
 * is over by then.
 */
export function mendMembers(world: World, members: Member[], checkUs: number): void {
  const pairs = world.platform.pairs!;
  promote(world, members);
  const back = members.filter(({ pair, member }) => pairs.mend(world, pair, member, checkUs));
  members.length = 0;
  startInstances(
    world,
    back.map(({ pair }) => pair),
  );
}
