import { type Agents, STATE } from "../agents.ts";
import { AGENT_SLOTS } from "../calls.ts";
import type { Plan } from "../plan.ts";
import { agentReady } from "../verbs/agents.ts";
import type { World } from "../world.ts";
import { Desktops } from "./desktops.ts";
import { followsSessions } from "./expiries.ts";
import { Phones } from "./phones.ts";

const NOWHERE = -1;

/**
 * Agents whose desktop or phone has lost what it depends on. They take no calls until both are
 * back: at once where the desktop is lost or the DN's owner is gone; where only the phone's way is
 * gone, once an INVITE or its own attempts have found that out. A call in progress goes on.
 */
export class Sessions {
  readonly desktops: Desktops;
  readonly phones: Phones;
  /** 1: is at work, and would be ready but for the loss. */
  private readonly isOut: Uint8Array;
  /** The site that serves it once its call is over, NOWHERE: as before. */
  private readonly nextSite: Int32Array;

  constructor(plan: Plan, agents: Agents, replication: number) {
    this.desktops = new Desktops(plan, agents.count, replication);
    this.phones = new Phones(plan, agents, replication);
    this.isOut = new Uint8Array(agents.count);
    this.nextSite = new Int32Array(agents.count).fill(NOWHERE);
  }

  /** Something has failed or is back: every agent's desktop and phone is looked at. */
  review(world: World): void {
    this.desktops.interceptLogIns(world);
    const { state, count } = world.agents;
    for (let agent = 0; agent < count; agent++)
      this.look(world, agent, state[agent] !== STATE.LOGGED_OUT);
  }

  /**
   * Whether an agent who has nothing to do, one who has just logged in among them, may not take
   * calls: then it is logged out.
   */
  holds(world: World, agent: number): boolean {
    this.look(world, agent, true);
    this.move(world, agent);
    if (!this.isBarred(agent)) return false;
    this.takeOut(world, agent);
    return true;
  }

  /** Whether the agent's log-in or phone has lost what it uses. */
  isBarred(agent: number): boolean {
    return this.desktops.isLost[agent] === 1 || this.phones.isSilent[agent] === 1;
  }

  /** A ready agent whom nobody may choose any more is logged out; others after their call. */
  bar(world: World, agent: number): void {
    if (world.agents.state[agent] === STATE.READY) this.takeOut(world, agent);
  }

  /** Desktop or phone is back: with both, the agent is. */
  restore(world: World, agent: number): void {
    const { agents, nowUs } = world;
    if (this.isBarred(agent)) return;
    if (this.isOut[agent] === 0) {
      if (agents.state[agent] < STATE.RESERVED) this.move(world, agent);
      return;
    }
    this.isOut[agent] = 0;
    agents.expected[agent] = 0;
    this.move(world, agent);
    agents.become(agent, STATE.NOT_READY, nowUs);
    agentReady(world, agent);
  }

  /** From now on a site serves an agent's phone; from its next call on, if it has one now. */
  serve(agent: number, site: number): void {
    this.nextSite[agent] = site;
  }

  /** A log-in, or the life of a registered phone, has been planned. */
  begins(world: World, agent: number, call: number, label: string, atUs: number): void {
    if (label === "1") this.desktops.interceptLogIn(world, agent, call);
    else {
      const { refreshFrom, refreshTo } = world.plan.scenario.signalling;
      const { expiresUs } = world.topology.seats[world.agents.seat[agent]];
      const left = 1 - (refreshFrom + refreshTo) / 2;
      this.phones.rowOf[agent] = call;
      world.expiries!.set(world, agent, atUs + Math.round(left * expiresUs));
    }
  }

  /** Waits for its desktop or phone from now on, though on shift. */
  expect({ agents }: World, agent: number): void {
    this.isOut[agent] = 1;
    agents.expected[agent] = 1;
  }

  /**
   * A request was not answered. In a log-in that cannot go on at its site, the row to go on with;
   * −1: as its flow says. In a call, its agents' phones may be the reason.
   */
  unanswered(world: World, leg: number): number {
    const { calls, legs, program } = world;
    const call = legs.call[leg];
    const { name, hasOutcome } = program.flows[calls.flow[call]];
    if (name === "login") {
      const agent = calls.agent[AGENT_SLOTS * call];
      return this.phones.rowOf[agent] === call
        ? this.phones.unanswered(world, agent, call)
        : this.desktops.unanswered(world, agent, call);
    }
    for (let slot = 0; slot < AGENT_SLOTS && hasOutcome; slot++) {
      const agent = calls.agent[AGENT_SLOTS * call + slot];
      if (agent >= 0) this.phones.doubt(world, agent);
    }
    return -1;
  }

  private look(world: World, agent: number, isAtWork: boolean): void {
    this.desktops.look(world, agent, isAtWork);
    this.phones.look(world, agent, isAtWork);
  }

  private takeOut(world: World, agent: number): void {
    this.expect(world, agent);
    world.agents.become(agent, STATE.LOGGED_OUT, world.nowUs);
  }

  /** Lines of ready agents are by site, so nobody who stands in one moves. */
  private move(world: World, agent: number): void {
    const { agents, topology, plan, nowUs } = world;
    const site = this.nextSite[agent];
    if (site === NOWHERE) return;
    this.nextSite[agent] = NOWHERE;
    if (agents.site[agent] === site) return;
    const wasReady = agents.state[agent] === STATE.READY;
    if (wasReady) agents.become(agent, STATE.NOT_READY, nowUs);
    agents.site[agent] = site;
    agents.seat[agent] = topology.servedAt[agents.seat[agent] * plan.scenario.sites.length + site];
    if (wasReady) agentReady(world, agent);
  }
}

/** Null where nothing fails, or failures are not to touch agents. */
export const sessionsOf = (plan: Plan, agents: Agents, replication: number): Sessions | null =>
  followsSessions(plan) ? new Sessions(plan, agents, replication) : null;
