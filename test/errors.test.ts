import { expect, test } from "vitest";
import { type Problem, renderProblem } from "../src/errors.ts";

const problem: Problem = {
  file: "a.yaml",
  line: 7,
  column: 3,
  length: 4,
  path: "run.measure",
  wanted: "a duration",
  given: "5",
  hint: "",
  source: "  text",
};

test("a problem is its place, what is wrong, the line and a caret", () => {
  expect(renderProblem({ ...problem, hint: "a hint" }).split("\n")).toEqual([
    "a.yaml:7:3: run.measure: wanted a duration, got 5",
    "     7 |   text",
    "       |   ^^^^ a hint",
  ]);
});

test("without a line to show the hint stands beside", () => {
  const rendered = renderProblem({ ...problem, path: "", hint: "a hint", source: "" });
  expect(rendered).toBe("a.yaml:7:3: wanted a duration, got 5 (a hint)");
});

test("of a long line the part around the mistake is shown", () => {
  const source = `${"x".repeat(1000)}text${"y".repeat(1000)}`;
  const [, line, caret] = renderProblem({ ...problem, column: 1001, source }).split("\n");
  expect(line!.length).toBeLessThan(180);
  expect(line!.slice(caret!.indexOf("^"), caret!.lastIndexOf("^") + 1)).toBe("text");
});

test("characters that would steer a terminal are blanks", () => {
  const [, line, caret] = renderProblem({ ...problem, source: "\t\u001btext\u009b" }).split("\n");
  expect(line).toBe("     7 |   text ");
  expect(caret).toBe("       |   ^^^^");
});
