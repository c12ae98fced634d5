import { type Stream, streamOf } from "../../engine/streams.ts";
import type { Sessions as Settings } from "../../scenario/types.ts";
import type { Agents } from "../agents.ts";
import { choose } from "../choice.ts";
import { startLife } from "../logIns.ts";
import type { Plan } from "../plan.ts";
import { isAlive } from "../reachable.ts";
import { PARK } from "../signals.ts";
import { componentIndex } from "../topology.ts";
import type { World } from "../world.ts";
import { accessPointsOf, costUsOf, hasWay, stopsOf } from "./accessPoints.ts";
import { follow, isBetween } from "./lives.ts";

const [SBC, SIP_PROXY, SIP_SERVER] = ["sbc", "sipProxy", "sipServer"].map(componentIndex);
const NONE = -1;

/**
 * Phones whose registration is gone, because its owner node is, or because nothing reaches the
 * phone any more. Each tries the access points that DNS names one after the other, and what one of
 * them cost it no other phone knows (RFC 3263 4.3); after a round in vain it waits (RFC 5626 4.5).
 */
export class Phones {
  /** By agent: the call row of its phone's life, NONE for none. */
  readonly rowOf: Int32Array;
  /** 1: it is known that no call reaches it. */
  readonly isSilent: Uint8Array;
  private readonly settings: Settings;
  private readonly draws: Stream;
  private readonly isLost: Uint8Array;
  /** 1: it has not noticed yet. */
  private readonly isUnaware: Uint8Array;
  /** How often owner and SBC had stopped; NONE: one is gone, and the registration with it. */
  private readonly stops: Int32Array;
  /** Access points tried in this round, and rounds in vain. */
  private readonly tried: Int32Array;
  private readonly rounds: Int32Array;
  /** When one that was refused may try again at the earliest: Retry-After. */
  private readonly retryUs: Float64Array;
  private readonly home: Int32Array;
  private turns = 0;

  constructor(plan: Plan, { count: agents, site }: Agents, replication: number) {
    const { scenario } = plan;
    this.settings = scenario.sessions;
    this.draws = streamOf(scenario.run, replication, "phones in an outage");
    this.rowOf = new Int32Array(agents).fill(NONE);
    this.isSilent = new Uint8Array(agents);
    this.isLost = new Uint8Array(agents);
    this.isUnaware = new Uint8Array(agents);
    this.stops = new Int32Array(agents).fill(NONE);
    this.tried = new Int32Array(agents);
    this.rounds = new Int32Array(agents);
    this.retryUs = new Float64Array(agents);
    this.home = site.slice();
  }

  /** Looks after the phone of an agent, at work or registered. */
  look(world: World, agent: number, isAtWork: boolean): void {
    const { agents, topology, platform } = world;
    if (topology.seats[agents.seat[agent]].isPublicNumber) return;
    if (this.isLost[agent] === 1) {
      this.resume(world, agent);
      return;
    }
    if (!isAtWork && agents.registered[agent] === 0) return;
    const hasOwner = isAlive(world, agents.owner[agent]);
    const reaches = hasWay(world, agent);
    if (hasOwner && reaches) return;
    this.lose(world, agent);
    if (hasOwner) world.expiries!.age(world, agent);
    const isThere = hasOwner && isAlive(world, agents.sbc[agent]);
    this.stops[agent] = isThere
      ? stopsOf(platform.stops, agents.owner[agent], agents.sbc[agent])
      : NONE;
    this.notice(world, agent, reaches);
    if (hasOwner) return;
    this.isSilent[agent] = 1;
    world.sessions!.bar(world, agent);
  }

  /** Nobody has refreshed its registration in time: no call reaches it until it registers. */
  expired(world: World, agent: number): void {
    if (this.rowOf[agent] === NONE) return;
    if (this.isLost[agent] === 0) this.lose(world, agent);
    this.stops[agent] = NONE;
    this.isSilent[agent] = 1;
    world.sessions!.bar(world, agent);
  }

  /** An access point that has too much to do has refused it, and said for how long. */
  refused({ plan, nowUs }: World, agent: number): void {
    this.retryUs[agent] = nowUs + plan.scenario.components[SIP_PROXY].retryAfterUs;
  }

  /** A call to the agent got no answer: if its phone is lost, that is known from now on. */
  doubt(world: World, agent: number): void {
    if (this.isLost[agent] === 0) return;
    this.isSilent[agent] = 1;
    world.sessions!.bar(world, agent);
  }

