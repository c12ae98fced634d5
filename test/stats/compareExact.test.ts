import { expect, test } from "vitest";
import { compareExact } from "../../src/stats/compareExact.ts";
import type { Estimate } from "../../src/stats/estimate.ts";
import { openStudy } from "../../src/study.ts";
import { shippedCases } from "../../src/validate.ts";

/** M/M/c with 14 agents; of `wait.p90` the file alone says something. */
const { scenario } = openStudy(shippedCases().get("C04")!, []);

const figure = (id: string, estimate: number, halfWidth95: number | null = 1): Estimate => ({
  id,
  unit: "",
  scope: "cluster",
  estimate,
  halfWidth95,
  low95: null,
  high95: null,
  replications: 4,
  basis: "cohort",
  min: null,
  max: null,
});
const offered = figure("calls.offered", 2_500);

test("figures stand beside those of theory, and of the scenario where theory knows none", () => {
  const given = [
    figure("wait.p90", 24.95893792, 3),
    figure("calls.queued", 400),
    { ...figure("wait.mean", 7), scope: "site:dc1" },
    figure("wait.mean", 7.835937012 - 1.735551289),
    offered,
  ];
  const [stated, derived, ...rest] = compareExact(scenario, given);
  expect(rest).toEqual([]);
  expect(stated).toMatchObject({
    system: "stated by the scenario",
    exact: 24.95893792,
    simulated: { ...given[0], halfWidth95: expect.closeTo(3, 9) },
    z: 0,
  });
  // 4 × 2500 calls: a hundredth of the standard deviation is one standard error.
  expect(derived).toMatchObject({ system: "M/M/c", exact: expect.closeTo(7.835937012, 8) });
  expect(derived!.z).toBeCloseTo(-1, 6);
  expect(derived!.simulated).toMatchObject({ id: "wait.mean", scope: "cluster" });
  expect(derived!.simulated.halfWidth95).toBeCloseTo(1.959963984540054 * 1.735551289, 6);
});

test("without the number of calls nothing is compared, and a bound is no value", () => {
  expect(compareExact(scenario, [figure("wait.mean", 7)])).toEqual([]);
  const bound = { metric: "wait.p90", scope: "cluster", atMost: 30, error: 0, within: 0 };
  const bounded = { ...scenario, exact: [{ ...scenario.exact[0]!, ...bound, value: undefined }] };
  expect(compareExact(bounded, [figure("wait.p90", 25), offered])).toEqual([]);
});
