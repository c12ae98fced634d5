import { describe, expect, test } from "vitest";
import { studentT } from "../../src/stats/studentT.ts";
import { open, simulated } from "./simulated.ts";

/**
 * Two published examples of ContactCenters against the theory of the finite day (transient
 * birth-death equations over 480 minutes): errors in standard errors, t with one degree of freedom
 * less than there are days.
 */
const DAYS = 40;
/** Nine values are compared: together they fail one time in a thousand. */
const LIMIT = studentT(1 - 0.001 / (2 * 9), DAYS - 1);

interface Exact {
  readonly metric: string;
  readonly value: number;
  /** Of a ratio: the mean number a day above the line is what is known. */
  readonly count?: true;
}

const EXACT: Readonly<Record<string, readonly Exact[]>> = {
  "cc-mmc.yaml": [
    { metric: "calls.offered", value: 4.2 * 480 },
    { metric: "service.level", value: 0.90043 },
    { metric: "service.level", value: 1815.2717, count: true },
    { metric: "wait.mean", value: 0.10056 * 60 },
    { metric: "agents.occupancy", value: 0.69693 },
  ],
  "cc-mmcab.yaml": [
    { metric: "calls.offered", value: 4.2 * 480 },
    { metric: "calls.abandoned", value: 59.2366 },
    { metric: "service.level", value: 1906.7189, count: true },
    { metric: "agents.occupancy", value: 0.67656 },
  ],
};

function errorsOf(file: string, overrides: readonly string[] = []): Record<string, number> {
  const find = simulated(open(file, overrides), DAYS);
  const errors = EXACT[file]!.map(({ metric, value, count }) => {
    const { estimate, halfWidth95, numerator, denominator } = find(metric);
    const scale = count ? denominator! : 1;
    const standardError = (scale * halfWidth95!) / studentT(0.975, DAYS - 1);
    const name = count ? `${metric}, calls` : metric;
    return [name, Math.abs((count ? numerator! : estimate!) - value) / standardError] as const;
  });
  return Object.fromEntries(errors);
}

describe.each(Object.keys(EXACT))("%s", (file) => {
  test("agrees with theory", () => {
    const tooFar = Object.entries(errorsOf(file)).filter(([, error]) => error > LIMIT);
    expect(tooFar).toEqual([]);
  });

  test("would not if service took 3 % longer", () => {
    const longer = errorsOf(file, ["demand.customers.talk=exponential(mean 123.6s)"]);
    expect(longer["agents.occupancy"]).toBeGreaterThan(LIMIT);
  });
});
