import { percent } from "../report/format.ts";
import { BLUEPRINT, printedOf } from "./blueprint.ts";
import { n, roundedUp } from "./figures.ts";
import { DIALS_OF_16 } from "./implied.ts";
import type { SizingLoad } from "./load.ts";
import { peakOf } from "./pools.ts";
import type { Section, SizingRow } from "./types.ts";

const HOUR_S = 3600;

/** Blueprint 6.1, outbound: the same agents as if they dialled all the time. */
export const outbound = (load: SizingLoad): Section => ({
  title: "Outbound calls (blueprint 6.1), all agents dialling: closed form, nothing simulated",
  note: "shares are of all attempts: no other base closes the blueprint's sums",
  rows:
    load.agents * load.agentCaps === 0
      ? []
      : [...givenRows(load), ...dialRows(load), ...recordRows(load), ...portRows(load)],
});

function givenRows(load: SizingLoad): readonly SizingRow[] {
  const { records, answered, human, redials } = load.scenario.sizing.outbound;
  const printed = printedOf(load);
  const row = (id: string, title: string, unit: string, given: number, figure: number) => ({
    id: `outbound.${id}`,
    title,
    unit,
    value: null,
    derivation: `given: ${unit === "ratio" ? percent(given, 0) : n(given)}`,
    ...printed({ value: figure, decimals: unit === "ratio" ? 2 : 0 }),
  });
  return [
    row("records", "records a day", "", records, BLUEPRINT.records),
    row("answered", "total answer rate", "ratio", answered, BLUEPRINT.answered),
    row("human", "human answer rate", "ratio", human, BLUEPRINT.human),
    row("redials", "redial attempts", "", redials, BLUEPRINT.redials),
  ];
}

/** Attempts a second when every conversation starts with a dial and only persons talk. */
const attemptsPerS = ({ agentCaps, scenario }: SizingLoad): number =>
  agentCaps / scenario.sizing.outbound.human;

function dialRows(load: SizingLoad): readonly SizingRow[] {
  const { agents, agentCaps, scenario } = load;
  const { human } = scenario.sizing.outbound;
  const perHour = agents === 0 ? 0 : (agentCaps * HOUR_S) / agents;
  const printed = printedOf(load);
  return [
    {
      id: "outbound.callsPerAgentHour",
      title: "dials per agent and hour",
      unit: "",
      value: perHour / human,
      derivation: `${n(perHour)} conversations / ${percent(human, 0)} answered by a person`,
      ...printed({ value: BLUEPRINT.dialsPerAgentHour, implied: [DIALS_OF_16] }),
    },
    {
      id: "outbound.attempts",
      title: "attempts a second",
      unit: "/s",
      value: attemptsPerS(load),
      derivation: `${n(perHour / human)} × ${n(agents)} agents / 3,600 s`,
    },
  ];
}

function recordRows(load: SizingLoad): readonly SizingRow[] {
  const { records, answered, human, redials, dayUs } = load.scenario.sizing.outbound;
  const hours = dayUs / (HOUR_S * 1e6);
  const perDay = (attemptsPerS(load) * HOUR_S * hours) / load.agents;
  const agentsFor = (id: string, title: string, again: number, why: string): SizingRow => {
    const attempts = records * attemptsPerRecord(again, redials);
    return {
      id: `outbound.agents.${id}`,
      title: `agents for a day's records, ${title}`,
      unit: "",
      value: attempts / perDay,
      derivation: `${n(attempts)} attempts${why} / (${n(perDay / hours)} × ${n(hours)} h)`,
    };
  };
  const of = (share: number) => ` (${percent(share, 0)} dialled again)`;
  return [
    {
      id: "outbound.minutes",
      title: "time in which all agents dial a day's records once",
      unit: "min",
      value: records / attemptsPerS(load) / 60,
      derivation: `${n(records)} / ${n(attemptsPerS(load))}/s / 60`,
    },
    agentsFor("once", "each once", 0, ""),
    agentsFor("unanswered", "unanswered ones again", 1 - answered, of(1 - answered)),
    agentsFor("notHuman", "all but persons again", 1 - human, of(1 - human)),
  ];
}

/** One attempt and up to `redials` more, each with a chance that the one before reached nobody. */
function attemptsPerRecord(again: number, redials: number): number {
  let attempts = 1;
  for (let redial = 1, share = again; redial <= redials; redial++, share *= again)
    attempts += share;
  return attempts;
}

function portRows(load: SizingLoad): readonly SizingRow[] {
  const { portUs, perOcs } = load.scenario.sizing.outbound;
  const attempts = attemptsPerS(load);
  const mean = (attempts * portUs) / 1e6;
  return [
    {
      id: "outbound.cpdPorts",
      title: "ports for call progress detection, mean",
      unit: "",
      value: mean,
      derivation: `${n(attempts)}/s × ${n(portUs / 1e6)} s`,
    },
    peakOf("outbound.cpdPorts", "ports for call progress detection", mean),
    {
      id: "outbound.ocs",
      title: "OCS instances",
      unit: "",
      value: roundedUp(attempts / perOcs),
      derivation: `${n(attempts)}/s / ${n(perOcs)}/s each, rounded up; and a warm standby`,
    },
  ];
}
