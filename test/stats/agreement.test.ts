import { describe, expect, test } from "vitest";
import { agreementOf } from "../../src/stats/agreement.ts";
import type { Estimate } from "../../src/stats/estimate.ts";
import { studentT } from "../../src/stats/studentT.ts";

const EXACT = { error: 0, within: 0 };
const CALLS = 10_000;

/** Ten replications whose standard error is `error`. */
const simulated = (estimate: number | null, error: number | null = 2): Estimate => ({
  id: "wait.mean",
  unit: "s",
  scope: "cluster",
  estimate,
  halfWidth95: error === null ? null : error * studentT(0.975, 9),
  low95: null,
  high95: null,
  replications: 10,
  basis: "cohort",
  min: null,
  max: null,
});

describe("a simulated figure and a known one", () => {
  test("are compared by the error that theory knows, sd over the root of the calls", () => {
    const { z, p, halfWidth95 } = agreementOf(
      { ...EXACT, value: 100, sd: 50 },
      simulated(99),
      CALLS,
    );
    expect(z).toBeCloseTo(-2, 12);
    expect(p).toBeCloseTo(0.0455002638963584, 12);
    expect(halfWidth95).toBeCloseTo(0.9799819922700271, 12);
  });

  test("else by that of the replications: Student's t with 9 degrees of freedom", () => {
    const { z, p, halfWidth95 } = agreementOf({ ...EXACT, value: 100 }, simulated(104), CALLS);
    expect(z).toBeCloseTo(2, 12);
    expect(p).toBeCloseTo(0.0765524, 5);
    expect(halfWidth95).toBeCloseTo(2 * 2.262157, 5);
  });

  test("an error of the known figure adds to it, and a difference may not count", () => {
    const published = { value: 100, sd: 150, error: 2, within: 0.5 };
    expect(agreementOf(published, simulated(103), CALLS).z).toBeCloseTo(1, 12 - 2);
    expect(agreementOf(published, simulated(99.6), CALLS)).toMatchObject({ z: -0, p: 1 });
    expect(agreementOf(published, simulated(100), CALLS)).toMatchObject({ z: 0, p: 1 });
  });

  test("a bound is kept or not", () => {
    const bound = { ...EXACT, atMost: 1e-6 };
    expect(agreementOf(bound, simulated(0, 0), CALLS)).toMatchObject({ z: null, p: 1 });
    expect(agreementOf(bound, simulated(1e-6, 0), CALLS)).toMatchObject({ z: null, p: 1 });
    expect(agreementOf(bound, simulated(2e-6, 1), CALLS)).toMatchObject({ z: null, p: 0 });
  });

  test("without any spread it is the value or it is not", () => {
    const three = { ...EXACT, value: 3 };
    expect(agreementOf(three, simulated(3, 0), CALLS)).toMatchObject({ z: 0, p: 1 });
    expect(agreementOf(three, simulated(4, 0), CALLS)).toMatchObject({ z: null, p: 0 });
  });

  test("nothing is said where nothing is known", () => {
    const nothing = { z: null, p: null };
    expect(agreementOf({ ...EXACT, value: 3 }, simulated(3, null), CALLS)).toMatchObject(nothing);
    expect(agreementOf({ ...EXACT, value: 3 }, simulated(null), CALLS)).toMatchObject(nothing);
  });
});
