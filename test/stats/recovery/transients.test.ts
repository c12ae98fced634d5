import { describe, expect, test } from "vitest";
import { Layout } from "../../../src/measure/layout.ts";
import type { Sample } from "../../../src/measure/types.ts";
import type { FaultSetting, Scenario } from "../../../src/scenario/types.ts";
import type { Estimate } from "../../../src/stats/estimate.ts";
import { marksOf, transientsOf } from "../../../src/stats/recovery/transients.ts";

const LENGTH = 1200;

const fault = (atS: number, more: Partial<FaultSetting> = {}): FaultSetting => ({
  ...{
    kind: "linkDown",
    target: "dc1>dc2",
    every: null,
    after: null,
    commonCause: 0,
    lasting: null,
    options: {},
  },
  ...{ atUs: (100 + atS) * 1e6, forUs: 60e6, detectionUs: 60e6 },
  ...more,
});
const scenarioWith = (...faults: FaultSetting[]) =>
  ({ faults, run: { warmUpUs: 100e6 } }) as unknown as Scenario;

/** Of samples that count nothing until their own onset, and then so much a second. */
function around(onsets: readonly number[], rates: readonly number[], timesS: readonly number[]) {
  const layout = new Layout();
  layout.moment("fault.onset", "cluster");
  layout.moment("fault.end", "cluster");
  layout.course("utilisation", "component:dc1/sbc", [{ counter: 0 }], 10);
  layout.course("lost", "cluster", [{ counter: layout.counter("lost", "cluster") }], 1);
  const samples = onsets.map((onset, i) => ({
    moments: Float64Array.of(onset * 1e6, (onset + 60) * 1e6),
    courses: [10, 1].map((stepS) =>
      Float64Array.from({ length: LENGTH / stepS }, (_, s) => (s * stepS >= onset ? rates[i]! : 0)),
    ),
  })) as unknown as Sample[];
  const estimates = timesS.map((estimate) => ({ id: "recovery.service.time", estimate, min: 0 }));
  const random = scenarioWith(fault(0, { every: {} as never, atUs: Number.POSITIVE_INFINITY }));
  return transientsOf(random, layout, samples, estimates as unknown as Estimate[]);
}

describe("what is drawn around a failure", () => {
  test("is counted from each replication's own onset, with what all but a twentieth have", () => {
    const rates = Array.from({ length: 20 }, (_, i) => i + 1);
    const { fromS, untilS, stepS, series } = around(
      rates.map((rate) => 400 + 10 * rate),
      rates,
      [50],
    )!;
    // 300 s before and 300 s after the 50 s: 650 s in at most 400 steps.
    expect([fromS, untilS, stepS]).toEqual([-300, 350, 2]);
    const [utilisation, lost, total] = series;
    expect(lost!.points.filter(({ high }) => high > 0)[0]).toEqual({
      ...{ atS: 1, mean: 10.5, low: 2, high: 19 },
    });
    expect(lost!.points).toHaveLength(325);
    expect(total!.id).toBe("lost.total");
    expect(total!.points.at(-1)).toEqual({ atS: 349, mean: 10.5 * 349.5, low: 699, high: 6640.5 });
    expect(utilisation!.points).toHaveLength(65);
  });

  test("ends where a replication ends, and where all is as before", () => {
    expect(around([400, 700], [1, 1], [3000])).toMatchObject({ fromS: -300, untilS: 500 });
    expect(around([40, 700], [1, 1], [0])).toMatchObject({ fromS: -40, untilS: 300 });
  });

  test("leaves replications out in which nothing fails; nothing is drawn of none", () => {
    expect(around([400, Number.NaN], [1, 9], [0])?.replications).toBe(1);
    expect(around([Number.NaN], [1], [0])).toBeUndefined();
  });
});

test("marks are what is planned, together where it happens together", () => {
  const scenario = scenarioWith(
    fault(400),
    fault(400, { detectionUs: 10e6 }),
    fault(430, { forUs: Number.POSITIVE_INFINITY, detectionUs: Number.POSITIVE_INFINITY }),
    fault(-50),
  );
  expect(marksOf(scenario)).toEqual([
    { atS: -450, what: "onset", faults: [3] },
    { atS: -390, what: "over", faults: [3] },
    { atS: 0, what: "onset", faults: [0, 1] },
    { atS: 10, what: "noticed", faults: [1] },
    { atS: 30, what: "onset", faults: [2] },
    { atS: 60, what: "over", faults: [0, 1] },
  ]);
});
