import { percent, significant, withInterval } from "../report/format.ts";
import type { Estimate } from "../stats/estimate.ts";
import type { SizedRow, Verdict } from "./types.ts";

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

export const printedText = ({ printed, unit }: SizedRow): string =>
  printed === undefined ? "" : valueText(printed.value, unit);

/** `1,994 ± 14`; empty where nothing was simulated. */
export function simulatedText({ simulated, unit }: SizedRow): string {
  if (simulated === null) return "";
  const shown = unit === "ratio" ? "%" : unit;
  const text = withInterval({ ...simulated, unit } as Estimate, shown);
  return shown === "" ? text : `${text} ${shown}`;
}

/** `contradicts busy-hour calls`, `enough: 1,600`. */
export function verdictText({ kind, of }: Verdict): string {
  if (kind === "enough" || kind === "too few") return `${kind}: ${significant(Number(of))}`;
  return of === "" ? kind : `${kind} ${of}`;
}
