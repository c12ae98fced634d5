import type { Demand } from "../../scenario/types.ts";
import { placeOf, sitesOf } from "../accounts.ts";
import type { Action, Role } from "../actions.ts";
import { slotOfWhere } from "../flowTables.ts";
import type { Ends, Load } from "../load.ts";
import type { Path, PathAction } from "../paths.ts";
import type { Plan } from "../plan.ts";
import { bytesOf, FILES_MODULE, fileRate, meanPauseUs, travelUs } from "./files.ts";
import { FILE_KINDS, TAKES_TURNS } from "./kinds.ts";

/** What becomes of a file. */
export type FileAction = Extract<Action, { readonly verb: "transfer" | "mux" }>;

/** What becomes of the files of a path. */
export const filesOf = (actions: readonly PathAction[]): FileAction[] =>
  actions.flatMap(({ action }) =>
    action.verb === "transfer" || action.verb === "mux" ? [action] : [],
  );

/** Mean length of the recording of a call of a path, which is recorded for so many seconds. */
export function recordedUsOf({ actions }: Path, demand: Demand, seconds: number): number {
  const pauses = actions.some(
    ({ action }) => action.verb === "spend" && action.attribute === "pause",
  );
  return 1e6 * seconds - (pauses ? meanPauseUs(demand) : 0);
}

/** The file of a recording of a mean length: what it takes of its link, and who works on it. */
export function addFile(
  plan: Plan,
  load: Load,
  flow: number,
  action: FileAction,
  { site, seats }: Ends,
  weight: number,
  recordedUs: number,
): void {
  const { program, casts, network, scenario, signalling } = plan;
  const castOf = (role: Role) => flow * program.roleCount + program.flows[flow].roles.indexOf(role);
  const target = castOf(action.verb === "mux" ? action.role : action.to);
  const work = (at: number, us: number, share: number) => {
    const each = signalling.service[casts.component[target]][FILES_MODULE][0];
    load.work[casts.component[target]][FILES_MODULE][at] += (weight * share * (each + us)) / 1e6;
  };
  for (const end of sitesOf(plan, target)) {
    const to = placeOf(plan, end.where, site, seats[slotOfWhere(end.where)]);
    if (action.verb === "mux") {
      work(to, scenario.recording.muxing * recordedUs, end.share);
      continue;
    }
    const file = FILE_KINDS.indexOf(action.file);
    const bytes = bytesOf(scenario, file, recordedUs);
    for (const start of sitesOf(plan, castOf(action.from))) {
      const from = placeOf(plan, start.where, site, seats[slotOfWhere(start.where)]);
      const link = network.linkOf[from * network.places + to];
      const share = start.share * end.share;
      load.bits[link] += 8 * weight * share * bytes;
      const us = travelUs(bytes, fileRate(scenario, action.file === "screen", link));
      if (TAKES_TURNS[file]) work(to, us, share);
    }
  }
}
