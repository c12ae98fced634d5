import { CELLS, NOTHING } from "./histogram.ts";
import type { Sparse } from "./types.ts";

/** Cells of one page: an octave of the log-linear histogram. */
const PAGE_BITS = 8;
const PAGE = 1 << PAGE_BITS;
const PAGES = CELLS / PAGE;

/**
 * Several log-linear histograms in one growing block. A page of 256 cells is taken when its first
 * value arrives, so a histogram costs 2 kB for each octave in use: durations between 1 and 60
 * seconds take six pages where a flat array would take twenty-six.
 */
export class Pages {
  /** Start of each page in `cells`, by histogram and page; 0: not taken yet. */
  private readonly starts: Int32Array;
  private cells = new Float64Array(PAGE);
  /** The page at 0 is never used: 0 means "none". */
  private used = PAGE;

  constructor(histograms: number) {
    this.starts = new Int32Array(histograms * PAGES);
  }

  /** Counts `times` values in a cell of a histogram. */
  count(histogram: number, cell: number, times: number): void {
    const page = histogram * PAGES + (cell >>> PAGE_BITS);
    let start = this.starts[page];
    if (start === 0) start = this.take(page);
    this.cells[start + (cell & (PAGE - 1))] += times;
  }

  /** Forgets all counts; pages stay taken. */
  clear(): void {
    this.cells.fill(0, 0, this.used);
  }

  /** The occupied cells of a histogram. */
  sparse(histogram: number): Sparse {
    const occupied = this.occupied(histogram);
    if (occupied === 0) return NOTHING;
    const keys = new Int32Array(occupied);
    const weights = new Float64Array(occupied);
    let found = 0;
    for (let page = 0; found < occupied; page++) {
      const start = this.starts[histogram * PAGES + page];
      for (let i = 0; start > 0 && i < PAGE; i++) {
        const weight = this.cells[start + i];
        if (weight === 0) continue;
        keys[found] = page * PAGE + i;
        weights[found++] = weight;
      }
    }
    return { keys, weights };
  }

  /** How many cells of a histogram hold anything. */
  private occupied(histogram: number): number {
    let occupied = 0;
    for (let page = 0; page < PAGES; page++) {
      const start = this.starts[histogram * PAGES + page];
      for (let i = 0; start > 0 && i < PAGE; i++) if (this.cells[start + i] !== 0) occupied++;
    }
    return occupied;
  }

  private take(page: number): number {
    const start = this.used;
    this.used += PAGE;
    if (this.used > this.cells.length) {
      const larger = new Float64Array(2 * this.used);
      larger.set(this.cells);
      this.cells = larger;
    }
    this.starts[page] = start;
    return start;
  }
}
