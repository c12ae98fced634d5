import { verdictOf as verdictOfLimit } from "../stats/verdict.ts";
import type { Printed, Simulated, SizingRow, Verdict } from "./types.ts";

/** Relative difference below which two figures are the same number. */
const SAME = 1e-9;

/** What the numbers say of a row; nothing is decided row by row. */
export function verdictOf(
  { printed, value, has, isLimit }: SizingRow,
  { simulated = null, isOwn = false }: { simulated?: Simulated | null; isOwn?: boolean } = {},
): Verdict {
  if (printed !== undefined) return ofPrinted(printed, value);
  if (isLimit) return ofLimit(value!, simulated);
  if (isOwn || has === undefined || value === null) return { kind: "", of: "" };
  return { kind: has >= value ? "enough" : "too few", of: String(has) };
}

/**
 * - confirmed: the load gives the printed figure exactly;
 * - rounded: it does once it is rounded or cut off to the printed digits;
 * - planning allowance: the figure sets aside more than the load takes;
 * - contradicts: another printed figure implies a different value for this one;
 * - given: nothing else says anything of it.
 */
function ofPrinted(
  { value, decimals = 0, isProvision, implied = [] }: Printed,
  load: number | null,
) {
  const verdict = (kind: Verdict["kind"], of = ""): Verdict => ({ kind, of });
  if (load === null) return verdict("given");
  if (isSame(load, value)) return verdict("confirmed");
  if (roundings(load, decimals).some((each) => isSame(each, value))) return verdict("rounded");
  if (isProvision && value > load) return verdict("planning allowance");
  const other = implied.find((each) => !isSame(each.value, value));
  return other ? verdict("contradicts", other.from) : verdict("not reproduced");
}

/** Of a limit, by all of the interval of what was simulated. */
function ofLimit(limit: number, simulated: Simulated | null): Verdict {
  const kinds = { pass: "kept", fail: "not kept", undecided: "undecided" } as const;
  if (simulated === null) return { kind: "", of: "" };
  return { kind: kinds[verdictOfLimit({ relation: "<=", limit }, simulated)], of: "" };
}

export const isSame = (a: number, b: number): boolean =>
  Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b));

/** To the nearest and cut off, at so many decimals. */
function roundings(value: number, decimals: number): readonly number[] {
  const scale = Number(`1e${decimals}`);
  return [Math.round(value * scale) / scale, Math.trunc(value * scale) / scale];
}
