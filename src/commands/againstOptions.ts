import { type Command, InvalidArgumentError } from "commander";
import { addLogOptions } from "./logs.ts";
import { halfHourOption, setOption, wholeNumber } from "./options.ts";

/** Options of `busyhour validate --against`. */
export const addAgainstOptions = (command: Command): Command =>
  addLogOptions(
    command.option(
      "--against <log>",
      "hold one scenario against a log, as bands and what they cover",
    ),
  )
    .option("--days <days>", "of the log: 1999-02-03, 1999-02-08..1999-02-14, sun..thu", undefined)
    .option("--types <types>", "of its calls, separated by commas (default: all)", listOf)
    .addOption(halfHourOption("--interval <length>", "parts of a day that are compared"))
    .option("--level <share>", "probability of a band", levelOf, 0.9)
    .option("--replications <n>", "simulated days (default: 199)", wholeNumber)
    .addOption(setOption());

const listOf = (text: string): string[] => text.split(",").map((each) => each.trim());

function levelOf(text: string): number {
  const match = /^(\d*\.?\d+)(%?)$/.exec(text);
  const value = match === null ? Number.NaN : Number(match[1]) / (match[2] === "%" ? 100 : 1);
  if (!(value >= 0.5 && value <= 0.99)) throw new InvalidArgumentError("Wanted: 50% to 99%.");
  return value;
}
