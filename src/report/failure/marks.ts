import type { Mark } from "../../stats/recovery/transients.ts";
import type { Findings } from "../types.ts";

/** A line across a chart, and what stands beside it. */
export interface NamedMark {
  readonly atS: number;
  readonly name: string;
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** How a fault is called where there is no room for its name: `A`, `B` … `Z`, `27`. */
export const letterOf = (fault: number): string => LETTERS[fault] ?? String(fault + 1);

/**
 * The marks of a failure that lie within what is shown: one fault by what happens to it, several by
 * their letters, which the schedule explains.
 */
export function marksShown({ transients, scenario }: Findings): readonly NamedMark[] {
  if (transients === undefined) return [];
  const { fromS, untilS, marks } = transients;
  if (marks.length === 0) return [{ atS: 0, name: "first failure" }];
  const isAlone = scenario.faults.length === 1;
  return marks
    .filter(({ atS }) => atS >= fromS && atS <= untilS)
    .map((mark) => ({ atS: mark.atS, name: isAlone ? mark.what : nameOf(mark) }));
}

/** `A–C onset`: several that do the same at the same time. */
function nameOf({ faults, what }: Mark): string {
  const isRun =
    faults.length > 2 && faults.every((each, i) => i === 0 || each === faults[i - 1]! + 1);
  const letters = isRun
    ? `${letterOf(faults[0]!)}–${letterOf(faults.at(-1)!)}`
    : faults.map(letterOf).join(", ");
  return `${letters} ${what}`;
}

/** `-1:05`: minutes and seconds from the first onset. */
export function clockOf(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const sign = seconds < 0 && whole > 0 ? "-" : "";
  return `${sign}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** A step between ticks that a clock shows well, for at most so many of them. */
export const tickStep = (spanS: number, most: number): number =>
  [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600].find((step) => spanS / step <= most) ?? 7200;
