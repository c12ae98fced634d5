/** `busyhour calibrate LOG`: a scenario from what a log says. */
import type { Command } from "commander";
import { daysOf } from "../callLog/days.ts";
import { selectDays } from "../callLog/selectDays.ts";
import { EXIT_CODES } from "../errors.ts";
import { calibrate } from "../experiments/calibrate/calibrate.ts";
import { scenarioText } from "../experiments/calibrate/scenarioText.ts";
import { lengthOf } from "./againstOptions.ts";
import { addLogOptions, type LogFlags, openLogFrom } from "./logs.ts";
import { refuseFile, writeInto } from "./reportFiles.ts";
import type { Terminal } from "./terminal.ts";

interface CalibrateFlags extends LogFlags {
  readonly days?: string;
  readonly interval: number;
  readonly gap: number;
  readonly out?: string;
}

const HALF_HOUR_US = 1800e6;

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
    .option("--days <days>", "of the log: 1999-02-03, 1999-02-08..1999-02-14, sun..thu")
    .option("--interval <length>", "of rates and agents", lengthOf, HALF_HOUR_US)
    .option(
      "--gap <length>",
      "an agent without a call for longer is not there",
      lengthOf,
      HALF_HOUR_US,
    )
    .option("--out <directory>", "write scenario.yaml, its data and its pictures there")
    .action(async (log: string, flags: CalibrateFlags) => {
      refuseFile(flags.out);
      const calls = await openLogFrom(log, flags);
      const days = selectDays(daysOf(calls), flags.days);
      const found = calibrate(log, calls, days, { lengthUs: flags.interval, gapUs: flags.gap });
      const text = scenarioText(found);
      if (flags.out !== undefined) writeInto(flags.out, new Map([["scenario.yaml", text]]));
      terminal.out(text);
      done(EXIT_CODES.done);
    });
}
