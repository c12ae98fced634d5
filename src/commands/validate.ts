import { existsSync } from "node:fs";
import type { Command } from "commander";
import { EXIT_CODES, UserError } from "../errors.ts";
import {
  renderValidation,
  type Validation,
  validationJson,
  validationMarkdown,
} from "../report/validation.ts";
import { writeFiles } from "../report/write.ts";
import { shippedCases, validateCases } from "../validate.ts";
import { versionOf } from "../version.ts";
import { type AgainstFlags, validateAgainst } from "./against.ts";
import { addAgainstOptions } from "./againstOptions.ts";
import { nameHint, wholeNumber } from "./options.ts";
import { refuseFile } from "./reportFiles.ts";
import { INTERRUPTED, type Terminal } from "./terminal.ts";

interface ValidateFlags {
  readonly seed?: string;
  readonly quick?: true;
  readonly demonstrate?: true;
  readonly workers?: number;
  readonly out?: string;
  readonly json?: true;
}

/** What `--demonstrate` makes of every talk and IVR time. */
const BIAS = 1.03;

/** `busyhour validate`: the model against theory and published results. */
export function addValidate(
  program: Command,
  terminal: Terminal,
  done: (exitCode: number) => void,
) {
  const command = program
    .command("validate")
    .summary("the model against theory and published results, or a scenario against a real log")
    .argument("[case...]", "cases that ship (default: all), or scenario files with exact figures")
    .option("--seed <text>", "random streams (default: named after the version)")
    .option("--quick", "a tenth of the calls")
    .option("--demonstrate", "make every talk and IVR time 3 % too long, which must be found out")
    .option("--workers <n>", "threads (default: one per core)", wholeNumber)
    .option("--out <directory>", "write the report, its data and its pictures there")
    .option("--json", "print nothing but JSON");
  addAgainstOptions(command).action(
    async (cases: readonly string[], flags: ValidateFlags & Partial<AgainstFlags>) =>
      done(
        flags.against === undefined
          ? await validate(cases, flags, terminal)
          : await validateAgainst(cases, flags as AgainstFlags, terminal),
      ),
  );
}

async function validate(
  cases: readonly string[],
  flags: ValidateFlags,
  terminal: Terminal,
): Promise<number> {
  refuseFile(flags.out);
  const validation = await watched(filesOf(cases), flags, terminal);
  if (validation === undefined) return INTERRUPTED;
  if (flags.out !== undefined) await writeValidation(flags.out, validation);
  terminal.out(flags.json ? validationJson(validation) : renderValidation(validation));
  const isAsItShould = flags.demonstrate ? !validation.isConsistent : validation.isConsistent;
  return isAsItShould ? EXIT_CODES.done : EXIT_CODES.expectationNotMet;
}

/** Names of shipped cases, or paths. @throws UserError */
function filesOf(cases: readonly string[]): readonly string[] {
  const shipped = shippedCases();
  if (cases.length === 0) return [...shipped.values()];
  return cases.map((given) => {
    const file = shipped.get(given) ?? (existsSync(given) ? given : undefined);
    if (file !== undefined) return file;
    const hint = nameHint(
      given,
      [...shipped.keys()],
      `there are ${[...shipped.keys()].join(", ")}`,
    );
    throw new UserError(`no case ${given}; ${hint}`);
  });
}

/** With progress on a terminal; Ctrl-C ends it without a result. */
async function watched(
  files: readonly string[],
  { seed = `validate ${versionOf()}`, quick, demonstrate, workers }: ValidateFlags,
  terminal: Terminal,
): Promise<Validation | undefined> {
  const interruption = new AbortController();
  const interrupt = () => interruption.abort();
  process.once("SIGINT", interrupt);
  try {
    return await validateCases(files, {
      seed,
      quick: quick ?? false,
      bias: demonstrate ? BIAS : 1,
      signal: interruption.signal,
      ...(workers !== undefined && { workers }),
      ...(terminal.isWatched && {
        onFinished: (finished, wanted) => terminal.err(`\r${finished} of ${wanted} cases`),
      }),
    });
  } finally {
    process.off("SIGINT", interrupt);
    if (terminal.isWatched) terminal.err("\r\u001b[K");
  }
}

/** @throws UserError when the directory cannot be written */
async function writeValidation(directory: string, validation: Validation): Promise<void> {
  const { validationPicture } = await import("../report/charts/validation.ts");
  const files = new Map<string, string | Uint8Array>([
    ["validation.json", validationJson(validation)],
    ["validation.md", validationMarkdown(validation)],
    ["validation.png", await validationPicture(validation)],
  ]);
  try {
    writeFiles(directory, files);
  } catch (error) {
    throw new UserError(`--out ${directory}: ${(error as Error).message}`);
  }
}