  /**
   * A refresh got no answer: on with the next access point. −1: as usual, since its SBC is there.
   */
  unanswered(world: World, agent: number, call: number): number {
    if (hasWay(world, agent)) return -1;
    if (this.isLost[agent] === 0) this.lose(world, agent);
    this.isUnaware[agent] = 0;
    this.stops[agent] = NONE;
    this.tried[agent] = 1;
    return follow(world, call, "disaster", "4");
  }

  /** The agent has logged in anew, which starts its softphone: it registers if it has to. */
  desktopBack(world: World, agent: number): void {
    const { agents, topology, plan, nowUs } = world;
    const { isPublicNumber } = topology.seats[agents.seat[agent]];
    const isNew = plan.scenario.run.registrations && this.rowOf[agent] === NONE;
    if (isNew && !isPublicNumber && this.isLost[agent] === 0) {
      this.isLost[agent] = 1;
      this.isSilent[agent] = 1;
      this.begin(agent);
      this.rowOf[agent] = startLife(world, agent, nowUs, "disaster", "4");
    }
    const isTold = this.settings.phoneDetection === "agent" && this.isUnaware[agent] === 1;
    if (isTold && this.rowOf[agent] >= 0)
      world.schedule(world.calls.main[this.rowOf[agent]], nowUs);
  }

  /** REACH of a phone: the access point it registers with now, or later. */
  reach(world: World, agent: number, leg: number, pc: number): number {
    const { legs, calls, program, topology, agents } = world;
    this.isUnaware[agent] = 0;
    this.stops[agent] = NONE;
    const targets = accessPointsOf(world, agent, this.home[agent]);
    const target = targets[this.tried[agent]];
    if (target === undefined) return this.later(world, agent, leg, pc);
    this.tried[agent]++;
    const serves =
      world.plan.message || this.nodeAt(world, topology.instances[target].site) !== NONE;
    const costUs = costUsOf(world, agent, target, serves);
    if (costUs > 0) {
      legs.pc[leg] = pc;
      world.schedule(leg, world.nowUs + costUs);
      return PARK;
    }
    const call = legs.call[leg];
    const { roles } = program.flows[calls.flow[call]];
    const base = call * program.roleCount;
    const { isDirect } = topology.seats[agents.seat[agent]];
    const proxy = roles.indexOf("proxy");
    calls.site[call] = topology.instances[target].site;
    calls.pins[base + roles.indexOf("sbc")] = isDirect ? agents.sbc[agent] : target;
    calls.pins[base + roles.indexOf("gws")] = agents.desk[agent];
    calls.pins[base + proxy] =
      isDirect || !world.plan.message ? target : choose(world, call, proxy);
    return pc + 1;
  }

  /** It has registered: the agent is reached by this SBC and node, at their site. */
  registered(world: World, agent: number, call: number): void {
    const { agents, calls, program, topology, plan } = world;
    if (this.isLost[agent] === 0) return;
    const { roles } = program.flows[calls.flow[call]];
    const pin = (role: string) => calls.pins[call * program.roleCount + roles.indexOf(role)];
    const { isDirect } = topology.seats[agents.seat[agent]];
    const access = isDirect ? pin("proxy") : pin("sbc");
    const site = plan.message || access >= 0 ? topology.instances[access].site : agents.site[agent];
    agents.sbc[agent] = isDirect ? topology.atSite[SBC][site].first : access;
    agents.owner[agent] = plan.message ? pin("node") : this.nodeAt(world, site);
    this.isLost[agent] = 0;
    this.isSilent[agent] = 0;
    this.begin(agent);
    world.sessions!.serve(agent, site);
    world.sessions!.restore(world, agent);
  }

  /** Its registration is kept alive from now on, as after any log-in. Returns the row, or PARK. */
  back(world: World, leg: number, agent: number): number {
    const { legs, agents, plan } = world;
    if (!plan.scenario.run.registrations) {
      this.rowOf[agent] = NONE;
      world.endLeg(leg);
      return PARK;
    }
    agents.refreshing[agent] = 1;
    return follow(world, legs.call[leg], "login", "refresh");
  }

  private begin(agent: number): void {
    this.isUnaware[agent] = 0;
    this.tried[agent] = 0;
    this.rounds[agent] = 0;
    this.stops[agent] = NONE;
  }

