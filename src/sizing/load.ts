import { type CapacityRow, capacityOf } from "../model/capacity.ts";
import { loadOf as callLoadOf, type Load, standingOf } from "../model/load.ts";
import type { Plan } from "../model/plan.ts";
import { type PortLoad, portLoads } from "../model/portLoads.ts";
import { meanRate } from "../model/staffing.ts";
import { isDigital } from "../model/traffic/digitalMeters.ts";
import { treatmentOf } from "../model/treatment.ts";
import type { Campaign } from "../scenario/campaignTypes.ts";
import type { Demand, Queue, Scenario } from "../scenario/types.ts";
import type { Study } from "../study.ts";

/**
 * The load of a scenario as sizing formulas want it: means over the demands of its customers,
 * times in seconds, and its campaigns beside them.
 */
export interface SizingLoad {
  readonly scenario: Scenario;
  readonly capacity: readonly CapacityRow[];
  /** What all that is offered holds on average: by site, of each thing. */
  readonly held: Load["held"];
  /** Pools of media ports that anything asks for. */
  readonly ports: readonly PortLoad[];
  readonly agents: number;
  /** Whether anybody calls in, if only at other times. */
  readonly hasCustomers: boolean;
  /** Customers' calls a second: offered, those that queue, and those left after queue treatment. */
  readonly caps: number;
  readonly queuingCaps: number;
  readonly agentCaps: number;
  /** Of an offered call. */
  readonly qualificationS: number;
  /** Of a call that queues: some hang up before the treatment ends. */
  readonly treatmentS: number;
  /** Of a call left when queue treatment ends. */
  readonly ringS: number;
  readonly talkS: number;
  readonly afterCallWorkS: number;
  /** Of an agent for a call: ring, talk and after-call work. */
  readonly handlingS: number;
  /** Of all agents, those busy with chats and e-mails on average. */
  readonly agentsOfDigital: number;
  readonly teams: readonly TeamLoad[];
  /** With agents, of customers, campaigns and callbacks: how many a second, and how long. */
  readonly conversations: { readonly caps: number; readonly talkS: number };
  readonly campaigns: readonly CampaignLoad[];
  readonly between: readonly LinkLoad[];
  /** Agents of the site with most of them, at their peak. */
  readonly agentsOfSite: number;
}

/** A campaign that dials all the time, on average. */
export interface CampaignLoad {
  readonly demand: Demand;
  readonly campaign: Campaign;
  /** Attempts a second. */
  readonly attempts: number;
  /** Of an agent, for an attempt. */
  readonly agentS: number;
}

/** What the flow tables send from one site to another when agents sit where their calls enter. */
export interface LinkLoad {
  /** `dc1>dc2` */
  readonly name: string;
  readonly bitsPerSecond: number;
}

/** Agents that serve the same queues, taken as one group of servers. */
export interface TeamLoad {
  /** As the capacity table names it: `agents`, or `agents of sales`. */
  readonly name: string;
  readonly agents: number;
  /** Calls a second that queue, and those left when queue treatment ends. */
  readonly queuingCaps: number;
  readonly caps: number;
  /** Of an agent for a call, and of its ringing. */
  readonly handlingS: number;
  readonly ringS: number;
  /** Of a call whose caller does not hang up before. */
  readonly treatmentS: number;
  /** The shortest service-level threshold of its queues. */
  readonly thresholdS: number;
  /** Mean patience that is left after queue treatment; `Infinity` when some never hang up. */
  readonly patienceS: number;
  /** They serve campaigns as well; or these, or chats and e-mails. */
  readonly dials: boolean;
  readonly isBlended: boolean;
}

type Weighted = readonly { readonly demand: Demand; readonly caps: number }[];

/** Reads the load off a checked scenario. */
export function loadOf({ scenario, plan }: Study): SizingLoad {
  const capacity = capacityOf(plan);
  // Chats and e-mails stand beside the calls: see standingOf.
  const all = scenario.demand.map((demand) => {
    return { demand, caps: isDigital(demand) ? 0 : meanRate(plan, demand) };
  });
  const offered = all.filter(({ demand }) => demand.origin === "customers");
  const asking = offered.map(({ demand, caps }) => ({
    demand,
    caps: caps * (1 - demand.containment),
  }));
  const staying = stayingOf(asking);
  const talking = [...staying, ...all.flatMap(talkingOf)];
  const rows = capacity.filter(({ kind }) => kind === "agents");
  const { held, bits } = callLoadOf(
    plan,
    all.map(({ caps }) => caps),
  );
  return {
    scenario,
    capacity,
    held,
    ports: portLoads(plan),
    agents: rows.reduce((sum, { size }) => sum + size, 0),
    agentsOfDigital: rows.reduce((sum, { standing }) => sum + standing, 0),
    hasCustomers: offered.length > 0,
    caps: total(offered),
    queuingCaps: total(asking),
    agentCaps: total(staying),
    qualificationS: meanS(offered, ({ ivrDuration }) => ivrDuration.mean),
    treatmentS: meanS(asking, (demand) => treatmentOf(demand).meanUs),
    ...talkOf(staying),
    teams: rows.map((row) => teamOf(scenario, asking, row)),
    conversations: { caps: total(talking), talkS: meanS(talking, ({ talk }) => talk.mean) },
    campaigns: all.flatMap((_, index) => campaignOf(plan, all, index)),
    agentsOfSite: Math.max(0, ...scenario.sites.map((_, site) => staffOf(scenario, site))),
    between: betweenSites(plan, bits),
  };
}

