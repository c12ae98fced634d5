import { expect, test } from "vitest";
import { reported } from "./reported.ts";
import { textOf, tortureScenario } from "./scenario.ts";
import { suffer } from "./suffer.ts";

/** More of them, and smaller ones of those that fail: `npm run torture -- --seeds 10000`. */
const SEEDS = Array.from({ length: 100 }, (_, i) => 1 + i);

test.each(SEEDS)("hurt, heal, drain: every law holds, seed %i", (seed) => {
  expect(suffer(textOf(tortureScenario(seed)))).toBeUndefined();
});

test.each([1, 2, 3, 4, 5, 6])("a study of it can be reported, seed %i", async (seed) => {
  expect(await reported(textOf(tortureScenario(seed)))).toBeUndefined();
});
