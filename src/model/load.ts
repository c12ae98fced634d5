import type { Demand, Scenario } from "../scenario/types.ts";
import {
  agentOf,
  goesToAll,
  type Posting,
  placed,
  placeOf,
  postingsFor,
  workOf,
} from "./accounts.ts";
import type { Action } from "./actions.ts";
import { bytesOn } from "./bytes.ts";
import { components } from "./components/index.ts";
import { LOOK_UPS_MODULE } from "./components/treatment.ts";
import { keepAlivePostings } from "./connections.ts";
import { COUNT_OF, type Count } from "./counts.ts";
import { mediaDirectly } from "./direct.ts";
import { mediaHops, slotOfWhere } from "./flowTables.ts";
import { HOLDINGS, type Holding } from "./holdings.ts";
import { closedShare } from "./openingHours.ts";
import { type MayAnswer, type Path, pathsOf } from "./paths.ts";
import { pingPostings } from "./pings.ts";
import type { Plan } from "./plan.ts";
import { answersOf, isPossible, sharesOf, usualAnswer } from "./questions.ts";
import { addFile, type FileAction, filesOf, recordedUsOf } from "./recording/load.ts";
import { type Flowing, isLeft, type Seconds, type Spent, spentOn, THINGS } from "./spent.ts";
import { meanRate, phonesOf, seatShares } from "./staffing.ts";
import { componentIndex } from "./topology.ts";
import { isDigital } from "./traffic/digitalMeters.ts";
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

/** The load of one offered call, mixed over the demands by their `shares`; or of `shares` calls. */
export function loadOf(plan: Plan, shares: readonly number[]): Load {
  const load = noLoad(plan);
  plan.scenario.demand.forEach((demand, index) => {
    for (const way of waysOf(plan, index))
      demand.siteShares.forEach((siteShare, site) => {
        const weight = shares[index] * way.share * siteShare;
        if (weight === 0) return;
        for (const { seats, share } of endsOf(plan, way, demand, site))
          addPath(plan, load, way, index, { site, seats }, weight * share);
      });
  });
  return load;
}

/**
 * What a second takes without any call: chats and e-mails, pings, keep-alives of connections, and
 * phones that renew their registration, each after the mean share of its expiry. Not the wave of
 * agents who log in.
 */
export function standingOf(plan: Plan): Load {
  const { demand } = plan.scenario;
  const load = loadOf(
    plan,
    demand.map((each) => (isDigital(each) ? meanRate(plan, each) : 0)),
  );
  for (const each of [...pingPostings(plan), ...keepAlivePostings(plan)])
    addPosting(plan, load, each, NOWHERE, 1);
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
    for (const each of postings) addPosting(plan, load, each, { site, seats: [seat] }, perSecond);
  });
  return load;
}

function noLoad({ scenario }: Plan): Load {
  const sites = scenario.sites.map(() => 0);
  return {
    work: components.map(({ modules }) => modules.map(() => [...sites])),
    bits: scenario.links.map(() => 0),
    streams: scenario.links.map(() => 0),
    held: heldNowhere(sites),
    agents: scenario.queues.map(() => 0),
  };
}

const heldNowhere = (sites: readonly number[]) =>
  Object.fromEntries(HOLDINGS.map((each) => [each, [...sites]])) as unknown as Load["held"];

/** Where the agents of a call sit, by slot, and how many calls have them there. */
function endsOf(plan: Plan, { seconds }: Way, { queue, consult }: Demand, site: number) {
  const second = seconds.secondAgent > 0 ? seatShares(plan, consult.queue, site) : [NO_SECOND];
  return seatShares(plan, queue, site).flatMap((one) =>
    second.map((other) => ({ seats: [one.seat, other.seat], share: one.share * other.share })),
  );
}

/** Without a second agent nothing asks where one sits. */
const NO_SECOND = { seat: 0, share: 1 };

