import { Command, CommanderError } from "commander";
import { addAvailability } from "./commands/availability.ts";
import { addBench } from "./commands/bench.ts";
import { addCalibrate } from "./commands/calibrate.ts";
import { addCheck } from "./commands/check.ts";
import { addCompare } from "./commands/compare.ts";
import { addFlows } from "./commands/flows.ts";
import { addMerge, addReport, addResume } from "./commands/folders.ts";
import { addImpacts } from "./commands/impacts.ts";
import { addImport } from "./commands/import.ts";
import { addStatus, addWorker } from "./commands/machines.ts";
import { addPaths } from "./commands/paths.ts";
import { addQuery } from "./commands/query.ts";
import { addRun } from "./commands/run.ts";
import { addSize } from "./commands/size.ts";
import { addSweep } from "./commands/sweep.ts";
import { processTerminal, type Terminal } from "./commands/terminal.ts";
import { addValidate } from "./commands/validate.ts";
import { EXIT_CODES, ScenarioError, SimulationError, UserError } from "./errors.ts";
import { versionOf } from "./version.ts";

const COMMANDS = [
  addRun,
  addCheck,
  addSize,
  addAvailability,
  addImpacts,
  addFlows,
  addPaths,
  addValidate,
  addImport,
  addCalibrate,
  addSweep,
  addCompare,
  addBench,
  addReport,
  addResume,
  addMerge,
  addQuery,
  addWorker,
  addStatus,
] as const;

/** The command line: does what the arguments ask for. Returns the exit code. */
export async function main(
  argv: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<number> {
  let exitCode: number = EXIT_CODES.done;
  const done = (code: number) => {
    exitCode = code;
  };
  const program = programOf(terminal);
  for (const add of COMMANDS) add(program, terminal, done);
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    return failure(error, terminal);
  }
}

function programOf(terminal: Terminal): Command {
  return new Command("busyhour")
    .description("Discrete-event simulator of SIP Cluster call handling")
    .version(versionOf())
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError("(--help says what there is)");
}

/** Tells the user what went wrong; a stack trace only where the fault is ours. */
function failure(error: unknown, { err }: Terminal): number {
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES.wrongInput;
  if (error instanceof ScenarioError) {
    const count = error.problems.length;
    err(`${error.message}\n${count} ${count === 1 ? "mistake" : "mistakes"}\n`);
    return EXIT_CODES.wrongInput;
  }
  if (error instanceof UserError) {
    err(`busyhour: ${error.message}\n`);
    return EXIT_CODES.wrongInput;
  }
  const what = error instanceof SimulationError ? error.message : stackOf(error);
  err(`This is a bug in busyhour, not in your scenario.\n${what}\n`);
  return EXIT_CODES.ourBug;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
