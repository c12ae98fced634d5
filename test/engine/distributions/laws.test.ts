import { describe, expect, test } from "vitest";
import { distributionKinds } from "../../../src/engine/distributions/index.ts";
import { isConstantAsStated, isMonotone, isNonNegativeAndFinite } from "./laws.ts";
import { read } from "./read.ts";
import { laws, variable } from "./someOfEachKind.ts";

test("every law on the list is under test and has its own name", () => {
  expect(new Set(distributionKinds.map((kind) => kind.name)).size).toBe(distributionKinds.length);
  const constant = laws.filter((text) => read(text).constant);
  expect(constant).toEqual(["constant(180s)", "never"]);
});

describe.each(laws)("%s", (text) => {
  test("is monotone", () => isMonotone(read(text)));
  test("is constant or not as it says", () => isConstantAsStated(read(text)));
});

describe.each(variable)("%s", (text) => {
  test("is finite and not negative", () => isNonNegativeAndFinite(read(text)));
});

test("a constant law has no spread, and never has no end", () => {
  const [fixed, never, zero] = ["7s", "never", "zeroInflated(1, never)"].map(read);
  expect([fixed.mean, fixed.variance, fixed.quantile(0.3)]).toEqual([7, 0, 7]);
  expect([never.mean, never.variance, never.quantile(0.3)]).toEqual([Infinity, 0, Infinity]);
  expect([zero.mean, zero.variance, zero.quantile(0.3), zero.constant]).toEqual([0, 0, 0, true]);
});

test("a law that is constant in fact says so", () => {
  const texts = ["empirical(3s, 3s)", "zeroInflated(0, constant(7s))", "zeroInflated(1, 7s)"];
  for (const text of texts) isConstantAsStated(read(text));
  expect(texts.map((text) => read(text).constant)).toEqual([true, true, true]);
});
