import { type Command, InvalidArgumentError } from "commander";
import { EXIT_CODES } from "../errors.ts";
import { type Design, designOf } from "../experiments/sweep/design.ts";
import { sweepCsv, sweepJson, sweepParquet } from "../experiments/sweep/files.ts";
import { sweepHtml } from "../experiments/sweep/page.ts";
import {
  baselineOf,
  pointsOf,
  runSweep,
  type Sweep,
  studiesOf,
  sweptFigures,
} from "../experiments/sweep/sweep.ts";
import { renderSweep, sweepMarkdown } from "../experiments/sweep/text.ts";
import { openStudy } from "../study.ts";
import { type Place, type Prepared, perform, type Request, type Texts } from "./experiment.ts";
import { addWhereabouts, requestOf, setOption, severalOption, wholeNumber } from "./options.ts";
import { writeInto } from "./reportFiles.ts";
import { overridesOf } from "./run.ts";
import { INTERRUPTED, type Terminal } from "./terminal.ts";

interface SweepFlags {
  readonly vary: readonly string[];
  readonly zip?: true;
  readonly design?: Design;
  readonly set: readonly string[];
  readonly replications?: number;
  readonly seed?: string;
  readonly metric: readonly string[];
  readonly baseline: readonly string[];
  readonly charts: boolean;
}

/** `busyhour sweep`: a scenario at many points, with common random numbers. */
export function addSweep(program: Command, terminal: Terminal, done: (exitCode: number) => void) {
  const command = program
    .command("sweep")
    .summary("what if: a scenario over ranges of its settings, with common random numbers")
    .argument("<scenario>", "scenario file (YAML)")
    .addOption(
      severalOption(
        "--vary <path=values>",
        "from..to:step or a,b,c; path+path=… together; may be repeated: all combinations",
      ),
    )
    .option("--zip", "not all combinations: first with first, second with second …")
    .option("--design <lhs:n>", "n points of a Latin hypercube over all ranges", designFrom)
    .addOption(setOption())
    .option("--replications <n>", "of each point, instead of what the scenario says", wholeNumber)
    .option("--seed <text>", "random streams, instead of what the scenario says")
    .addOption(severalOption("--metric <id[@scope]>", "show this; may be repeated"))
    .addOption(
      severalOption(
        "--baseline <path=value>",
        "show differences from this point, or from the scenario as written: scenario",
      ),
    )
    .option("--no-charts", "no pictures in --out");
  addWhereabouts(command, {
    out: "write sweep.html, sweep.md, sweep.json, sweep.csv, sweep.parquet and charts there",
    json: "print nothing but sweep.json",
  });
  command.action(async (path: string, flags: SweepFlags) => {
    const { request, whereabouts } = requestOf("sweep", [path], flags);
    done(await perform(prepareSweep, request, whereabouts, terminal));
  });
}

function designFrom(text: string): Design {
  const match = /^lhs:([1-9]\d{0,3})$/.exec(text);
  if (match === null) throw new InvalidArgumentError("Wanted: lhs and the points, such as lhs:50.");
  return { kind: "lhs", points: Number(match[1]) };
}

/** What `busyhour sweep` has been asked for. @throws ScenarioError, UserError */
export function prepareSweep({ arguments: [path], options }: Request, known: Texts): Prepared {
  const flags = options as unknown as SweepFlags;
  const overrides = overridesOf(flags);
  const base = openStudy(path!, overrides, known);
  const design: Design = flags.design ?? { kind: flags.zip ? "zip" : "grid" };
  const levels = designOf(flags.vary, design, base.scenario.run.seed);
  const points = pointsOf(path!, overrides, levels, base.source.texts);
  const baseline = baselineOf(points, flags.baseline, base);
  const studies = studiesOf(points, baseline);
  const figures = sweptFigures(studies[0]!, flags.metric);
  const texts = new Map(studies.flatMap(({ source }) => [...source.texts]));
  const run = async (place: Place) =>
    tell(await runSweep(points, baseline, figures, place.crewOf(studies), place), flags, place);
  return { texts, studies, run };
}

async function tell(sweep: Sweep, flags: SweepFlags, place: Place): Promise<number> {
  const { directory, isJson, terminal } = place;
  const isWhole = sweep.points.length === sweep.wanted;
  if (!isWhole) {
    const goOn = directory === undefined ? "" : ` (busyhour resume ${directory} goes on)`;
    const finished = `${sweep.points.length} of ${sweep.wanted} points are finished`;
    terminal.err(`interrupted: ${finished}${goOn}\n`);
  }
  if (sweep.points.length === 0) return INTERRUPTED;
  if (directory !== undefined) await write(directory, sweep, flags.charts);
  terminal.out(isJson ? sweepJson(sweep) : renderSweep(sweep, flags.baseline.length > 0));
  if (directory !== undefined && !isJson) terminal.out(`\nWritten to ${directory}\n`);
  return isWhole ? EXIT_CODES.done : INTERRUPTED;
}

async function write(directory: string, sweep: Sweep, withCharts: boolean): Promise<void> {
  const pictures = withCharts ? await picturesOf(sweep) : new Map<string, Uint8Array>();
  const files = new Map<string, string | Uint8Array>([
    ["sweep.json", sweepJson(sweep)],
    ["sweep.md", sweepMarkdown(sweep, [...pictures.keys()])],
    ["sweep.html", sweepHtml(sweep, pictures)],
    ["sweep.csv", sweepCsv(sweep)],
    ["sweep.parquet", sweepParquet(sweep)],
    ...pictures,
  ]);
  writeInto(directory, files);
}

/** Drawing needs packages that take a while to load: only for those who want pictures. */
async function picturesOf(sweep: Sweep): Promise<Map<string, Uint8Array>> {
  const { chartPainter } = await import("../report/charts.ts");
  const { sweepCharts } = await import("../experiments/sweep/charts.ts");
  const painter = chartPainter();
  const pictures = new Map<string, Uint8Array>();
  for (const { name, chart } of sweepCharts(sweep))
    pictures.set(`${name}.png`, await painter.paint(chart));
  return pictures;
}
