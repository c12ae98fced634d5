import type { Action, Role } from "../../src/model/actions.ts";
import { LOOK_UPS_MODULE } from "../../src/model/components/treatment.ts";
import type { Call, Leg, Next, Script } from "./entities.ts";
import type { Oracle } from "./oracle.ts";

/** Where a leg goes on whose look-up had no answer in time. */
export const PAST = "past the look-up";

const timeOutUs = ({ scenario }: Oracle, call: Call): number =>
  scenario.demand[call.demand].ivrPath.lookUps.timeOutUs;

/** Nothing comes until the time is up. */
function* inVain(oracle: Oracle, leg: Leg): Script<Next> {
  const { call } = leg;
  call.answers.lookUpFailed = "yes";
  oracle.lookUps.timedOut++;
  const endUs = call.lookUpUs + timeOutUs(oracle, call);
  if (endUs > oracle.nowUs) yield endUs;
  leg.ownUs = oracle.nowUs;
  return PAST;
}

/** The next back-end of the site in turn plays the role: PAST when it is down. */
export function* begin(oracle: Oracle, leg: Leg, role: Role): Script<Next> {
  const { call } = leg;
  const { machinery, nowUs } = oracle;
  const all = machinery.instancesOf("backend", { site: call.site });
  const { place } = machinery.machines[all[0]].instance;
  const known = machinery.inTurn(all, (each) => !machinery.isAvoided(each, place, nowUs));
  const backend = known ?? machinery.inTurn(all, () => true)!;
  call.roles.set(role, backend);
  call.forgotten.delete(role);
  call.lookUpUs = nowUs;
  call.lookUpsBegun++;
  oracle.lookUps.begun++;
  return machinery.machines[backend].up ? null : yield* inVain(oracle, leg);
}

/** One of its servers works on it, first come first served; it may stop meanwhile. */
export function* serve(oracle: Oracle, leg: Leg, role: Role): Script<Next> {
  const { call } = leg;
  const { machines } = oracle.machinery;
  const machine = machines[call.roles.get(role)!];
  const station = machine.stations[LOOK_UPS_MODULE];
  const serviceUs = call.lookUps[call.lookUpsBegun - 1];
  const server = station.freeUs.indexOf(Math.min(...station.freeUs));
  const doneUs = Math.max(station.freeUs[server], oracle.nowUs) + serviceUs;
  station.freeUs[server] = doneUs;
  station.bookedUs += serviceUs;
  const { stops } = machine;
  yield Math.max(oracle.nowUs, Math.min(doneUs, call.lookUpUs + timeOutUs(oracle, call)));
  leg.ownUs = oracle.nowUs;
  if (machine.stops === stops && doneUs <= oracle.nowUs) return null;
  return yield* inVain(oracle, leg);
}

/** How often a call does it. */
export const timesOf = ({ scenario }: Oracle, call: Call, action: Action): number => {
  if (action.verb !== "times") return 1;
  const { ivrPath, exchanges } = scenario.demand[call.demand];
  const { pages, lookUps } = ivrPath;
  return { pages, lookUps: lookUps.count, exchanges }[action.count];
};
