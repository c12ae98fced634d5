import type { FunctionName, Impact, Mode } from "./published.ts";
import { ofAgents, type Reading, type Readings } from "./readings.ts";

/** When it is over, by what has failed. */
const BACK: Readonly<Record<Mode, string>> = {
  zone: "when the zone is back",
  region: "when the region is back",
  networkWithDesktops: "when the network is back",
  networkVoiceOnly: "when the network is back",
};

type Cell = (run: Readings, name: FunctionName) => Reading;

const service: Cell = (run, name) => {
  if (name === "agentLogin") {
    const says = run.loggedOut() ? "degraded" : "full";
    return run.read(says, "recovery.loggedOut.minutes");
  }
  if (name === "callRouting") return routing(run);
  if (name === "historicalFeed" && run.isDown("reporting")) return run.of(name, "none", "down");
  if ((name === "historicalFeed" || name === "reporting") && run.isDown("historicalFeed"))
    return run.of("historicalFeed", "delayed", "down");
  if (run.isGone(name)) return run.of(name, "none", "down");
  if (!run.takesWork(name)) return run.read("none", `impact.${run.workOf(name)}.during`);
  if (run.isDown(name)) return run.of(name, "degraded", "down");
  if (run.isAway(name)) return run.of(name, "partial", "home");
  if (run.isCut(name) && !ofAgents(name)) return run.of(name, "degraded", "cut");
  const lost = run.lostOf(name);
  if (lost !== undefined && run.value(lost) > 0) return run.read("degraded", lost);
  return run.of(name, "full", "down");
};

function routing(run: Readings): Reading {
  if (!run.takesWork("callRouting")) return run.read("none", "impact.calls.answered.during");
  const says = run.value("recovery.degraded.minutes") > 0 ? "degraded" : "full";
  return run.read(says, "recovery.degraded.minutes");
}

const sessions: Cell = (run, name) => {
  if (!ofAgents(name)) {
    if (run.isGone(name)) return run.of(name, "logged out to the end", "down");
    if (run.isSwitched(name)) return run.of(name, "log in again", "switched");
    if (!run.isCut(name)) return run.of(name, "unaffected", "switched");
    const says = run.hasOtherNetwork() ? "log in again elsewhere" : "logged out to the end";
    return run.of(name, says, "cut");
  }
  const id = "recovery.loggedOut.minutes";
  if (!run.loggedOut()) {
    const isVoice = name === "agentLogin" && run.phonesMoved();
    return run.read(isVoice ? "voice comes back by itself" : "unaffected", id);
  }
  return run.agentsBack()
    ? run.read(run.comesBack(), "recovery.agents.time")
    : run.read("logged out to the end", id);
};

const phone: Cell = (run, name) => {
  const says = ofAgents(name) && run.phonesMoved() ? "registers elsewhere" : "unaffected";
  return run.read(says, "recovery.registers.max10s");
};

const activeCalls: Cell = (run, name) => {
  const id = run.lostOf(name);
  if (id === undefined) return run.of(name, "none of its own", "down");
  if (run.value(id) === 0 && run.value(`impact.${name}.present`) === 0)
    return run.read("none under way", `impact.${name}.present`);
  return run.read(run.value(id) > 0 ? "dropped" : "kept", id);
};

const newWork: Cell = (run, name) => {
  if (name === "agentLogin") {
    const isTaken = !run.loggedOut() || run.agentsBack();
    return run.read(isTaken ? "taken" : "refused", "recovery.agents.time");
  }
  const says = run.takesWork(name) ? "taken" : "refused";
  const work = run.workOf(name);
  return work === undefined ? run.of(name, says, "down") : run.read(says, `impact.${work}.during`);
};

const data: Cell = (run, name) => {
  if (name === "voicemail") {
    const isLost = run.value("recovery.lost.voicemail") > 0;
    return run.read(isLost ? "lost" : "kept", "recovery.lost.voicemail");
  }
  if (name === "historicalFeed" || name === "reporting")
    return run.read(run.value("icon.unheard") > 0 ? "lost" : "kept", "icon.unheard");
  const says = run.dataOf(name) > 0 ? "lost" : "kept";
  return run.of(name, says, "data.lost");
};

const recovery: Cell = (run, name) => {
  const back = BACK[run.mode];
  if (name === "agentLogin") {
    const id = "recovery.agents.time";
    if (!run.loggedOut()) return run.read(run.phonesMoved() ? "fail-over" : "not needed", id);
    return run.read(run.agentsBack() ? "fail-over" : back, id);
  }
  if (name === "callRouting") {
    const seconds = run.value("recovery.service.time");
    const isBack = run.takesWork(name) && seconds < 60 * run.value("impact.during");
    const says = seconds === 0 ? "not needed" : isBack ? "fail-over" : back;
    return run.read(says, "recovery.service.time");
  }
  if (run.isGone(name)) return run.of(name, back, "down");
  if (!run.takesWork(name)) return run.read(back, `impact.${run.workOf(name)}.during`);
  if (run.isDown(name)) return run.of(name, "fail-over", "down");
  if (run.isAway(name)) return run.of(name, back, "home");
  for (const count of ["switched", "cut"] as const)
    if (!ofAgents(name) && run.value(`impact.${count}`, run.scopeOf(name)) > 0)
      return run.of(name, "at the next log-in", count);
  const lost = run.lostOf(name);
  return lost !== undefined && run.value(lost) > 0
    ? run.read("fail-over", lost)
    : run.of(name, "not needed", "down");
};

const customer: Cell = (run, name) => {
  if (!ofAgents(name)) return run.of(name, "nothing", "down");
  if (name === "callback") {
    const says = run.takesWork(name) ? "nothing" : "callbacks late";
    return run.workOf(name) === undefined
      ? run.of(name, says, "down")
      : run.read(says, "impact.callback.waiting.max");
  }
  if (name === "digital") {
    const says = run.takesWork(name) ? "nothing" : "no chat";
    return run.workOf(name) === undefined
      ? run.of(name, says, "down")
      : run.read(says, "impact.digital.served.during");
  }
  const id = run.lostOf(name);
  if (id === undefined) return run.of(name, run.isGone(name) ? "calls dropped" : "nothing", "down");
  const harm = name === "voicemail" ? "helped on the next call" : "calls dropped";
  return run.read(run.value(id) > 0 ? harm : "nothing", id);
};

/** How each impact is read off a run. */
export const CELLS: Readonly<Record<Impact, Cell>> = {
  service,
  sessions,
  phone,
  activeCalls,
  newWork,
  data,
  recovery,
  customer,
};