  private lose(world: World, agent: number): void {
    const { agents, recorders, meters, nowUs } = world;
    this.isLost[agent] = 1;
    this.begin(agent);
    if (agents.registered[agent] === 0) return;
    agents.registered[agent] = 0;
    recorders.changeLevel(meters.registered, nowUs, -1);
  }

  /** When the phone finds out; a refresh that is under way finds out by itself. */
  private notice(world: World, agent: number, hasWay: boolean): void {
    const { phoneDetection } = this.settings;
    const knows = !hasWay && phoneDetection !== "refresh";
    const isTold = knows && phoneDetection !== "agent";
    const row = this.rowOf[agent];
    if (row === NONE) {
      const atUs = isTold ? this.toldUs(world) : this.refreshUs(world, agent);
      this.rowOf[agent] = startLife(world, agent, atUs, "disaster", "4");
    } else {
      const leg = world.calls.main[row];
      const { legs } = world;
      if (!isBetween(world, legs.pc[leg]) || legs.attempts[leg] > 0 || hasWay) return;
      legs.pc[leg] = follow(world, row, "disaster", "4");
      if (isTold) world.schedule(leg, this.toldUs(world));
    }
    this.isUnaware[agent] = 1;
    this.tried[agent] = Number(knows);
  }

  private toldUs({ nowUs }: World): number {
    const { phoneDetection, phoneKeepAliveUs, resetJitterUs } = this.settings;
    const withinUs = phoneDetection === "keepAlive" ? phoneKeepAliveUs : resetJitterUs;
    return nowUs + Math.floor(this.draws.next() * withinUs);
  }

  /** Somewhere in its refresh interval. */
  private refreshUs({ plan, topology, agents, nowUs }: World, agent: number): number {
    const { refreshFrom, refreshTo } = plan.scenario.signalling;
    const { expiresUs } = topology.seats[agents.seat[agent]];
    const share = refreshFrom + (refreshTo - refreshFrom) * this.draws.next();
    return nowUs + Math.round(share * expiresUs * this.draws.next());
  }

  /** The registration still holds: its way is there again before the phone has missed it. */
  private resume(world: World, agent: number): void {
    const { agents, platform, recorders, meters, nowUs, plan } = world;
    const { owner, sbc } = agents;
    if (this.stops[agent] === NONE || this.isUnaware[agent] === 0) return;
    if (this.stops[agent] !== stopsOf(platform.stops, owner[agent], sbc[agent])) return;
    if (!isAlive(world, owner[agent]) || !hasWay(world, agent)) return;
    const row = this.rowOf[agent];
    if (plan.scenario.run.registrations) {
      world.legs.pc[world.calls.main[row]] = follow(world, row, "login", "refresh") + 1;
      agents.registered[agent] = 1;
      recorders.changeLevel(meters.registered, nowUs, 1);
    } else {
      world.expiries!.renew(world, agent);
      world.events.cancel(world.firstLeg + world.calls.main[row]);
      world.endLeg(world.calls.main[row]);
      this.rowOf[agent] = NONE;
    }
    this.isLost[agent] = 0;
    this.isSilent[agent] = 0;
    this.begin(agent);
    world.sessions!.restore(world, agent);
  }

  /** All were tried in vain: nobody can call the agent, and the phone waits for a while. */
  private later(world: World, agent: number, leg: number, pc: number): number {
    const { retryBaseUs, retryMaxUs } = this.settings;
    this.isSilent[agent] = 1;
    world.sessions!.bar(world, agent);
    this.tried[agent] = 0;
    this.rounds[agent]++;
    let waitUs = retryBaseUs;
    for (let i = 0; i < this.rounds[agent] && waitUs < retryMaxUs; i++) waitUs *= 2;
    waitUs = Math.min(waitUs, retryMaxUs);
    world.legs.pc[leg] = pc;
    const backUs = world.nowUs + Math.round(waitUs * (0.5 + 0.5 * this.draws.next()));
    world.schedule(leg, Math.max(backUs, this.retryUs[agent]));
    return PARK;
  }

  /** A node of a site that is up, in turn. */
  private nodeAt(world: World, site: number): number {
    const { topology } = world;
    const { first, count } = topology.atSite[SIP_SERVER][site];
    for (let i = 0; i < count; i++) {
      const node = first + ((this.turns + i) % count);
      if (!isAlive(world, node)) continue;
      this.turns += i + 1;
      return node;
    }
    return NONE;
  }
}
