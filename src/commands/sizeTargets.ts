/** `busyhour size --target`: the least numbers that meet targets. */
import { type Command, InvalidArgumentError } from "commander";
import { EXIT_CODES, UserError } from "../errors.ts";
import { confirmed } from "../experiments/sizing/confirm.ts";
import { settingsFor } from "../experiments/sizing/resources.ts";
import { lossesOf, sizeWithout } from "../experiments/sizing/siteLoss.ts";
import { planSizing, type SizeOptions, type Sizing, size } from "../experiments/sizing/size.ts";
import { renderTargets, targetsJson, targetsMarkdown } from "../experiments/sizing/text.ts";
import { openStudy, type Study } from "../study.ts";
import type { Place, Prepared, Request, Texts } from "./experiment.ts";
import { severalOption, wholeNumber } from "./options.ts";
import { writeInto } from "./reportFiles.ts";
import { overridesOf } from "./run.ts";
import { INTERRUPTED } from "./terminal.ts";

export interface TargetFlags {
  readonly target: readonly string[];
  readonly find: readonly string[];
  readonly delta: readonly string[];
  readonly error: number;
  readonly maxReplications: number;
  readonly fidelity: "call" | "message";
  readonly offset: number;
  readonly formulas: boolean;
  readonly siteLoss?: true;
  readonly confirm?: number;
}

const ERROR = 0.05;
const MOST = 5000;

export function addTargetOptions(command: Command): void {
  command
    .addOption(
      severalOption("--target <limit>", 'search: meet this, such as "service.level >= 0.8"'),
    )
    .addOption(severalOption("--find <resource>", "search for this (default: what targets need)"))
    .addOption(severalOption("--delta <metric=size>", "differences that do not matter"))
    .option("--error <share>", "probability that the answer is wrong", shareOf, ERROR)
    .option("--max-replications <n>", "of one point of the search", wholeNumber, MOST)
    .option("--fidelity <call|message>", "of the search", fidelityOf, "call")
    .option("--offset <share>", "begin so much beside the closed form: -5%", shareOf, 0)
    .option("--no-formulas", "begin at the scenario's own numbers")
    .option("--site-loss", "search as well for what it takes when a site is lost")
    .option("--confirm <n>", "run the answer n times at the scenario's own fidelity", wholeNumber);
}

/** `5%`, `-0.05`. */
function shareOf(text: string): number {
  const match = /^([-+]?\d*\.?\d+)(%?)$/.exec(text);
  const value = match === null ? Number.NaN : Number(match[1]) / (match[2] === "%" ? 100 : 1);
  if (!(Math.abs(value) < 1)) throw new InvalidArgumentError("Wanted: a share such as 5%.");
  return value;
}

function fidelityOf(text: string): string {
  if (text !== "call" && text !== "message")
    throw new InvalidArgumentError("Wanted: call or message.");
  return text;
}

/** What the search has been asked for. @throws ScenarioError, UserError */
export function prepareTargets({ arguments: [path], options }: Request, known: Texts): Prepared {
  const flags = options as unknown as TargetFlags & Parameters<typeof overridesOf>[0];
  const own = [...overridesOf(flags), `expect=${JSON.stringify(flags.target)}`];
  const overrides = [...own, `run.fidelity=${flags.fidelity}`];
  const base = openStudy(path!, overrides, known);
  const plan = planSizing(base, searchOptionsOf(flags));
  const { texts } = base.source;
  const open = (settings: readonly string[]): Study =>
    openStudy(path!, [...overrides, ...settings], texts);
  const answerOf = ({ found }: Sizing, replications: number): Study => {
    const settings = plan.resources.flatMap((each, r) => settingsFor(each, found.at.point[r]!));
    return openStudy(path!, [...own, ...settings, `run.replications=${replications}`], texts);
  };
  const losses = flags.siteLoss ? lossesOf(base, plan, open) : [];
  const run = async (place: Place) => {
    const { signal, terminal } = place;
    const crew = place.crewOf([enough(base)]);
    signal.addEventListener("abort", () => crew.dismiss(), { once: true });
    const onMade = (made: number) => terminal.err(`\r${made} replications`);
    try {
      const watch = { signal, ...(terminal.isWatched && { onMade }) };
      const sizing = await size(plan, open, crew, watch);
      const found = await sizeWithout(losses, crew, watch);
      const again = flags.confirm === undefined ? undefined : answerOf(sizing, flags.confirm);
      const confirmation = again && (await confirmed(again, plan.targets, crew, signal));
      return tell({ ...sizing, losses: found, ...(confirmation && { confirmation }) }, place);
    } finally {
      await crew.dismiss();
    }
  };
  return { texts, run };
}

/** @throws UserError */
export const searchOptionsOf = (flags: TargetFlags): SizeOptions => ({
  find: flags.find,
  deltas: new Map(flags.delta.map(deltaOf)),
  alpha: flags.error,
  replicationsMax: flags.maxReplications,
  formulas: flags.formulas,
  offset: flags.offset,
});

/** A search makes hundreds: worth every thread. */
export const enough = (study: Study): Study => ({
  ...study,
  scenario: { ...study.scenario, run: { ...study.scenario.run, replications: 1000 } },
});

/** `service.level=0.01`. @throws UserError */
function deltaOf(text: string): readonly [string, number] {
  const match = /^([A-Za-z][\w.]*)=(\d*\.?\d+)(%?)$/.exec(text);
  if (match === null || Number(match[2]) === 0)
    throw new UserError(
      `--delta: wanted metric=size above 0, such as service.level=1%; got ${JSON.stringify(text)}`,
    );
  return [match[1]!, Number(match[2]) / (match[3] === "%" ? 100 : 1)];
}

function tell(sizing: Sizing, { directory, isJson, signal, terminal }: Place): number {
  if (terminal.isWatched) terminal.err("\r\u001b[K");
  const json = targetsJson(sizing);
  if (directory !== undefined)
    writeInto(
      directory,
      new Map([
        ["size.json", json],
        ["size.md", targetsMarkdown(sizing)],
      ]),
    );
  terminal.out(isJson ? json : renderTargets(sizing));
  if (signal.aborted) return INTERRUPTED;
  return sizing.found.isOutOfReach ? EXIT_CODES.expectationNotMet : EXIT_CODES.done;
}
