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

/** Whether a text is refused, then with a place for each mistake; anything else is our own bug. */
function isRefused(text: string): boolean {
  try {
    expect(scenarioOf(text).hash).toMatch(/^[0-9a-f]{64}$/);
    return false;
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    expect(error.problems.length).toBeGreaterThan(0);
    for (const { line, column, source, wanted } of error.problems) {
      expect(line).toBeGreaterThanOrEqual(1);
      expect(column).toBeGreaterThanOrEqual(1);
      expect(column).toBeLessThanOrEqual(source.length + 1);
      expect(wanted).not.toBe("");
    }
    return true;
  }
}

test("a mutilated scenario is understood or refused with a place, and nothing else", () => {
  let refused = 0;
  const property = fc.property(changes, (list) => {
    if (isRefused(mutated(list))) refused++;
  });
  fc.assert(property, { numRuns: 200, seed: 20_260_101 });
  expect(refused).toBeGreaterThan(50);
});

test("so is one with a letter too many in any of its words", () => {
  const words = TOKENS.flatMap((token, at) => (/^[a-z]/i.test(token) ? [at] : []));
  const refused = words.filter((at) => isRefused(mutated([[at, `${TOKENS[at]!}x`]])));
  expect(refused.length).toBeGreaterThan(words.length / 2);
});
