import { type Command, InvalidArgumentError, Option } from "commander";
import { UserError } from "../errors.ts";
import { writeFiles } from "../report/write.ts";
import { sizingJson } from "../sizing/json.ts";
import { renderSizing, sizingMarkdown } from "../sizing/listing.ts";
import { type OwnNumbers, ownScenario } from "../sizing/ownNumbers.ts";
import { type SizingTable, sizingTable } from "../sizing/table.ts";
import { openStudy } from "../study.ts";
import { parseQuantity, QuantityError, type ScalarKind, wantedOf } from "../units.ts";
import { perform } from "./experiment.ts";
import { addWhereabouts, requestOf, setOption, wholeNumber } from "./options.ts";
import { refuseFile } from "./reportFiles.ts";
import { overridesOf } from "./run.ts";
import { addTargetOptions, type TargetFlags } from "./sizeTargets.ts";
import { addStaffingOptions, prepareSearch, type StaffingFlags } from "./staffing.ts";
import { INTERRUPTED, type Terminal } from "./terminal.ts";
import { watched } from "./watched.ts";

type SizeFlags = Partial<OwnNumbers> & {
  readonly set: readonly string[];
  readonly replications?: number;
  readonly seed?: string;
  readonly workers?: number;
  readonly run: boolean;
  readonly out?: string;
  readonly json?: true;
};

/** One of a planner's own numbers as an option; without a default it must be given. */
interface NumberOption {
  readonly name: keyof OwnNumbers;
  readonly flag: string;
  readonly kind: ScalarKind;
  readonly meaning: string;
  readonly standard?: string;
}

const NUMBERS: readonly NumberOption[] = [
  { name: "agents", flag: "--agents <n>", kind: "count", meaning: "agents logged in" },
  {
    name: "utilisation",
    flag: "--utilisation <share>",
    kind: "share",
    meaning: "share of their time in which agents are busy with calls",
  },
  {
    name: "qualification",
    flag: "--qualification <time>",
    kind: "duration",
    meaning: "mean time in the IVR",
  },
  {
    name: "queue",
    flag: "--queue <time>",
    kind: "duration",
    meaning: "queue treatment that every call gets, on a media port",
    standard: "0s",
  },
  { name: "talk", flag: "--talk <time>", kind: "duration", meaning: "mean talk time" },
  {
    name: "ring",
    flag: "--ring <time>",
    kind: "duration",
    meaning: "mean ring time",
    standard: "10s",
  },
  {
    name: "afterCallWork",
    flag: "--after-call-work <time>",
    kind: "duration",
    meaning: "mean after-call work",
    standard: "10s",
  },
  {
    name: "answered",
    flag: "--answered <share>",
    kind: "share",
    meaning: "outbound: attempts answered by anything",
    standard: "0.7",
  },
  {
    name: "human",
    flag: "--human <share>",
    kind: "share",
    meaning: "outbound: attempts answered by a person",
    standard: "0.3",
  },
  {
    name: "redials",
    flag: "--redials <n>",
    kind: "count",
    meaning: "outbound: further attempts for a record",
    standard: "1",
  },
  {
    name: "records",
    flag: "--records <n>",
    kind: "count",
    meaning: "outbound: records dialled in a day",
    standard: "50000",
  },
  {
    name: "siteCount",
    flag: "--site-count <n>",
    kind: "count",
    meaning: "data centres, with even shares",
    standard: "2",
  },
];

/** `busyhour size`: what a load takes, by formula and, for a scenario, by simulation. */
export function addSize(program: Command, terminal: Terminal, done: (exitCode: number) => void) {
  const command = program
    .command("size")
    .summary("the sizing table of a scenario, or of your own numbers without one")
    .argument(
      "[scenario]",
      "scenario file (YAML), which is run; without it --agents … say the load",
    )
    .addOption(setOption())
    .option("--replications <n>", "how many, instead of what the scenario says", wholeNumber)
    .option("--seed <text>", "random streams, instead of what the scenario says")
    .option("--no-run", "closed form only: the scenario is not run");
  addWhereabouts(command, {
    out: "write sizing.json and sizing.md there (searches: size.* or staffing.*)",
    json: "print nothing but JSON",
  });
  for (const each of NUMBERS) command.addOption(numberOption(each));
  addTargetOptions(command);
  addStaffingOptions(command);
  command.action(async (path: string | undefined, flags: SizeFlags & TargetFlags & StaffingFlags) =>
    done(await sizeOrSearch(path, flags, terminal)),
  );
}

