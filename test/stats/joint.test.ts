import { describe, expect, test } from "vitest";
import { streamOf } from "../../src/engine/streams.ts";
import { caseP, holm } from "../../src/stats/joint.ts";
import { normalTail } from "../../src/stats/normal.ts";

describe("one p-value for a case", () => {
  test("is the least of its figures times their number, at most 1", () => {
    expect(caseP([0.2, 0.004, 0.9])).toBeCloseTo(0.012, 15);
    expect(caseP([0.6, 0.5])).toBe(1);
    expect(caseP([])).toBe(1);
  });
});

describe("Holm over cases", () => {
  test("takes the least times their number, the next times one fewer, and never falls", () => {
    expect(holm([0.04, 0.01, 0.03])).toEqual([0.06, 0.03, 0.06]);
    expect(holm([0.5, 0.9])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });
});

const LEVEL = 0.05;
const TRIALS = 4000;
/** Cases of one to five figures that share a part of their error, as waits and queues do. */
const SIZES = [1, 3, 5, 2, 4, 5, 3, 1];

/** Share of trials in which a joint test rejects, when one case is `shift` standard errors off. */
function rejections(shift: number): number {
  const stream = streamOf("joint", 0, String(shift));
  const normal = () =>
    Math.sqrt(-2 * Math.log(1 - stream.next())) * Math.cos(2 * Math.PI * stream.next());
  let rejected = 0;
  for (let trial = 0; trial < TRIALS; trial++) {
    const cases = SIZES.map((size, index) => {
      const common = normal();
      const figures = Array.from({ length: size }, () => {
        const z = 0.6 * common + 0.8 * normal() + (index === 2 ? shift : 0);
        return 2 * normalTail(Math.abs(z));
      });
      return caseP(figures);
    });
    if (Math.min(...holm(cases)) <= LEVEL) rejected++;
  }
  return rejected / TRIALS;
}

describe("the joint test of synthetic figures", () => {
  test("keeps its level when nothing is wrong, and is not far below it", () => {
    const share = rejections(0);
    expect(share).toBeLessThan(LEVEL + 3 * Math.sqrt((LEVEL * (1 - LEVEL)) / TRIALS));
    expect(share).toBeGreaterThan(0.5 * LEVEL);
  });

  test("finds one case that is five standard errors off", () => {
    expect(rejections(5)).toBeGreaterThan(0.95);
  });
});
