import type { Action, Label, Send } from "../../src/model/actions.ts";
import { refusalOf } from "../../src/model/flow.ts";
import { ANSWERS, MESSAGES, type MessageKind } from "../../src/model/messages.ts";
import { componentIndex } from "../../src/model/topology.ts";
import { pick, pickUntried } from "./choice.ts";
import {
  type Call,
  type Leg,
  type Next,
  type Request,
  type Script,
  STOP,
  WorkLost,
} from "./entities.ts";
import type { Wire } from "./machinery.ts";
import { isChosenAnew } from "./memory.ts";
import type { Oracle } from "./oracle.ts";
import { startBeside } from "./walk.ts";

const SIP_SERVER = componentIndex("sipServer");

/** Waits; the message in hand may be lost meanwhile. */
export function* until(oracle: Oracle, leg: Leg, timeUs: number): Script {
  yield timeUs;
  if (leg.voided) {
    leg.voided = false;
    throw new WorkLost();
  }
  leg.ownUs = oracle.nowUs;
}

/** Waits until the message just received has been worked on. */
export function* settle(oracle: Oracle, leg: Leg): Script {
  if (leg.ownUs > oracle.nowUs) yield* until(oracle, leg, leg.ownUs);
}

/**
 * A request to who was chosen for it, then to the next while one refuses or never answers; every
 * other message once.
 */
export function* send(oracle: Oracle, leg: Leg, action: Send, line: Label | null): Script<Next> {
  const { call } = leg;
  if (!call.roles.has(action.to) || isChosenAnew(leg, action.to)) {
    pick(oracle, call, action.to);
    call.chosenBy.set(action.to, action);
    leg.filledNow.push(action.to);
    leg.tried = [];
  }
  const isChoice = action.message === "INVITE" && call.chosenBy.get(action.to) === action;
  const mayBeRefused = isChoice || action.refused !== null;
  for (;;) {
    const result = yield* attempt(oracle, leg, action, line, mayBeRefused);
    if (result === "lost") continue;
    if (result === "worked on") return null;
    if (result === STOP) return STOP;
    if (result === "never answered") noteSilence(oracle, call, action);
    if (!mayBeRefused) return timeOut(oracle, leg, line);
    yield* settle(oracle, leg);
    leg.tried.push(call.roles.get(action.to)!);
    const next = isChoice ? pickUntried(oracle, call, action.to, leg.tried) : undefined;
    if (next === undefined) return action.refused ?? fail(oracle, call);
    call.roles.set(action.to, next);
  }
}

/** One receiver, with its refusal; "lost" when it crashes while it refuses. */
function* attempt(
  oracle: Oracle,
  leg: Leg,
  action: Send,
  line: Label | null,
  mayBeRefused: boolean,
): Script<Delivered | "lost" | typeof STOP> {
  const result = yield* deliver(oracle, leg, action, mayBeRefused);
  if (result === "gone") return STOP;
  if (result !== "refused") return result;
  try {
    return (yield* refusal(oracle, leg, action, line)) === STOP ? STOP : "refused";
  } catch (error) {
    if (!(error instanceof WorkLost) || leg.sent !== action) throw error;
    leg.ownUs = oracle.nowUs;
    return "lost";
  }
}

/** A refusal and its ACK; whoever crashes with the refusal in hand gets it again. */
function* refusal(oracle: Oracle, leg: Leg, action: Send, line: Label | null): Script<Next> {
  const [refused, posted] = refusalOf(leg.call.flow, action) as [Send, Action & { verb: "post" }];
  for (;;)
    try {
      const result = yield* deliver(oracle, leg, refused, false);
      if (result === "never answered") {
        noteSilence(oracle, leg.call, refused);
        if (timeOut(oracle, leg, line) === STOP) return STOP;
      }
      startBeside(oracle, leg, "posted", posted.actions);
      yield* settle(oracle, leg);
      return null;
    } catch (error) {
      if (!(error instanceof WorkLost) || leg.sent !== refused) throw error;
      leg.ownUs = oracle.nowUs;
    }
}

type Delivered = "worked on" | "refused" | "held back" | "never answered" | "gone";

/**
 * A message over one hop: again and again while it is lost, until it is worked on or given up.
 * `isCopy` of one that was not lost, but whose answer takes long, or of that answer.
 */
