import type { FindingId } from "./kinds.ts";
import type { RawCall } from "./rawCall.ts";
import { LOGGED_OUTCOMES } from "./types.ts";

/** Clocks of two machines that log the same moment; those of the Technion's differ so much. */
export const OVERLAP_US = 2e6;
/** Longer than a phone rings. */
export const GAP_US = 3e6;
const FAR_US = 172_800e6;
const EARLY_US = 3600e6;
const DAY_US = 86_400e6;
const AGAIN_MAX = 3;

const TIMES = ["queuedUs", "dequeuedUs", "answeredUs", "endedUs", "freedUs"] as const;

const SERVED = LOGGED_OUTCOMES.indexOf("served");
const ABANDONED = LOGGED_OUTCOMES.indexOf("abandoned");
const CONTAINED = LOGGED_OUTCOMES.indexOf("contained");
const BLOCKED = LOGGED_OUTCOMES.indexOf("blocked");
const PHANTOM = LOGGED_OUTCOMES.indexOf("phantom");
const UNKNOWN = LOGGED_OUTCOMES.indexOf("unknown");

const { isNaN: isUnknown } = Number;
const LENGTHS = ["ivrUs", "waitUs", "talkUs", "workUs"] as const;

export interface Tolerance {
  /** How much a length may differ from its two times before it is reported, microseconds. */
  readonly differenceUs: number;
  /** From the end of the wait to the answer, beyond which it is reported, microseconds. */
  readonly gapUs: number;
  /** The log names agents: a served call without one is worth a word. */
  readonly namesAgents: boolean;
  /** It has a column for the queue, and one for the service. */
  readonly tellsQueue: boolean;
  readonly tellsService: boolean;
}

/**
 * Makes the times of a call agree: concludes what can be concluded, resolves what contradicts
 * itself, and says so. A settled call is settled: doing it again changes nothing.
 */
export function settle(call: RawCall, log: Tolerance, say: (id: FindingId) => void): void {
  let isClean = true;
  resolve(call, log, (id) => {
    isClean = false;
    say(id);
  });
  // What was dropped may have been what something else was concluded from.
  for (let again = 0; again < AGAIN_MAX && !isClean; again++) {
    for (const length of LENGTHS) call[length] = Number.NaN;
    isClean = true;
    resolve(call, log, () => {
      isClean = false;
    });
  }
  if (call.outcome === SERVED && log.namesAgents && call.agent < 0) say("nobody");
  if (call.outcome === PHANTOM) say("phantom");
  moveToItsDay(call);
}

function resolve(call: RawCall, log: Tolerance, say: (id: FindingId) => void): void {
  dropFarTimes(call, say);
  compareLengths(call, log.differenceUs, say);
  if (call.outcome < 0) call.outcome = concluded(call, log);
  enterQueue(call, say);
  leaveQueue(call, say);
  if (call.outcome === SERVED) serve(call, log, say);
  else endUnserved(call, say);
  closeWork(call, say);
  dropFarTimes(call, say);
}

/** The day of a call is that of its arrival. */
function moveToItsDay(call: RawCall): void {
  const days = Math.floor(call.arrivedUs / DAY_US);
  if (days === 0) return;
  call.day += days;
  call.arrivedUs -= days * DAY_US;
  for (const time of TIMES) call[time] -= days * DAY_US;
}

/** What stands days after the arrival, or an hour before it, is a slip and no time of this call. */
function dropFarTimes(call: RawCall, say: (id: FindingId) => void): void {
  for (const time of TIMES) {
    const us = call[time] - call.arrivedUs;
    if (!(us > FAR_US || us < -EARLY_US)) continue;
    say("far");
    call[time] = Number.NaN;
  }
  for (const length of LENGTHS) {
    if (!(Math.abs(call[length]) > FAR_US)) continue;
    say("far");
    call[length] = Number.NaN;
  }
}

function compareLengths(call: RawCall, differenceUs: number, say: (id: FindingId) => void): void {
  const { arrivedUs, queuedUs, dequeuedUs, answeredUs, endedUs, freedUs } = call;
  const differs = (length: number, from: number, to: number) =>
    Math.abs(to - from - length) > differenceUs;
  if (differs(call.ivrUs, arrivedUs, queuedUs)) say("ivrDiffers");
  if (differs(call.waitUs, queuedUs, dequeuedUs)) say("waitDiffers");
  if (differs(call.talkUs, answeredUs, endedUs)) say("talkDiffers");
  if (differs(call.workUs, endedUs, freedUs)) say("workDiffers");
}

function enterQueue(call: RawCall, say: (id: FindingId) => void): void {
  if (call.ivrUs < 0 && isUnknown(call.queuedUs)) {
    say("backwards");
    call.ivrUs = Number.NaN;
  }
  const isQueued = !isUnknown(call.waitUs) || !isUnknown(call.dequeuedUs);
  const isContained = call.outcome === CONTAINED || call.outcome === BLOCKED;
  if (isUnknown(call.queuedUs) && !isContained) {
    if (!isUnknown(call.ivrUs)) call.queuedUs = call.arrivedUs + call.ivrUs;
    // A log without an IVR queues its calls as they arrive.
    else if (isQueued || call.outcome === SERVED || call.outcome === ABANDONED)
      call.queuedUs = call.arrivedUs;
  }
  if (!(call.queuedUs < call.arrivedUs)) return;
  say("ivrNegative");
  call.arrivedUs = call.queuedUs;
}

