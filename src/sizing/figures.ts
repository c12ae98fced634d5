import { percent, significant } from "../report/format.ts";

/** Smaller values are as good as none. */
const NOTHING = 1e-6;

/** A number in a derivation: four digits at most, no zeros behind them. */
export const n = (value: number): string =>
  significant(value)
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");

/** A figure in the unit of its row. */
export function valueText(value: number | null, unit: string): string {
  if (value === null) return "–";
  if (unit === "ratio") return percent(value);
  const shown = value > 0 && value < NOTHING ? "≈ 0" : n(value);
  return unit === "" ? shown : `${shown} ${unit}`;
}
