/** `busyhour validate SCENARIO --against LOG`: a scenario held against the calls of a real log. */
import { daysOf } from "../callLog/days.ts";
import { selectDays } from "../callLog/selectDays.ts";
import { EXIT_CODES, UserError } from "../errors.ts";
import { type Backtest, backtest } from "../experiments/backtest/backtest.ts";
import { backtestJson } from "../experiments/backtest/files.ts";
import { backtestHtml } from "../experiments/backtest/page.ts";
import { backtestMarkdown, renderBacktest } from "../experiments/backtest/text.ts";
import { openStudy } from "../study.ts";
import { interruptible } from "./interruptible.ts";
import { isOfTypes, type LogFlags, openLogFrom } from "./logs.ts";
import { refuseFile, writeInto } from "./reportFiles.ts";
import { INTERRUPTED, type Terminal } from "./terminal.ts";

export interface AgainstFlags extends LogFlags {
  readonly against: string;
  readonly days?: string;
  readonly types?: readonly string[];
  readonly level: number;
  readonly interval: number;
  readonly set: readonly string[];
  readonly replications?: number;
  readonly seed?: string;
  readonly out?: string;
  readonly json?: true;
}

/** Simulated days unless told: 19 are the fewest for bands of 90 %. */
const DAYS = 199;

/** @throws ScenarioError, UserError */
export async function validateAgainst(
  [path, ...others]: readonly string[],
  flags: AgainstFlags,
  terminal: Terminal,
): Promise<number> {
  const { against, out, level, interval: lengthUs, seed, replications = DAYS } = flags;
  refuseFile(out);
  if (path === undefined || others.length > 0)
    throw new UserError("--against: wanted one scenario file to hold against the log");
  const study = openStudy(path, [
    ...flags.set,
    `run.replications=${replications}`,
    ...(seed === undefined ? [] : [`run.seed=${JSON.stringify(seed)}`]),
  ]);
  const calls = await openLogFrom(against, flags);
  const days = selectDays(daysOf(calls), flags.days);
  const isUsed = isOfTypes(calls, flags.types);
  const found = await interruptible(terminal, (signal, onFinished) =>
    backtest(study, calls, days, {
      ...{ level, lengthUs, isUsed, signal },
      ...(onFinished && { onFinished }),
    }),
  );
  if (found === undefined) {
    terminal.err("interrupted: too few simulated days for a band\n");
    return INTERRUPTED;
  }
  if (out !== undefined) await writeBacktest(out, found);
  terminal.out(flags.json ? backtestJson(found) : renderBacktest(found));
  return EXIT_CODES.done;
}

async function writeBacktest(directory: string, found: Backtest): Promise<void> {
  const pictures = await picturesOf(found);
  const files = new Map<string, string | Uint8Array>([
    ["backtest.json", backtestJson(found)],
    ["backtest.md", backtestMarkdown(found, [...pictures.keys()])],
    ["backtest.html", backtestHtml(found, pictures)],
    ...pictures,
  ]);
  writeInto(directory, files);
}

/** Drawing needs packages that take a while to load: only for those who want pictures. */
async function picturesOf(found: Backtest): Promise<Map<string, Uint8Array>> {
  const { chartPainter } = await import("../report/charts.ts");
  const { backtestCharts } = await import("../experiments/backtest/charts.ts");
  const painter = chartPainter();
  const pictures = new Map<string, Uint8Array>();
  for (const { name, chart } of backtestCharts(found))
    pictures.set(`${name}.png`, await painter.paint(chart));
  return pictures;
}
