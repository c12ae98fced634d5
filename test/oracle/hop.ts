import type { Label, Send } from "../../src/model/actions.ts";
import { refusalBy } from "../../src/model/flow.ts";
import { ANSWERS, type MessageKind } from "../../src/model/messages.ts";
import { componentIndex } from "../../src/model/topology.ts";
import {
  type Call,
  type Leg,
  type Next,
  type Request,
  type Script,
  STOP,
  WorkLost,
} from "./entities.ts";
import type { Oracle } from "./oracle.ts";

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

/** Fills a role with the next instance in turn, or with its place. */
export function pick(oracle: Oracle, call: Call, role: string): void {
  const { machinery } = oracle;
  const cast = call.flow.roles[role];
  call.forgotten.delete(role);
  if (cast.by === "place") {
    const { carrier, desks } = machinery.topology;
    call.roles.set(role, cast.place === "carrier" ? carrier : desks[call.site]);
    return;
  }
  const here =
    cast.by === "node"
      ? { node: machinery.machines[call.roles.get(cast.node)!].instance.node }
      : machinery.isClusterWide(cast.component)
        ? {}
        : { site: call.site };
  call.roles.set(role, machinery.inTurn(machinery.instancesOf(cast.component, here), oracle.nowUs));
}

/**
 * A message over one hop: again and again while it is lost, until it is worked on or given up.
 * `isCopy` of one that was not lost, but whose answer takes long, or of that answer.
 */
export function* send(
  oracle: Oracle,
  leg: Leg,
  action: Send,
  line: Label | null,
  isCopy = false,
): Script<Next> {
  const { machinery } = oracle;
  const { call } = leg;
  if (!isCopy && (!call.roles.has(action.to) || call.forgotten.has(action.to))) {
    pick(oracle, call, action.to);
    leg.filledNow.push(action.to);
  }
  const from = call.roles.get(action.from)!;
  const to = call.roles.get(action.to)!;
  const wire = machinery.wireBetween(from, to);
  for (;;) {
    if (leg.attempts > 0 && oracle.nowUs >= giveUpUs(oracle, leg))
      return timeOut(oracle, leg, line);
    if (wire.usPerByte > 0 && leg.ownUs > oracle.nowUs) yield* until(oracle, leg, leg.ownUs);
    const isAgain = isCopy || leg.attempts > 0;
    const turnedAway = action.refused === null ? null : refusalBy(call.flow, action.from);
    if (turnedAway !== null && !isAgain && oracle.holdsBack(to, action.message)) return turnedAway;
    if (isAgain) oracle.retransmissions++;
    else if (action.message === "INVITE") {
      const ends = [from, to].map((each) => machinery.machines[each].instance.component);
      if (ends[0] < 0) oracle.invites++;
      if (ends.includes(SIP_SERVER)) oracle.dialogs++;
    }
    const arriveUs = machinery.transmit(from, to, action.message, leg.ownUs);
    oracle.count(action.message);
    if (!wire.up) {
      if (leg.kind === "posted") return STOP;
      yield retryUs(oracle, leg, action, leg.ownUs);
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
      if (leg.kind === "posted") return STOP;
      yield retryUs(oracle, leg, action, oracle.nowUs - wire.latencyUs);
      leg.ownUs = oracle.nowUs;
      continue;
    }
    leg.ownUs = oracle.nowUs;
    leg.attempts = 0;
    const canRefuse = action.refused !== null;
    const refusedUs = isCopy ? null : machinery.refuse(to, action.message, oracle.nowUs, canRefuse);
    const isRefused = refusedUs !== null;
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
    return isRefused ? action.refused : null;
  }
}

const giveUpUs = ({ scenario }: Oracle, leg: Leg): number =>
  leg.firstSentUs + 64 * scenario.signalling.t1Us;

/** A leg beside the call that sends a request once more and hears the same answer again. */
function* repeat(oracle: Oracle, leg: Leg, { message, from, to }: Send): Script {
  const request: Send = { verb: "send", message, from, to, refused: null };
  const answer: Send = { ...request, message: ANSWERS[message]!, from: to, to: from };
  if ((yield* send(oracle, leg, request, null, true)) === STOP) return;
  yield* send(oracle, leg, answer, null, true);
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

/** When a lost message, sent at `sentUs`, is sent again or given up (RFC 3261 timers). */
function retryUs(oracle: Oracle, leg: Leg, { message }: Send, sentUs: number): number {
  if (leg.attempts === 0) leg.firstSentUs = sentUs;
  const againUs = sentUs + intervalUs(oracle, message, leg.attempts++);
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

function timeOut(oracle: Oracle, leg: Leg, line: Label | null): Next {
  const { call } = leg;
  leg.attempts = 0;
  leg.ownUs = oracle.nowUs;
  if (call.flow.name === "login") {
    for (const role of leg.filledNow) call.forgotten.add(role);
    return line;
  }
  if (leg.kind !== "main" || call.endedUs !== null) return null;
  oracle.interrupt(call, call.answeredUs === null ? "failed" : "lost");
  return STOP;
}
