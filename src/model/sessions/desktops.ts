import { type Stream, streamOf } from "../../engine/streams.ts";
import type { Sessions as Settings } from "../../scenario/types.ts";
import { AGENT_SLOTS } from "../calls.ts";
import { startLife } from "../logIns.ts";
import type { Plan } from "../plan.ts";
import { OP } from "../program.ts";
import { isAlive, isReachable } from "../reachable.ts";
import { PARK } from "../signals.ts";
import { componentIndex } from "../topology.ts";
import type { World } from "../world.ts";

const [GWS, SIP_SERVER, CONFIG_SERVER] = ["gws", "sipServer", "configServer"].map(componentIndex);
const NONE = -1;

/**
 * Desktops that have lost their GWS. One that is left at the site takes the session over; else the
 * desktop tries for its time-out, and the agent, or the desktop by itself, turns to another site.
 */
export class Desktops {
  readonly isLost: Uint8Array;
  private readonly settings: Settings;
  private readonly draws: Stream;
  /** By agent: the call row of the new log-in, NONE for none. */
  private readonly rowOf: Int32Array;
  /** 1: the agent knows by now that its own site does not answer. */
  private readonly isPrompted: Uint8Array;
  /** How often the old GWS had stopped; NONE: it is gone, so that nothing can be resumed. */
  private readonly stops: Int32Array;
  /** By instance: faults that keep a GWS from taking new sessions. */
  private readonly closed: Int32Array;
  private turns = 0;

  constructor({ scenario, topology }: Plan, agents: number, replication: number) {
    this.settings = scenario.sessions;
    this.draws = streamOf(scenario.run, replication, "desktops in an outage");
    this.isLost = new Uint8Array(agents);
    this.rowOf = new Int32Array(agents).fill(NONE);
    this.isPrompted = new Uint8Array(agents);
    this.stops = new Int32Array(agents).fill(NONE);
    this.closed = new Int32Array(topology.instances.length);
  }

  /** One fault more (1) or fewer (−1) keeps a GWS from taking new sessions. */
  close(gws: number, by: number): void {
    this.closed[gws] += by;
  }

  /** Looks after the desktop of an agent who is at work. */
  look(world: World, agent: number, isAtWork: boolean): void {
    const { agents, platform } = world;
    if (this.isLost[agent] === 1) {
      this.resume(world, agent);
      return;
    }
    if (!isAtWork || this.isServed(world, agent)) return;
    const desk = agents.desk[agent];
    this.isLost[agent] = 1;
    this.isPrompted[agent] = 0;
    this.stops[agent] = isAlive(world, desk) ? platform.stops[desk] : NONE;
    this.rowOf[agent] = startLife(world, agent, world.nowUs, "disaster", "3");
    world.sessions!.bar(world, agent);
  }

  /** A log-in that has been planned, where no GWS of the site could take it now. */
  interceptLogIn(world: World, agent: number, call: number): void {
    if (this.find(world, agent, false) === NONE) this.divert(world, agent, call);
  }

  /** The same of all that have not begun. */
  interceptLogIns(world: World): void {
    const { calls, legs, program } = world;
    const flow = program.flows.findIndex(({ name }) => name === "login");
    const first = program.flows[flow].labels.get("1")!;
    for (let call = 0; call < calls.used; call++) {
      if (calls.main[call] < 0 || calls.flow[call] !== flow) continue;
      const leg = calls.main[call];
      if (legs.pc[leg] !== first || legs.attempts[leg] > 0) continue;
      this.interceptLogIn(world, calls.agent[AGENT_SLOTS * call], call);
    }
  }

  /** A log-in got no answer: it goes to another site if its own has nothing for it. */
  unanswered(world: World, agent: number, call: number): number {
    const { agents } = world;
    const { sbc } = this.pinsOf(world, call);
    const { phone, isDirect } = world.topology.seats[agents.seat[agent]];
    const { place } = world.topology.instances[phone];
    const hasSbc = isDirect || isReachable(world, place, sbc, "sip");
    if (hasSbc && this.find(world, agent, false) !== NONE) return -1;
    return this.divert(world, agent, call);
  }

  /** REACH of a desktop: the GWS it turns to, or later. */
  reach(world: World, agent: number, leg: number, pc: number): number {
    const { legs, calls, platform, program, agents, topology } = world;
    this.stops[agent] = NONE;
    const own = this.find(world, agent, false);
    const isPrompted = this.isPrompted[agent] === 1;
    const gws = own !== NONE ? own : isPrompted ? this.find(world, agent, true) : NONE;
    if (gws === NONE) {
      const desk = agents.desk[agent];
      if (!isPrompted) this.stops[agent] = isAlive(world, desk) ? platform.stops[desk] : NONE;
      this.isPrompted[agent] = 1;
      legs.pc[leg] = pc;
      const delayUs = isPrompted ? this.settings.desktopTimeOutUs : this.promptUs();
      world.schedule(leg, world.nowUs + Math.max(1, delayUs));
      return PARK;
    }
    const call = legs.call[leg];
    const { roles } = program.flows[calls.flow[call]];
    const fill = (role: string, instance: number) => {
      calls.pins[call * program.roleCount + roles.indexOf(role)] = instance;
    };
    calls.site[call] = topology.instances[gws].site;
    fill("gws", gws);
    fill("node", this.nodeFor(world, agent, gws));
    fill("sbc", agents.sbc[agent]);
    return pc + 1;
  }

