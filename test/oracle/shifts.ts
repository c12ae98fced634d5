import { type Stream, streamOf } from "../../src/engine/streams.ts";
import type { Scenario, Staffing } from "../../src/scenario/types.ts";
import type { Agent, Team } from "./entities.ts";
import type { Oracle } from "./oracle.ts";
import type { People } from "./people.ts";

/** The shifts of each staffing entry, from time zero on. */
export function startShifts(oracle: Oracle, people: People, replication: number): void {
  const { groups, run } = oracle.scenario;
  const entries = groups.flatMap(({ staffing, whoLeaves }) =>
    staffing.map((each) => ({ ...each, whoLeaves })),
  );
  let first = 0;
  entries.forEach((entry, index) => {
    const { count, shrinkage, whoLeaves } = entry;
    const members = people.agents.slice(first, first + Math.max(0, ...count));
    first += members.length;
    const team = { surplus: 0, areNamed: whoLeaves === "named" };
    for (const agent of members) people.teams.set(agent, team);
    const streamAt = (name: string) => streamOf(run.seed, replication, `shifts/${index}${name}`);
    const [logIns, away] = [streamAt(""), streamAt("/absences")];
    const staff = (wanted: number) => change(oracle, people, team, members, wanted, logIns);
    if (shrinkage > 0) comeAndGo(oracle, entry, members.length, away, staff);
    else comeByShifts(oracle, entry, staff);
  });
}

type Staff = (wanted: number) => void;

function comeByShifts(oracle: Oracle, { startUs, count }: Staffing, staff: Staff): void {
  const begin = (shift: number): void => {
    staff(count[shift]);
    if (shift + 1 < count.length) oracle.agenda.at(startUs[shift + 1], () => begin(shift + 1));
  };
  if (startUs[0] === 0) begin(0);
  else oracle.agenda.at(startUs[0], () => begin(0));
}

/** Positions of a roster are away now and then: who is there is staffed, whenever that changes. */
function comeAndGo(
  oracle: Oracle,
  { startUs, count, shrinkage, absence }: Staffing,
  size: number,
  stream: Stream,
  staff: Staff,
): void {
  const presenceUs = (absence.mean * (1 - shrinkage)) / shrinkage;
  const lasts = (isAway: boolean): number => {
    const u = stream.next();
    return Math.max(1, Math.round(isAway ? absence.quantile(u) : -presenceUs * Math.log1p(-u)));
  };
  const positions = Array.from({ length: size }, () => {
    let isAway = stream.next() < shrinkage;
    let untilUs = -Math.round((10 + stream.next()) * absence.mean);
    while (untilUs <= 0) {
      untilUs += lasts(isAway);
      if (untilUs <= 0) isAway = !isAway;
    }
    return { isAway, untilUs };
  });
  const changesUs = () => Math.min(...positions.map(({ untilUs }) => untilUs));
  const present = (rostered: number) =>
    positions.slice(0, rostered).filter(({ isAway }) => !isAway).length;
  const look = (): void => {
    const { nowUs } = oracle.agenda;
    while (changesUs() <= nowUs) {
      const position = positions.find(({ untilUs }) => untilUs === changesUs())!;
      position.isAway = !position.isAway;
      position.untilUs += lasts(position.isAway);
    }
    const shift = startUs.filter((atUs) => atUs <= nowUs).length - 1;
    staff(shift < 0 ? 0 : present(count[shift]));
    const next = Math.min(changesUs(), ...startUs.filter((atUs) => atUs > nowUs));
    if (next < Number.POSITIVE_INFINITY) oracle.agenda.at(next, look);
  };
  look();
}

/** So many of a team's members are wanted from now on. */
function change(
  oracle: Oracle,
  people: People,
  team: Team,
  members: readonly Agent[],
  wanted: number,
  stream: Stream,
): void {
  const isPresent = ({ state, expected, leaving }: Agent) =>
    (state !== "loggedOut" || expected) && !leaving;
  const present = members.filter(isPresent);
  const absent = members.filter((agent) => !isPresent(agent));
  const missing = wanted - (present.length - team.surplus);
  const kept = Math.min(team.surplus, Math.max(0, missing));
  team.surplus -= kept;
  for (const agent of absent.slice(0, Math.max(0, missing - kept)))
    come(oracle, people, agent, stream);
  const leavers = [
    ...present.filter(({ state }) => state === "ready").reverse(),
    ...present.filter(({ state }) => state !== "ready").reverse(),
  ];
  for (const agent of leavers.slice(0, Math.max(0, -missing)))
    if (agent.state === "ready") people.goHome(agent);
    else if (!team.areNamed) team.surplus++;
    else agent.leaving = true;
}

function come(oracle: Oracle, people: People, agent: Agent, stream: Stream): void {
  const { run }: Scenario = oracle.scenario;
  if (agent.leaving) agent.leaving = false;
  else if (run.agentsAtStart === "loggedIn") people.ready(agent);
  else {
    agent.expected = true;
    const afterUs = Math.round(run.logInSpread.quantile(stream.next()));
    oracle.startLogIn(agent, oracle.agenda.nowUs + afterUs, "1");
  }
}
