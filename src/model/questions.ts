import type { Callback, Campaign, Demand, Scenario } from "../scenario/types.ts";
import { DIAL_MODES, RESULTS } from "./outbound/results.ts";
import { AGENT_ENDS } from "./vocabulary.ts";

/** Something a flow may ask of a call; its answers in order, "no" and "yes" for most. */
interface Asked {
  readonly answers: readonly string[];
  /**
   * Drawn when the call arrives: the share of each answer among the calls of a demand. Absent:
   * known from the scenario or from the call's agent when it is asked (`verbs/ask.ts`).
   */
  readonly shares?: (demand: Demand) => readonly number[];
  /** Whether a scenario has calls with the answer, where no draw alone says it. */
  readonly possible?: (scenario: Scenario, answer: string) => boolean;
  /** Not drawn, and not known before the run: the answer that closed forms take for all calls. */
  readonly usual?: string;
}

/** The turn of a customer who is called first: before the request ends, after, or not known. */
export const CALLBACK_TURNS = ["comes", "tooLate", "unforeseen"] as const;

const YES_NO = ["no", "yes"] as const;
const yesWith = (share: number): readonly number[] => [1 - share, share];

/** The chance of one at least among so many that come about with this chance each. */
function anyOf(chance: number, count: number): number {
  let none = 1;
  for (let i = 0; i < count; i++) none *= 1 - chance;
  return 1 - none;
}
/** Customers' calls give the first answer, at which nothing is drawn. */
const ofCampaign =
  (answers: readonly string[], shares: (campaign: Campaign) => readonly number[]) =>
  ({ campaign }: Demand): readonly number[] =>
    campaign === null ? answers.map((_, i) => (i === 0 ? 1 : 0)) : shares(campaign);

/** Other calls say no, at which nothing is drawn. */
const ofCallback =
  (share: (callback: Callback) => number | boolean) =>
  ({ callback }: Demand): readonly number[] =>
    yesWith(callback === null ? 0 : Number(share(callback)));
/** What comes of asking a second agent, in the order of its answers behind "none". */
export const CONSULTATIONS = [
  "return",
  "alternate",
  "transfer",
  "blindTransfer",
  "conference",
] as const;

const consulted = ({ consult }: Demand): readonly number[] => {
  const shares = CONSULTATIONS.map((each) => consult[each]);
  return [1 - shares.reduce((sum, share) => sum + share, 0), ...shares];
};

/** Whether agents of a demand's calls ask second ones. */
export const asksSecond = ({ consult }: Demand): boolean =>
  CONSULTATIONS.some((each) => consult[each] > 0);

