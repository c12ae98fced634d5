/** `busyhour import LOG`: the calls of a log, and everything that is wrong with it. */
import { basename } from "node:path";
import type { Command } from "commander";
import { INTERVALS, readIntervals } from "../callLog/intervals.ts";
import { callFormats, openLog } from "../callLog/open.ts";
import { EXIT_CODES } from "../errors.ts";
import { importFiles, importJson } from "../experiments/logs/files.ts";
import {
  intervalFiles,
  intervalJson,
  intervalReport,
  renderIntervals,
} from "../experiments/logs/intervals.ts";
import { importReport } from "../experiments/logs/report.ts";
import { renderImport } from "../experiments/logs/text.ts";
import { addLogOptions, type LogFlags, logOptionsOf } from "./logs.ts";
import { refuseFile, writeInto } from "./reportFiles.ts";
import type { Terminal } from "./terminal.ts";

interface ImportFlags extends LogFlags {
  readonly out?: string;
  readonly json?: true;
}

export function addImport(
  program: Command,
  terminal: Terminal,
  done: (exitCode: number) => void,
): void {
  const command = program
    .command("import")
    .summary("read a call log: clean calls, and every line that is malformed or contradicts itself")
    .argument("<log>", "file, or folder of call records");
  addLogOptions(command, [...callFormats, INTERVALS])
    .option("--out <directory>", "write calls.csv, findings.csv and import.json there")
    .option("--json", "print import.json and nothing else")
    .action(async (log: string, flags: ImportFlags) => {
      terminal.out(await imported(log, flags));
      done(EXIT_CODES.done);
    });
}

const imported = (log: string, flags: ImportFlags): Promise<string> | string =>
  flags.format === INTERVALS ? importIntervals(log, flags) : importCalls(log, flags);

async function importCalls(path: string, flags: ImportFlags): Promise<string> {
  const { out, json } = flags;
  refuseFile(out);
  const read = await openLog(path, logOptionsOf(flags));
  const report = importReport(basename(path), read);
  if (out !== undefined) writeInto(out, importFiles(read, report));
  return json ? importJson(report) : renderImport(report);
}

function importIntervals(path: string, flags: ImportFlags): string {
  const { out, json } = flags;
  refuseFile(out);
  const read = readIntervals(path, logOptionsOf(flags));
  const report = intervalReport(basename(path), read);
  if (out !== undefined) writeInto(out, intervalFiles(read, report));
  return json ? intervalJson(report) : renderIntervals(report);
}
