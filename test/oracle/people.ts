import type { Seat } from "../../src/model/seats.ts";
import type { Scenario } from "../../src/scenario/types.ts";
import { type Agent, agentOf, type Call, type Team } from "./entities.ts";
import type { Oracle } from "./oracle.ts";
import { routes } from "./routers.ts";

/** Agents, who is ready, and the calls that wait for them. */
export class People {
  readonly agents: Agent[] = [];
  readonly waiting: Call[] = [];
  private readonly oracle: Oracle;
  private readonly scenario: Scenario;
  private readied = 0;
  private joined = 0;
  /** Of each agent. */
  readonly teams = new Map<Agent, Team>();
  private cameBack = 0;
  /** Ready agents, by group and site. */
  private readonly places = new Map<string, Agent[]>();

  constructor(oracle: Oracle) {
    this.oracle = oracle;
    this.scenario = oracle.scenario;
    const { seats, seatOf } = oracle.machinery.topology;
    let entry = 0;
    this.scenario.groups.forEach(({ staffing }, group) => {
      for (const { count } of staffing)
        this.hire(group, seats[seatOf[entry++]], Math.max(0, ...count));
    });
    this.scenario.sites.forEach((_, site) => {
      this.seat(site, "sbc", "sbc");
      this.seat(site, "owner", "sipServer");
      this.seat(site, "desk", "gws");
    });
  }

  private hire(group: number, seat: Seat, count: number): void {
    for (let i = 0; i < count; i++) this.agents.push(agentOf(this.agents.length, group, seat));
  }

  private seat(site: number, what: "sbc" | "owner" | "desk", component: string): void {
    const instances = this.oracle.machinery.instancesOf(component, { site });
    this.agents
      .filter((agent) => agent.site === site)
      .forEach((agent, i) => {
        agent[what] = instances[i % instances.length] ?? -1;
        if (what === "desk" && agent.seat.isPublicNumber)
          agent.owner = this.oracle.nodeOfDesk(agent.desk);
      });
  }

  /** A ready agent's shift is over. */
  goHome(agent: Agent): void {
    this.leaveReady(agent, "loggedOut");
  }

  isLeaving(agent: Agent): boolean {
    return agent.leaving || this.teams.get(agent)!.surplus > 0;
  }

  /** The ready agent that a queue takes next for a call of a site, at a stage of its wait. */
  choose(queue: number, stage: number, site: number): Agent | null {
    const { name, stages, location, agentChoice } = this.scenario.queues[queue];
    const { services } = stages[stage];
    if (!routes(this.oracle.machinery, site)) return null;
    const ready = this.agents
      .filter(({ state, group }) => state === "ready" && services.some((s) => s.group === group))
      .map((agent) => ({ agent, ...services.find(({ group }) => group === agent.group)! }));
    const least = Math.min(...ready.map(({ rank }) => rank));
    const alike = ready.filter(({ rank }) => rank === least);
    const here = alike.filter(({ agent }) => agent.site === site);
    const candidates = location === "localFirst" && here.length > 0 ? here : alike;
    if (candidates.length === 0) return null;
    const listed = ({ group }: Agent) => services.findIndex((each) => each.group === group);
    if (agentChoice === "random") {
      const purpose = `routing/${name}/agent`;
      const inOrder = candidates
        .map(({ agent }) => agent)
        .sort(
          (a, b) => listed(a) - listed(b) || a.site - b.site || this.placeOf(a) - this.placeOf(b),
        );
      return inOrder[Math.floor(this.oracle.draw(purpose) * inOrder.length)];
    }
    const idle = ({ agent, weight }: (typeof candidates)[number]) =>
      weight * (this.oracle.nowUs - agent.readySinceUs);
    const [best] = candidates.sort(
      (a, b) =>
        idle(b) - idle(a) ||
        listed(a.agent) - listed(b.agent) ||
        a.agent.site - b.agent.site ||
        a.agent.readyOrder - b.agent.readyOrder,
    );
    return best.agent;
  }

  /** Calls may find agents again: the longest idle first. */
  meet(): void {
    const ready = this.agents.filter(({ state }) => state === "ready");
    ready.sort((a, b) => a.readySinceUs - b.readySinceUs || a.number - b.number);
    for (const agent of ready) this.takeWaiting(agent);
  }

  /** Ready agents of a group and site stand in places; the last one fills the place of a leaver. */
  private placeOf(agent: Agent): number {
    return this.placesOf(agent).indexOf(agent);
  }

  private placesOf({ group, site }: Agent): Agent[] {
    const key = `${group}/${site}`;
    const known = this.places.get(key) ?? [];
    this.places.set(key, known);
    return known;
  }

  private standBy(agent: Agent): void {
    agent.state = "ready";
    agent.readySinceUs = this.oracle.agenda.nowUs;
    agent.readyOrder = this.readied++;
    this.placesOf(agent).push(agent);
  }