/** Every question there is. To add one that is drawn, list it here. */
export const QUESTIONS = {
  contained: { answers: YES_NO, shares: ({ containment }) => yesWith(containment) },
  speech: { answers: YES_NO, shares: ({ ivrPath }) => yesWith(ivrPath.speech.share) },
  /** Any of its look-ups came back with an error, or not in time. */
  lookUpFailed: {
    answers: YES_NO,
    shares: ({ ivrPath }) => yesWith(anyOf(ivrPath.lookUps.failures, ivrPath.lookUps.count)),
    possible: ({ demand }, answer) =>
      answer === "no" || demand.some(({ ivrPath }) => ivrPath.lookUps.count > 0),
  },
  dialMode: {
    answers: DIAL_MODES,
    shares: ofCampaign(DIAL_MODES, ({ mode }) => DIAL_MODES.map((each) => Number(each === mode))),
  },
  seizing: {
    answers: YES_NO,
    shares: ofCampaign(YES_NO, ({ seizing }) => yesWith(Number(seizing))),
  },
  dialResult: {
    answers: RESULTS,
    shares: ofCampaign(RESULTS, ({ results }) => RESULTS.map((each) => results[each])),
  },
  humanAsMachine: {
    answers: YES_NO,
    shares: ofCampaign(YES_NO, ({ humanAsMachine }) => yesWith(humanAsMachine)),
  },
  machineAsHuman: {
    answers: YES_NO,
    shares: ofCampaign(YES_NO, ({ machineAsHuman }) => yesWith(machineAsHuman)),
  },
  takesCallback: { answers: YES_NO, shares: ({ takesCallback }) => yesWith(takesCallback) },
  fromWeb: { answers: YES_NO, shares: ofCallback(({ fromWeb }) => fromWeb) },
  scheduled: { answers: YES_NO, shares: ofCallback(({ scheduled }) => scheduled) },
  dialsIn: { answers: YES_NO, shares: ofCallback(({ dialsIn }) => dialsIn) },
  agentFirst: { answers: YES_NO, shares: ofCallback(({ agentFirst }) => agentFirst) },
  callProgress: { answers: YES_NO, shares: ofCallback(({ callProgress }) => callProgress) },
  customerAnswers: { answers: YES_NO, shares: ofCallback(({ answered }) => answered) },
  callbackOffered: {
    answers: YES_NO,
    possible: ({ callbacks }, answer) =>
      answer === "no" || callbacks.some(({ offer }) => offer !== null),
    usual: "no",
  },
  callbackTurn: {
    answers: CALLBACK_TURNS,
    possible: ({ callbacks }, answer) =>
      answer === "comes" || callbacks.some(({ order }) => order === "customerFirst"),
    usual: "comes",
  },
  /** Whether a caller who has waited long is sent to voicemail: WAIT asks it. */
  voicemailOffered: {
    answers: YES_NO,
    shares: ({ voicemail }) => yesWith(voicemail?.share ?? 0),
  },
  voicemailWhenClosed: {
    answers: YES_NO,
    shares: ({ voicemail }) => yesWith(Number(voicemail?.closed ?? false)),
  },
  voicemailWhenFull: {
    answers: YES_NO,
    shares: ({ voicemail }) => yesWith(Number(voicemail?.whenFull ?? false)),
  },
  messageLeft: { answers: YES_NO, shares: ({ voicemail }) => yesWith(voicemail?.leaves ?? 0) },
  voicemailFromDesktop: {
    answers: YES_NO,
    shares: ({ mailbox }) => yesWith(mailbox?.fromDesktop ?? 0),
  },
  /** By policy; a call whose recording finds no port answers no from then on. */
  recorded: { answers: YES_NO, shares: ({ recorded }) => yesWith(recorded) },
  screenRecorded: { answers: YES_NO, shares: ({ screen }) => yesWith(screen) },
  /** Part of the talk must not be heard: a payment. */
  pauses: { answers: YES_NO, shares: ({ pauses }) => yesWith(pauses) },
  recordingMode: {
    answers: ["bridged", "siprec"],
    possible: ({ recording }, answer) => recording.mode === answer,
  },
  screenPolicy: {
    answers: YES_NO,
    possible: ({ demand }, answer) =>
      (answer === "yes") === demand.some(({ screen }) => screen > 0),
  },
  challengeRefresh: {
    answers: YES_NO,
    possible: ({ signalling }, answer) => (answer === "yes") === signalling.challengeRefresh,
  },
  /** Whose life it is in an outage. */
  outageOf: { answers: AGENT_ENDS, possible: () => true },
  /** Whether any Configuration Server answers GWS. */
  configAnswers: { answers: YES_NO, possible: () => true },
  publicNumber: {
    answers: YES_NO,
    possible: ({ groups }, answer) =>
      answer === "no" || groups.some(({ phone }) => phone === "pstn"),
  },
  /** The agent's side of the conversation is gone, and its caller may wait again. */
  agentLost: {
    answers: YES_NO,
    possible: ({ faults, sessions }, answer) =>
      answer === "no" || (faults.length > 0 && sessions.survivingCaller === "requeued"),
    usual: "no",
  },
  /** Asked anew of each agent whose phone rings. */
  unanswered: {
    answers: YES_NO,
    possible: ({ demand }, answer) => answer === "no" || demand.some(({ rona }) => rona.share > 0),
  },
  hold: { answers: YES_NO, shares: ({ hold }) => yesWith(hold.share) },
  consultation: { answers: ["none", ...CONSULTATIONS], shares: consulted },
  secondNoAnswer: {
    answers: YES_NO,
    shares: (demand) => yesWith(asksSecond(demand) ? demand.consult.noAnswer : 0),
  },
} as const satisfies Record<string, Asked>;

export type Question = keyof typeof QUESTIONS;

const all: Readonly<Record<string, Asked>> = QUESTIONS;
export const QUESTION_NAMES = Object.keys(QUESTIONS) as readonly Question[];
/** Those whose answers are drawn, in the order of the calls' columns. */
export const DRAWN_QUESTIONS = QUESTION_NAMES.filter((name) => all[name].shares !== undefined);

export const answersOf = (question: Question): readonly string[] => all[question].answers;

/** Shares of the answers of a drawn question; undefined for one that is not drawn. */
export const sharesOf = (question: Question, demand: Demand): readonly number[] | undefined =>
  all[question].shares?.(demand);

/** The answer that closed forms take for all calls, where it is not known before the run. */
export const usualAnswer = (question: Question): string | undefined => all[question].usual;

/** Whether any call of a scenario gives the answer. */
export function isPossible(question: Question, answer: string, scenario: Scenario): boolean {
  const { answers, shares, possible } = all[question];
  const index = answers.indexOf(answer);
  if (shares && !possible) return scenario.demand.some((demand) => shares(demand)[index] > 0);
  return possible?.(scenario, answer) ?? true;
}
