import type { Campaign } from "./campaignTypes.ts";
import type { Demand } from "./types.ts";

type Laws = Pick<Demand, "ring" | "talk" | "afterCallWork" | "ivrDuration">;

/**
 * Attempts a second of a campaign that dials all the time, on average and without chance: what
 * closed forms are computed for. An attempt takes `dialling` to its result and, on average over all
 * attempts, `busy` of an agent. With m attempts per idle agent and b per busy one, the rate r keeps
 * r · dialling = m (agents − r · busy) + b · r · busy. A predictive dialler keeps all agents busy,
 * at most.
 * @param there agents whom it may have, of whom none are needed where the IVR talks
 */
export function attemptRate(laws: Laws, campaign: Campaign, there: number): number {
  const { pacing, mode, lines, perSecond } = campaign;
  const dialling = diallingUs(campaign) / 1e6;
  const busy = busyUs(laws, campaign) / 1e6;
  const agents = mode === "ivr" ? lines : there;
  return Math.min(perSecond, unlimited());

  function unlimited(): number {
    const { rule, perReady, perBusy } = pacing;
    if (rule === "constantRate") return pacing.perSecond;
    if (mode === "preview") return agents / busy;
    if (rule === "predictive") return agents / busy;
    const ahead = rule === "overdial" ? perBusy : 0;
    return (agents * perReady) / (dialling + busy * (perReady - ahead));
  }
}

/** Mean time from dialling to the result of an attempt. */
export function diallingUs({ results, ringing, detection, mode }: Campaign): number {
  const listens = mode === "preview" ? 0 : 1;
  const verdict = {
    human: listens * detection.human.mean,
    machine: listens * detection.machine.mean,
    fax: listens * detection.machine.mean,
    ...{ noAnswer: 0, busy: 0, invalid: 0 },
  };
  const all = Object.keys(results) as (keyof typeof results)[];
  return all.reduce((sum, each) => sum + results[each] * (ringing[each].mean + verdict[each]), 0);
}

/** Mean time of an agent, or of a line to the IVR, that an attempt takes. */
function busyUs({ ring, talk, afterCallWork, ivrDuration }: Laws, campaign: Campaign): number {
  const { results, humanAsMachine, machineAsHuman, machineTalk, engaging, preview, mode } =
    campaign;
  const persons = results.human * (1 - humanAsMachine);
  const machines = results.machine * machineAsHuman;
  if (mode === "ivr") return (persons + machines) * ivrDuration.mean;
  if (mode === "preview") {
    const talks = results.human * talk.mean + results.machine * machineTalk.mean;
    return preview.mean + diallingUs(campaign) + ring.mean + talks + afterCallWork.mean;
  }
  const each = ring.mean + afterCallWork.mean + engaging.mean;
  return persons * (each + talk.mean) + machines * (each + machineTalk.mean);
}
