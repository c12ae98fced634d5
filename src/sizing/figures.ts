import { percent, significant } from "../report/format.ts";

/** What rounding of arithmetic may add to a count. */
const ROUNDING = 1e-9;
/** Smaller values are as good as none. */
const NOTHING = 1e-6;

/** A number in a derivation: four digits at most, no zeros behind them. */
export const n = (value: number): string =>
  significant(value)
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");

/** Up to the next whole one, unless only rounding is above the last. */
export const roundedUp = (value: number): number => Math.ceil(value - ROUNDING);

/** A figure in the unit of its row. */
export function valueText(value: number | null, unit: string): string {
  if (value === null) return "–";
  if (unit === "ratio") return percent(value);
  const shown = value > 0 && value < NOTHING ? "≈ 0" : n(value);
  return unit === "" ? shown : `${shown} ${unit}`;
}
