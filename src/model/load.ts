import type { Demand, Scenario } from "../scenario/types.ts";
import { goesToAll, type Posting, placed, placeOf, postingsFor, workOf } from "./accounts.ts";
import { type Action, STREAMS, type Stream } from "./actions.ts";
import { LAW_OF, PART_OF } from "./attributes.ts";
import { bytesOn } from "./bytes.ts";
import { components } from "./components/index.ts";
import { LOOK_UPS_MODULE } from "./components/treatment.ts";
import { keepAlivePostings } from "./connections.ts";
import { COUNT_OF } from "./counts.ts";
import { mediaDirectly } from "./direct.ts";
import { mediaHops } from "./flowTables.ts";
import { HOLDINGS, type Holding } from "./holdings.ts";
import { closedShare } from "./openingHours.ts";
import { type Path, pathsOf } from "./paths.ts";
import { pingPostings } from "./pings.ts";
import type { Plan } from "./plan.ts";
import { answersOf, isPossible, sharesOf, usualAnswer } from "./questions.ts";
import { addFile, recordedUsOf } from "./recording/load.ts";
import { phonesOf, seatShares } from "./staffing.ts";
import { componentIndex } from "./topology.ts";
import { treatmentOf } from "./treatment.ts";

const BACKEND = componentIndex("backend");

/** What something takes on average, from the flow tables and the scenario alone. */
export interface Load {
  /**
   * [component][module][site], server-seconds; where instances have unlike shares, as if each had
   * the greatest.
   */
  readonly work: readonly (readonly number[][])[];
  /** By link. */
  readonly bits: number[];
  /** The same: seconds of streams. */
  readonly streams: number[];
  /** By site: seconds that each thing is held; a trunk also for agents' legs. */
  readonly held: Readonly<Record<Holding, number[]>>;
  /** By queue: seconds of agents. */
  readonly agents: number[];
}

/** The load of one offered call, mixed over the demands by their `shares`, which sum to 1. */
export function loadOf(plan: Plan, shares: readonly number[]): Load {
  const load = noLoad(plan);
  plan.scenario.demand.forEach((demand, index) => {
    for (const way of waysOf(plan, index))
      demand.siteShares.forEach((siteShare, site) => {
        const weight = shares[index] * way.share * siteShare;
        if (weight === 0) return;
        for (const seat of seatShares(plan, demand.queue, site))
          addPath(plan, load, way, index, { site, seat: seat.seat }, weight * seat.share);
      });
  });
  return load;
}

/**
 * What a second takes without any call: pings, keep-alives of connections, and phones that renew
 * their registration, each after the mean share of its expiry. Not the wave of agents who log in.
 */
export function standingOf(plan: Plan): Load {
  const load = noLoad(plan);
  for (const each of [...pingPostings(plan), ...keepAlivePostings(plan)])
    addPosting(plan, load, each, { site: 0, seat: 0 }, 1);
  if (!plan.scenario.run.registrations) return load;
  const login = plan.flows.findIndex(({ name }) => name === "login");
  const { refreshFrom, refreshTo, challengeRefresh } = plan.scenario.signalling;
  const way = challengeRefresh ? "challenged" : "main";
  const { loop } = pathsOf(plan.flows[login]).find(({ name }) => name === way)!;
  const postings = loop!.flatMap(({ action }) => postingsFor(plan, login, action));
  const entries = plan.scenario.groups.flatMap(({ staffing }) => staffing);
  entries.forEach((staffing, entry) => {
    const seat = plan.topology.seatOf[entry];
    const { site, isPublicNumber, expiresUs } = plan.topology.seats[seat];
    if (isPublicNumber) return;
    const everyS = (((refreshFrom + refreshTo) / 2) * expiresUs) / 1e6;
    const perSecond = phonesOf(plan.scenario.run, staffing) / everyS;
    for (const each of postings) addPosting(plan, load, each, { site, seat }, perSecond);
  });
  return load;
}

function noLoad({ scenario }: Plan): Load {
  const sites = scenario.sites.map(() => 0);
  return {
    work: components.map(({ modules }) => modules.map(() => [...sites])),
    bits: scenario.links.map(() => 0),
    streams: scenario.links.map(() => 0),
    held: forEach(HOLDINGS, () => [...sites]),
    agents: scenario.queues.map(() => 0),
  };
}

