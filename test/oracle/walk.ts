import type { Action, Label } from "../../src/model/actions.ts";
import { actionsOf, withLegs } from "../../src/model/flow.ts";
import { bySeat } from "./access.ts";
import { admits } from "./admission.ts";
import { pick } from "./choice.ts";
import { accountFor } from "./closedForm.ts";
import { type Leg, type Next, type Script, STOP, WorkLost } from "./entities.ts";
import { send, settle } from "./hop.ts";
import { begin, PAST, timesOf } from "./lookUps.ts";
import type { Oracle } from "./oracle.ts";
import { mux, transfer } from "./recording.ts";
import { replicate, reportEvent, tellEvent } from "./spread.ts";
import { answerTo, happen, pass } from "./state.ts";

/** Actions that leave from the leg's own time and need not wait for the clock to reach it. */
const BESIDE_THE_CLOCK = new Set<Action["verb"]>([
  "send",
  "post",
  "tell",
  "report",
  "desktop",
  "pick",
  "connect",
]);

/** The leg that carries a call: line after line of its flow, from a label on. */
export function* follow(oracle: Oracle, leg: Leg, from: Label): Script {
  const { steps, endings } = leg.call.flow;
  const order = Object.keys(steps);
  leg.ownUs = oracle.nowUs;
  let label: Label | undefined = from;
  while (label !== undefined) {
    oracle.memory.forget(leg.call, label);
    const jump: Next = yield* perform(
      oracle,
      leg,
      actionsOf(steps[label] ?? endings[label]),
      label,
    );
    if (jump === STOP) return;
    const following: Label | undefined =
      label in steps ? order[order.indexOf(label) + 1] : undefined;
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
  let filledThen = 0;
  leg.filledNow = [];
  for (let i = 0; i <= actions.length; i++) {
    try {
      if (i === actions.length) {
        if (line !== null || leg.kind === "forked") yield* settle(oracle, leg);
        return null;
      }
      const action = actions[i];
      if (action.verb === "admit" && !admits(oracle)) continue;
      if (!BESIDE_THE_CLOCK.has(action.verb)) yield* settle(oracle, leg);
      if (action.verb === "when") {
        if (answerTo(oracle, leg.call, action.question) !== action.answer) continue;
        // Roles that are filled in it are not known to be filled behind it.
        const filled = leg.filledNow;
        const forgotten = oracle.memory.remember(leg.call, line!, action);
        const jump = yield* perform(oracle, leg, action.actions, line);
        leg.filledNow = filled;
        if (jump !== null) return jump;
        oracle.memory.forgetAgain(leg.call, action, forgotten);
        continue;
      }
      if (action.verb === "times") {
        const jump = yield* repeatedly(oracle, leg, action, line);
        if (jump !== null) return jump;
        continue;
      }
      if (action.verb === "lookUp") {
        const filled = leg.filledNow;
        const jump =
          (yield* begin(oracle, leg, action.role)) ??
          (yield* perform(oracle, leg, action.actions, line));
        leg.filledNow = filled;
        if (jump !== null && jump !== PAST) return jump;
        if (jump === null) yield* settle(oracle, leg);
        continue;
      }
      const jump = yield* act(oracle, leg, action, line);
      if (jump !== null) return jump;
      if (action.verb === "send" && bySeat(oracle, leg.call, action) !== null) {
        lastSend = i;
        filledThen = leg.filledNow.length;
      }
    } catch (error) {
      if (!(error instanceof WorkLost)) throw error;
      leg.ownUs = oracle.nowUs;
      for (const role of leg.filledNow.splice(filledThen)) leg.anew.add(role);
      i = lastSend - 1;
    }
  }
  return null;
}

/** Each time round, roles that are filled in it are filled anew. */
function* repeatedly(
  oracle: Oracle,
  leg: Leg,
  action: Action & { verb: "times" },
  line: Label | null,
): Script<Next> {
  const { call } = leg;
  const filled = leg.filledNow;
  const before = new Set([...call.roles.keys()].filter((role) => !call.forgotten.has(role)));
  for (let i = timesOf(oracle, call, action); i > 0; i--) {
    const jump = yield* perform(oracle, leg, action.actions, line);
    if (jump !== null) return jump;
    yield* settle(oracle, leg);
    for (const role of call.roles.keys()) if (!before.has(role)) call.forgotten.add(role);
  }
  leg.filledNow = filled;
  return null;
}

function* act(oracle: Oracle, leg: Leg, action: Action, line: Label | null): Script<Next> {
  if (!oracle.isMessage) accountFor(oracle, leg.call, action);
  switch (action.verb) {
    case "send": {
      const sent = bySeat(oracle, leg.call, action);
      return oracle.isMessage && sent ? yield* send(oracle, leg, sent, line) : null;
    }
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
    case "transfer":
      return yield* transfer(oracle, leg, action);
    case "mux":
      return yield* mux(oracle, leg, action.role);
    case "spend":
    case "serve":
    case "wait":
    case "join":
    case "untilRefresh":
      return yield* pass(oracle, leg, action);
    default:
      return happen(oracle, leg.call, action);
  }
}

/** Starts a leg beside its parent, from the parent's own time on. */
export function startBeside(
  oracle: Oracle,
  parent: Leg,
  kind: "posted" | "forked",
  actions: readonly Action[],
): void {
  // Who is chosen anew is so at once: what travels already goes where it was meant to.
  for (const action of actions.flatMap(withLegs))
    if (parent.kind === "main" && action.verb === "send" && parent.call.forgotten.has(action.to))
      pick(oracle, parent.call, action.to);
  const leg = oracle.newLeg(parent.call, kind, (own) => beside(oracle, own, actions));
  leg.ownUs = parent.ownUs;
  leg.workAt = parent.workAt;
  leg.workUntilUs = parent.ownUs;
  oracle.go(leg);
}
