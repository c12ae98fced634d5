import { constant } from "../engine/distributions/constant.ts";
import { never } from "../engine/distributions/never.ts";
import type { Distribution } from "../engine/distributions/types.ts";
import type { PacingRule } from "../model/outbound/results.ts";
import { campaignProfiles } from "./campaignProfile.ts";
import type { Campaign, PacingSettings } from "./campaignTypes.ts";
import { TALKS_ONLY } from "./consult.ts";
import type { Fields } from "./fields/scenario.ts";
import { ASKS_NOBODY } from "./ivrPath.ts";
import { recordedOf } from "./recording.ts";
import type { AgentGroup, Demand, Queue, Recorded } from "./types.ts";

type Written = Fields["campaigns"][string];

const NO_TIME = constant.build({ value: 0 }, "0s");
const NEVER = never.build({}, "never");

/** An attempt is no call of the customer's: records are dialled again by rules of their own. */
const NO_REDIAL: Demand["redial"] = {
  afterBlocked: 0,
  afterAbandoned: 0,
  delay: NO_TIME,
  attempts: 1,
  durations: "anew",
};

/** The campaigns as demands of the model: each attempt is a call of its own. */
export function campaignsOf(
  fields: Fields,
  queues: readonly Queue[],
  groups: readonly AgentGroup[],
  customers: readonly Demand[],
): readonly Demand[] {
  const sites = Object.keys(fields.sites);
  const recorded = recordedOf(fields);
  const dialling = Object.entries(fields.campaigns).map(([name, written]) => {
    const queue = queues.findIndex((each) => each.name === written.queue);
    const campaign = campaignOf(written, sites, groups);
    const siteShares = sites.map((_, site) => Number(site === campaign.site));
    return { ...demandOf(written, campaign, recorded), campaign, name, queue, siteShares };
  });
  const profiles = campaignProfiles(dialling, { queues, groups, customers, clock: fields.run });
  return dialling.map((each, i) => ({ ...each, profile: profiles[i]! }));
}

type WithoutPlace = Omit<Demand, "name" | "queue" | "siteShares" | "profile">;

function demandOf(written: Written, campaign: Campaign, recorded: Recorded): WithoutPlace {
  const { mode, seizing } = campaign;
  const { priority, connectWithin, ring, talk, afterCallWork, ivr } = written;
  return {
    origin: "campaign",
    campaign,
    callback: null,
    takesCallback: 0,
    voicemail: null,
    mailbox: null,
    ...recorded,
    flow: "outbound",
    priority,
    redial: NO_REDIAL,
    busynessCv: 0,
    ivrDuration: mode === "ivr" ? ivr.duration : NO_TIME,
    containment: 0,
    queueTreatmentUs: 0,
    overflowUs: Number.POSITIVE_INFINITY,
    ivrPatience: NEVER,
    ivrPath: ASKS_NOBODY,
    // A record waits for the agent who looks at it; a person does not.
    patience: mode === "preview" ? NEVER : connectWithin,
    patienceUntil: "selected",
    ring: seizing ? NO_TIME : ring,
    talk,
    afterCallWork,
    ...TALKS_ONLY,
  };
}

const MODES = {
  preview: "preview",
  pushPreview: "preview",
  progressive: "agent",
  predictive: "agent",
  power: "ivr",
} as const satisfies Record<Written["mode"], Campaign["mode"]>;

function campaignOf(
  written: Written,
  sites: readonly string[],
  groups: readonly AgentGroup[],
): Campaign {
  const { detection, hours, ivr, seizing } = written;
  const { human, machine, humanAsMachine, machineAsHuman } = detection;
  const mode = MODES[written.mode];
  const byHand = mode === "preview";
  return {
    mode,
    seizing,
    pacing: pacingOf(written, groups),
    records: written.records,
    site: written.site === undefined ? 0 : sites.indexOf(written.site),
    ocs: written.ocs - 1,
    perSecond: written.rate,
    fromUs: hours.from,
    toUs: hours.to,
    results: written.results,
    ringing: written.ringing,
    detection: { human, machine },
    humanAsMachine: byHand ? 0 : humanAsMachine,
    machineAsHuman: byHand ? 0 : machineAsHuman,
    preview: byHand ? written.preview : NO_TIME,
    message: written.message,
    machineTalk: written.machineTalk,
    engaging: engagingOf(written),
    lines: ivr.lines,
    redial: written.redial,
  };
}

const engagingOf = ({ seizing, ring }: Written): Distribution => (seizing ? ring : NO_TIME);

function pacingOf({ mode, pacing }: Written, groups: readonly AgentGroup[]): PacingSettings {
  const { rule, testGroups, rate, abandonLimit, window, ...rest } = pacing;
  const byMode: PacingRule = mode === "predictive" ? "predictive" : "progressive";
  return {
    ...rest,
    rule: rule === "byMode" ? byMode : rule,
    testGroups: testGroups.map((name) => groups.findIndex((group) => group.name === name)),
    perSecond: rate,
    share: abandonLimit,
    windowUs: window,
  };
}
