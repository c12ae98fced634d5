/** `busyhour calibrate LOG`: a scenario from what a log says. */
import { type Command, InvalidArgumentError } from "commander";
import { daysOf } from "../callLog/days.ts";
import { selectDays } from "../callLog/selectDays.ts";
import { EXIT_CODES, UserError } from "../errors.ts";
import { calibrate } from "../experiments/calibrate/calibrate.ts";
import { calibrationJson } from "../experiments/calibrate/files.ts";
import { largestDayType } from "../experiments/calibrate/largestDayType.ts";
import { scenarioText } from "../experiments/calibrate/scenarioText.ts";
import { solve } from "../experiments/calibrate/solve.ts";
import { calibrationMarkdown, renderCalibration } from "../experiments/calibrate/text.ts";
import type { Calibration, Unknown } from "../experiments/calibrate/types.ts";
import { interruptible } from "./interruptible.ts";
import { addLogOptions, type LogFlags, openLogFrom } from "./logs.ts";
import { halfHourOption, wholeNumber } from "./options.ts";
import { refuseFile, writeInto } from "./reportFiles.ts";
import { INTERRUPTED, type Terminal } from "./terminal.ts";

interface CalibrateFlags extends LogFlags {
  readonly days?: string;
  readonly interval: number;
  readonly gap: number;
  readonly solve?: readonly Unknown[];
  readonly solveDays: number;
  readonly out?: string;
  readonly json?: true;
}

const UNKNOWNS: readonly Unknown[] = ["agents", "patience"];

export function addCalibrate(
  program: Command,
  terminal: Terminal,
  done: (exitCode: number) => void,
): void {
  const command = program
    .command("calibrate")
    .summary("make a scenario of a call log: each number with how it was estimated")
    .argument("<log>", "call log");
  addLogOptions(command)
    .option("--days <days>", "1999-02-03, 1999-02-08..1999-02-14, sun..thu (default: most alike)")
    .addOption(halfHourOption("--interval <length>", "of rates and agents"))
    .addOption(halfHourOption("--gap <length>", "an agent without a call for longer is away"))
    .option("--solve <unknowns>", "what the log cannot tell: agents, patience", unknownsOf)
    .option("--solve-days <n>", "simulated days for each trial", wholeNumber, 60)
    .option("--out <directory>", "write scenario.yaml, calibration.json, its pictures there")
    .option("--json", "print nothing but calibration.json")
    .action(async (log: string, flags: CalibrateFlags) => done(await make(log, flags, terminal)));
}

function unknownsOf(text: string): readonly Unknown[] {
  const given = text.split(",").map((each) => each.trim() as Unknown);
  if (given.every((each) => UNKNOWNS.includes(each))) return given;
  throw new InvalidArgumentError("Wanted: agents, patience, or both.");
}

/** @throws UserError */
async function make(log: string, flags: CalibrateFlags, terminal: Terminal): Promise<number> {
  const { interval: lengthUs, gap: gapUs, out } = flags;
  refuseFile(out);
  const calls = await openLogFrom(log, flags);
  const all = daysOf(calls);
  const { days, notes } =
    flags.days === undefined
      ? largestDayType(calls, all)
      : { days: selectDays(all, flags.days), notes: [] };
  const made = calibrate(log, calls, days, { lengthUs, gapUs });
  const first = { ...made, notes: [...made.notes, ...notes] };
  const found = await withSolutions(first, flags, terminal);
  if (found === undefined) return INTERRUPTED;
  const scenario = scenarioText(found);
  if (out !== undefined) await writeCalibration(out, found, scenario);
  const shown = out === undefined ? scenario : renderCalibration(found, out);
  terminal.out(flags.json ? calibrationJson(found) : shown);
  return EXIT_CODES.done;
}

/** One unknown after the other, each given those before. @throws UserError */
async function withSolutions(
  first: Calibration,
  { solve: unknowns = [], solveDays }: CalibrateFlags,
  terminal: Terminal,
): Promise<Calibration | undefined> {
  return interruptible(terminal, async (signal) => {
    let found = first;
    for (const unknown of unknowns) {
      const solution = await solve(found, unknown, { days: solveDays, signal }).catch((error) => {
        if (signal.aborted) return undefined;
        throw error;
      });
      if (solution === undefined) return;
      if (solution === null)
        throw new UserError(`--solve ${unknown}: no factor from 1/4 to 4 gives what was measured`);
      const { factors, solutions } = found;
      found = {
        ...found,
        factors: { ...factors, [unknown]: solution.factor.estimate },
        solutions: [...solutions, solution],
      };
    }
    return found;
  });
}

async function writeCalibration(
  directory: string,
  found: Calibration,
  scenario: string,
): Promise<void> {
  const pictures = await picturesOf(found);
  writeInto(
    directory,
    new Map<string, string | Uint8Array>([
      ["scenario.yaml", scenario],
      ["calibration.json", calibrationJson(found)],
      ["calibration.md", calibrationMarkdown(found, [...pictures.keys()])],
      ...pictures,
    ]),
  );
}

/** Drawing needs packages that take a while to load: only for those who want pictures. */
async function picturesOf(found: Calibration): Promise<Map<string, Uint8Array>> {
  const { fittingPainter } = await import("../report/charts/fitting.ts");
  const { calibrationCharts } = await import("../experiments/calibrate/charts.ts");
  const painter = fittingPainter();
  const pictures = new Map<string, Uint8Array>();
  for (const { name, chart } of calibrationCharts(found))
    pictures.set(`${name}.png`, await painter.paint(chart));
  return pictures;
}
