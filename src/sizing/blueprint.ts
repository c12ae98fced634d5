import type { SizingLoad } from "./load.ts";
import type { Printed } from "./types.ts";
import { isSame } from "./verdict.ts";

/** Blueprint 6.1, "2,000 agents": its input assumptions and what it prints as worst-case values. */
export const BLUEPRINT = {
  agents: 2000,
  utilisation: 0.8,
  qualificationS: 60,
  queueS: 120,
  talkS: 180,
  callsPerAgentHour: 16,
  concurrentCalls: 2000,
  caps: 8,
  busyHourCalls: 28_800,
  dialsPerAgentHour: 48,
  records: 50_000,
  answered: 0.7,
  human: 0.3,
  redials: 1,
  /** 6.1.1 and 6.1.3: kbit/s of a recorded file, Mbit/s of a bridged recording. */
  stereoKbps: 16,
  monoKbps: 8,
  bridgingMbps: 0.25,
} as const;

/** Whether a load is the one that the blueprint's table is about: then its figures are printed. */
function isBlueprint(load: SizingLoad): boolean {
  const { agents, utilisation, qualificationS, talkS } = BLUEPRINT;
  const pairs = [
    [load.agents, agents],
    [(load.agentCaps * load.handlingS) / load.agents, utilisation],
    [load.qualificationS, qualificationS],
    [load.talkS, talkS],
  ] as const;
  return load.campaigns.length === 0 && pairs.every(([given, printed]) => isSame(given, printed));
}

/** Whether campaigns are those of the blueprint's table. */
function areBlueprints({ agents, campaigns }: SizingLoad): boolean {
  const records = campaigns.reduce((sum, { campaign }) => sum + campaign.records, 0);
  return agents === BLUEPRINT.agents && records === BLUEPRINT.records;
}

/** Adds the printed figure to a row of outbound calls, where they are the blueprint's. */
export function printedOfDialling(load: SizingLoad): (printed: Printed) => { printed?: Printed } {
  const shown = isBlueprint(load) || areBlueprints(load);
  return (printed) => (shown ? { printed } : {});
}

/** Adds the printed figure to a row, where the load is the blueprint's. */
export function printedOf(load: SizingLoad): (printed: Printed) => { printed?: Printed } {
  const shown = isBlueprint(load);
  return (printed) => (shown ? { printed } : {});
}
