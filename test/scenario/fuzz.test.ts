import fc from "fast-check";
import { expect, test } from "vitest";
import { ScenarioError } from "../../src/errors.ts";
import { EXAMPLE, scenarioOf } from "./example.ts";

const TOKENS = EXAMPLE.split(/(\s+|[{}[\],:"])/).filter((token) => token !== "");
const ODDITIES = [
  "",
  " ",
  "\n",
  "\t",
  "-",
  "*",
  "&a",
  "null",
  "__proto__",
  "constructor",
  "0",
  "1e999",
  "5min",
  "never",
  "{",
  "]",
  '"',
  "!!binary",
  "exponential(mean 3s",
];

type Change = readonly [position: number, token: string];

const changes = fc.array(
  fc.tuple(
    fc.nat(TOKENS.length - 1),
    fc.oneof(fc.constantFrom(...ODDITIES), fc.constantFrom(...TOKENS), fc.string({ maxLength: 8 })),
  ),
  { minLength: 1, maxLength: 4 },
);

function mutated(list: readonly Change[]): string {
  const tokens = [...TOKENS];
  for (const [position, token] of list) tokens[position] = token;
  return tokens.join("");
}

test("a mutilated scenario is understood or refused with a place, and nothing else", () => {
  let refused = 0;
  const property = fc.property(changes, (list) => {
    try {
      expect(scenarioOf(mutated(list)).hash).toMatch(/^[0-9a-f]{64}$/);
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      refused++;
      expect(error.problems.length).toBeGreaterThan(0);
      for (const { line, column, source, wanted } of error.problems) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(column).toBeGreaterThanOrEqual(1);
        expect(column).toBeLessThanOrEqual(source.length + 1);
        expect(wanted).not.toBe("");
      }
    }
  });
  fc.assert(property, { numRuns: 200, seed: 20_260_101 });
  expect(refused).toBeGreaterThan(50);
});
