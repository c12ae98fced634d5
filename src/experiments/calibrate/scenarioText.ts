import { basename, extname } from "node:path";
import { dateText, weekdayText } from "../../callLog/days.ts";
import { spanText } from "../../callLog/selectDays.ts";
import { fixed, percent, significant } from "../../report/format.ts";
import type { Ranged } from "../../stats/fitting/dispersion.ts";
import { formatDuration, formatTimeOfDay } from "../../units.ts";
import { versionOf } from "../../version.ts";
import { predictive } from "./predictive.ts";
import { rosterOf } from "./roster.ts";
import type { Calibration, CallClass, ChosenLaw, Solution, Unknown } from "./types.ts";
import { comment, LawBook, list } from "./yamlText.ts";

/** Simulated days: enough for bands of 90 %, and then some. */
const REPLICATIONS = 199;
const SITE = "centre";

/** The scenario, each number with how it was estimated, from how many calls, and its interval. */
export function scenarioText(calibration: Calibration): string {
  const book = new LawBook();
  const lines = [
    ...head(calibration),
    ...runLines(calibration),
    "",
    "demand:",
    ...calibration.classes.flatMap((each) => demandLines(calibration, each, book)),
    "",
    ...queueLines(calibration),
    "",
    ...agentLines(calibration),
    "",
    "sites:",
    `  ${SITE}: {}`,
  ];
  return `${lines.join("\n")}\n`;
}

/** What the scenario is called: after the log. */
export const nameOf = ({ log }: Calibration): string =>
  basename(log, extname(log))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "") || "calibrated";

/** `0.11 [0, 0.3]`. */
export function rangeText({ estimate, low95, high95 }: Ranged, digits = 3): string {
  const [value, low, high] = [estimate, low95, high95].map((each) => significant(each, digits));
  return `${value} [${low}, ${high}]`;
}

export const percentText = ({ estimate, low95, high95 }: Ranged): string =>
  `${percent(estimate, 2)} [${percent(low95, 2)}, ${percent(high95, 2)}]`;

const callsOf = ({ classes }: Calibration): number =>
  classes.reduce((sum, { calls, share }) => sum + calls * share, 0);

function head(calibration: Calibration): string[] {
  const { days, log, notes, outliers, grid } = calibration;
  const list = days.map(({ day }) => `${dateText(day)} (${weekdayText(day)})`);
  const which = days.length > 10 ? spanText(days) : list.join(", ");
  const outlierTexts = outliers.map(({ day, interval, count, expected }) => {
    const at = formatTimeOfDay(grid.startUs + interval * grid.lengthUs);
    return `${dateText(days[day]!.day)} ${at}: ${count} calls where ${fixed(expected, 0)} fit`;
  });
  return [
    `name: ${nameOf(calibration)}`,
    `title: ${JSON.stringify(`Calibrated from ${basename(log)}`)}`,
    ...comment(
      0,
      `Calibrated by busyhour ${versionOf()} from ${basename(log)}: ` +
        `${fixed(callsOf(calibration), 0)} calls that asked for an agent on ${which}. In square ` +
        "brackets: 95 % intervals.",
    ),
    ...notes.flatMap((note) => comment(0, `Not in it: ${note}.`)),
    ...(outlierTexts.length > 0
      ? comment(0, `Left out, as no law of the others explains them: ${outlierTexts.join("; ")}.`)
      : []),
    "platform: none",
    "",
  ];
}

function runLines(calibration: Calibration): string[] {
  const { grid, dispersion } = calibration;
  const lines = [
    "run:",
    "  fidelity: call",
    `  startOfDay: "${formatTimeOfDay(grid.startUs)}"`,
    "  warmUp: 0s",
    `  measure: ${formatDuration(grid.count * grid.lengthUs)}`,
    `  replications: ${REPLICATIONS}`,
    `  seed: ${nameOf(calibration)}`,
  ];
  if (dispersion === null) return [...lines, ...comment(2, "One day tells nothing of others.")];
  const { day, interval } = predictive(calibration)!;
  const { days, intervals, dayCv, intervalCv } = dispersion;
  return [
    ...lines,
    ...comment(
      2,
      `Whole days vary by a factor with cv ${rangeText(dayCv)} beyond Poisson (p = ` +
        `${pText(days.p)}); with the errors of rates and of that cv, known from ` +
        `${calibration.days.length} days alone, a further day by this much:`,
    ),
    `  busyness: ${number(day)}`,
    ...comment(
      2,
      `Intervals within a day by a factor with cv ${rangeText(intervalCv)} (p = ` +
        `${pText(intervals.p)}); a further day's by:`,
    ),
    `  intervalBusyness: ${number(interval)}`,
  ];
}

const pText = (p: number): string => (p < 1e-4 ? "below 0.0001" : significant(p, 2));

function demandLines(of: Calibration, own: CallClass, book: LawBook): string[] {
  const { grid, calls, pools, staffing } = of;
  const types = own.types.map((type) => calls.types[type] ?? "no type").join(", ");
  const perInterval = formatDuration(grid.lengthUs);
  const rates = own.rates.map((rate) => `${number(rate / of.asks)}/${perInterval}`);
  const part = own.share < 1 ? `, ${percent(own.share)} of them with this priority` : "";
  return [
    ...comment(2, `Type ${types}: ${fixed(own.calls, 0)} calls${part}.`),
    `  ${own.name}:`,
    `    queue: ${pools[own.pool]!.name}`,
    ...(own.share < 1 ? book.once(4, `${of.priorities.how}.`) : []),
    ...(own.priority > 0 ? [`    priority: ${own.priority}`] : []),
    "    intervals:",
    `      start: "${formatTimeOfDay(grid.startUs)}"`,
    `      length: ${perInterval}`,
    ...book.once(6, ratesText(of)),
    ...list(6, "rates", rates),
    ...ivrLines(of, book),
    ...patienceLines(of, own.patience, book),
    ...book.lines(4, "talk", own.talk),
    ...book.lines(4, "ring", of.ring),
    ...book.lines(4, "afterCallWork", staffing[own.pool]!.afterCallWork),
    ...redialLines(of, book),
  ];
}