/** What some of the calls do, what they send meanwhile, and for how long they have what. */
interface Way {
  readonly seconds: Seconds;
  readonly media: readonly Flowing[];
  /** Of the calls; of the times that all of them do it, where they may come back. */
  readonly share: number;
  readonly postings: readonly Posting[];
  /** How often a back-end answers. */
  readonly served: number;
  /** What becomes of the files of its recordings, and their mean length. */
  readonly files: readonly FileAction[];
  readonly recordedUs: number;
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
  const mayAnswer: MayAnswer = (question, answer) =>
    isPossible(question, answer, { ...plan.scenario, demand: [demand] });
  const timesOf = (count: Count) => COUNT_OF[count](demand);
  return pathsOf(plan.flows[flow], { timesOf, mayAnswer, mayLeave: isOfFirst }).flatMap((path) => {
    if (path.exits.length > 1) return [];
    const ofTreated = path.exits.length === 0 ? 1 - leaving : endsQueuing(path) ? leaving : 0;
    const ofQueuing = isTurnedAway(path) ? closed : (1 - closed) * ofTreated;
    const isTaken = path.exits.length === 0 || ofQueuing > 0;
    const share = shareOf(path, plan.scenario, demand) * (queues(path) ? ofQueuing : 1);
    if (share === 0 || !isTaken) return [];
    const treatedUs = endsQueuing(path) ? untilLeavingUs : demand.queueTreatmentUs;
    const spent = partOf(path, { ...demand, queueTreatmentUs: treatedUs });
    const actions = againOf(path) ?? path.actions;
    const postings = actions.flatMap(({ action }) => postingsFor(plan, flow, action));
    const served = actions.filter(({ action }) => action.verb === "serve").length;
    const files = filesOf(actions);
    const recordedUs = recordedUsOf(path, demand, spent.seconds.recording);
    const times = timesAgain(path, demand);
    return [{ ...spent, share: share * times, postings, served, files, recordedUs }];
  });
}

/** Whether calls go elsewhere than to their first agent: they hang up, or their queue is closed. */
const isOfFirst = (action: Action): boolean => action.verb === "wait" && action.agent.slot === 0;

/** The time that a path takes and other paths do not tell of: all, or that of doing it again. */
function partOf(path: Path, demand: Demand): Spent {
  const spent = spentOn(path, demand);
  const again = againOf(path);
  if (again === null) return spent;
  const before = path.actions.slice(0, path.actions.length - again.length);
  const known = spentOn({ ...path, actions: before }, demand);
  const seconds = { ...spent.seconds };
  for (const thing of THINGS) seconds[thing] -= known.seconds[thing];
  return { seconds, media: spent.media.slice(known.media.length) };
}

/** What calls do again on a path whose agent does not answer; null on others. */
const againOf = ({ loop, answers }: Path): Path["loop"] =>
  answers.get("unanswered") === "yes" ? loop : null;

/** How often they do so: geometric. */
const timesAgain = (path: Path, { rona }: Demand): number =>
  againOf(path) === null ? 1 : rona.share / (1 - rona.share);

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

/** Where a call enters, and where its agents sit, by slot. */
export interface Ends {
  readonly site: number;
  readonly seats: readonly number[];
}

const NOWHERE: Ends = { site: 0, seats: [0, 0] };

/** One path of calls with the same ends. */
function addPath(
  plan: Plan,
  load: Load,
  { seconds, media, postings, served, files, recordedUs }: Way,
  index: number,
  ends: Ends,
  weight: number,
): void {
  const flow = plan.flowOf[index];
  const { queue, consult, ivrPath } = plan.scenario.demand[index];
  for (const each of postings) addPosting(plan, load, each, ends, weight);
  load.work[BACKEND][LOOK_UPS_MODULE][ends.site] +=
    (weight * served * ivrPath.lookUps.delay.mean) / 1e6;
  for (const { action, seconds: flowing } of media)
    addMedia(plan, load, flow, action, ends, weight * flowing);
  for (const action of files) addFile(plan, load, flow, action, ends, weight, recordedUs);
  for (const what of HOLDINGS) {
    const slot = AGENT_TRUNKS.indexOf(what);
    const { site, isPublicNumber } = plan.topology.seats[ends.seats[Math.max(0, slot)]];
    if (slot < 0) load.held[what][ends.site] += weight * seconds[what];
    else if (isPublicNumber) load.held.trunk[site] += weight * seconds[what];
  }
  load.agents[queue] += weight * seconds.agent;
  load.agents[consult.queue] += weight * seconds.secondAgent;
}

/** Trunks of agents' legs, by slot. */
const AGENT_TRUNKS: readonly Holding[] = ["agentTrunk", "secondTrunk"];

function addPosting(plan: Plan, load: Load, each: Posting, ends: Ends, weight: number): void {
  const { to, link, count } = placed(plan, each, ends.site, ends.seats[agentOf(each)]);
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
  { site, seats }: Ends,
  seconds: number,
): void {
  const { linkOf, places } = plan.network;
  const direct = seats.reduce(
    (bits, seat, slot) => bits | (Number(plan.topology.seats[seat].isDirect) << slot),
    0,
  );
  const path = mediaDirectly(plan.proxied[flow], action.path, direct);
  const hops = mediaHops(plan.program, plan.casts, flow, path);
  const placeAt = (where: number) => placeOf(plan, where, site, seats[slotOfWhere(where)]);
  for (let i = 0; i < hops.length; i += 3) {
    const a = placeAt(hops[i]);
    const b = placeAt(hops[i + 1]);
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
