import { streamOf } from "../../src/engine/streams.ts";
import type { Seat } from "../../src/model/seats.ts";
import type { Scenario } from "../../src/scenario/types.ts";
import type { Agent, Call } from "./entities.ts";
import type { Oracle } from "./oracle.ts";

/** Agents, who is ready, and the calls that wait for them, in one list by priority and joining. */
export class People {
  readonly agents: Agent[] = [];
  readonly waiting: Call[] = [];
  private readonly oracle: Oracle;
  private readonly scenario: Scenario;
  private readied = 0;

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
    for (let i = 0; i < count; i++)
      this.agents.push({
        number: this.agents.length,
        group,
        site: seat.site,
        seat,
        state: "loggedOut",
        leaving: false,
        expected: false,
        refreshing: false,
        registered: false,
        sbc: -1,
        owner: -1,
        desk: -1,
        readySinceUs: 0,
        readyOrder: 0,
      });
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

  /** The shifts of each staffing entry, from time zero on. */
  startShifts(replication: number): void {
    let first = 0;
    const entries = this.scenario.groups.flatMap(({ staffing }) => staffing);
    entries.forEach(({ startUs, count }, index) => {
      const members = this.agents.slice(first, first + Math.max(0, ...count));
      first += members.length;
      const stream = streamOf(this.scenario.run.seed, replication, `shifts/${index}`);
      const change = (i: number): void => {
        this.staff(members, count[i], () => stream.next());
        if (i + 1 < count.length) this.oracle.agenda.at(startUs[i + 1], () => change(i + 1));
      };
      if (startUs[0] === 0) change(0);
      else this.oracle.agenda.at(startUs[0], () => change(0));
    });
  }

  private staff(members: readonly Agent[], wanted: number, uniform: () => number): void {
    const isPresent = ({ state, expected, leaving }: Agent) =>
      (state !== "loggedOut" || expected) && !leaving;
    const present = members.filter(isPresent);
    const absent = members.filter((agent) => !isPresent(agent));
    for (const agent of absent.slice(0, Math.max(0, wanted - present.length)))
      this.come(agent, uniform);
    const leavers = [
      ...present.filter(({ state }) => state === "ready").reverse(),
      ...present.filter(({ state }) => state !== "ready").reverse(),
    ];
    for (const agent of leavers.slice(0, Math.max(0, present.length - wanted)))
      if (agent.state === "ready") agent.state = "loggedOut";
      else agent.leaving = true;
  }

  private come(agent: Agent, uniform: () => number): void {
    const { run } = this.scenario;
    if (agent.leaving) agent.leaving = false;
    else if (run.agentsAtStart === "loggedIn") this.ready(agent);
    else {
      agent.expected = true;
      const afterUs = Math.round(run.logInSpread.quantile(uniform()));
      this.oracle.startLogIn(agent, this.oracle.agenda.nowUs + afterUs, "1");
    }
  }

  /** The ready agent that a queue takes next for a call of a site. */
  choose(queue: number, site: number): Agent | null {
    const { groups, location } = this.scenario.queues[queue];
    for (const group of groups) {
      const idle = this.agents
        .filter((agent) => agent.state === "ready" && agent.group === group)
        .sort(
          (a, b) =>
            a.readySinceUs - b.readySinceUs || a.site - b.site || a.readyOrder - b.readyOrder,
        );
      const local =
        location === "localFirst" ? idle.find((agent) => agent.site === site) : undefined;
      const agent = local ?? idle[0];
      if (agent) return agent;
    }
    return null;
  }

  /** An agent has nothing to do: goes home, takes the longest waiting call, or stands by. */
  ready(agent: Agent): void {
    if (agent.leaving) {
      agent.leaving = false;
      agent.state = "loggedOut";
      return;
    }
    if (agent.state !== "ready") {
      agent.state = "ready";
      agent.readySinceUs = this.oracle.agenda.nowUs;
      agent.readyOrder = this.readied++;
    }
    const call = this.waiting.find(
      (each) =>
        !each.inTreatment && this.scenario.queues[this.queueOf(each)].groups.includes(agent.group),
    );
    if (call === undefined) return;
    const slot = call.queuesFor!;
    this.leaveQueue(call);
    this.select(call, slot, agent);
    this.oracle.wake(call.main!, this.oracle.agenda.nowUs);
  }

  /** A call stands behind all that are not of a lower priority. */
  joinQueue(call: Call): void {
    const { demand } = this.scenario;
    const isLower = (other: Call) => demand[other.demand].priority < demand[call.demand].priority;
    const place = this.waiting.findIndex(isLower);
    this.waiting.splice(place < 0 ? this.waiting.length : place, 0, call);
  }

  leaveQueue(call: Call): void {
    this.waiting.splice(this.waiting.indexOf(call), 1);
    call.queuesFor = null;
    call.inTreatment = false;
  }

  queueOf(call: Call): number {
    return this.scenario.demand[call.demand].queue;
  }

  select(call: Call, slot: number, agent: Agent): void {
    agent.state = "reserved";
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
    if (slot === 0) call.selectedUs = this.oracle.agenda.nowUs;
  }

  release(call: Call, slot: number): void {
    call.agentSlots.delete(slot);
    this.ready(call.agents[slot]!);
  }
}