/** Of what is dialled: those that reach a person who talks to an agent. */
function talkingOf({ demand, caps }: Weighted[number]): Weighted {
  const { campaign, callback } = demand;
  if (callback !== null) return [{ demand, caps: caps * callback.answered }];
  if (campaign === null || campaign.mode === "ivr") return [];
  return [{ demand, caps: caps * campaign.results.human * (1 - campaign.humanAsMachine) }];
}

function campaignOf(plan: Plan, all: Weighted, index: number): CampaignLoad[] {
  const { demand, caps: attempts } = all[index]!;
  const { campaign } = demand;
  if (campaign === null) return [];
  const { agents } = callLoadOf(
    plan,
    all.map((_, i) => Number(i === index)),
  );
  const agentS = agents.reduce((sum, each) => sum + each, 0);
  return [{ demand, campaign, attempts, agentS }];
}

function staffOf({ groups }: Scenario, site: number): number {
  const here = groups.flatMap(({ staffing }) => staffing.filter((each) => each.site === site));
  return here.reduce((sum, { count }) => sum + Math.max(0, ...count), 0);
}

function betweenSites(plan: Plan, bits: Load["bits"]): readonly LinkLoad[] {
  const { links, places, sites } = plan.scenario;
  const standing = standingOf(plan).bits;
  return links.flatMap(({ from, to }, link) => {
    if (from === to || Math.max(from, to) >= sites.length) return [];
    return [
      { name: `${places[from]}>${places[to]}`, bitsPerSecond: bits[link]! + standing[link]! },
    ];
  });
}

const total = (some: Weighted): number => some.reduce((sum, { caps }) => sum + caps, 0);

/** Mean over the calls of some demands; 0 when there are none. */
function meanS(some: Weighted, usOf: (demand: Demand) => number): number {
  const loaded = some.filter(({ caps }) => caps > 0);
  const sum = loaded.reduce((area, { demand, caps }) => area + caps * usOf(demand), 0);
  return loaded.length === 0 ? 0 : sum / (1e6 * total(loaded));
}

/** Without those who hang up in queue treatment. */
const stayingOf = (asking: Weighted): Weighted =>
  asking.map(({ demand, caps }) => ({ demand, caps: caps * (1 - treatmentOf(demand).leaving) }));

function talkOf(staying: Weighted) {
  const ringS = meanS(staying, ({ ring }) => ring.mean);
  const talkS = meanS(staying, ({ talk }) => talk.mean);
  const afterCallWorkS = meanS(staying, ({ afterCallWork }) => afterCallWork.mean);
  const handlingS = ringS + talkS + afterCallWorkS;
  return { ringS, talkS, afterCallWorkS, handlingS };
}

/** Mean patience, after queue treatment, of those who have not hung up by then. */
function patienceLeftUs(demand: Demand): number {
  const { leaving, meanUs } = treatmentOf(demand);
  return (demand.patience.mean - meanUs) / (1 - leaving);
}

function teamOf(
  scenario: Scenario,
  asking: Weighted,
  { name, scope, size }: CapacityRow,
): TeamLoad {
  const groups = scope.slice(scope.indexOf(":") + 1).split(",");
  const isServed = ({ groups: [first] }: Queue) =>
    scope === "cluster" || groups.includes(scenario.groups[first!]!.name);
  const own = asking.filter(({ demand }) => isServed(scenario.queues[demand.queue]!));
  const staying = stayingOf(own);
  const { handlingS, ringS } = talkOf(staying);
  const dials = scenario.demand.some(
    ({ campaign, queue }) => campaign !== null && isServed(scenario.queues[queue]!),
  );
  const thresholds = scenario.queues.filter(isServed).map(({ thresholdUs }) => thresholdUs / 1e6);
  return {
    name,
    agents: size,
    queuingCaps: total(own),
    caps: total(staying),
    handlingS,
    ringS,
    treatmentS: meanS(own, ({ queueTreatmentUs }) => queueTreatmentUs),
    thresholdS: Math.min(...thresholds),
    patienceS: meanS(staying, patienceLeftUs),
    dials,
    isBlended:
      dials ||
      scenario.demand.some((each) => isDigital(each) && isServed(scenario.queues[each.queue]!)),
  };
}
