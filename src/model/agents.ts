import type { Recorders } from "../measure/recorders.ts";
import { Lines } from "./lines.ts";
import type { Plan } from "./plan.ts";
import { ReadySet } from "./readySet.ts";
import { drawsAgents } from "./routing.ts";

/**
 * What an agent is doing; levels `agents.<state>`. The last two are sums over the states before.
 */
export const AGENT_STATES = [
  "loggedOut",
  "notReady",
  "ready",
  "reserved",
  "previewing",
  "ringing",
  "talking",
  "afterCallWork",
  "engaged",
  "hold",
  "consulting",
  "voicemail",
  "digital",
  "busy",
  "loggedIn",
] as const;
export const STATE = {
  LOGGED_OUT: 0,
  NOT_READY: 1,
  READY: 2,
  RESERVED: 3,
} as const;
const BUSY = AGENT_STATES.indexOf("busy");
const LOGGED_IN = AGENT_STATES.indexOf("loggedIn");
const NONE = -1;

/**
 * The agents: each belongs to a group and a site, and is in one state. Ready agents stand in line
 * per group and site, the longest idle first, so that the choice costs the same for 20 and 60,000.
 */
export class Agents {
  readonly count: number;
  readonly state: Uint8Array;
  readonly group: Int32Array;
  readonly site: Int32Array;
  /** Number of its seat in the topology. */
  readonly seat: Int32Array;
  /** The staffing entry an agent belongs to, numbered over all groups. */
  readonly staffing: Int32Array;
  /** 1: leaves as soon as the call in hand allows. */
  readonly leaving: Uint8Array;
  /** By staffing entry: of its agents, as many leave as soon as the call in hand allows. */
  readonly surplus: Int32Array;
  /** Instances: the SBC the phone registered through, the node that owns its DN, its GWS node. */
  readonly sbc: Int32Array;
  readonly owner: Int32Array;
  readonly desk: Int32Array;
  /** 1 once the phone has registered. */
  readonly registered: Uint8Array;
  /** 1 while it is on the way to log in, and once its phone keeps its registration alive. */
  readonly expected: Uint8Array;
  readonly refreshing: Uint8Array;
  /** By group: agents that are ready, and those that are busy. */
  readonly readyIn: Int32Array;
  readonly busyIn: Int32Array;
  readonly readySinceUs: Float64Array;
  /** Ready agents of each group at each site. */
  private readonly ready: Lines;
  /** The same where a queue draws them, else null. */
  private readonly readySet: ReadySet | null;
  private readonly sites: number;
  private readonly scopes: number;
  /** By staffing entry: the columns of `levels` its agents are counted in. */
  private readonly scopesOf: readonly Int32Array[];
  private readonly levels: Int32Array;
  private readonly recorders: Recorders;

  constructor(plan: Plan, recorders: Recorders) {
    const { scenario, meters, topology } = plan;
    const members = scenario.groups.flatMap(({ staffing }, group) =>
      staffing.map(({ site, count }) => ({ group, site, most: Math.max(0, ...count) })),
    );
    this.sites = scenario.sites.length;
    this.scopes = meters.agentScopes;
    this.levels = meters.agents;
    this.recorders = recorders;
    this.count = members.reduce((sum, { most }) => sum + most, 0);
    this.state = new Uint8Array(this.count);
    this.group = new Int32Array(this.count);
    this.site = new Int32Array(this.count);
    this.seat = new Int32Array(this.count);
    this.staffing = new Int32Array(this.count);
    this.leaving = new Uint8Array(this.count);
    this.surplus = new Int32Array(members.length);
    this.sbc = new Int32Array(this.count).fill(NONE);
    this.owner = new Int32Array(this.count).fill(NONE);
    this.desk = new Int32Array(this.count).fill(NONE);
    this.registered = new Uint8Array(this.count);
    this.expected = new Uint8Array(this.count);
    this.refreshing = new Uint8Array(this.count);
    this.readyIn = new Int32Array(scenario.groups.length);
    this.busyIn = new Int32Array(scenario.groups.length);
    this.readySinceUs = new Float64Array(this.count);
    this.ready = new Lines(scenario.groups.length * this.sites, this.count);
    this.readySet = drawsAgents(scenario.queues) ? readySetOf(plan, members, this.count) : null;
    this.scopesOf = members.map(({ group, site }) =>
      Int32Array.of(0, 1 + site, 1 + this.sites + group).filter((scope) => this.levels[scope] >= 0),
    );
    let agent = 0;
    members.forEach(({ group, site, most }, staffing) => {
      for (let i = 0; i < most; i++, agent++) {
        this.group[agent] = group;
        this.site[agent] = site;
        this.seat[agent] = topology.seatOf[staffing];
        this.staffing[agent] = staffing;
      }
    });
  }

