import type { Demand, Run, Staffing } from "../scenario/types.ts";
import type { Plan } from "./plan.ts";

/** Mean over the measured window of what is `values[i]` from `startUs[i]` on. */
export function meanOf(
  { warmUpUs, measureUs }: Run,
  startUs: readonly number[],
  values: readonly number[],
): number {
  let area = 0;
  values.forEach((value, i) => {
    const from = Math.max(startUs[i], warmUpUs);
    const to = Math.min(startUs[i + 1] ?? Number.POSITIVE_INFINITY, warmUpUs + measureUs);
    if (to > from) area += value * (to - from);
  });
  return area / measureUs;
}

/** Agents of a staffing entry who are there, mean over the measured window. */
export const meanPresent = (run: Run, { startUs, count, shrinkage }: Staffing): number =>
  (1 - shrinkage) * meanOf(run, startUs, count);

/** Mean calls, or interactions, per second of a demand over the measured window. */
export function meanRate({ scenario }: Plan, { profile }: Demand): number {
  return meanOf(scenario.run, profile.startUs, profile.perSecond);
}

/**
 * Phones of a staffing entry that are registered, mean over the measured window: a phone that has
 * registered stays so. Where agents do not log in, those of the first shift have done so before.
 */
export function phonesOf(run: Run, { startUs, count }: Staffing): number {
  const first = startUs.findLastIndex((atUs) => atUs <= 0);
  const present = count.map((_, i) =>
    run.agentsAtStart === "loggedIn" ? (count[first] ?? 0) : Math.max(...count.slice(0, i + 1)),
  );
  return meanOf(run, startUs, present);
}

/** A seat, and the share of a queue's calls whose agents have it. */
export interface SeatShare {
  readonly seat: number;
  readonly share: number;
}

/**
 * Where the agents sit that calls of a queue find, in proportion to mean staffing: at their own
 * site, or anywhere when it has none there or the queue does not care. Without any agent, at the
 * site's own desks. Which group is preferred does not matter here, nor who comes later.
 */
export function seatShares({ scenario, topology }: Plan, queue: number, site: number): SeatShare[] {
  const { groups, queues, run } = scenario;
  const entries = groups.flatMap(({ staffing }, group) =>
    staffing.map((each) => ({ ...each, group })),
  );
  const agents = topology.seats.map(() => 0);
  const { services } = queues[queue].stages[0];
  entries.forEach(({ group, startUs, count }, entry) => {
    if (!services.some((service) => service.group === group)) return;
    agents[topology.seatOf[entry]] += meanOf(run, startUs, count);
  });
  const here = agents.map((count, seat) => (topology.seats[seat].site === site ? count : 0));
  const isLocal = queues[queue].location === "localFirst" && here.some((count) => count > 0);
  const found = isLocal ? here : agents;
  const total = found.reduce((sum, count) => sum + count, 0);
  if (total === 0) return [{ seat: site, share: 1 }];
  return found.flatMap((count, seat) => (count > 0 ? [{ seat, share: count / total }] : []));
}
