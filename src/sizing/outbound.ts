import { percent } from "../report/format.ts";
import { BLUEPRINT, printedOfDialling } from "./blueprint.ts";
import { type Dialling, diallingOf } from "./dialling.ts";
import { n, roundedUp } from "./figures.ts";
import { DIALS_OF_16 } from "./implied.ts";
import type { SizingLoad } from "./load.ts";
import { peakOf } from "./pools.ts";
import type { Section, SizingRow } from "./types.ts";

const HOUR_S = 3600;

/**
 * Blueprint 6.1, outbound: what the campaigns of a scenario dial; where it has none, the same
 * agents as if they dialled all the time.
 */
export function outbound(load: SizingLoad): Section {
  const dialling = diallingOf(load);
  const { isSimulated, attempts } = dialling;
  return {
    title: isSimulated
      ? "Outbound calls (blueprint 6.1), as campaigns that dial all the time"
      : "Outbound calls (blueprint 6.1), all agents dialling: closed form, nothing simulated",
    note: "shares are of all attempts: no other base closes the blueprint's sums",
    rows:
      load.agents * attempts === 0
        ? []
        : [
            ...givenRows(load, dialling),
            ...dialRows(load, dialling),
            ...recordRows(load, dialling),
            ...(isSimulated ? ruleRows(dialling) : portRows(load, dialling)),
            ocsRow(load, dialling),
          ],
  };
}

function givenRows(load: SizingLoad, dialling: Dialling): readonly SizingRow[] {
  const { records, answered, human, redials, isSimulated } = dialling;
  const printed = printedOfDialling(load);
  const row = (id: string, title: string, unit: string, given: number, figure: number) => ({
    id: `outbound.${id}`,
    title,
    unit,
    value: isSimulated && Number.isFinite(given) ? given : null,
    derivation: isSimulated
      ? "as stated"
      : `given: ${unit === "ratio" ? percent(given, 0) : n(given)}`,
    ...printed({ value: figure, decimals: unit === "ratio" ? 2 : 0 }),
  });
  return [
    row("records", "records a day", "", records, BLUEPRINT.records),
    row("answered", "total answer rate", "ratio", answered, BLUEPRINT.answered),
    {
      ...row("human", "human answer rate", "ratio", human, BLUEPRINT.human),
      ...measured(dialling, "outbound.hits.ratio"),
    },
    row("redials", "redial attempts", "", redials, BLUEPRINT.redials),
  ];
}

/** A metric of the run, where it has campaigns. */
const measured = ({ isSimulated }: Dialling, id: string) =>
  isSimulated ? { measured: { metrics: [id] } } : {};

function dialRows(load: SizingLoad, dialling: Dialling): readonly SizingRow[] {
  const { agents, agentCaps } = load;
  const { attempts, human, isSimulated } = dialling;
  const perHour = (attempts * HOUR_S) / agents;
  const talks = (agentCaps * HOUR_S) / agents;
  const printed = printedOfDialling(load);
  return [
    {
      id: "outbound.callsPerAgentHour",
      title: "dials per agent and hour",
      unit: "",
      value: perHour,
      derivation: isSimulated
        ? `${n(attempts)}/s × 3,600 s / ${n(agents)} agents`
        : `${n(talks)} conversations / ${percent(human, 0)} answered by a person`,
      ...measured(dialling, "outbound.attempts.perAgentHour"),
      ...printed({ value: BLUEPRINT.dialsPerAgentHour, implied: [DIALS_OF_16] }),
    },
    {
      id: "outbound.attempts",
      title: "attempts a second",
      unit: "/s",
      value: attempts,
      derivation: isSimulated
        ? dialling.campaigns.map(({ name, attempts: each }) => `${n(each)} ${name}`).join(" + ")
        : `${n(perHour)} × ${n(agents)} agents / 3,600 s`,
      ...measured(dialling, "outbound.cps"),
    },
  ];
}

function recordRows(load: SizingLoad, dialling: Dialling): readonly SizingRow[] {
  const { records, answered, human, redials, attempts, agents, byRules } = dialling;
  if (!Number.isFinite(records)) return [];
  const hours = load.scenario.sizing.outbound.dayUs / (HOUR_S * 1e6);
  const perDay = (attempts * HOUR_S * hours) / agents;
  const agentsFor = (id: string, title: string, dialled: number, why: string): SizingRow => ({
    id: `outbound.agents.${id}`,
    title: `agents for a day's records, ${title}`,
    unit: "",
    value: dialled / perDay,
    derivation: `${n(dialled)} attempts${why} / (${n(perDay / hours)} × ${n(hours)} h)`,
  });
  const of = (share: number) => ` (${percent(share, 0)} dialled again)`;
  const again = (share: number) => records * attemptsPerRecord(share, redials);
  return [
    {
      id: "outbound.minutes",
      title: "time in which all agents dial a day's records once",
      unit: "min",
      value: records / attempts / 60,
      derivation: `${n(records)} / ${n(attempts)}/s / 60`,
    },
    agentsFor("once", "each once", records, ""),
    agentsFor("unanswered", "unanswered ones again", again(1 - answered), of(1 - answered)),
    agentsFor("notHuman", "all but persons again", again(1 - human), of(1 - human)),
    ...(byRules === null
      ? []
      : [agentsFor("rules", "by the campaigns' redial rules", byRules, "")]),
  ];
}

/** One attempt and up to `redials` more, each with a chance that the one before reached nobody. */
function attemptsPerRecord(again: number, redials: number): number {
  let attempts = 1;
  for (let redial = 1, share = again; redial <= redials; redial++, share *= again)
    attempts += share;
  return attempts;
}

function portRows({ scenario }: SizingLoad, { attempts }: Dialling): readonly SizingRow[] {
  const { portUs } = scenario.sizing.outbound;
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
  ];
}

/** US and UK rules: of the persons who answer, per campaign (over 30 days and 24 hours). */
const MOST_ABANDONED = 0.03;

function ruleRows({ campaigns }: Dialling): readonly SizingRow[] {
  return campaigns.map(({ name }) => ({
    id: `outbound.abandoned.${name}`,
    title: `persons abandoned by ${name}, at most`,
    unit: "ratio",
    value: MOST_ABANDONED,
    derivation: "US and UK rules; over the measured time, of the persons who answered",
    measured: { metrics: ["outbound.abandoned.ratio"], scope: `campaign:${name}` },
    isLimit: true,
  }));
}

function ocsRow({ scenario }: SizingLoad, { attempts }: Dialling): SizingRow {
  const { perOcs } = scenario.sizing.outbound;
  return {
    id: "outbound.ocs",
    title: "OCS instances",
    unit: "",
    value: roundedUp(attempts / perOcs),
    derivation: `${n(attempts)}/s / ${n(perOcs)}/s each, rounded up; and a warm standby`,
  };
}