function* deliver(
  oracle: Oracle,
  leg: Leg,
  action: Send,
  mayBeRefused: boolean,
  isCopy = false,
): Script<Delivered> {
  const { machinery } = oracle;
  const { call } = leg;
  const from = call.roles.get(action.from)!;
  const to = call.roles.get(action.to)!;
  const wire = machinery.wireBetween(from, to);
  for (;;) {
    if (leg.attempts > 0 && oracle.nowUs >= giveUpUs(oracle, leg)) {
      leg.attempts = 0;
      leg.ownUs = oracle.nowUs;
      return "never answered";
    }
    if (wire.usPerByte > 0 && leg.ownUs > oracle.nowUs) yield* until(oracle, leg, leg.ownUs);
    // TCP carries again what its link has lost, and nobody else knows of it.
    const isSegment = leg.attempts > 0 && !sipRepeats(wire, action.message);
    const isAgain = isCopy || leg.attempts > 0;
    const [sender, receiver] = [from, to].map((each) => machinery.machines[each].instance);
    if (mayBeRefused && !isAgain && sender.component >= 0 && oracle.holdsBack(to, action.message))
      return "held back";
    const isFailure = /^(UNAVAILABLE|SERVER_ERROR)$/.test(action.message);
    if (isAgain) oracle.retransmissions += isSegment ? 0 : 1;
    else if (isFailure && action.to === "carrier") oracle.ineffective++;
    else if (action.message === "INVITE") {
      if (action.from === "carrier") oracle.invites++;
      if ([sender.component, receiver.component].includes(SIP_SERVER)) oracle.dialogs++;
    }
    const arriveUs = machinery.transmit(from, to, action.message, leg.ownUs);
    if (!isSegment) oracle.count(action.message);
    if (!wire.up) {
      if (leg.kind === "posted") return "gone";
      yield retryUs(oracle, leg, action, wire, leg.ownUs, "link");
      leg.ownUs = oracle.nowUs;
      continue;
    }
    const request = isCopy ? null : armTimers(oracle, leg, action, arriveUs - wire.latencyUs);
    if (arriveUs > oracle.nowUs) {
      leg.travelling = () => {
        oracle.count(action.message, -1);
        if (isCopy) oracle.retransmissions--;
        machinery.countBytes(wire, action.message, -1);
      };
      yield* until(oracle, leg, arriveUs);
    }
    leg.travelling = null;
    if (!machinery.machines[to].up) {
      if (leg.kind === "posted") return "gone";
      yield retryUs(oracle, leg, action, wire, oracle.nowUs - wire.latencyUs, "receiver");
      leg.ownUs = oracle.nowUs;
      continue;
    }
    leg.ownUs = oracle.nowUs;
    leg.attempts = 0;
    const refusedUs = isCopy
      ? null
      : machinery.refuse(to, action.message, oracle.nowUs, mayBeRefused);
    leg.ownUs = refusedUs ?? machinery.work(to, action.message, oracle.nowUs, isCopy);
    leg.workAt = to;
    leg.workUntilUs = leg.ownUs;
    leg.sent = action;
    if (request !== null) {
      request.workUntilUs = leg.ownUs;
      request.answerUs = leg.ownUs + machinery.wireBetween(to, from).latencyUs;
      if (request.answerUs > request.endUs && leg.kind !== "posted") {
        leg.attempts = 1;
        leg.firstSentUs = request.firstUs;
        leg.workUntilUs = 0;
        yield Math.max(oracle.nowUs, request.endUs);
        leg.ownUs = oracle.nowUs;
        continue;
      }
    }
    return refusedUs === null ? "worked on" : "refused";
  }
}

const giveUpUs = ({ scenario }: Oracle, leg: Leg): number =>
  leg.firstSentUs + 64 * scenario.signalling.t1Us;

/** A leg beside the call that sends a request once more and hears the same answer again. */
function* repeat(oracle: Oracle, leg: Leg, { message, from, to }: Send): Script {
  const request: Send = { verb: "send", message, from, to, refused: null };
  const answer: Send = { ...request, message: ANSWERS[message]!, from: to, to: from };
  if ((yield* deliver(oracle, leg, request, false, true)) === "gone") return;
  yield* deliver(oracle, leg, answer, false, true);
}

/**
 * The timers of each SIP request run from the moment it leaves until it is answered, whether they
 * will matter or not.
 */
