import { STATE } from "./agents.ts";
import type { CallLog } from "./callLog.ts";
import { connectionsOf } from "./connections.ts";
import { Desks } from "./desks.ts";
import { faultsOf } from "./faults/group.ts";
import { avoidInstances, stopInstances } from "./faults/stop.ts";
import { startLogIn } from "./logIns.ts";
import { followsHours } from "./openingHours.ts";
import { pingsOf } from "./pings.ts";
import type { Plan } from "./plan.ts";
import type { CallRecord } from "./records.ts";
import { Expiries, followsSessions } from "./sessions/expiries.ts";
import { componentIndex, type Range } from "./topology.ts";
import { Arrivals } from "./traffic/arrivals.ts";
import { Callbacks } from "./traffic/callbacks.ts";
import { hasRedials } from "./traffic/callerMeters.ts";
import { diallersOf } from "./traffic/campaigns.ts";
import { Mailboxes } from "./traffic/mailboxes.ts";
import { hasVoicemail } from "./traffic/mailboxMeters.ts";
import { Openings } from "./traffic/openings.ts";
import { hasNoAnswers, Pauses } from "./traffic/pauses.ts";
import { Redials } from "./traffic/redials.ts";
import { Shifts } from "./traffic/shifts.ts";
import { WebRequests } from "./traffic/webRequests.ts";
import { type Actor, World } from "./world.ts";

/**
 * Builds one replication of a plan, at time zero: machines up and idle, the first agents logged in
 * or on their way, sources and faults armed. `records` and `log` collect calls when given.
 */
export function wire(
  plan: Plan,
  replication: number,
  records: CallRecord[] | null = null,
  log: CallLog | null = null,
): World {
  const { scenario } = plan;
  const diallers = diallersOf(plan, replication);
  const arrivals = scenario.demand.map(({ origin }, i) =>
    origin === "customers" || origin === "digital" ? new Arrivals(plan, i, replication) : null,
  );
  // Callbacks have no source of their own, and come last.
  const actors: Actor[] = arrivals.flatMap((each, i) => each ?? diallers.get(i) ?? []);
  const sources = actors.length;
  let firstAgent = 0;
  scenario.groups
    .flatMap(({ staffing }) => staffing)
    .forEach(({ count }, i) => {
      actors.push(new Shifts(plan, i, firstAgent, replication));
      firstAgent += Math.max(0, ...count);
    });
  scenario.faults.forEach((_, number) => {
    actors.push(...faultsOf(plan, number, replication));
  });
  if (hasRedials(scenario)) actors.push(new Redials(plan, replication, arrivals, actors.length));
  if (scenario.callbacks.length > 0) {
    scenario.callbacks.forEach(({ offer }, service) => {
      if (offer === null) actors.push(new WebRequests(plan, service, replication));
    });
    actors.push(new Callbacks(plan, replication, actors.length));
  }
  if (hasNoAnswers(scenario)) actors.push(new Pauses(actors.length));
  if (followsSessions(plan))
    actors.push(new Expiries(plan, firstAgent, actors.length, replication));
  if (hasVoicemail(scenario)) actors.push(new Mailboxes(plan, replication, actors.length));
  if (followsHours(scenario)) actors.push(new Openings(plan));
  actors.push(new Desks(actors.length));
  for (const ping of pingsOf(plan, replication, actors.length)) actors.push(ping, ping);
  const world = new World(plan, actors, replication, records);
  world.log = log;
  leaveOut(world);
  recordServers(world);
  seatAgents(world);
  recordConnections(world);
  const staffed = sources + scenario.groups.flatMap(({ staffing }) => staffing).length;
  actors.slice(sources, staffed).forEach((actor, i) => {
    actor.wake(world, sources + i);
  });
  actors.forEach((actor, entity) => {
    if (entity < sources || entity >= staffed) actor.wake(world, entity);
  });
  if (scenario.run.registrations && scenario.run.agentsAtStart === "loggedIn")
    keepRegistered(world);
  return world;
}

/** What a site lacks is down from the start, and everybody knows. */
function leaveOut(world: World): void {
  const { topology, plan } = world;
  const lacking = topology.instances.flatMap(({ component, site }, instance) =>
    plan.scenario.sites[site]?.lacks.includes(component) ? [instance] : [],
  );
  if (lacking.length === 0) return;
  for (const instance of lacking) world.platform.tellOf(instance, 1);
  stopInstances(world, lacking);
  avoidInstances(world, lacking);
}

/** The number of servers of each scope is a level that never changes. */
function recordServers(world: World): void {
  world.topology.stations.forEach((_, station) => {
    for (const { servers } of world.meters.stationScopes[station])
      world.recorders.changeLevel(servers, 0, world.platform.servers(station));
  });
}

/** So are its connections. */
function recordConnections(world: World): void {
  connectionsOf(world).forEach((connections, instance) => {
    for (const level of world.meters.connections[instance])
      world.recorders.changeLevel(level, 0, connections);
  });
}

/**
 * Gives each agent an SBC, an owner node and a GWS node of its site, in turn. The DN of a public
 * number is owned by the node that its GWS node is connected to.
 */
function seatAgents(world: World): void {
  const { agents, topology } = world;
  const seat = (column: Int32Array, component: string) => {
    const ranges = topology.atSite[componentIndex(component)];
    const turns = ranges.map(() => 0);
    for (let agent = 0; agent < agents.count; agent++) {
      const { first, count }: Range = ranges[agents.site[agent]];
      column[agent] = count === 0 ? -1 : first + (turns[agents.site[agent]]++ % count);
    }
  };
  seat(agents.sbc, "sbc");
  seat(agents.owner, "sipServer");
  seat(agents.desk, "gws");
  for (let agent = 0; agent < agents.count; agent++) {
    const node = topology.nodeHeard[agents.desk[agent]] ?? -1;
    if (node >= 0 && topology.seats[agents.seat[agent]].isPublicNumber)
      agents.owner[agent] = topology.nodes[node];
  }
}

/** Phones that are registered at the start renew at random phases of their refresh interval. */
function keepRegistered(world: World): void {
  const { agents, recorders, meters, refresh, topology } = world;
  const { refreshFrom, refreshTo } = world.plan.scenario.signalling;
  for (let agent = 0; agent < agents.count; agent++) {
    const { isPublicNumber, expiresUs } = topology.seats[agents.seat[agent]];
    if (agents.state[agent] === STATE.LOGGED_OUT || isPublicNumber) continue;
    agents.registered[agent] = 1;
    agents.refreshing[agent] = 1;
    recorders.changeLevel(meters.registered, 0, 1);
    const share = refreshFrom + (refreshTo - refreshFrom) * refresh.next();
    startLogIn(world, agent, Math.round(share * expiresUs * refresh.next()), "renew");
  }
}
