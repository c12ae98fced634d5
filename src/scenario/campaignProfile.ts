import { DAY_US } from "../units.ts";
import { attemptRate } from "./attemptRate.ts";
import type { Campaign } from "./campaignTypes.ts";
import type { AgentGroup, Demand, Queue, RateProfile } from "./types.ts";

type Dialling = Omit<Demand, "profile"> & { readonly campaign: Campaign };
type Clock = {
  readonly startOfDay: number;
  readonly warmUp: number;
  readonly measure: number;
};

/** Whom campaigns and customers share, and what customers ask of them. */
export interface Shared {
  readonly queues: readonly Queue[];
  readonly groups: readonly AgentGroup[];
  readonly customers: readonly Demand[];
  readonly clock: Clock;
}

/**
 * Attempts a second of each campaign, as steps over the run: what closed forms are computed for, as
 * if no list ever ended. Outside its hours a campaign dials nothing; within them it keeps those
 * agents busy whom customers leave to it, which are all of a group that nobody else calls, and what
 * is left of one that helps others out. Campaigns that share a group share it evenly.
 */
export function campaignProfiles(
  dialling: readonly Dialling[],
  shared: Shared,
): readonly RateProfile[] {
  const startUs = changesOf(dialling, shared);
  const left = startUs.map((atUs) => leftToDiallers(dialling, shared, atUs));
  return dialling.map((each) => {
    const { groups } = shared.queues[each.queue]!;
    const perSecond = startUs.map((atUs, i) => {
      const agents = groups.reduce((sum, group) => sum + left[i]![group]!, 0);
      return dials(each.campaign, shared.clock, atUs)
        ? attemptRate(each, each.campaign, agents)
        : 0;
    });
    return { startUs, perSecond, labels: startUs.map(() => "") };
  });
}

/** When anything changes that an attempt depends on, from time 0 on. */
function changesOf(dialling: readonly Dialling[], { groups, customers, clock }: Shared): number[] {
  const endUs = clock.warmUp + clock.measure;
  const days = Math.ceil((clock.startOfDay + endUs) / DAY_US);
  const edges = dialling.flatMap(({ campaign: { fromUs, toUs } }) =>
    Array.from({ length: days }, (_, day) => [fromUs, toUs].map((at) => at + day * DAY_US)).flat(),
  );
  const all = [
    0,
    ...edges.map((at) => at - clock.startOfDay),
    ...groups.flatMap(({ staffing }) => staffing.flatMap((each) => each.startUs)),
    ...customers.flatMap(({ profile }) => profile.startUs),
  ];
  return [...new Set(all)].filter((at) => at >= 0 && at < endUs).sort((a, b) => a - b);
}

function dials({ fromUs, toUs }: Campaign, { startOfDay }: Clock, atUs: number): boolean {
  const clockUs = (startOfDay + atUs) % DAY_US;
  return fromUs <= clockUs && clockUs < toUs;
}

/** By group: its agents at a time whom customers do not keep busy, a share for each campaign. */
function leftToDiallers(
  dialling: readonly Dialling[],
  { queues, groups, customers }: Shared,
  atUs: number,
): readonly number[] {
  const here = groups.map(({ staffing }) =>
    staffing.reduce((sum, { startUs, count }) => sum + at(startUs, count, atUs), 0),
  );
  const forAgents = dialling.filter(({ campaign }) => campaign.mode !== "ivr");
  const sharing = groups.map(
    (_, group) => forAgents.filter(({ queue }) => queues[queue]!.groups.includes(group)).length,
  );
  const left = [...here];
  for (const [index, queue] of queues.entries()) {
    const others = queue.groups.filter((group) => sharing[group] === 0);
    const blended = queue.groups.filter((group) => sharing[group]! > 0);
    const busy = busyWith(customers, index, atUs) - sumOf(others, here);
    const share = Math.min(1, Math.max(0, busy) / sumOf(blended, here));
    for (const group of blended) left[group]! -= here[group]! * (share || 0);
  }
  return left.map((agents, group) => Math.max(0, agents) / Math.max(1, sharing[group]!));
}

const sumOf = (which: readonly number[], values: readonly number[]): number =>
  which.reduce((sum, each) => sum + values[each]!, 0);

/** Agents that the customers of a queue keep busy at a time, on average. */
const busyWith = (customers: readonly Demand[], queue: number, atUs: number): number =>
  customers
    .filter((each) => each.queue === queue)
    .reduce((sum, { profile, containment, ring, talk, afterCallWork }) => {
      const perCall = (1 - containment) * (ring.mean + talk.mean + afterCallWork.mean);
      return sum + (at(profile.startUs, profile.perSecond, atUs) * perCall) / 1e6;
    }, 0);

/** The step that holds at a time; 0 before the first. */
const at = (startUs: readonly number[], values: readonly number[], atUs: number): number =>
  values[startUs.findLastIndex((start) => start <= atUs)] ?? 0;