  /** The agent is logged in at the GWS that was found, if it is still there. */
  back(world: World, leg: number, agent: number): boolean {
    const { legs, agents, topology } = world;
    const { gws, node } = this.pinsOf(world, legs.call[leg]);
    const seat = topology.seats[agents.seat[agent]];
    const { place } = topology.instances[seat.desktop];
    if (!isReachable(world, place, gws, "http")) return false;
    agents.desk[agent] = gws;
    if (seat.isPublicNumber) {
      agents.owner[agent] = node;
      world.sessions!.serve(agent, topology.instances[gws].site);
    }
    this.found(world, agent);
    return true;
  }

  private found(world: World, agent: number): void {
    this.isLost[agent] = 0;
    this.rowOf[agent] = NONE;
    world.sessions!.phones.desktopBack(world, agent);
    world.sessions!.restore(world, agent);
  }

  /** The old session goes on: its GWS is there again, and has not stopped meanwhile. */
  private resume(world: World, agent: number): void {
    const { agents, platform, calls, legs, program, events, firstLeg } = world;
    const leg = calls.main[this.rowOf[agent]];
    const isWaiting = program.op[legs.pc[leg]] === OP.REACH;
    if (!isWaiting || this.stops[agent] !== platform.stops[agents.desk[agent]]) return;
    if (!this.isServed(world, agent)) return;
    events.cancel(firstLeg + leg);
    world.endLeg(leg);
    this.found(world, agent);
  }

  /** Whether the GWS of an agent answers; a public number wants the node it is connected to. */
  private isServed(world: World, agent: number): boolean {
    const { agents, topology } = world;
    const { desktop, isPublicNumber } = topology.seats[agents.seat[agent]];
    if (agents.desk[agent] < 0) return true;
    if (isPublicNumber && !isAlive(world, agents.owner[agent])) return false;
    return isReachable(world, topology.instances[desktop].place, agents.desk[agent], "http");
  }

  /** A GWS that takes a new session: at the agent's own site, or at the first of the others. */
  private find(world: World, agent: number, elsewhere: boolean): number {
    const { agents, topology, plan } = world;
    const isBlocked = this.settings.configOutage === "blocksLogin";
    if (isBlocked && !configAnswers(world)) return NONE;
    const own = topology.instances[agents.desk[agent]]?.site ?? agents.site[agent];
    if (!elsewhere) return this.findAt(world, agent, own);
    for (let site = 0; site < plan.scenario.sites.length; site++) {
      const gws = site === own ? NONE : this.findAt(world, agent, site);
      if (gws !== NONE) return gws;
    }
    return NONE;
  }

  private findAt(world: World, agent: number, site: number): number {
    const { topology, agents } = world;
    const { first, count } = topology.atSite[GWS][site];
    const { place } = topology.instances[topology.seats[agents.seat[agent]].desktop];
    for (let i = 0; i < count; i++) {
      const gws = first + ((this.turns + i) % count);
      if (this.closed[gws] > 0 || !isReachable(world, place, gws, "http")) continue;
      if (this.nodeFor(world, agent, gws) === NONE) continue;
      this.turns += i + 1;
      return gws;
    }
    return NONE;
  }

  /** The node that a GWS asks for an agent's session: the owner of its DN, else one of its site. */
  private nodeFor(world: World, agent: number, gws: number): number {
    const { topology, agents } = world;
    if (topology.seats[agents.seat[agent]].isPublicNumber) {
      const node = topology.nodes[topology.nodeHeard[gws]] ?? NONE;
      return node !== NONE && isAlive(world, node) ? node : NONE;
    }
    const owner = agents.owner[agent];
    if (owner >= 0 && isAlive(world, owner)) return owner;
    const { first, count } = topology.atSite[SIP_SERVER][topology.instances[gws].site];
    for (let node = first; node < first + count; node++) if (isAlive(world, node)) return node;
    return NONE;
  }

  /** From the loss until the other site is tried. */
  private promptUs(): number {
    const { desktopFailover, smartDelay, reaction, desktopTimeOutUs, logInUs } = this.settings;
    const u = this.draws.next();
    if (desktopFailover === "smart") return Math.round(smartDelay.quantile(u));
    return desktopTimeOutUs + Math.round(reaction.quantile(u)) + logInUs;
  }

  /** A log-in becomes one at whatever site answers; its phone follows. */
  private divert(world: World, agent: number, call: number): number {
    const { calls, legs, program } = world;
    this.isLost[agent] = 1;
    this.isPrompted[agent] = 0;
    this.stops[agent] = NONE;
    this.rowOf[agent] = call;
    world.sessions!.expect(world, agent);
    const flow = program.flows.findIndex(({ name }) => name === "disaster");
    calls.flow[call] = flow;
    const pc = program.flows[flow].labels.get("3")!;
    legs.pc[calls.main[call]] = pc;
    return pc;
  }

  private pinsOf({ calls, program }: World, call: number) {
    const { roles } = program.flows[calls.flow[call]];
    const pin = (role: string) => calls.pins[call * program.roleCount + roles.indexOf(role)];
    return { gws: pin("gws"), node: pin("node"), sbc: pin("sbc") };
  }
}

/** Whether any Configuration Server works. */
export function configAnswers(world: World): boolean {
  const { first, count } = world.topology.cluster[CONFIG_SERVER];
  for (let each = first; each < first + count; each++) if (isAlive(world, each)) return true;
  return false;
}