function ivrLines({ ivr, containment, leaving, balking }: Calibration, book: LawBook): string[] {
  return [
    "    ivr:",
    ...book.lines(6, "duration", ivr),
    ...book.once(
      6,
      `End without a person: ${percentText(containment)}; the rates count them and whoever leaves.`,
    ),
    `      containment: ${number(containment.estimate)}`,
    ...book.once(
      6,
      `Leave on the way to the queue, whether it is empty or not: ${percentText(leaving)} of all ` +
        `callers; ${fixed(balking.calls, 0)} who asked for an agent tell it.`,
    ),
    ...(hasShare(leaving.estimate)
      ? [`      patience: "zeroInflated(share ${number(leaving.estimate)}, law never)"`]
      : []),
  ];
}

/** As a scenario takes it: without commas. */
const number = (value: number, digits = 3): string =>
  significant(value, digits).replaceAll(",", "");

/** Smaller shares show as zero. */
const hasShare = (share: number): boolean => Number(number(share)) > 0;

function patienceLines(of: Calibration, law: ChosenLaw, book: LawBook): string[] {
  const { balking, factors, solutions } = of;
  const { ifQueued } = balking;
  const share = number(ifQueued.estimate);
  const whole = hasShare(ifQueued.estimate)
    ? `zeroInflated(share ${share}, law ${law.text})`
    : law.text;
  return [
    ...book.once(
      4,
      `Hang up rather than wait, of those who must: ${percentText(ifQueued)}; the others wait:`,
    ),
    ...solutionTexts(solutions, "patience").flatMap((each) => book.once(4, each)),
    ...book.lines(4, "patience", { ...law, text: scaled(whole, factors.patience) }),
  ];
}

const scaled = (law: string, factor = 1): string =>
  factor === 1 ? law : `scaled(factor ${number(factor, 4)}, law ${law})`;

const solutionTexts = (solutions: readonly Solution[], unknown: Unknown): string[] =>
  solutions.filter((each) => each.unknown === unknown).map((each) => `${solutionText(each)}.`);

/** What was solved for, in a sentence. */
export function solutionText({ unknown, factor, target, reached, days }: Solution): string {
  const [what, figure, unit] =
    unknown === "agents"
      ? ["of those present explain", "mean wait", "s"]
      : ["times the patience of the log explains", "share of calls that hung up", "%"];
  const values = [target, reached].map(({ estimate }) => significant(estimate ?? 0, 3));
  return (
    `Solved for: ${rangeText(factor)} ${what} the measured ${figure}, ${values[0]} ${unit} ` +
    `(simulated ${values[1]} ${unit}, ${days} days a trial)`
  );
}

function redialLines({ redialling }: Calibration, book: LawBook): string[] {
  if (redialling === null) return [];
  const { share, delay, how } = redialling;
  const delayText = `exponential(mean ${number(delay.estimate, 4)}s)`;
  return [
    ...book.once(4, how),
    `    redial: { afterAbandoned: ${number(share.estimate)}, delay: "${delayText}" }`,
  ];
}

function ratesText({ dispersion, days }: Calibration): string {
  if (dispersion === null) return "Calls on the one day.";
  const widths = dispersion.rates
    .filter(({ estimate }) => estimate > 0)
    .map(({ estimate, high95 }) => high95 / estimate - 1)
    .sort((a, b) => a - b);
  const middle = percent(widths[widths.length >> 1] ?? 0, 0);
  return (
    `Means of ${days.length} days; of all types together an interval's mean is known to ` +
    `± ${middle} (the middle one).`
  );
}

function queueLines({ pools }: Calibration): string[] {
  return [
    "queues:",
    ...comment(2, "The threshold of the service level is no matter of the log."),
    ...pools.map(({ name }) => `  ${name}: { groups: [${name}], threshold: 20s }`),
  ];
}

function agentLines({ pools, staffing, grid, factors, solutions }: Calibration): string[] {
  return [
    "agents:",
    ...pools.flatMap(({ name, agents }, p) => {
      const own = staffing[p]!;
      const { counts, shrinkage } = rosterOf(own, factors.agents);
      return [
        ...comment(
          2,
          `${agents.size} agents served calls. Present, from the first service to the last ` +
            `before a break: ${significant(mean(own.present), 3)} in the mean (seen with a call: ` +
            `${significant(mean(own.seen), 3)}), with a variance of ` +
            `${significant(own.variance, 3)} among ${own.days} days. While somebody waits they are ` +
            `on a call for ${percentText(own.available)} of the time.`,
        ),
        ...solutionTexts(solutions, "agents").flatMap((each) => comment(2, each)),
        `  ${name}:`,
        ...(shrinkage > 0
          ? [
              ...comment(
                4,
                "Counts below are positions, of which this share is away at any time: so are as " +
                  "many present as were, varying as they did.",
              ),
              `    shrinkage: ${number(shrinkage)}`,
            ]
          : []),
        `    intervals: { start: "${formatTimeOfDay(grid.startUs)}", length: ` +
          `${formatDuration(grid.lengthUs)} }`,
        "    sites:",
        ...comment(6, "The last counts stand for those who stay until the queue is empty."),
        ...list(6, SITE, counts.map(String)),
      ];
    }),
  ];
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