  /** Moves an agent to another state, and in or out of the line of ready agents. */
  become(agent: number, state: number, nowUs: number): void {
    const before = this.state[agent];
    if (before === state) return;
    this.state[agent] = state;
    const group = this.group[agent];
    const line = group * this.sites + this.site[agent];
    this.busyIn[group] += Number(isBusy(state)) - Number(isBusy(before));
    if (before === STATE.READY) {
      this.readyIn[group]--;
      this.ready.leave(line, agent);
      this.readySet?.leave(line, agent);
    }
    if (state === STATE.READY) {
      this.readyIn[group]++;
      this.readySinceUs[agent] = nowUs;
      this.ready.join(line, agent);
      this.readySet?.join(line, agent);
    }
    const scopes = this.scopesOf[this.staffing[agent]];
    for (let i = 0; i < scopes.length; i++) this.move(scopes[i], before, state, nowUs);
  }

  /** Whether an agent leaves once there is nothing more to do. */
  isLeaving(agent: number): boolean {
    return this.leaving[agent] === 1 || this.surplus[this.staffing[agent]] > 0;
  }

  /** An agent who has nothing to do and is leaving goes. */
  goHome(agent: number, nowUs: number): void {
    if (this.leaving[agent] === 1) this.leaving[agent] = 0;
    else this.surplus[this.staffing[agent]]--;
    this.become(agent, STATE.LOGGED_OUT, nowUs);
  }

  /** The longest idle ready agent of a group at a site, −1 when there is none. */
  longestIdleAt(group: number, site: number): number {
    return this.ready.head(group * this.sites + site);
  }

  /** Ready agents of a group at a site; only where a queue draws its agents. */
  readyAt(group: number, site: number): number {
    return this.readySet!.count(group * this.sites + site);
  }

  /** One of them, `nth` from 0 up. */
  nthReady(group: number, site: number, nth: number): number {
    return this.readySet!.member(group * this.sites + site, nth);
  }

  /** Agents of a group who are logged in. */
  loggedIn(group: number): number {
    const { levels, recorders, scopes } = this;
    const own = levels[LOGGED_IN * scopes + 1 + this.sites + group];
    return recorders.levels[own >= 0 ? own : levels[LOGGED_IN * scopes]];
  }

  /** One agent fewer in a state of a scope, and one more in another. */
  private move(scope: number, before: number, state: number, nowUs: number): void {
    const { levels, recorders, scopes } = this;
    if (before !== STATE.LOGGED_OUT)
      recorders.changeLevel(levels[before * scopes + scope], nowUs, -1);
    if (state !== STATE.LOGGED_OUT) recorders.changeLevel(levels[state * scopes + scope], nowUs, 1);
    if (isBusy(before) !== isBusy(state))
      recorders.changeLevel(levels[BUSY * scopes + scope], nowUs, isBusy(state) ? 1 : -1);
    if (before === STATE.LOGGED_OUT || state === STATE.LOGGED_OUT)
      recorders.changeLevel(
        levels[LOGGED_IN * scopes + scope],
        nowUs,
        state === STATE.LOGGED_OUT ? -1 : 1,
      );
  }
}

interface Member {
  readonly group: number;
  readonly site: number;
  readonly most: number;
}

function readySetOf({ scenario }: Plan, members: readonly Member[], count: number): ReadySet {
  const { groups, sites, faults } = scenario;
  const mayMove = faults.length > 0;
  const sizes = groups.flatMap((_, group) =>
    sites.map((_, site) =>
      members
        .filter((each) => each.group === group && (mayMove || each.site === site))
        .reduce((sum, { most }) => sum + most, 0),
    ),
  );
  return new ReadySet(sizes, count);
}

function isBusy(state: number): boolean {
  return state >= STATE.RESERVED;
}
