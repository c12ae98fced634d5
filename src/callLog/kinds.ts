/** What becomes of the call of a line about which there is something to say. */
export type Keeping = "left out" | "kept without the value" | "repaired" | "kept as it is";

export interface FindingKind {
  readonly id: string;
  readonly keeping: Keeping;
  readonly says: string;
}

/** Everything an import may say about a line, worst first. */
export const FINDING_KINDS = [
  { id: "fields", keeping: "left out", says: "not as many fields as the header has" },
  { id: "quote", keeping: "left out", says: "a quote is not closed, or something follows it" },
  { id: "arrival", keeping: "left out", says: "no beginning that can be read: date and time" },
  { id: "dateOrder", keeping: "left out", says: "a date in another order than told" },
  { id: "value", keeping: "kept without the value", says: "a field that cannot be read" },
  { id: "outcomeWord", keeping: "kept without the value", says: "an outcome of unknown meaning" },
  {
    id: "serviceMissing",
    keeping: "kept without the value",
    says: "served, but no service time: without answer and end",
  },
  {
    id: "abandonedServed",
    keeping: "kept without the value",
    says: "not served, but has a service: without answer and end of service",
  },
  {
    id: "backwards",
    keeping: "kept without the value",
    says: "a time before the one that it follows: without the later one",
  },
  {
    id: "far",
    keeping: "kept without the value",
    says: "a time more than 48 h after the arrival or 1 h before it: without it",
  },
  {
    id: "ivrNegative",
    keeping: "repaired",
    says: "leaves the IVR before it enters: arrival set to the queue entry",
  },
  {
    id: "clockOverlap",
    keeping: "repaired",
    says: "answered up to 2 s before the wait ends: service moved later, as long as it was",
  },
  {
    id: "answerInWait",
    keeping: "repaired",
    says: "answered more than 2 s before the wait ends: wait ends at the answer",
  },
  {
    id: "answerUntold",
    keeping: "repaired",
    says: "a service of known length, but no wait or answer: answered at once",
  },
  { id: "ivrDiffers", keeping: "repaired", says: "IVR time is not the difference: times count" },
  { id: "waitDiffers", keeping: "repaired", says: "wait is not the difference: times count" },
  { id: "talkDiffers", keeping: "repaired", says: "service is not the difference: times count" },
  { id: "workDiffers", keeping: "repaired", says: "work is not the difference: times count" },
  {
    id: "queueEntry",
    keeping: "kept as it is",
    says: "enters the queue at another time than it leaves the IVR: the queue counts",
  },
  {
    id: "answerGap",
    keeping: "kept as it is",
    says: "service begins more than 3 s after the wait",
  },
  {
    id: "midnight",
    keeping: "kept as it is",
    says: "goes on past midnight: such times are of the day after",
  },
  { id: "nobody", keeping: "kept as it is", says: "served, but by no named agent" },
  { id: "phantom", keeping: "kept as it is", says: "the log says to ignore it: outcome phantom" },
  {
    id: "agentOverlap",
    keeping: "kept as it is",
    says: "service begins more than 2 s before the agent's previous one ends",
  },
  { id: "duplicate", keeping: "kept as it is", says: "the same in all columns as an earlier call" },
  {
    id: "clockBack",
    keeping: "kept as it is",
    says: "local time goes back by about an hour at night: end of daylight-saving time?",
  },
  {
    id: "intervalSum",
    keeping: "kept as it is",
    says: "more calls answered and abandoned than offered",
  },
  { id: "intervalTwice", keeping: "kept as it is", says: "an interval that is told before" },
] as const satisfies readonly FindingKind[];

export type FindingId = (typeof FINDING_KINDS)[number]["id"];

const NUMBERS = new Map<string, number>(FINDING_KINDS.map(({ id }, number) => [id, number]));

/** Its place among FINDING_KINDS. */
export const kindNumber = (id: FindingId): number => NUMBERS.get(id)!;
