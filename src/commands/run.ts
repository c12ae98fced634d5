import { type Command, Option } from "commander";
import { replicateAll } from "../crew/replications.ts";
import { EXIT_CODES } from "../errors.ts";
import { renderConsole } from "../report/console.ts";
import { summaryJson } from "../report/summary.ts";
import type { Findings } from "../report/types.ts";
import { findingsOf } from "../run.ts";
import { openStudy, type Study } from "../study.ts";
import { traceCsv } from "../trace.ts";
import { type Place, type Prepared, perform, type Request, type Texts } from "./experiment.ts";
import { addWhereabouts, requestOf, setOption, wholeNumber } from "./options.ts";
import {
  addPrecisionOptions,
  type PrecisionFlags,
  type PrecisionPlan,
  preciseFindings,
  precisionPlan,
} from "./precision.ts";
import { writeReport } from "./reportFiles.ts";
import { INTERRUPTED, type Terminal } from "./terminal.ts";

interface RunFlags extends PrecisionFlags {
  readonly set: readonly string[];
  readonly replications?: number;
  readonly seed?: string;
  readonly trace?: number;
  readonly records?: "parquet";
  readonly charts: boolean;
}

/** `busyhour run`: a study and its report. */
export function addRun(program: Command, terminal: Terminal, done: (exitCode: number) => void) {
  const command = program
    .command("run")
    .summary("simulate a scenario and report CAPS, occupancy and bandwidth")
    .argument("<scenario>", "scenario file (YAML)")
    .addOption(setOption())
    .option("--replications <n>", "how many, instead of what the scenario says", wholeNumber)
    .option("--seed <text>", "random streams, instead of what the scenario says")
    .option(
      "--trace <n>",
      "first n calls of replication 0: trace.csv in --out, else stderr",
      wholeNumber,
    )
    .addOption(
      new Option(
        "--records <format>",
        "every call of every replication, in study/records of --out",
      ).choices(["parquet"]),
    )
    .option("--no-charts", "no pictures in --out");
  addPrecisionOptions(command);
  addWhereabouts(command, {
    out: "write report.html, summary.json, summary.md, timeseries.csv, charts there",
    json: "print nothing but summary.json",
  });
  command.action(async (path: string, flags: RunFlags) => {
    const { request, whereabouts } = requestOf("run", [path], flags);
    done(await perform(prepareRun, request, whereabouts, terminal));
  });
}

/** What `busyhour run` has been asked for. @throws ScenarioError */
export function prepareRun({ arguments: [path], options }: Request, known: Texts): Prepared {
  const flags = options as unknown as RunFlags;
  const study = openStudy(path!, overridesOf(flags), known);
  const plan = precisionPlan(study, flags);
  return {
    texts: study.source.texts,
    ...(plan === undefined && { studies: [study] }),
    keepsRecords: flags.records !== undefined,
    run: (place) => run(study, flags, plan, place),
  };
}

async function run(
  study: Study,
  flags: RunFlags,
  plan: PrecisionPlan | undefined,
  place: Place,
): Promise<number> {
  const { directory, isJson, signal, terminal } = place;
  const findings = await (plan === undefined
    ? plainFindings(study, place)
    : preciseFindings(study, plan, place));
  if (signal.aborted) terminal.err(interruptionNote(findings, directory));
  if (findings === undefined) return INTERRUPTED;
  const trace = flags.trace === undefined ? "" : traceCsv(study, flags.trace);
  if (directory === undefined) terminal.err(trace);
  else await writeReport(directory, findings, { withCharts: flags.charts, trace });
  const where = directory === undefined ? {} : { directory };
  terminal.out(
    isJson
      ? summaryJson(findings)
      : renderConsole(findings, { ...where, colour: terminal.hasColour }),
  );
  if (findings.replications < findings.scenario.run.replications) return INTERRUPTED;
  const isMissed = findings.expectations.some(({ verdict }) => verdict === "fail");
  return isMissed ? EXIT_CODES.expectationNotMet : EXIT_CODES.done;
}

async function plainFindings(study: Study, place: Place): Promise<Findings | undefined> {
  let findings: Findings | undefined;
  await replicateAll([study], place.crewOf([study]), keep, place);
  function keep(_: Study, samples: Parameters<typeof findingsOf>[1]) {
    findings = findingsOf(study, samples);
  }
  return findings;
}

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

/** What to say of results that are not those of all replications. */
export function interruptionNote(findings: Findings | undefined, directory?: string): string {
  const goOn = directory === undefined ? "" : ` (busyhour resume ${directory} goes on)`;
  if (findings === undefined) return `interrupted: too few replications are finished${goOn}\n`;
  const { replications, scenario } = findings;
  const finished = `first ${replications} of ${scenario.run.replications} replications`;
  return `interrupted: the results are those of the ${finished}${goOn}\n`;
}