function armTimers(oracle: Oracle, leg: Leg, action: Send, sentUs: number): Request | null {
  if (!(action.message in ANSWERS)) return null;
  const { call } = leg;
  const firstUs = leg.attempts === 0 ? sentUs : leg.firstSentUs;
  const endUs = firstUs + 64 * oracle.scenario.signalling.t1Us;
  const [from, to] = [action.from, action.to].map((role) => call.roles.get(role)!);
  const request: Request = { to, firstUs, endUs, workUntilUs: 0, answerUs: Infinity, void: false };
  if (!sipRepeats(oracle.machinery.wireBetween(from, to), action.message)) return request;
  oracle.requests.add(request);
  const ring = (atUs: number, attempt: number) =>
    oracle.agenda.at(atUs, () => {
      const { nowUs, machinery } = oracle;
      const isDue = request.answerUs < Infinity && nowUs < Math.min(request.answerUs, endUs);
      if (!isDue || request.void || !machinery.machines[from].up) {
        oracle.requests.delete(request);
        return;
      }
      const copy = oracle.newLeg(call, "posted", (own) => repeat(oracle, own, action));
      oracle.go(copy);
      ring(nowUs + intervalUs(oracle, action.message, attempt), attempt + 1);
    });
  ring(sentUs + intervalUs(oracle, action.message, leg.attempts), leg.attempts + 1);
  return request;
}

/** From one sending to the next (RFC 3261 timers). */
function intervalUs({ scenario }: Oracle, message: MessageKind, attempt: number): number {
  const { t1Us, t2Us } = scenario.signalling;
  const isInvite = message === "INVITE" || message === "RE_INVITE";
  return isInvite ? t1Us * 2 ** attempt : Math.min(t1Us * 2 ** attempt, t2Us);
}

/** Over UDP the timers of SIP; a 2xx to an INVITE is repeated by who gave it, from end to end. */
const sipRepeats = ({ transport }: Wire, message: MessageKind): boolean =>
  message === "OK_INVITE" || (transport === "udp" && MESSAGES[message].traffic === "signalling");

/** When a lost message, sent at `sentUs`, is sent again or given up. */
function retryUs(
  oracle: Oracle,
  leg: Leg,
  { message }: Send,
  wire: Wire,
  sentUs: number,
  lostBy: "link" | "receiver",
): number {
  if (leg.attempts === 0) leg.firstSentUs = sentUs;
  const ofTcpUs =
    lostBy === "link" ? oracle.scenario.signalling.rtoUs * 2 ** leg.attempts : Infinity;
  const ofSipUs = intervalUs(oracle, message, leg.attempts++);
  const againUs = sentUs + (sipRepeats(wire, message) ? ofSipUs : ofTcpUs);
  leg.workUntilUs = 0;
  return Math.max(oracle.nowUs, Math.min(againUs, giveUpUs(oracle, leg)));
}

/** An instance has crashed with the leg's message in hand. */
export function loseWork(oracle: Oracle, leg: Leg): void {
  leg.travelling?.();
  leg.travelling = null;
  if (leg.kind === "posted") oracle.endLeg(leg);
  else {
    leg.voided = true;
    const sent = leg.sent!;
    const [from, to] = [sent.from, sent.to].map((role) => leg.call.roles.get(role)!);
    const wire = oracle.machinery.wireBetween(from, to);
    oracle.wake(leg, retryUs(oracle, leg, sent, wire, oracle.nowUs, "receiver"));
  }
}

/** Senders where it was sent from leave the receiver alone for a while. */
function noteSilence(oracle: Oracle, call: Call, { message, from, to }: Send): void {
  const { machines } = oracle.machinery;
  const sender = machines[call.roles.get(from)!].instance;
  const untilUs = oracle.nowUs + oracle.scenario.signalling.avoidSilentUs;
  const { silentUntilUs } = machines[call.roles.get(to)!];
  silentUntilUs.set(sender.place, Math.max(untilUs, silentUntilUs.get(sender.place) ?? 0));
  if (message === "INVITE" && from === "carrier") oracle.ineffective++;
}

function timeOut(oracle: Oracle, leg: Leg, line: Label | null): Next {
  const { call } = leg;
  if (call.flow.name === "login") {
    for (const role of leg.filledNow) call.forgotten.add(role);
    return line;
  }
  if (leg.kind !== "main" || call.endedUs !== null) return null;
  return fail(oracle, call);
}

function fail(oracle: Oracle, call: Call): typeof STOP {
  const isFromOutside = oracle.scenario.demand[call.demand].origin === "customers";
  if (isFromOutside && !call.accepted) oracle.ineffective++;
  oracle.interrupt(call, call.answeredUs === null ? "failed" : "lost");
  return STOP;
}
