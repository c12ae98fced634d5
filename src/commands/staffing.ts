/** `busyhour size --by-interval`: the least agents of each interval of a day. */
import type { Command } from "commander";
import { EXIT_CODES, UserError } from "../errors.ts";
import { staffingCsv, staffingJson } from "../experiments/staffing/files.ts";
import { planStaffing, type Staffing, staffDay } from "../experiments/staffing/staffing.ts";
import { renderStaffing, staffingMarkdown } from "../experiments/staffing/text.ts";
import { openStudy } from "../study.ts";
import type { Place, Prepared, Request, Texts } from "./experiment.ts";
import { lengthFrom } from "./options.ts";
import { writeInto } from "./reportFiles.ts";
import { overridesOf } from "./run.ts";
import { enough, prepareTargets, searchOptionsOf, type TargetFlags } from "./sizeTargets.ts";
import { INTERRUPTED } from "./terminal.ts";

export interface StaffingFlags {
  readonly byInterval?: number;
  readonly shift?: readonly number[];
  readonly history?: number;
}

export function addStaffingOptions(command: Command): void {
  command
    .option("--by-interval <length>", "search: agents for each such part of a day", lengthOf)
    .option("--shift <lengths>", "then shifts of this length, or these: 4h,8h", (text) =>
      text.split(",").map(lengthOf),
    )
    .option("--history <length>", "run only so much of the day before each part", lengthOf);
}

const lengthOf = lengthFrom("1s");

/** A search for numbers that hold all day, or for those of each interval. */
export function prepareSearch(request: Request, known: Texts): Prepared {
  const flags = request.options as unknown as StaffingFlags;
  if (flags.byInterval !== undefined) return prepareStaffing(request, known);
  for (const name of ["shift", "history"] as const)
    if (flags[name] !== undefined) throw new UserError(`--${name}: wanted --by-interval as well`);
  return prepareTargets(request, known);
}

/** @throws ScenarioError, UserError */
function prepareStaffing({ arguments: [path], options: given }: Request, known: Texts): Prepared {
  const flags = given as unknown as TargetFlags & StaffingFlags & Parameters<typeof overridesOf>[0];
  if (flags.siteLoss)
    throw new UserError("--site-loss: wanted no --by-interval, which sizes for all sites");
  const own = [...overridesOf(flags), `expect=${JSON.stringify(flags.target)}`];
  const overrides = [...own, `run.fidelity=${flags.fidelity}`];
  const { confirm } = flags;
  const ofDay = confirm === undefined ? overrides : [...own, `run.replications=${confirm}`];
  const base = openStudy(path!, overrides, known);
  const { texts } = base.source;
  const opening = (first: readonly string[]) => (settings: readonly string[]) =>
    openStudy(path!, [...first, ...settings], texts);
  const options = {
    ...searchOptionsOf(flags),
    lengthUs: flags.byInterval!,
    shiftsUs: flags.shift ?? [],
    historyUs: flags.history ?? Number.POSITIVE_INFINITY,
  };
  const plan = planStaffing(base, opening(overrides), options, opening(ofDay));
  const run = async (place: Place) => {
    const { signal, terminal } = place;
    const crew = place.crewOf([enough(base)]);
    signal.addEventListener("abort", () => crew.dismiss(), { once: true });
    const onMade = (note: string) => terminal.err(`\r\u001b[K${note}`);
    try {
      return await tell(
        await staffDay(plan, crew, { signal, ...(terminal.isWatched && { onMade }) }),
        place,
      );
    } finally {
      await crew.dismiss();
    }
  };
  return { texts, run };
}

async function tell(staffing: Staffing, place: Place): Promise<number> {
  const { directory, isJson, signal, terminal } = place;
  if (terminal.isWatched) terminal.err("\r\u001b[K");
  if (signal.aborted) {
    const goOn = directory === undefined ? "" : ` (busyhour resume ${directory} goes on)`;
    const { needs, plan } = staffing;
    const finished = `${needs.length} of ${plan.day.intervals.length} intervals are sized`;
    terminal.err(`interrupted: ${finished}${goOn}\n`);
    if (needs.length === 0) return INTERRUPTED;
  }
  const json = staffingJson(staffing);
  if (directory !== undefined) {
    const pictures = await picturesOf(staffing);
    const files = new Map<string, string | Uint8Array>([
      ["staffing.json", json],
      ["staffing.csv", staffingCsv(staffing)],
      ["staffing.md", staffingMarkdown(staffing, [...pictures.keys()])],
      ...pictures,
    ]);
    writeInto(directory, files);
  }
  terminal.out(isJson ? json : renderStaffing(staffing));
  if (signal.aborted) return INTERRUPTED;
  const isOutOfReach = staffing.needs.some(({ found }) => found?.isOutOfReach);
  return isOutOfReach ? EXIT_CODES.expectationNotMet : EXIT_CODES.done;
}

/** Drawing needs packages that take a while to load: only for those who want pictures. */
async function picturesOf(staffing: Staffing): Promise<Map<string, Uint8Array>> {
  const { chartPainter } = await import("../report/charts.ts");
  const { staffingCharts } = await import("../experiments/staffing/charts.ts");
  const painter = chartPainter();
  const pictures = new Map<string, Uint8Array>();
  for (const { name, chart } of staffingCharts(staffing))
    pictures.set(`${name}.png`, await painter.paint(chart));
  return pictures;
}
