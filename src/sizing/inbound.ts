import { busyQuantile } from "../stats/theory/infiniteServer.ts";
import { BLUEPRINT, printedOf } from "./blueprint.ts";
import { n } from "./figures.ts";
import * as implied from "./implied.ts";
import type { SizingLoad } from "./load.ts";
import { queueWaitS } from "./people.ts";
import type { Section, SizingRow } from "./types.ts";

const HOUR_S = 3600;

/** Blueprint 6.1: what comes in, how long it stays, and what that makes of the agents. */
export function inbound(load: SizingLoad): Section {
  const callers = [rateRows, presenceRows, timeRows, phaseRows].flatMap((rows) => rows(load));
  if (!load.hasCustomers) return { title: "Agents", note: "", rows: agentRows(load) };
  return {
    title: "Inbound calls (blueprint 6.1)",
    note: isAlone(load)
      ? ""
      : "calls of customers; a run counts those of campaigns and callbacks too",
    rows: [...agentRows(load), ...callers],
  };
}

/** Whether nobody but customers calls, so that levels of a run are theirs. */
const isAlone = ({ scenario }: SizingLoad): boolean =>
  scenario.demand.every(({ origin }) => origin === "customers" || origin === "digital");

/** Levels of a run are to be compared where they count nothing else. */
const level = (load: SizingLoad, id: string) =>
  isAlone(load) ? { measured: { metrics: [id] } } : {};

function agentRows(load: SizingLoad): readonly SizingRow[] {
  const { agents } = load;
  const printed = printedOf(load);
  const { busy, derivation } = busyOf(load);
  return [
    {
      id: "agents",
      title: "agents",
      unit: "",
      value: agents,
      derivation: "as stated",
      measured: { metrics: ["agents.loggedIn"] },
      ...printed({ value: BLUEPRINT.agents }),
    },
    {
      id: "agents.occupancy",
      title: "agent utilisation",
      unit: "ratio",
      value: agents === 0 ? null : busy / agents,
      derivation: `${derivation} / ${n(agents)} agents`,
      measured: { metrics: ["agents.occupancy"] },
      ...printed({ value: BLUEPRINT.utilisation, decimals: 2, implied: [implied.TALK_ONLY] }),
    },
    {
      id: "agents.busy",
      title: "busy agents",
      unit: "",
      value: busy,
      derivation,
      measured: { metrics: ["agents.busy"] },
    },
  ];
}

/** Agents busy with customers' calls and with what campaigns dial. */
function busyOf(load: SizingLoad) {
  const { agentCaps, handlingS, ringS, talkS, afterCallWorkS, campaigns, agentsOfDigital } = load;
  const times = `${n(ringS)} ring + ${n(talkS)} talk + ${n(afterCallWorkS)} after-call`;
  const parts = [
    ...(agentCaps === 0 && campaigns.length > 0
      ? []
      : [{ rate: agentCaps, each: handlingS, unit: "s", times }]),
    ...campaigns.map(({ attempts, agentS, demand: { name } }) => ({
      ...{ rate: attempts, each: agentS, unit: "s an attempt", times: name },
    })),
  ];
  const derivation = parts
    .map(({ rate, each, unit, times }) => `${n(rate)}/s × ${n(each)} ${unit} (${times})`)
    .join(" + ");
  const busy = parts.reduce((sum, { rate, each }) => sum + rate * each, agentsOfDigital);
  if (agentsOfDigital === 0) return { busy, derivation };
  return { busy, derivation: `${derivation} + ${n(agentsOfDigital)} (chats and e-mails)` };
}