/** A path that some of the calls take, what they send on it, and their time in queue treatment. */
interface Way {
  readonly path: Path;
  readonly share: number;
  readonly postings: readonly Posting[];
  readonly treatedUs: number;
}

/**
 * The ways that calls take when nothing is refused, nobody hangs up but in queue treatment, and
 * nobody waits: a message is left by those who come when their queue is closed.
 */
function waysOf(plan: Plan, index: number): Way[] {
  const demand = plan.scenario.demand[index];
  const flow = plan.flowOf[index];
  const { leaving, untilLeavingUs } = treatmentOf(demand);
  const closed = closedShare(plan.scenario, demand);
  return pathsOf(plan.flows[flow], (count) => COUNT_OF[count](demand)).flatMap((path) => {
    if (path.exits.length > 1) return [];
    const ofTreated = path.exits.length === 0 ? 1 - leaving : endsQueuing(path) ? leaving : 0;
    const ofQueuing = isTurnedAway(path) ? closed : (1 - closed) * ofTreated;
    const isTaken = path.exits.length === 0 || ofQueuing > 0;
    const share = shareOf(path, plan.scenario, demand) * (queues(path) ? ofQueuing : 1);
    if (share === 0 || !isTaken) return [];
    const treatedUs = endsQueuing(path) ? untilLeavingUs : demand.queueTreatmentUs;
    const postings = path.actions.flatMap(({ action }) => postingsFor(plan, flow, action));
    return [{ path, share, treatedUs, postings }];
  });
}

/** Share of the calls that answer as those of a path do, where nothing else leads them away. */
function shareOf({ answers }: Path, scenario: Scenario, demand: Demand): number {
  let share = 1;
  for (const [question, answer] of answers) {
    const shares = sharesOf(question, demand);
    const usual = usualAnswer(question);
    if (shares) share *= shares[answersOf(question).indexOf(answer)];
    else if (usual !== undefined) share *= Number(answer === usual);
    else share *= Number(isPossible(question, answer, scenario));
  }
  return share;
}

/** Whether its calls want an agent. */
const queues = ({ actions }: Path): boolean => actions.some(({ action }) => action.verb === "wait");

/** Whether its calls hang up while they queue for their first agent. */
const endsQueuing = (path: Path): boolean =>
  path.actions.some(({ action, failed }) => failed && isLeft(action, path));

/** Whether its calls find their queue closed. */
const isTurnedAway = ({ actions, exits }: Path): boolean =>
  exits.length > 0 &&
  actions.some(
    ({ action }) => action.verb === "wait" && action.agent.slot === 0 && action.closed === exits[0],
  );

const isLeft = (action: Action, { name }: Path): boolean =>
  action.verb === "wait" && action.agent.slot === 0 && action.abandoned === name;

/** Where a call enters, and where the agent sits that it may reach. */
export interface Ends {
  readonly site: number;
  readonly seat: number;
}

/** One path of calls with the same ends. */
function addPath(
  plan: Plan,
  load: Load,
  { path, postings, treatedUs }: Way,
  index: number,
  ends: Ends,
  weight: number,
): void {
  const flow = plan.flowOf[index];
  const demand = plan.scenario.demand[index];
  for (const each of postings) addPosting(plan, load, each, ends, weight);
  const seconds = secondsOf(path, { ...demand, queueTreatmentUs: treatedUs });
  const recordedUs = recordedUsOf(path, demand, seconds.recording);
  for (const { action } of path.actions) {
    if (action.verb === "serve")
      load.work[BACKEND][LOOK_UPS_MODULE][ends.site] +=
        (weight * demand.ivrPath.lookUps.delay.mean) / 1e6;
    if (action.verb === "stream")
      addMedia(plan, load, flow, action, ends, weight * seconds[action.stream]);
    if (action.verb === "transfer" || action.verb === "mux")
      addFile(plan, load, flow, action, ends, weight, recordedUs);
  }
  const { site, isPublicNumber } = plan.topology.seats[ends.seat];
  for (const what of HOLDINGS)
    if (what !== "agentTrunk") load.held[what][ends.site] += weight * seconds[what];
    else if (isPublicNumber) load.held.trunk[site] += weight * seconds[what];
  load.agents[demand.queue] += weight * seconds.agent;
}

