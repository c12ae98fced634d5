import type { Action, Label, Question } from "../../src/model/actions.ts";
import type { Stage } from "../../src/scenario/types.ts";
import { admit } from "./admission.ts";
import { isClosed } from "./closing.ts";
import { type Call, type Leg, type Next, type Script, STOP } from "./entities.ts";
import { isCutOff } from "./faults.ts";
import { serve } from "./lookUps.ts";
import type { Oracle } from "./oracle.ts";
import { holdOne } from "./pools.ts";
import { recordOf } from "./recording.ts";

/** Actions that take time. */
export function* pass(oracle: Oracle, leg: Leg, action: Action): Script<Next> {
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
      const { attributes } = call;
      const queue = people.queueOf(call, slot);
      const comesBack = slot === 0 && call.selectedUs !== null;
      const length = people.waiting.filter((each) => people.queueOf(each) === queue).length;
      const isFull = !comesBack && length >= scenario.queues[queue].capacity;
      const isFirst = slot === 0 && !comesBack;
      const treatmentUs = isFirst ? scenario.demand[call.demand].queueTreatmentUs : 0;
      const { overflowUs } = scenario.demand[call.demand];
      if (slot > 0) call.askedUs = oracle.nowUs;
      const sinceUs = comesBack ? call.queuedUs! : oracle.nowUs;
      const [patienceUs, sentOnAfterUs] =
        slot === 0
          ? [attributes.patience, overflowUs]
          : [attributes.consultPatience, attributes.agentPatience];
      const patienceEndsUs = sinceUs + patienceUs;
      const { voicemail } = scenario.demand[call.demand];
      const staysOut = scenario.queues[queue].atClose === "clear" || voicemail?.closed === true;
      const mayClose = slot === 0 && action.closed !== undefined;
      if (mayClose && staysOut && isClosed(oracle, queue)) return action.closed!;
      const isOffered = call.answers.voicemailOffered === "yes";
      const isSentOn = action.overflow !== undefined && (slot > 0 || isOffered);
      const sentOnUs = isSentOn ? sinceUs + sentOnAfterUs : Number.POSITIVE_INFINITY;
      const leavesUs = Math.max(oracle.nowUs, Math.min(patienceEndsUs, sentOnUs));
      const leftFor = sentOnUs < patienceEndsUs ? action.overflow! : action.abandoned;
      const reached = ({ afterUs }: Stage) => sinceUs + afterUs <= oracle.nowUs;
      const stage = scenario.queues[queue].stages.filter(reached).length - 1;
      if (treatmentUs > 0) {
        if (isFull) return action.full;
        call.queuedUs = oracle.nowUs;
        people.waiting.push(call);
        call.queuesFor = slot;
        call.inTreatment = true;
        const treatedUs = oracle.nowUs + treatmentUs;
        yield Math.min(treatedUs, leavesUs);
        leg.ownUs = oracle.nowUs;
        if (call.isCleared) return action.closed!;
        people.leaveQueue(call);
        if (leavesUs < treatedUs) return leftFor;
      }
      const agent = people.choose(queue, stage, call.site);
      if (agent === null && isFull && treatmentUs === 0) return action.full;
      if (slot === 0) call.queuedUs ??= oracle.nowUs;
      if (agent !== null) {
        people.select(call, slot, agent);
        return null;
      }
      people.joinQueue(call, comesBack, stage);
      call.queuesFor = slot;
      for (const { afterUs } of scenario.queues[queue].stages.slice(stage + 1)) {
        const stageUs = Math.max(oracle.nowUs, call.inLineUs + afterUs);
        if (stageUs >= leavesUs) break;
        yield stageUs;
        leg.ownUs = oracle.nowUs;
        if (call.queuesFor === null) return null;
        call.stage++;
        const later = people.choose(queue, call.stage, call.site);
        if (later === null) continue;
        people.leaveQueue(call);
        people.select(call, slot, later);
        return null;
      }
      yield leavesUs;
      leg.ownUs = oracle.nowUs;
      if (call.isCleared) return action.closed!;
      if (call.queuesFor === null) return null;
      people.leaveQueue(call);
      return leftFor;
    }
    case "serve":
      return yield* serve(oracle, leg, action.role);
    case "join":
      if (call.forks === 0) return null;
      call.joiner = leg;
      yield Number.POSITIVE_INFINITY;
      leg.ownUs = oracle.nowUs;
      return null;
    default: {
      const { refreshFrom, refreshTo } = scenario.signalling;
      const { expiresUs } = call.agents[0]!.seat;
      const share = refreshFrom + (refreshTo - refreshFrom) * oracle.refresh.next();
      yield oracle.nowUs + Math.round(share * expiresUs);
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
  const worker = ["afterCallWork", "secondAfterCallWork"].indexOf(action.attribute);
  const agent = call.agents[worker];
  const leaves =
    agent != null &&
    oracle.people.isLeaving(agent) &&
    groups[agent.group].atShiftEnd === "leaveAfterCall";
  if (leaves) return { durationUs: 0, cut: null };
  const { talk, pause } = call.attributes;
  const pausedUs = call.answers.pauses === "yes" ? Math.min(pause, talk) : 0;
  const durationUs =
    action.attribute === "pause"
      ? pausedUs
      : call.attributes[action.attribute] - (action.attribute === "talk" ? pausedUs : 0);
  if (!action.unless) return { durationUs, cut: null };
  const { attribute, go: then } = action.unless;
  const untilUs =
    attribute === "ivrPatience"
      ? call.treatedUs + call.attributes.ivrPatience
      : demand[call.demand].patienceUntil === "selected"
        ? Number.POSITIVE_INFINITY
        : call.queuedUs! + call.attributes.patience;
  const leftUs = Math.max(0, untilUs - oracle.nowUs);
  return leftUs < durationUs ? { durationUs: leftUs, cut: then } : { durationUs, cut: null };
}

