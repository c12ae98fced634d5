import { type Action, type Label, refusalOf, type Send } from "../../src/model/actions.ts";
import { componentIndex } from "../../src/model/topology.ts";
import { pick, pickUntried } from "./choice.ts";
import { type Call, type Leg, type Next, type Script, STOP, WorkLost } from "./entities.ts";
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
  if (!call.roles.has(action.to)) {
    pick(oracle, call, action.to);
    call.chosenBy.set(action.to, action);
    leg.filledNow.push(action.to);
  }
  const isChoice = action.message === "INVITE" && call.chosenBy.get(action.to) === action;
  const mayBeRefused = isChoice || action.refused !== null;
  for (const tried: number[] = []; ; ) {
    const result = yield* deliver(oracle, leg, action, mayBeRefused);
    if (result === "worked on") return null;
    if (result === "gone") return STOP;
    if (result === "refused") yield* refusal(oracle, leg, action);
    else noteSilence(oracle, call, action);
    if (!mayBeRefused) return timeOut(oracle, leg, line);
    tried.push(call.roles.get(action.to)!);
    const next = isChoice ? pickUntried(oracle, call, action.to, tried) : undefined;
    if (next !== undefined) call.roles.set(action.to, next);
    else return action.refused ?? fail(oracle, call);
  }
}

/** 503 and its ACK; whoever crashes with the 503 in hand gets it again. */
function* refusal(oracle: Oracle, leg: Leg, { from, to }: Send): Script {
  for (;;)
    try {
      const [unavailable, posted] = refusalOf(to, from);
      yield* deliver(oracle, leg, unavailable as Send, false);
      if (leg.ended) return;
      startBeside(oracle, leg, "posted", (posted as Action & { verb: "post" }).actions);
      yield* settle(oracle, leg);
      return;
    } catch (error) {
      if (!(error instanceof WorkLost)) throw error;
      leg.ownUs = oracle.nowUs;
    }
}

type Delivered = "worked on" | "refused" | "never answered" | "gone";

/** A message over one hop: again and again while it is lost, until it is worked on or given up. */
function* deliver(
  oracle: Oracle,
  leg: Leg,
  action: Send,
  mayBeRefused: boolean,
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
    const isFailure = /^(UNAVAILABLE|SERVER_ERROR)$/.test(action.message);
    if (leg.attempts > 0) oracle.retransmissions++;
    else if (isFailure && to === machinery.topology.carrier) oracle.ineffective++;
    else if (action.message === "INVITE") {
      const ends = [from, to].map((each) => machinery.machines[each].instance.component);
      if (ends[0] < 0) oracle.invites++;
      if (ends.includes(SIP_SERVER)) oracle.dialogs++;
    }
    if (wire.usPerByte > 0 && leg.ownUs > oracle.nowUs) yield* until(oracle, leg, leg.ownUs);
    const arriveUs = machinery.transmit(from, to, action.message, leg.ownUs);
    oracle.count(action.message);
    if (!wire.up) {
      if (leg.kind === "posted") return "gone";
      yield retryUs(oracle, leg, action, leg.ownUs);
      leg.ownUs = oracle.nowUs;
      continue;
    }
    if (arriveUs > oracle.nowUs) {
      leg.travelling = () => {
        oracle.count(action.message, -1);
        machinery.countBytes(wire, action.message, -1);
      };
      yield* until(oracle, leg, arriveUs);
    }
    leg.travelling = null;
    if (!machinery.machines[to].up) {
      if (leg.kind === "posted") return "gone";
      yield retryUs(oracle, leg, action, oracle.nowUs - wire.latencyUs);
      leg.ownUs = oracle.nowUs;
      continue;
    }
    leg.ownUs = oracle.nowUs;
    leg.attempts = 0;
    if (mayBeRefused && machinery.refuses(to, action.message, oracle.nowUs)) return "refused";
    leg.ownUs = machinery.work(to, action.message, oracle.nowUs);
    leg.workAt = to;
    leg.workUntilUs = leg.ownUs;
    leg.sent = action;
    return "worked on";
  }
}

const giveUpUs = ({ scenario }: Oracle, leg: Leg): number =>
  leg.firstSentUs + 64 * scenario.signalling.t1Us;

/** When a lost message, sent at `sentUs`, is sent again or given up (RFC 3261 timers). */
function retryUs(oracle: Oracle, leg: Leg, { message }: Send, sentUs: number): number {
  const { t1Us, t2Us } = oracle.scenario.signalling;
  if (leg.attempts === 0) leg.firstSentUs = sentUs;
  const doubledUs = t1Us * 2 ** leg.attempts;
  leg.attempts++;
  const isInvite = message === "INVITE" || message === "RE_INVITE";
  const againUs = sentUs + (isInvite ? doubledUs : Math.min(doubledUs, t2Us));
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
    oracle.wake(leg, retryUs(oracle, leg, leg.sent!, oracle.nowUs));
  }
}

/** Senders where it was sent from leave the receiver alone for a while. */
function noteSilence(oracle: Oracle, call: Call, { message, from, to }: Send): void {
  const { machines } = oracle.machinery;
  const sender = machines[call.roles.get(from)!].instance;
  const untilUs = oracle.nowUs + oracle.scenario.signalling.avoidSilentUs;
  machines[call.roles.get(to)!].silentUntilUs.set(sender.place, untilUs);
  if (message === "INVITE" && sender.component < 0) oracle.ineffective++;
}

function timeOut(oracle: Oracle, leg: Leg, line: Label | null): Next {
  const { call } = leg;
  if (call.flow.name === "login") {
    for (const role of leg.filledNow) call.roles.delete(role);
    return line;
  }
  if (leg.kind !== "main" || call.endedUs !== null) return null;
  return fail(oracle, call);
}

function fail(oracle: Oracle, call: Call): typeof STOP {
  if (!call.accepted) oracle.ineffective++;
  oracle.interrupt(call, call.answeredUs === null ? "failed" : "lost");
  return STOP;
}
