import type { Action, Role } from "../../src/model/actions.ts";
import { FILE_KINDS, TAKES_TURNS } from "../../src/model/recording/kinds.ts";
import { pick } from "./choice.ts";
import { placeOf } from "./closedForm.ts";
import type { Call, Leg, Next, Script } from "./entities.ts";
import type { Oracle } from "./oracle.ts";

type Moment = Extract<Action, { readonly verb: "record" }>["moment"];

/** A moment in the life of a call's recording. */
export function recordOf({ nowUs, recordings }: Oracle, call: Call, moment: Moment): void {
  recordings[moment] = (recordings[moment] ?? 0) + 1;
  if (moment === "missed") return;
  const last = call.recorded?.at(-1);
  if (moment === "start") call.recorded = [];
  if (moment === "start" || moment === "resume") call.recorded!.push({ fromUs: nowUs, toUs: null });
  if (moment === "pause" || moment === "end") last!.toUs ??= nowUs;
}

/** A file goes to where it is worked on, or waits for that: its last moments there are its way. */
export function* transfer(
  oracle: Oracle,
  leg: Leg,
  { file, from, to }: Extract<Action, { readonly verb: "transfer" }>,
): Script<Next> {
  const { machinery, scenario, recordings } = oracle;
  const { call } = leg;
  if (!oracle.isMessage) pick(oracle, call, to);
  const number = call.roles.get(to)!;
  const link = scenario.links.find(
    (each) =>
      each.from === placeOf(oracle, call, from) &&
      each.to === machinery.machines[number].instance.place,
  )!;
  const { desktopBitsPerSecond, uploadBitsPerSecond } = scenario.recording;
  const own = file === "screen" ? desktopBitsPerSecond : uploadBitsPerSecond;
  const bytes = bytesOf(oracle, call, file);
  const travel = Math.max(1, Math.round((8e6 * bytes) / Math.min(own, link.bitsPerSecond)));
  const takesTurns = TAKES_TURNS[FILE_KINDS.indexOf(file)];
  yield takesTurns ? machinery.workOnFile(number, travel, oracle.nowUs) : oracle.nowUs + travel;
  leg.ownUs = oracle.nowUs;
  recordings[`${file} bytes`] = (recordings[`${file} bytes`] ?? 0) + bytes;
  return null;
}

/** A muxer works for as long as the recording is long. */
export function* mux(oracle: Oracle, leg: Leg, role: Role): Script<Next> {
  const workUs = Math.round(oracle.scenario.recording.muxing * lengthUs(leg.call));
  yield oracle.machinery.workOnFile(leg.call.roles.get(role)!, workUs, oracle.nowUs);
  leg.ownUs = oracle.nowUs;
  return null;
}

const lengthUs = ({ recorded }: Call): number =>
  recorded!.reduce((sum, { fromUs, toUs }) => sum + toUs! - fromUs, 0);

function bytesOf({ scenario }: Oracle, call: Call, file: string): number {
  const screen = file === "voice" ? 0 : scenario.recording.screenBitsPerSecond;
  const voice = file === "screen" ? 0 : scenario.storage.fileBitsPerSecond;
  return Math.round(((voice + screen) * lengthUs(call)) / 8e6);
}
