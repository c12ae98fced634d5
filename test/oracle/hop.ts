import type { Label, Send } from "../../src/model/actions.ts";
import { componentIndex } from "../../src/model/topology.ts";
import { type Call, type Leg, type Next, type Script, STOP, WorkLost } from "./entities.ts";
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

/** A message over one hop: again and again while it is lost, until it is worked on or given up. */
export function* send(oracle: Oracle, leg: Leg, action: Send, line: Label | null): Script<Next> {
  const { machinery } = oracle;
  const { call } = leg;
  if (!call.roles.has(action.to)) {
    pick(oracle, call, action.to);
    leg.filledNow.push(action.to);
  }
  const from = call.roles.get(action.from)!;
  const to = call.roles.get(action.to)!;
  const wire = machinery.wireBetween(from, to);
  for (;;) {
    if (leg.attempts > 0 && oracle.nowUs >= giveUpUs(oracle, leg))
      return timeOut(oracle, leg, line);
    if (leg.attempts > 0) oracle.retransmissions++;
    else if (action.message === "INVITE") {
      const ends = [from, to].map((each) => machinery.machines[each].instance.component);
      if (ends[0] < 0) oracle.invites++;
      if (ends.includes(SIP_SERVER)) oracle.dialogs++;
    }
    if (wire.usPerByte > 0 && leg.ownUs > oracle.nowUs) yield* until(oracle, leg, leg.ownUs);
    const arriveUs = machinery.transmit(from, to, action.message, leg.ownUs);
    oracle.count(action.message);
    if (!wire.up) {
      if (leg.kind === "posted") return STOP;
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
      if (leg.kind === "posted") return STOP;
      yield retryUs(oracle, leg, action, oracle.nowUs - wire.latencyUs);
      leg.ownUs = oracle.nowUs;
      continue;
    }
    leg.ownUs = oracle.nowUs;
    leg.attempts = 0;
    if (action.refused !== null && machinery.refuses(to, action.message, oracle.nowUs))
      return action.refused;
    leg.ownUs = machinery.work(to, action.message, oracle.nowUs);
    leg.workAt = to;
    leg.workUntilUs = leg.ownUs;
    leg.sent = action;
    return null;
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

function timeOut(oracle: Oracle, leg: Leg, line: Label | null): Next {
  const { call } = leg;
  leg.attempts = 0;
  leg.ownUs = oracle.nowUs;
  if (call.flow.name === "login") {
    for (const role of leg.filledNow) call.roles.delete(role);
    return line;
  }
  if (leg.kind !== "main" || call.endedUs !== null) return null;
  oracle.interrupt(call, call.answeredUs === null ? "failed" : "lost");
  return STOP;
}
