import type { Action, Label, Send } from "../../src/model/actions.ts";
import { actionsOf } from "../../src/model/flow.ts";
import { accountFor } from "./closedForm.ts";
import { type Call, type Leg, type Script, WorkLost } from "./entities.ts";
import type { Oracle } from "./oracle.ts";
import { reportEvent, replicate, tellEvent } from "./spread.ts";
import { holdOne } from "./pools.ts";

/** The leg ends here, whatever follows in its table. */
const STOP = Symbol("stop");
type Next = Label | typeof STOP | null;

/** Actions that leave from the leg's own time and need not wait for the clock to reach it. */
const BESIDE_THE_CLOCK = new Set<Action["verb"]>(["send", "post", "tell", "report", "desktop", "pick"]);

/** The leg that carries a call: line after line of its flow, from a label on. */
export function* follow(oracle: Oracle, leg: Leg, from: Label): Script {
  const { steps, endings } = leg.call.flow;
  const order = Object.keys(steps);
  leg.ownUs = oracle.nowUs;
  let label: Label | undefined = from;
  while (label !== undefined) {
    const jump: Next = yield* perform(oracle, leg, actionsOf(steps[label] ?? endings[label]), label);
    if (jump === STOP) return;
    const following: Label | undefined = label in steps ? order[order.indexOf(label) + 1] : undefined;
    label = jump ?? following;
  }
}

/** A leg beside the call. */
export function* beside(oracle: Oracle, leg: Leg, actions: readonly Action[]): Script {
  yield* perform(oracle, leg, actions, null);
}

/** Performs actions in order; work lost in a crash takes the leg back to where it was sent. */
function* perform(
  oracle: Oracle,
  leg: Leg,
  actions: readonly Action[],
  line: Label | null,
): Script<Next> {
  let lastSend = -1;
  leg.filledNow = [];
  for (let i = 0; i <= actions.length; i++) {
    try {
      if (i === actions.length) {
        if (line !== null || leg.kind === "forked") yield* settle(oracle, leg);
        return null;
      }
      const action = actions[i];
      if (!BESIDE_THE_CLOCK.has(action.verb))
        yield* settle(oracle, leg);
      const jump = yield* act(oracle, leg, action, line);
      if (jump !== null) return jump;
      if (action.verb === "send") lastSend = i;
    } catch (error) {
      if (!(error instanceof WorkLost)) throw error;
      leg.ownUs = oracle.nowUs;
      i = lastSend - 1;
    }
  }
  return null;
}

/** Waits; the message in hand may be lost meanwhile. */
function* until(oracle: Oracle, leg: Leg, timeUs: number): Script {
  yield timeUs;
  if (leg.voided) {
    leg.voided = false;
    throw new WorkLost();
  }
  leg.ownUs = oracle.nowUs;
}

function* settle(oracle: Oracle, leg: Leg): Script {
  if (leg.ownUs > oracle.nowUs) yield* until(oracle, leg, leg.ownUs);
}

function* act(oracle: Oracle, leg: Leg, action: Action, line: Label | null): Script<Next> {
  if (!oracle.isMessage) accountFor(oracle, leg.call, action);
  switch (action.verb) {
    case "send":
      return oracle.isMessage ? yield* send(oracle, leg, action, line) : null;
    case "post":
    case "fork":
      startBeside(oracle, leg, action.verb === "post" ? "posted" : "forked", action.actions);
      return null;
    case "tell":
      if (oracle.isMessage) tellEvent(oracle, leg, action);
      return null;
    case "report":
      if (oracle.isMessage) reportEvent(oracle, leg, action.node);
      return null;
    case "replicate":
      if (oracle.isMessage) replicate(oracle, leg, action.from);
      return null;
    case "pick":
      if (oracle.isMessage) pick(oracle, leg.call, action.from);
      return null;
    case "spend":
    case "wait":
    case "join":
    case "untilRefresh":
      return yield* pass(oracle, leg, action);
    default:
      return happen(oracle, leg.call, action);
  }
}

/** Starts a leg beside its parent, from the parent's own time on. */
function startBeside(
  oracle: Oracle,
  parent: Leg,
  kind: "posted" | "forked",
  actions: readonly Action[],
): void {
  const leg = oracle.newLeg(parent.call, kind, (own) => beside(oracle, own, actions));
  leg.ownUs = parent.ownUs;
  leg.workAt = parent.workAt;
  leg.workUntilUs = parent.ownUs;
  oracle.go(leg);
}

function pick(oracle: Oracle, call: Call, role: string): void {
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
function* send(oracle: Oracle, leg: Leg, action: Send, line: Label | null): Script<Next> {
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
    if (leg.attempts > 0 && oracle.nowUs >= giveUpUs(oracle, leg)) return timeOut(oracle, leg, line);
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
    if (action.refused !== null && machinery.refuses(to, action.message, oracle.nowUs))
      return action.refused;
    leg.ownUs = machinery.work(to, action.message, oracle.nowUs);
    leg.attempts = 0;
    leg.workAt = to;
    leg.workUntilUs = leg.ownUs;
    leg.sent = action;
    return null;
  }
}

