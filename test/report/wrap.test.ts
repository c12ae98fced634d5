import { expect, test } from "vitest";
import { wrapped } from "../../src/report/wrap.ts";

test.each([
  ["one two three", 7, ["one two", "three"]],
  ["one two three", 6, ["one", "two", "three"]],
  ["abcdefgh ij", 3, ["abc", "def", "gh", "ij"]],
  ["about 8.00 ± 0.10 calls", 14, ["about", "8.00 ± 0.10", "calls"]],
  ["one\ntwo", 10, ["one", "two"]],
  ["", 5, [""]],
  ["any", Infinity, ["any"]],
])("%j within %d columns", (text, widthMax, lines) => {
  expect(wrapped(text, widthMax)).toEqual(lines);
});
