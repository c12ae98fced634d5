import { describe, expect, test } from "vitest";
import { distributionKinds } from "../../../src/engine/distributions/index.ts";
import { isConstantAsStated, isMonotone, isNonNegativeAndFinite } from "./laws.ts";
import { read } from "./read.ts";
import { laws, variable } from "./someOfEachKind.ts";

test("every law on the list is under test and has its own name", () => {
  expect(new Set(distributionKinds.map((kind) => kind.name)).size).toBe(distributionKinds.length);
  expect(laws.filter((law) => law.constant).map((law) => law.text)).toEqual([
    "constant(180s)",
    "never",
  ]);
});

describe.each(laws.map((law) => [law.text, law] as const))("%s", (_text, law) => {
  test("is monotone", () => isMonotone(law));
  test("is constant or not as it says", () => isConstantAsStated(law));
});

describe.each(variable.map((law) => [law.text, law] as const))("%s", (_text, law) => {
  test("is finite and not negative", () => isNonNegativeAndFinite(law));
});

test("a constant law has no spread, and never has no end", () => {
  const [fixed, never, zero] = ["7s", "never", "zeroInflated(1, never)"].map(read);
  expect([fixed.mean, fixed.variance, fixed.quantile(0.3)]).toEqual([7, 0, 7]);
  expect([never.mean, never.variance, never.quantile(0.3)]).toEqual([Infinity, 0, Infinity]);
  expect([zero.mean, zero.variance, zero.quantile(0.3), zero.constant]).toEqual([0, 0, 0, true]);
});
