import { UserError } from "../../errors.ts";
import { meanRate } from "../../model/staffing.ts";
import type { AgentGroup } from "../../scenario/agentTypes.ts";
import type { Study } from "../../study.ts";
import { DAY_US, formatDayAndTime, formatDuration, formatTimeOfDay } from "../../units.ts";
import { spread } from "../sizing/resources.ts";

/** A part of the measured time for which agents are planned. */
export interface Interval {
  /** `07:30`. */
  readonly label: string;
  /** On the clock of the run. */
  readonly startUs: number;
  /** Callers who are expected for the first time, redials left out. */
  readonly callers: number;
}

/** The measured time of a scenario cut into intervals of one length. */
export interface Day {
  readonly lengthUs: number;
  /** Intervals of the warm-up, in which agents are those of the first interval. */
  readonly before: number;
  readonly intervals: readonly Interval[];
  readonly startOfDayUs: number;
}

/** @throws UserError where warm-up or measured time are no whole number of intervals */
export function dayOf({ scenario, plan }: Study, lengthUs: number): Day {
  const { warmUpUs, measureUs, startOfDayUs } = scenario.run;
  const mistakes = (
    [
      ["run.measure", measureUs],
      ["run.warmUp", warmUpUs],
    ] as const
  )
    .filter(([, timeUs]) => timeUs % lengthUs !== 0)
    .map(([name, timeUs]) => `${name} a whole number of them, got ${formatDuration(timeUs)}`);
  if (warmUpUs + measureUs - lengthUs > DAY_US)
    mistakes.push("a last interval that begins within 24 hours of the start of the run");
  if (mistakes.length > 0)
    throw new UserError(
      mistakes
        .map((each) => `--by-interval ${formatDuration(lengthUs)}: wanted ${each}`)
        .join("\n"),
    );
  const { demand } = scenario;
  const intervals = Array.from({ length: measureUs / lengthUs }, (_, k) => {
    const startUs = warmUpUs + k * lengthUs;
    const run = { ...scenario.run, warmUpUs: startUs, measureUs: lengthUs };
    const window = { ...plan, scenario: { ...scenario, run } };
    const perSecond = demand.reduce((sum, each) => sum + meanRate(window, each), 0);
    const label = formatDayAndTime(startOfDayUs + startUs);
    return { label, startUs, callers: (perSecond * lengthUs) / 1e6 };
  });
  return { lengthUs, before: warmUpUs / lengthUs, intervals, startOfDayUs };
}

/**
 * Settings that measure one interval: what comes before it is warm-up, what follows is not run.
 * @param historyUs the run begins, from empty, at most so long before the interval
 */
export function windowSettings(
  { lengthUs, intervals, startOfDayUs }: Day,
  interval: number,
  historyUs: number,
): string[] {
  const { startUs } = intervals[interval]!;
  const fromUs = Math.max(0, startUs - historyUs);
  const clock = JSON.stringify(formatTimeOfDay(startOfDayUs + fromUs));
  return [
    ...(fromUs > 0 ? [`run.startOfDay=${clock}`] : []),
    `run.warmUp=${(startUs - fromUs) / 1e6}s`,
    `run.measure=${lengthUs / 1e6}s`,
  ];
}

/**
 * Whether what happens does not depend on when the run begins, but for calls that are there then.
 * @throws UserError saying what does
 */
export function refuseShortHistory({ scenario }: Study, { intervals, startOfDayUs }: Day): void {
  const { faults, demand } = scenario;
  const passesMidnight = startOfDayUs + intervals.at(-1)!.startUs > DAY_US;
  const mistakes = [
    ...(passesMidnight ? ["a day that ends by midnight"] : []),
    ...(faults.length > 0 ? ["no faults, whose times count from the start of the run"] : []),
    ...(demand.some(({ origin }) => origin === "campaign")
      ? ["no campaigns, whose lists are worked off from the start of the run"]
      : []),
  ];
  if (mistakes.length > 0)
    throw new UserError(mistakes.map((each) => `--history: wanted ${each}`).join("\n"));
}

/** The most agents that a group has at a site: in what proportions they are spread. */
const weightsOf = ({ staffing }: AgentGroup): number[] =>
  staffing.map(({ count }) => Math.max(...count));

/** Settings by which a group has the same number all day: as the scenario has at most. */
export function constantSettings({ scenario: { sites } }: Study, group: AgentGroup): string[] {
  const weights = weightsOf(group);
  return group.staffing.map(
    ({ site }, i) => `agents.${group.name}.sites.${sites[site]!.name}=${weights[i]}`,
  );
}

/**
 * Settings by which a group has so many agents in each interval of the day. Those of the last one
 * stay for another interval, so that who came late is answered.
 */
export function staffSettings(
  { scenario: { sites } }: Study,
  group: AgentGroup,
  counts: readonly number[],
  { before, lengthUs, startOfDayUs }: Day,
): string[] {
  const weights = weightsOf(group);
  const all = [...Array<number>(before).fill(counts[0]!), ...counts, counts.at(-1)!];
  const bySite = all.map((count) => spread(count, weights));
  const start = JSON.stringify(formatTimeOfDay(startOfDayUs));
  return [
    `agents.${group.name}.intervals={start: ${start}, length: ${lengthUs / 1e6}s}`,
    ...group.staffing.map(
      ({ site }, i) =>
        `agents.${group.name}.sites.${sites[site]!.name}=[${bySite.map((each) => each[i])}]`,
    ),
  ];
}
