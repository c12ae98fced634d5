import { type Intervals, type Queueing, type Services, staysOf } from "./presence.ts";

/** Agents in service, by interval. */
export interface BusyAgents {
  /** Mean over the interval. */
  readonly busy: Float64Array;
  /** Mean over the time in which somebody waits; NaN where nobody does. */
  readonly busyWhileWaiting: Float64Array;
  /** That time, seconds. */
  readonly waitingS: Float64Array;
}

/**
 * While somebody waits, every agent who can serve is busy or at work after a call: those in service
 * then are fewer than those who are there only by what no service shows. Services of one agent that
 * overlap count once.
 */
export function busyAgentsOf(
  services: Services,
  queueing: Queueing,
  { startUs, lengthUs, count }: Intervals,
): BusyAgents {
  const busyUs = new Float64Array(count);
  const whileUs = new Float64Array(count);
  const queuedUs = elapsed(queueing);
  const ends = Float64Array.from({ length: count + 1 }, (_, i) => startUs + i * lengthUs);
  for (const { fromUs, toUs } of staysOf(services, 0)) {
    const first = Math.max(0, Math.floor((fromUs - startUs) / lengthUs));
    for (let i = first; i < count && ends[i]! < toUs; i++) {
      const [low, high] = [Math.max(fromUs, ends[i]!), Math.min(toUs, ends[i + 1]!)];
      busyUs[i]! += high - low;
      whileUs[i]! += queuedUs(high) - queuedUs(low);
    }
  }
  const waitingUs = busyUs.map((_, i) => queuedUs(ends[i + 1]!) - queuedUs(ends[i]!));
  return {
    busy: busyUs.map((value) => value / lengthUs),
    busyWhileWaiting: whileUs.map((value, i) =>
      waitingUs[i]! > 0 ? value / waitingUs[i]! : Number.NaN,
    ),
    waitingS: waitingUs.map((value) => value / 1e6),
  };
}

/** How long somebody has been waiting in all, until a time. */
function elapsed({ fromUs, toUs }: Queueing): (atUs: number) => number {
  const before = new Float64Array(fromUs.length + 1);
  for (let i = 0; i < fromUs.length; i++) before[i + 1] = before[i]! + (toUs[i]! - fromUs[i]!);
  return (atUs) => {
    let [low, high] = [0, fromUs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (fromUs[middle]! < atUs) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : before[low - 1]! + Math.min(atUs, toUs[low - 1]!) - fromUs[low - 1]!;
  };
}