const giveUpUs = ({ scenario }: Oracle, leg: Leg): number =>
  leg.firstSentUs + 64 * scenario.signalling.t1Us;

/** When a lost message, sent at `sentUs`, is sent again or given up (RFC 3261, timers A, B, E, F). */
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
  if (leg.kind === "posted") return oracle.endLeg(leg);
  leg.voided = true;
  oracle.wake(leg, retryUs(oracle, leg, leg.sent!, oracle.nowUs));
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

/** Actions that take time. */
function* pass(oracle: Oracle, leg: Leg, action: Action): Script<Next> {
  const { call } = leg;
  const { people, scenario } = oracle;
  switch (action.verb) {
    case "spend": {
      const { durationUs, cut } = spell(oracle, call, action);
      if (durationUs > 0) yield oracle.nowUs + durationUs;
      leg.ownUs = oracle.nowUs;
      return cut;
    }
    case "wait": {
      const { slot } = action.agent;
      const queue = people.queueOf(call);
      const agent = people.choose(queue, call.site);
      const length = people.waiting.filter((each) => people.queueOf(each) === queue).length;
      if (agent === null && length >= scenario.queues[queue].capacity) return action.full;
      if (slot === 0) call.queuedUs = oracle.nowUs;
      if (agent !== null) {
        people.select(call, slot, agent);
        return null;
      }
      people.waiting.push(call);
      call.queuesFor = slot;
      yield oracle.nowUs + call.attributes.patience;
      leg.ownUs = oracle.nowUs;
      if (call.queuesFor === null) return null;
      people.leaveQueue(call);
      return action.abandoned;
    }
    case "join":
      if (call.forks === 0) return null;
      call.joiner = leg;
      yield Number.POSITIVE_INFINITY;
      leg.ownUs = oracle.nowUs;
      return null;
    default: {
      const { registerExpiresUs, refreshFrom, refreshTo } = scenario.signalling;
      const share = refreshFrom + (refreshTo - refreshFrom) * oracle.refresh.next();
      yield oracle.nowUs + Math.round(share * registerExpiresUs);
      leg.ownUs = oracle.nowUs;
      return null;
    }
  }
}

/** How long a duration takes, and where to when patience cuts it short. */
function spell(
  oracle: Oracle,
  call: Call,
  action: Action & { verb: "spend" },
): { durationUs: number; cut: Label | null } {
  const { demand, groups } = oracle.scenario;
  const agent = call.agents[0];
  const leaves = agent?.leaving && groups[agent.group].atShiftEnd === "leaveAfterCall";
  if (action.attribute === "afterCallWork" && leaves) return { durationUs: 0, cut: null };
  const durationUs = call.attributes[action.attribute];
  if (!action.unless) return { durationUs, cut: null };
  const { attribute, then } = action.unless;
  const untilUs =
    attribute === "ivrPatience"
      ? oracle.nowUs + call.attributes.ivrPatience
      : demand[call.demand].patienceUntil === "selected"
        ? Number.POSITIVE_INFINITY
        : call.queuedUs! + call.attributes.patience;
  const leftUs = Math.max(0, untilUs - oracle.nowUs);
  return leftUs < durationUs ? { durationUs: leftUs, cut: then } : { durationUs, cut: null };
}

/** Actions that change the state of the call at once. */
function happen(oracle: Oracle, call: Call, action: Action): Next {
  const { people } = oracle;
  switch (action.verb) {
    case "hold":
      return holdOne(oracle, call, action.holding, action.role) ? null : action.full;
    case "free":
      call.holdings.delete(action.holding);
      return null;
    case "stream":
      call.streams.set(action.stream, action.path);
      return null;
    case "endStream":
      call.streams.delete(action.stream);
      return null;
    case "agent":
      call.agents[action.agent.slot]!.state = action.activity;
      if (action.activity === "talking" && action.agent.slot === 0) call.answeredUs ??= oracle.nowUs;
      return null;
    case "releaseAgent":
      people.release(call, action.agent.slot);
      return null;
    case "ask":
      return (action.question === "contained" ? call.contained : oracle.scenario.signalling.challengeRefresh)
        ? action.yes
        : null;
    case "end":
      oracle.endCall(call, action.outcome);
      return null;
    case "goTo":
      return action.label;
    case "mark":
      return reach(oracle, call, action.milestone) ? null : STOP;
    default:
      return null;
  }
}

/** A moment of a phone's life; false when its script ends with it. */
function reach(oracle: Oracle, call: Call, milestone: string): boolean {
  const agent = call.agents[0]!;
  if (milestone === "registered" && oracle.isMessage) {
    const roles = oracle.agentRoles(call.flow)[0];
    agent.sbc = call.roles.get(roles.sbc)!;
    agent.owner = call.roles.get(roles.owner)!;
    agent.desk = call.roles.get(roles.desk)!;
  }
  if (milestone !== "loggedIn") return true;
  agent.expected = false;
  oracle.people.ready(agent);
  const refreshes = oracle.scenario.run.registrations && !agent.refreshing;
  agent.refreshing ||= refreshes;
  return refreshes;
}