function addPosting(plan: Plan, load: Load, each: Posting, ends: Ends, weight: number): void {
  const { to, link, count } = placed(plan, each, ends.site, ends.seat);
  if (link >= 0) load.bits[link] += 8 * weight * count * bytesOn(plan, each.kind, link);
  if (each.receiver < 0) return;
  const { module, serviceUs } = workOf(plan, each);
  const { first, count: instances } = plan.topology.atSite[each.receiver][to];
  const skew = goesToAll(each) ? 1 : Math.max(1, ...plan.skew.subarray(first, first + instances));
  const messages = (weight * count * skew) / each.connections;
  load.work[each.receiver][module][to] += (messages * serviceUs) / 1e6;
}

/** Streams as they go on every hop of its path. */
function addMedia(
  plan: Plan,
  load: Load,
  flow: number,
  action: Action & { verb: "stream" },
  { site, seat }: Ends,
  seconds: number,
): void {
  const { linkOf, places } = plan.network;
  const { isDirect } = plan.topology.seats[seat];
  const path = isDirect ? mediaDirectly(plan.flows[flow], action.path) : action.path;
  const hops = mediaHops(plan.program, plan.casts, flow, path);
  for (let i = 0; i < hops.length; i += 3) {
    const a = placeOf(plan, hops[i], site, seat);
    const b = placeOf(plan, hops[i + 1], site, seat);
    if (a === b && hops[i + 2] === 1) continue;
    const there = linkOf[a * places + b];
    const back = linkOf[b * places + a];
    const { oneWay } = action;
    const flowing = [
      { link: there, streams: oneWay ?? 1 },
      { link: back, streams: oneWay === undefined ? 1 : 0 },
    ];
    for (const { link, streams } of flowing)
      if (link >= 0) {
        load.streams[link] += streams * seconds;
        load.bits[link] += streams * plan.scenario.links[link].streamBitsPerSecond * seconds;
      }
  }
}

/** What time is counted for: things held, agents taken, media flowing. */
export type Seconds = Record<Holding | Stream | "agent", number>;

/**
 * Mean seconds that a call of a path has each thing for. Time passes in `spend` and in
 * queue treatment; further time in queue is not known here and not counted, and a stage that is
 * left early counts in full. What is part of another duration is counted with that.
 */
export function secondsOf(path: Path, demand: Demand): Seconds {
  const seconds: Seconds = forEach(THINGS, () => 0);
  const at: Seconds = { ...seconds };
  for (const { action, failed } of path.actions) {
    if (failed) {
      if (isLeft(action, path)) pass(seconds, at, demand.queueTreatmentUs);
    } else if (action.verb === "hold") at[action.holding] = 1;
    else if (action.verb === "free") at[action.holding] = 0;
    else if (action.verb === "stream") at[action.stream] = 1;
    else if (action.verb === "endStream") at[action.stream] = 0;
    else if (action.verb === "wait") {
      if (action.agent.slot === 0) pass(seconds, at, demand.queueTreatmentUs);
      at.agent++;
    } else if (action.verb === "serve") pass(seconds, at, demand.ivrPath.lookUps.delay.mean);
    else if (action.verb === "releaseAgent") at.agent--;
    else if (action.verb === "spend" && !(action.attribute in PART_OF))
      pass(seconds, at, LAW_OF[action.attribute](demand).mean);
  }
  return seconds;
}

/** Time passes for all that is had at that moment. */
function pass(seconds: Seconds, at: Seconds, durationUs: number): void {
  for (const each of THINGS) seconds[each] += (at[each] * durationUs) / 1e6;
}

const THINGS = [...HOLDINGS, "agent", ...STREAMS] as const;

const forEach = <Name extends string, Value>(names: readonly Name[], value: () => Value) =>
  Object.fromEntries(names.map((name) => [name, value()])) as Record<Name, Value>;