/** Actions that change the state of the call at once. */
export function happen(oracle: Oracle, call: Call, action: Action): Next {
  const { people } = oracle;
  switch (action.verb) {
    case "hold":
      if (holdOne(oracle, call, action.holding, action.role)) return null;
      return goesOnWithout(oracle, call, action.holding) ? null : action.full;
    case "enter":
      if (action.phase === "qualification") call.treatedUs = oracle.nowUs;
      return null;
    case "free":
      call.holdings.delete(action.holding);
      return null;
    case "admit":
      return admit(oracle, call, action) ? null : action.full;
    case "stream":
      call.streams.set(action.stream, action.path);
      call.rooms.set(action.stream, action.path);
      call.accepted = true;
      if (!isCutOff(oracle, call)) return null;
      oracle.interrupt(call, "lost");
      return STOP;
    case "endStream":
      call.streams.delete(action.stream);
      call.rooms.delete(action.stream);
      return null;
    case "agent":
      call.agents[action.agent.slot]!.state = action.activity;
      if (["talking", "digital"].includes(action.activity) && action.agent.slot === 0) {
        call.answeredUs ??= oracle.nowUs;
        oracle.callbacks.answered(call);
      }
      return null;
    case "releaseAgent":
      if (action.pauses) people.pause(call, action.agent.slot);
      else people.release(call, action.agent.slot);
      return null;
    case "connect":
      if (oracle.isMessage)
        call.roles.set(action.node, oracle.nodeOfDesk(call.roles.get(action.client)!));
      return null;
    case "ask":
      return answerTo(oracle, call, action.question) === action.answer ? action.go : null;
    case "end":
      oracle.endCall(call, action.outcome);
      return null;
    case "goTo":
      return action.label;
    case "decide":
      call.answers[action.question] = action.answer;
      return null;
    case "record":
      recordOf(oracle, call, action.moment);
      return null;
    case "mark":
      return reach(oracle, call, action.milestone) ? null : STOP;
    default:
      return null;
  }
}

/** What a call says to a question. */
export function answerTo(oracle: Oracle, call: Call, question: Question): string {
  const yes = (is: boolean) => (is ? "yes" : "no");
  if (question === "callbackTurn") return oracle.callbacks.turnOf(call);
  if (question === "callbackOffered") return yes(oracle.callbacks.offers(call));
  if (question === "agentLost") return "no";
  if (question === "publicNumber") return yes(call.agents[0]!.seat.isPublicNumber);
  if (question === "unanswered") {
    const { name, rona } = oracle.scenario.demand[call.demand];
    return yes(rona.share > 0 && oracle.draw(`routing/${name}/noAnswer`) < rona.share);
  }
  if (question === "recordingMode") return oracle.scenario.recording.mode;
  if (question === "screenPolicy")
    return yes(oracle.scenario.demand.some(({ screen }) => screen > 0));
  if (question === "challengeRefresh") return yes(oracle.scenario.signalling.challengeRefresh);
  return call.answers[question]!;
}

/** Who finds no port of a speech server may go on by keypad. */
const goesOnWithout = ({ scenario }: Oracle, call: Call, holding: string): boolean =>
  holding === "speechPort" && scenario.demand[call.demand].ivrPath.speech.whenFull === "dtmf";

/** A moment of a phone's life; false when its script ends with it. */
function reach(oracle: Oracle, call: Call, milestone: string): boolean {
  if (milestone === "progress") {
    const { run, demand } = oracle.scenario;
    const { warmUpUs, measureUs } = run;
    const isCustomers = demand[call.demand].origin === "customers";
    if (isCustomers && call.arrivedUs >= warmUpUs && call.arrivedUs < warmUpUs + measureUs)
      oracle.setupDelaysUs.push(oracle.nowUs - call.arrivedUs);
    return true;
  }
  if (milestone === "live" || milestone === "unconnected") {
    oracle.campaigns[milestone](call);
    return true;
  }
  if (milestone === "customerDialled" || milestone === "customerReached") {
    if (milestone === "customerDialled") oracle.callbacks.dialled(call);
    else oracle.callbacks.reached(call);
    return true;
  }
  if (milestone !== "registered" && milestone !== "loggedIn") return true;
  const agent = call.agents[0]!;
  if (milestone === "registered") {
    oracle.registrations++;
    agent.registered = true;
  }
  const isConnected = milestone === "loggedIn" && agent.seat.isPublicNumber;
  if ((milestone === "registered" || isConnected) && oracle.isMessage) {
    const roles = oracle.agentRoles(call.flow)[0];
    agent.sbc = call.roles.get(roles.sbc) ?? agent.sbc;
    agent.owner = call.roles.get(roles.owner)!;
  }
  if (milestone !== "loggedIn") return true;
  if (oracle.isMessage) agent.desk = call.roles.get(oracle.agentRoles(call.flow)[0].desk)!;
  agent.expected = false;
  oracle.people.ready(agent);
  const registers = oracle.scenario.run.registrations && !agent.seat.isPublicNumber;
  const refreshes = registers && !agent.refreshing;
  agent.refreshing ||= refreshes;
  return refreshes;
}