  /** A ready agent is so no longer. */
  private leaveReady(agent: Agent, state: Agent["state"]): void {
    const places = this.placesOf(agent);
    const last = places.pop()!;
    if (last !== agent) places[places.indexOf(agent)] = last;
    agent.state = state;
  }

  /** An agent has nothing to do: goes home, takes the longest waiting call, or stands by. */
  ready(agent: Agent): void {
    this.oracle.campaigns.agentFree(agent);
    if (this.isLeaving(agent)) {
      if (!agent.leaving) this.teams.get(agent)!.surplus--;
      agent.leaving = false;
      agent.state = "loggedOut";
      return;
    }
    if (agent.state !== "ready") this.standBy(agent);
    if (!this.takeWaiting(agent) && !this.oracle.mailboxes.giveTo(agent))
      this.oracle.campaigns.agentReady(agent);
  }

  private takeWaiting(agent: Agent): boolean {
    const call = this.nextFor(agent.group);
    if (call === null) return false;
    const slot = call.queuesFor!;
    this.leaveQueue(call);
    this.select(call, slot, agent);
    this.oracle.wake(call.main!, this.oracle.nowUs);
    return true;
  }

  /** Of the calls in line that a group may take: by priority, rank and weighted time in line. */
  private nextFor(group: number): Call | null {
    const { demand, queues } = this.scenario;
    const inLine = this.waiting
      .filter(({ inTreatment, site }) => !inTreatment && routes(this.oracle.machinery, site))
      .flatMap((call) => {
        const { services } = queues[this.queueOf(call)].stages[call.stage];
        const service = services.find((each) => each.group === group);
        if (service === undefined) return [];
        const wait = service.callWeight * (this.oracle.nowUs - call.inLineUs);
        const { consult, ...asked } = demand[call.demand];
        const { priority } = call.queuesFor === 0 ? asked : consult;
        return [{ call, priority, rank: service.callRank, wait }];
      });
    inLine.sort(
      (a, b) =>
        b.priority - a.priority ||
        a.rank - b.rank ||
        b.wait - a.wait ||
        a.call.ticket - b.call.ticket,
    );
    return inLine[0]?.call ?? null;
  }

  /** A call stands in line from now on; who comes back, before all others. */
  joinQueue(call: Call, comesBack: boolean, stage: number): void {
    call.stage = stage;
    call.inLineUs = comesBack ? call.queuedUs! : (call.request?.askedUs ?? this.oracle.nowUs);
    call.ticket = comesBack ? -++this.cameBack : (call.request?.ticket ?? this.nextTicket());
    this.waiting.push(call);
  }

  nextTicket(): number {
    return this.joined++;
  }

  /** Whether an agent takes a new call of a queue at once. */
  hasReady(queue: number): boolean {
    const [{ services }] = this.scenario.queues[queue].stages;
    return this.agents.some(
      ({ state, group }) => state === "ready" && services.some((each) => each.group === group),
    );
  }

  leaveQueue(call: Call): void {
    this.waiting.splice(this.waiting.indexOf(call), 1);
    call.queuesFor = null;
    call.inTreatment = false;
  }

  /** Where a call queues; by default for the agent it waits for. */
  queueOf(call: Call, slot = call.queuesFor ?? 0): number {
    const { queue, consult } = this.scenario.demand[call.demand];
    return slot === 0 ? queue : consult.queue;
  }

  select(call: Call, slot: number, agent: Agent): void {
    this.leaveReady(agent, "reserved");
    call.agents[slot] = agent;
    call.agentSlots.add(slot);
    const roles = this.oracle.agentRoles(call.flow)[slot];
    const { machinery, nowUs } = this.oracle;
    const sbcs = machinery.instancesOf("sbc", { site: agent.site });
    const next = () =>
      machinery.inTurn(sbcs, (sbc) => !machinery.isAvoided(sbc, agent.site, nowUs)) ??
      machinery.inTurn(sbcs, () => true);
    call.roles.set(roles.sbc, agent.seat.isPublicNumber ? next()! : agent.sbc);
    call.roles.set(roles.phone, agent.seat.phone);
    call.roles.set(roles.desktop, agent.seat.desktop);
    call.roles.set(roles.owner, agent.owner);
    call.roles.set(roles.desk, agent.desk);
    this.oracle.campaigns.selected(call, slot, agent);
    if (slot > 0 || call.selectedUs !== null) return;
    call.selectedUs = this.oracle.agenda.nowUs;
    this.oracle.callbacks.seen.waited(call);
  }

  /** An agent who did not answer is not ready for a while. */
  pause(call: Call, slot: number): void {
    const agent = call.agents[slot]!;
    const { notReadyUs } = this.scenario.demand[call.demand].rona;
    call.agentSlots.delete(slot);
    agent.state = "notReady";
    this.oracle.agenda.at(this.oracle.nowUs + notReadyUs, () => this.ready(agent));
  }

  release(call: Call, slot: number): void {
    call.agentSlots.delete(slot);
    if (slot === 0) this.oracle.callbacks.seen.handledOne(call);
    this.ready(call.agents[slot]!);
  }
}
