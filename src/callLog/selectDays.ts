import { UserError } from "../errors.ts";
import { dateText, type LoggedDay, weekdayOf, weekdayText } from "./days.ts";

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const WANTED =
  "wanted dates, ranges or days of the week: 1999-02-03, 1999-02-08..1999-02-14, sun..thu";

type Choice = (day: number) => boolean;

/**
 * Days of a log as a planner names them, separated by commas: dates, ranges of dates, days of the
 * week, ranges of these. A day is chosen when a date names it; where days of the week are named
 * as well, it must be one of them.
 * @param text undefined: all
 * @throws UserError with every mistake, and where nothing is left
 */
export function selectDays(days: readonly LoggedDay[], text: string | undefined): LoggedDay[] {
  if (text === undefined) return [...days];
  const dates: Choice[] = [];
  const weekdays: Choice[] = [];
  const mistakes: string[] = [];
  for (const part of text.split(",").map((each) => each.trim().toLowerCase())) {
    const date = dateChoice(part);
    const weekday = weekdayChoice(part);
    if (date) dates.push(date);
    else if (weekday) weekdays.push(weekday);
    else mistakes.push(`--days: ${WANTED}; given: ${part}`);
    if (date && !days.some(({ day }) => date(day)))
      mistakes.push(`--days ${part}: no call on it; the log has ${spanText(days)}`);
  }
  const isChosen = (choices: Choice[], day: number) =>
    choices.length === 0 || choices.some((each) => each(day));
  const chosen = days.filter(({ day }) => isChosen(dates, day) && isChosen(weekdays, day));
  if (mistakes.length === 0 && chosen.length === 0)
    mistakes.push(`--days ${text}: no such day; the log has ${spanText(days)}`);
  if (mistakes.length > 0) throw new UserError(mistakes.join("\n"));
  return chosen;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

function dateChoice(part: string): Choice | undefined {
  const [first, last = first, ...rest] = part.split("..");
  if (rest.length > 0 || !DATE.test(first!) || !DATE.test(last!)) return;
  return (day) => {
    const date = dateText(day);
    return date >= first! && date <= last!;
  };
}

function weekdayChoice(part: string): Choice | undefined {
  const [first, last, ...rest] = part.split("..").map((each) => WEEKDAYS.indexOf(each));
  if (rest.length > 0 || first === -1 || last === -1) return;
  const length = last === undefined ? 1 : ((last - first! + 7) % 7) + 1;
  return (day) => (weekdayOf(day) - first! + 7) % 7 < length;
}

/** `1999-02-01 (Mon) to 1999-02-14 (Sun), 14 days`. */
export function spanText(days: readonly LoggedDay[]): string {
  const name = ({ day }: LoggedDay) => `${dateText(day)} (${weekdayText(day)})`;
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return "no calls";
  return days.length === 1 ? name(first) : `${name(first)} to ${name(last)}, ${days.length} days`;
}