function rateRows(load: SizingLoad): readonly SizingRow[] {
  const { caps, scenario, agents, agentCaps } = load;
  const perHour = agents === 0 ? 0 : (agentCaps * HOUR_S) / agents;
  const redials = scenario.demand.some(
    ({ redial }) => redial.afterBlocked + redial.afterAbandoned > 0,
  );
  const again = redials ? ", redials come on top" : "";
  const burst = busyQuantile(caps, 0.999);
  const printed = printedOf(load);
  return [
    {
      id: "agents.callsPerHour",
      title: "calls per agent and hour",
      unit: "",
      value: perHour,
      derivation: `${n(agentCaps)}/s × 3,600 / ${n(agents)} agents`,
      measured: { metrics: ["caps.answered"], factor: agents === 0 ? 0 : HOUR_S / agents },
      ...printed({ value: BLUEPRINT.callsPerAgentHour, implied: [implied.PER_AGENT] }),
    },
    {
      id: "caps",
      title: "CAPS, mean of the measured time",
      unit: "/s",
      value: caps,
      derivation: `as stated${again}; 99.9 % of all seconds within ${n(burst)} by Poisson`,
      measured: { metrics: ["caps.offered"] },
      ...printed({ value: BLUEPRINT.caps, implied: [implied.CAPS_FROM_AGENTS] }),
    },
    {
      id: "calls.perHour",
      title: "busy-hour calls",
      unit: "",
      value: caps * HOUR_S,
      derivation: `${n(caps)}/s × 3,600 s`,
      measured: { metrics: ["caps.offered"], factor: HOUR_S },
      ...printed({ value: BLUEPRINT.busyHourCalls, implied: [implied.HOUR_FROM_AGENTS] }),
    },
  ];
}

function presenceRows(load: SizingLoad): readonly SizingRow[] {
  const { caps, qualificationS, treatmentS, talkS, queuingCaps, agentCaps, ringS } = load;
  const printed = printedOf(load);
  const treatment = treatmentS > 0 ? ` + ${n(treatmentS)} queue treatment` : "";
  const left = agentCaps === queuingCaps ? "" : `, ${n(agentCaps)}/s past queue treatment`;
  const asked = agentCaps === caps ? "" : ` (${n(queuingCaps)}/s of these past the IVR${left})`;
  const stayS = qualificationS + treatmentS + ringS + talkS;
  const stays = `(${n(qualificationS)} IVR${treatment} + ${n(ringS)} ring + ${n(talkS)} talk)`;
  return [
    {
      id: "calls.inSystem",
      title: "concurrent active calls",
      unit: "",
      value: caps * qualificationS + queuingCaps * treatmentS + agentCaps * (ringS + talkS),
      derivation: `${n(caps)}/s × ${n(stayS)} s ${stays}${asked}`,
      ...level(load, "calls.inSystem"),
      ...printed({ value: BLUEPRINT.concurrentCalls, implied: [implied.WITH_QUEUE] }),
    },
    {
      id: "calls.everyAgentTalking",
      title: "calls when every agent talks",
      unit: "",
      value: caps * qualificationS + queuingCaps * treatmentS + load.agents,
      derivation: `${n(load.agents)} talking, and those in the IVR and in queue treatment`,
    },
  ];
}

function timeRows(load: SizingLoad): readonly SizingRow[] {
  const { qualificationS, talkS } = load;
  const printed = printedOf(load);
  return [
    {
      id: "qualification",
      title: "call qualification time",
      unit: "s",
      value: qualificationS,
      derivation: "mean, as stated",
      ...printed({ value: BLUEPRINT.qualificationS }),
    },
    {
      id: "wait.mean",
      title: "queue time",
      unit: "s",
      ...queueWaitS(load),
      measured: { metrics: ["wait.mean"] },
      ...printed({
        value: BLUEPRINT.queueS,
        isProvision: true,
        implied: [implied.QUEUE_FROM_CALLS],
      }),
    },
    {
      id: "talk",
      title: "talk time",
      unit: "s",
      value: talkS,
      derivation: "mean, hold included, as stated",
      ...printed({ value: BLUEPRINT.talkS }),
    },
  ];
}

function phaseRows(load: SizingLoad): readonly SizingRow[] {
  const { caps, queuingCaps, agentCaps, qualificationS, treatmentS, ringS, talkS } = load;
  const phases = [
    ["calls.inQualification", "calls in qualification", caps, qualificationS],
    ["calls.inQueue", "calls in queue treatment", queuingCaps, treatmentS],
    ["calls.ringing", "calls ringing", agentCaps, ringS],
    ["calls.talking", "calls talking", agentCaps, talkS],
  ] as const;
  return phases
    .filter(([, , , seconds]) => seconds > 0)
    .map(([id, title, rate, seconds]) => ({
      id,
      title,
      unit: "",
      value: rate * seconds,
      derivation: `${n(rate)}/s × ${n(seconds)} s`,
      ...level(load, id),
    }));
}
