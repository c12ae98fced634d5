import { type CapacityRow, capacityOf, meanRate } from "../model/capacity.ts";
import { loadOf as callLoadOf, standingOf } from "../model/load.ts";
import type { Plan } from "../model/plan.ts";
import { treatmentOf } from "../model/treatment.ts";
import type { Demand, Queue, Scenario } from "../scenario/types.ts";
import type { Study } from "../study.ts";

/** The load of a scenario as sizing formulas want it: means over its demands, times in seconds. */
export interface SizingLoad {
  readonly scenario: Scenario;
  readonly capacity: readonly CapacityRow[];
  readonly agents: number;
  /** Calls a second: offered, those that queue, and those left when queue treatment ends. */
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
  readonly teams: readonly TeamLoad[];
  readonly between: readonly LinkLoad[];
  /** Agents of the site with most of them, at their peak. */
  readonly agentsOfSite: number;
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
}

type Weighted = readonly { readonly demand: Demand; readonly caps: number }[];

/** Reads the load off a checked scenario. */
export function loadOf({ scenario, plan }: Study): SizingLoad {
  const capacity = capacityOf(plan);
  const offered = scenario.demand.map((demand) => ({ demand, caps: meanRate(plan, demand) }));
  const asking = offered.map(({ demand, caps }) => ({
    demand,
    caps: caps * (1 - demand.containment),
  }));
  const staying = stayingOf(asking);
  const rows = capacity.filter(({ kind }) => kind === "agents");
  return {
    scenario,
    capacity,
    agents: rows.reduce((sum, { size }) => sum + size, 0),
    caps: total(offered),
    queuingCaps: total(asking),
    agentCaps: total(staying),
    qualificationS: meanS(offered, ({ ivrDuration }) => ivrDuration.mean),
    treatmentS: meanS(asking, (demand) => treatmentOf(demand).meanUs),
    ...talkOf(staying),
    teams: rows.map((row) => teamOf(scenario, asking, row)),
    agentsOfSite: Math.max(0, ...scenario.sites.map((_, site) => staffOf(scenario, site))),
    between: betweenSites(plan, offered),
  };
}

function staffOf({ groups }: Scenario, site: number): number {
  const here = groups.flatMap(({ staffing }) => staffing.filter((each) => each.site === site));
  return here.reduce((sum, { count }) => sum + Math.max(0, ...count), 0);
}

function betweenSites(plan: Plan, offered: Weighted): readonly LinkLoad[] {
  const { links, places, sites } = plan.scenario;
  const { bits } = callLoadOf(
    plan,
    offered.map(({ caps }) => caps),
  );
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
  };
}
