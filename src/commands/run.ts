import type { Command } from "commander";
import { EXIT_CODES } from "../errors.ts";
import { renderConsole } from "../report/console.ts";
import { summaryJson } from "../report/summary.ts";
import type { Findings } from "../report/types.ts";
import { runStudy } from "../run.ts";
import { openStudy } from "../study.ts";
import { traceCsv } from "../trace.ts";
import { setOption, wholeNumber } from "./options.ts";
import { refuseFile, writeReport } from "./reportFiles.ts";
import { INTERRUPTED, type Terminal } from "./terminal.ts";

interface RunFlags {
  readonly set: readonly string[];
  readonly replications?: number;
  readonly seed?: string;
  readonly workers?: number;
  readonly out?: string;
  readonly json?: true;
  readonly trace?: number;
  readonly charts: boolean;
}

/** `busyhour run`: a study and its report. */
export function addRun(program: Command, terminal: Terminal, done: (exitCode: number) => void) {
  program
    .command("run")
    .summary("simulate a scenario and report CAPS, occupancy and bandwidth")
    .argument("<scenario>", "scenario file (YAML)")
    .addOption(setOption())
    .option("--replications <n>", "how many, instead of what the scenario says", wholeNumber)
    .option("--seed <text>", "random streams, instead of what the scenario says")
    .option("--workers <n>", "threads (default: one per core; none for a short study)", wholeNumber)
    .option(
      "--out <directory>",
      "write report.html, summary.json, summary.md, timeseries.csv, charts there",
    )
    .option("--json", "print nothing but summary.json")
    .option(
      "--trace <n>",
      "first n calls of replication 0: trace.csv in --out, else stderr",
      wholeNumber,
    )
    .option("--no-charts", "no pictures in --out")
    .action(async (path: string, flags: RunFlags) => done(await run(path, flags, terminal)));
}

async function run(path: string, flags: RunFlags, terminal: Terminal): Promise<number> {
  refuseFile(flags.out);
  const overrides = overridesOf(flags);
  const findings = await watched(path, overrides, flags, terminal);
  if (findings === undefined) return INTERRUPTED;
  const trace = flags.trace === undefined ? "" : traceCsv(openStudy(path, overrides), flags.trace);
  if (flags.out === undefined) terminal.err(trace);
  else await writeReport(flags.out, findings, { withCharts: flags.charts, trace });
  terminal.out(
    flags.json
      ? summaryJson(findings)
      : renderConsole(findings, { ...directoryOf(flags), colour: terminal.hasColour }),
  );
  if (findings.replications < findings.scenario.run.replications) return INTERRUPTED;
  const isMissed = findings.expectations.some(({ verdict }) => verdict === "fail");
  return isMissed ? EXIT_CODES.expectationNotMet : EXIT_CODES.done;
}

const directoryOf = ({ out }: RunFlags) => (out === undefined ? {} : { directory: out });

/** What the options of a run say as settings of the scenario. */
export function overridesOf({
  set,
  replications,
  seed,
}: Pick<RunFlags, "set" | "replications" | "seed">): readonly string[] {
  return [
    ...set,
    ...(replications === undefined ? [] : [`run.replications=${replications}`]),
    ...(seed === undefined ? [] : [`run.seed=${JSON.stringify(seed)}`]),
  ];
}

/** Runs the study with progress on a terminal; Ctrl-C ends it with what is finished by then. */
export async function watched(
  path: string,
  overrides: readonly string[],
  { workers }: Pick<RunFlags, "workers">,
  terminal: Terminal,
): Promise<Findings | undefined> {
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  process.once("SIGINT", interrupt);
  const onFinished = (finished: number, wanted: number) =>
    terminal.err(`\r${finished} of ${wanted} replications`);
  try {
    const findings = await runStudy(path, {
      overrides,
      ...(workers !== undefined && { workers }),
      ...(terminal.isWatched && { onFinished }),
      signal: interruption.signal,
    });
    if (terminal.isWatched) terminal.err("\r\u001b[K");
    if (interruption.signal.aborted) terminal.err(interruptionNote(findings));
    return findings;
  } finally {
    process.off("SIGINT", interrupt);
  }
}

function interruptionNote(findings: Findings | undefined): string {
  if (findings === undefined) return "interrupted: too few replications are finished\n";
  const { replications, scenario } = findings;
  const finished = `first ${replications} of ${scenario.run.replications} replications`;
  return `interrupted: the results are those of the ${finished}\n`;
}
