/**
 * Log-linear histogram cells for non-negative integers: each power of two is cut into 256 equal
 * cells, so values below 512 have a cell of their own and no cell is wider than 1/256 (0.4 %) of
 * its value. Cells are numbered without gaps, rising with the value, up to 2^53 − 1.
 */
import type { Sparse } from "./types.ts";

/** Mantissa bits of a cell. */
const BITS = 8;
const CELLS_PER_OCTAVE = 1 << BITS;
const TWO_TO_32 = 4294967296;

/** One more than the greatest cell: 2^53 − 1 has exponent 52. */
export const CELLS = (52 - BITS + 2) * CELLS_PER_OCTAVE;

/** The cell of a whole number 0 … 2^53 − 1. */
export function cellOf(value: number): number {
  if (value < TWO_TO_32) {
    // Below 512 the added bits make the shift 0, without a branch.
    const shift = 31 - BITS - Math.clz32(value | (2 * CELLS_PER_OCTAVE - 1));
    return (shift << BITS) + (value >>> shift);
  }
  const shift = 63 - BITS - Math.clz32(Math.floor(value / TWO_TO_32));
  return (shift << BITS) + Math.floor(value / powerOfTwo(shift));
}

/** The least value of a cell. */
export function lowOf(cell: number): number {
  if (cell < CELLS_PER_OCTAVE) return cell;
  return (CELLS_PER_OCTAVE + (cell & (CELLS_PER_OCTAVE - 1))) * widthOf(cell);
}

/** The histogram of no values. */
export const NOTHING: Sparse = { keys: new Int32Array(0), weights: new Float64Array(0) };

/** Where a quantile lies: its cell, and the part of that cell's weight it takes, above 0 to 1. */
export interface QuantilePlace {
  readonly cell: number;
  readonly share: number;
}

/**
 * Where in a histogram the distribution function reaches `probability`: the inverse of the
 * empirical distribution function (type 1 of Hyndman and Fan 1996) by cells. Undefined for an
 * empty histogram.
 */
export function quantileCell(histogram: Sparse, probability: number): QuantilePlace | undefined {
  const { keys, weights } = histogram;
  const wanted = probability * totalWeight(histogram);
  let below = 0;
  for (let i = 0; i < keys.length; i++) {
    const weight = weights[i];
    if (weight > 0 && below + weight >= wanted)
      return { cell: keys[i], share: (wanted - below) / weight };
    below += weight;
  }
  return undefined;
}

/**
 * The value at a place among values in log-linear cells: exact below 512; in wider cells the
 * values count as evenly spread, so the answer is within the cell (0.4 %).
 */
export function valueAt({ cell, share }: QuantilePlace): number {
  return lowOf(cell) + share * (widthOf(cell) - 1);
}

/** The value at a place among the values of a level: its cells are its values. */
export function levelAt({ cell }: QuantilePlace): number {
  return cell;
}

/** A quantile of values in log-linear cells (see `valueAt`). NaN for an empty histogram. */
export function quantileOf(histogram: Sparse, probability: number): number {
  const place = quantileCell(histogram, probability);
  return place === undefined ? Number.NaN : valueAt(place);
}

/** A quantile of a level. NaN for an empty histogram. */
export function levelQuantileOf(histogram: Sparse, probability: number): number {
  return quantileCell(histogram, probability)?.cell ?? Number.NaN;
}

/** The number of values in a histogram, or the microseconds it covers. */
export function totalWeight(histogram: Sparse): number {
  let total = 0;
  for (const weight of histogram.weights) total += weight;
  return total;
}

/** How many whole numbers share a cell. */
function widthOf(cell: number): number {
  return cell < CELLS_PER_OCTAVE ? 1 : powerOfTwo((cell >>> BITS) - 1);
}

/** 2^exponent, 0 … 59, from two shifts: `**` differs between engines. */
function powerOfTwo(exponent: number): number {
  return exponent < 30 ? 1 << exponent : (1 << (exponent - 30)) * 1073741824;
}
