import { describe, expect, test } from "vitest";
import { Layout } from "../../../src/measure/layout.ts";
import type { Sample } from "../../../src/measure/types.ts";
import { worstShare } from "../../../src/stats/metrics/rolling.ts";

const NAMES = ["hits", "abandoned", "misjudged"];

/** The worst share over so many minutes, of hits and abandoned and misjudged ones by minute. */
function worst(minutes: number, ...series: readonly (readonly number[])[]): number {
  const layout = new Layout();
  for (const name of NAMES)
    layout.minute(name, "campaign:c", { counter: layout.counter(name, "campaign:c"), factor: 60 });
  const sample = {
    windowUs: series[0]!.length * 60e6,
    counters: Float64Array.from(series, (each) => each.reduce((sum, one) => sum + one, 0)),
    minutes: series.map((each) => Float64Array.from(each)),
  } as unknown as Sample;
  return worstShare(NAMES.slice(1), "hits", minutes)(layout, "campaign:c")!.read(sample);
}

describe("the worst share over so many minutes in a row", () => {
  const NONE = [0, 0, 0, 0, 0];

  test("is of all where there are no more, and of both parts", () => {
    expect(worst(5, [10, 10, 10, 10, 10], [5, 0, 0, 0, 0], [0, 0, 0, 0, 5])).toBe(0.2);
    expect(worst(9, [10, 10, 10, 10, 10], [5, 0, 0, 0, 0], NONE)).toBe(0.1);
  });

  test("is that of the worst stretch, wherever it begins", () => {
    expect(worst(2, [10, 10, 10, 10, 10], [0, 2, 4, 0, 1], NONE)).toBe(0.3);
    expect(worst(2, [10, 10, 10, 10, 10], [0, 0, 0, 1, 4], NONE)).toBe(0.25);
    expect(worst(1, [10, 2, 10, 10, 10], [1, 1, 1, 1, 1], NONE)).toBe(0.5);
  });

  test("is nothing where nobody answered", () => {
    expect(worst(2, NONE, NONE, NONE)).toBe(0);
    expect(worst(9, NONE, NONE, NONE)).toBe(0);
  });

  test("is unknown where nobody counts", () => {
    expect(worstShare(["abandoned"], "hits", 5)(new Layout(), "cluster")).toBeUndefined();
  });
});
