import { percent } from "../report/format.ts";
import { erlangA } from "../stats/theory/erlangA.ts";
import { erlangC, serversForServiceLevel } from "../stats/theory/erlangC.ts";
import { n } from "./figures.ts";
import type { SizingLoad, TeamLoad } from "./load.ts";
import type { Section, SizingRow } from "./types.ts";

type Figure = Pick<SizingRow, "value" | "derivation">;

/**
 * Mean time in queue over all teams, queue treatment included: Erlang A where callers hang up,
 * else Erlang C. Both take handling time and patience for exponential.
 */
export function queueWaitS({ teams, treatmentS, queuingCaps }: SizingLoad): Figure {
  if (queuingCaps === 0) return { value: null, derivation: "no call asks for an agent" };
  const busy = teams.filter(({ caps }) => caps > 0);
  if (busy.length === 0) return { value: treatmentS, derivation: "all hang up in queue treatment" };
  if (busy.some(({ isBlended }) => isBlended))
    return {
      value: null,
      derivation: "agents serve more than these calls: no closed form",
    };
  const mean = busy.reduce((sum, team) => sum + team.caps * waitOf(team), 0) / queuingCaps;
  const treatment = treatmentS > 0 ? `${n(treatmentS)} s of queue treatment, then ` : "";
  const laws = busy.map(({ patienceS }) => (patienceS < Infinity ? "Erlang A" : "Erlang C"));
  const of = busy.map(
    ({ agents, caps, handlingS }) => `${n(caps * handlingS)} erlang on ${n(agents)}`,
  );
  const law = `${treatment}${[...new Set(laws)].join(" and ")}: ${of.join("; ")} agents`;
  if (mean === Infinity) return { value: null, derivation: `${law}: grows without limit` };
  return { value: treatmentS + mean, derivation: law };
}

/** After queue treatment; `Infinity` when nobody hangs up and the agents cannot cope. */
function waitOf({ agents, caps, handlingS, patienceS }: TeamLoad): number {
  const group = { servers: Math.round(agents), arrivalRate: caps, serviceTime: handlingS };
  if (group.servers === 0) return patienceS;
  if (patienceS === 0 || handlingS === 0) return 0;
  if (patienceS < Infinity) return erlangA({ ...group, patience: patienceS }).meanWait;
  return caps * handlingS < group.servers ? erlangC(group).meanWait : Infinity;
}

/** The least agents for the service level, by team. */
export const staffing = ({ teams, scenario }: SizingLoad): Section => {
  const level = scenario.sizing.serviceLevel;
  const blended = teams.some(({ caps, isBlended }) => caps > 0 && isBlended);
  return {
    title: `Agents for a service level of ${percent(level, 1)}`,
    note:
      (blended ? "for customers' calls, agents for all else that they serve on top; " : "") +
      "handling time and patience taken for exponential and agents for one group; the answer " +
      "counts from entering the queue, so that ringing and queue treatment come off the threshold",
    rows: teams.filter(({ caps }) => caps > 0).flatMap((team) => rowsOf(team, level)),
  };
};

function rowsOf(team: TeamLoad, level: number): readonly SizingRow[] {
  const { name, agents, patienceS, handlingS, thresholdS, ringS, treatmentS } = team;
  const leftS = thresholdS - ringS - treatmentS;
  const row = (law: string, value: number | null, derivation: string): SizingRow => ({
    id: `${name}.${law}`,
    title: `${name}, ${law}`,
    unit: "",
    value,
    derivation,
    has: agents,
  });
  if (leftS < 0) {
    const spent = `${n(ringS)} s of ringing and ${n(treatmentS)} s of queue treatment`;
    return [row("Erlang C", null, `cannot be: ${spent} already exceed ${n(thresholdS)} s`)];
  }
  if (handlingS === 0) return [];
  const { caps, queuingCaps: arrivalRate } = team;
  const load = `${n(arrivalRate * handlingS)} erlang`;
  const within = `answered within ${n(thresholdS)} s: ${n(leftS)} s of waiting`;
  const target = { arrivalRate, serviceTime: handlingS, target: level, threshold: leftS };
  const delay = serversForServiceLevel(target);
  const rows = [row("Erlang C", delay, `${load}, ${within}; nobody hangs up`)];
  if (patienceS === 0 || patienceS === Infinity) return rows;
  const ofThese = (level * arrivalRate) / caps;
  if (ofThese >= 1) {
    const gone = percent(1 - caps / arrivalRate, 1);
    return [...rows, row("Erlang A", null, `cannot be: ${gone} hang up in queue treatment`)];
  }
  const abandonment = leastWithPatience(team, leftS, ofThese, delay);
  const patience = `callers hang up after ${n(patienceS)} s on average`;
  const staying = `${n(caps * handlingS)} erlang, ${within}; ${patience}`;
  return [...rows, row("Erlang A", abandonment, staying)];
}

/** Bisection: with more agents more calls are answered in time, at most as many as `enough`. */
function leastWithPatience(team: TeamLoad, leftS: number, level: number, enough: number): number {
  const { caps: arrivalRate, handlingS: serviceTime, patienceS: patience } = team;
  const suffices = (servers: number) =>
    erlangA({ servers, arrivalRate, serviceTime, patience }).answeredWithin(leftS) >= level;
  let [low, high] = [0, enough];
  while (!suffices(high)) [low, high] = [high, 2 * high];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (suffices(middle)) high = middle;
    else low = middle;
  }
  return high;
}