/** With targets the numbers are sought, else they are listed. */
async function sizeOrSearch(
  path: string | undefined,
  flags: SizeFlags & TargetFlags & StaffingFlags,
  terminal: Terminal,
): Promise<number> {
  const { request, whereabouts } = requestOf("size", [path ?? ""], flags);
  if (flags.target.length === 0) {
    if (whereabouts.resume || whereabouts.shard)
      throw new UserError("--resume and --shard are for searches: wanted --target as well");
    if ((flags.byInterval ?? flags.shift ?? flags.history) !== undefined)
      throw new UserError("--by-interval, --shift and --history: wanted --target as well");
    return size(path, flags, terminal);
  }
  if (path === undefined) throw new UserError("--target: wanted a scenario file");
  refuseOwnNumbers(flags);
  return perform(prepareSearch, request, whereabouts, terminal);
}

function numberOption({ flag, kind, meaning, standard }: NumberOption): Option {
  const text = standard === undefined ? meaning : `${meaning} (without a scenario: ${standard})`;
  return new Option(flag, text).argParser((given) => {
    try {
      return parseQuantity(given, kind);
    } catch (error) {
      if (error instanceof QuantityError)
        throw new InvalidArgumentError(`Wanted: ${wantedOf(kind)}.`);
      throw error;
    }
  });
}

async function size(path: string | undefined, flags: SizeFlags, terminal: Terminal) {
  refuseFile(flags.out);
  const table =
    path === undefined ? sizedNumbers(flags) : await sizedScenario(path, flags, terminal);
  if (table === undefined) return INTERRUPTED;
  const json = sizingJson(table);
  if (flags.out !== undefined) write(flags.out, json, table);
  terminal.out(flags.json ? json : renderSizing(table, { colour: terminal.hasColour }));
  return 0;
}

function write(directory: string, json: string, table: SizingTable): void {
  const files = [
    ["sizing.json", json],
    ["sizing.md", sizingMarkdown(table)],
  ] as const;
  try {
    writeFiles(directory, new Map(files));
  } catch (error) {
    throw new UserError(`--out ${directory}: ${(error as Error).message}`);
  }
}

/** Runs the scenario, unless told not to; undefined when it was interrupted too early. */
async function sizedScenario(path: string, flags: SizeFlags, terminal: Terminal) {
  refuseOwnNumbers(flags);
  const overrides = overridesOf(flags);
  const study = openStudy(path, overrides);
  if (!flags.run) return sizingTable(study, null);
  const findings = await watched(path, overrides, flags, terminal);
  return findings && sizingTable(study, findings);
}

function refuseOwnNumbers(flags: SizeFlags): void {
  const given = NUMBERS.find(({ name }) => flags[name] !== undefined);
  if (given === undefined) return;
  const [option] = given.flag.split(" ");
  throw new UserError(`${option} is for your own numbers: a scenario states its load itself`);
}

const OWN = "your own numbers";

function sizedNumbers(flags: SizeFlags): SizingTable {
  const missing = NUMBERS.filter(
    ({ name, standard }) => standard === undefined && flags[name] === undefined,
  );
  if (missing.length > 0) {
    const options = missing.map(({ flag }) => flag).join(", ");
    throw new UserError(`size: wanted a scenario file, or ${options}`);
  }
  const numbers = Object.fromEntries(
    NUMBERS.map(({ name, kind, standard }) => [
      name,
      flags[name] ?? parseQuantity(standard!, kind),
    ]),
  ) as unknown as OwnNumbers;
  refuseNothing(numbers);
  const text = ownScenario(numbers);
  return sizingTable(openStudy(OWN, flags.set, new Map([[OWN, text]])), null, { isOwn: true });
}

/** Without agents, work or places there is nothing to size. @throws UserError */
function refuseNothing(numbers: OwnNumbers): void {
  const { agents, utilisation, siteCount, ring, talk, afterCallWork } = numbers;
  const positive = {
    "--agents": agents,
    "--utilisation": utilisation,
    "--site-count": siteCount,
    "--ring, --talk and --after-call-work together": ring + talk + afterCallWork,
  };
  const zero = Object.entries(positive).flatMap(([name, value]) => (value > 0 ? [] : [name]));
  if (zero.length > 0) throw new UserError(`size: wanted more than 0 for ${zero.join("; ")}`);
}