function leaveQueue(call: RawCall, say: (id: FindingId) => void): void {
  const { queuedUs, waitUs } = call;
  if (isUnknown(call.dequeuedUs)) call.dequeuedUs = queuedUs + waitUs;
  if (!(call.dequeuedUs < queuedUs)) return;
  say("backwards");
  call.dequeuedUs = Number.NaN;
}

/** Of a call without a word about it; nothing is concluded from columns that are not there. */
function concluded(call: RawCall, { tellsQueue, tellsService }: Tolerance): number {
  const { answeredUs, talkUs, queuedUs, waitUs, dequeuedUs } = call;
  if (!isUnknown(answeredUs) || talkUs > 0) return SERVED;
  if (!tellsService) return UNKNOWN;
  if (!isUnknown(waitUs) || !isUnknown(dequeuedUs) || !isUnknown(queuedUs)) return ABANDONED;
  return tellsQueue ? CONTAINED : UNKNOWN;
}

function serve(
  call: RawCall,
  { tellsService, gapUs }: Tolerance,
  say: (id: FindingId) => void,
): void {
  const { talkUs } = call;
  if (isUntold(call)) {
    say("answerUntold");
    call.answeredUs = call.queuedUs;
  }
  const from = isUnknown(call.answeredUs) ? call.dequeuedUs : call.answeredUs;
  if (isUnknown(call.endedUs) && talkUs >= 0) call.endedUs = from + talkUs;
  if (isUnknown(call.answeredUs) && !isUnknown(call.endedUs)) answerByEnd(call);
  if (isUnknown(call.answeredUs)) {
    if (tellsService) say("serviceMissing");
    call.endedUs = Number.NaN;
    return;
  }
  if (call.endedUs < call.answeredUs) {
    say("backwards");
    call.endedUs = Number.NaN;
  }
  if (isUnknown(call.dequeuedUs)) call.dequeuedUs = Math.max(call.answeredUs, call.queuedUs);
  meetWait(call, gapUs, say);
}

/** Nothing says when the service was, only how long it took. */
const isUntold = ({ talkUs, answeredUs, dequeuedUs, endedUs }: RawCall): boolean =>
  talkUs >= 0 && isUnknown(answeredUs) && isUnknown(dequeuedUs) && isUnknown(endedUs);

/** The answer, where only the end and perhaps the length of the service are known. */
function answerByEnd(call: RawCall): void {
  const { talkUs, dequeuedUs, endedUs } = call;
  if (talkUs >= 0 && isUnknown(dequeuedUs)) call.answeredUs = endedUs - talkUs;
  else if (dequeuedUs <= endedUs) call.answeredUs = dequeuedUs;
}

/** Makes the end of the wait and the beginning of the service agree. */
function meetWait(call: RawCall, gapUs: number, say: (id: FindingId) => void): void {
  const early = call.dequeuedUs - call.answeredUs;
  if (early < -gapUs) say("answerGap");
  if (early <= 0) return;
  if (early <= OVERLAP_US) {
    say("clockOverlap");
    call.answeredUs += early;
    call.endedUs += early;
    call.freedUs += early;
  } else if (call.answeredUs >= call.arrivedUs) {
    say("answerInWait");
    call.dequeuedUs = call.answeredUs;
    if (call.queuedUs > call.answeredUs) call.queuedUs = call.answeredUs;
  } else {
    say("backwards");
    call.answeredUs = call.endedUs = Number.NaN;
  }
}

function endUnserved(call: RawCall, say: (id: FindingId) => void): void {
  if (!isUnknown(call.answeredUs) || call.talkUs > 0) {
    if (call.outcome === ABANDONED || call.outcome === CONTAINED || call.outcome === BLOCKED) {
      say("abandonedServed");
      call.endedUs = Number.NaN;
      call.answeredUs = call.freedUs = call.workUs = Number.NaN;
    }
  }
  if (call.outcome === ABANDONED) {
    if (call.endedUs < call.queuedUs) {
      say("backwards");
      call.endedUs = Number.NaN;
    }
    if (isUnknown(call.dequeuedUs)) call.dequeuedUs = call.endedUs;
    if (isUnknown(call.endedUs)) call.endedUs = call.dequeuedUs;
  }
  if (call.outcome === CONTAINED && isUnknown(call.endedUs))
    call.endedUs = call.arrivedUs + call.ivrUs;
  if (call.endedUs < call.arrivedUs || call.endedUs < call.answeredUs) {
    say("backwards");
    call.endedUs = Number.NaN;
  }
}

function closeWork(call: RawCall, say: (id: FindingId) => void): void {
  if (isUnknown(call.freedUs) && call.workUs >= 0) call.freedUs = call.endedUs + call.workUs;
  if (!(call.freedUs < call.endedUs)) return;
  say("backwards");
  call.freedUs = Number.NaN;
}
