import { constant } from "../engine/distributions/constant.ts";
import type { Distribution } from "../engine/distributions/types.ts";
import type { Callback, Campaign, Demand } from "../scenario/types.ts";
import { asksSecond } from "./questions.ts";

type LawOf = (demand: Demand) => Distribution;

const NO_TIME = constant.build({ value: 0 }, "0s");

/** What only the attempts of campaigns take time for. */
const ofCampaign =
  (law: (campaign: Campaign) => Distribution): LawOf =>
  ({ campaign }) =>
    campaign === null ? NO_TIME : law(campaign);
/** What only callbacks take time for. */
const ofCallback =
  (law: (callback: Callback) => Distribution): LawOf =>
  ({ callback }) =>
    callback === null ? NO_TIME : law(callback);

/**
 * Durations a caller or agent brings along, drawn when the call arrives, and the law of each. To
 * add one, list it here.
 */
export const LAW_OF = {
  qualification: ({ ivrDuration }) => ivrDuration,
  ivrPatience: ({ ivrPatience }) => ivrPatience,
  patience: ({ patience }) => patience,
  ring: ({ ring }) => ring,
  talk: ({ talk }) => talk,
  pause: ({ pause }) => pause,
  afterCallWork: ({ afterCallWork }) => afterCallWork,
  humanAnswer: ofCampaign(({ ringing }) => ringing.human),
  machineAnswer: ofCampaign(({ ringing }) => ringing.machine),
  faxAnswer: ofCampaign(({ ringing }) => ringing.fax),
  noAnswer: ofCampaign(({ ringing }) => ringing.noAnswer),
  busyTone: ofCampaign(({ ringing }) => ringing.busy),
  invalidTone: ofCampaign(({ ringing }) => ringing.invalid),
  humanDetection: ofCampaign(({ detection }) => detection.human),
  machineDetection: ofCampaign(({ detection }) => detection.machine),
  preview: ofCampaign(({ preview }) => preview),
  message: ofCampaign(({ message }) => message),
  machineTalk: ofCampaign(({ machineTalk }) => machineTalk),
  engaging: ofCampaign(({ engaging }) => engaging),
  callbackRing: ofCallback(({ dialRing }) => dialRing),
  callbackNoAnswer: ofCallback(({ noAnswer }) => noAnswer),
  callbackDetection: ofCallback(({ detection }) => detection),
  /** What a call would have waited whose customer is called first: known at the request. */
  virtualHold: () => NO_TIME,
  unanswered: ({ rona }) => rona.after,
  hold: ({ hold }) => hold.duration,
  consultPatience: ({ consult }) => consult.patience,
  agentPatience: ({ consult }) => consult.agentPatience,
  secondRing: ({ consult }) => consult.ring,
  consultTalk: ({ consult }) => consult.talk,
  returnTalk: ({ consult }) => consult.returnTalk,
  secondTalk: ({ consult }) => consult.secondTalk,
  conferenceTalk: ({ consult }) => consult.conferenceTalk,
  secondAfterCallWork: ({ consult }) => consult.afterCallWork,
  voicemailGreeting: ({ voicemail, mailbox }) => voicemail?.greeting ?? mailbox?.prompts ?? NO_TIME,
  /** An agent hears the message that was left: see Mailboxes. */
  voicemailMessage: ({ voicemail }) => voicemail?.message ?? NO_TIME,
} as const satisfies Record<string, LawOf>;

/**
 * Durations that calls which answer yes spend as part of another, at most all of it: they spend
 * what is left of the whole apart.
 */
export const PART_OF = { pause: { whole: "talk", when: "pauses" } } as const;

export type Attribute = keyof typeof LAW_OF;
export const ATTRIBUTES = Object.keys(LAW_OF) as readonly Attribute[];

/** Those that only some demands have a use for. */
const NEEDED: Readonly<Partial<Record<Attribute, (demand: Demand) => boolean>>> = {
  unanswered: (demand) => demand.rona.share > 0 || asksSecond(demand),
  hold: ({ hold }) => hold.share > 0,
  consultPatience: asksSecond,
  agentPatience: asksSecond,
  secondRing: asksSecond,
  consultTalk: asksSecond,
  returnTalk: asksSecond,
  secondTalk: asksSecond,
  conferenceTalk: asksSecond,
  secondAfterCallWork: asksSecond,
};

/** Whether any call of a demand spends it. */
export const isNeeded = (attribute: Attribute, demand: Demand): boolean =>
  NEEDED[attribute]?.(demand) ?? true;
