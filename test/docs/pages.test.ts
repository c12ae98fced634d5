import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { example } from "../../src/docs/example.ts";
import { pages } from "../../src/docs/pages.ts";
import { scenarioFields } from "../../src/scenario/fields/scenario.ts";
import { paths } from "../../src/scenario/paths.ts";
import { read } from "../../src/scenario/read.ts";
import { entriesOf } from "../../src/scenario/walk.ts";
import { metrics } from "../../src/stats/metrics/index.ts";

const docs = new URL("../../docs/", import.meta.url);
const committed = (name: string): string => readFileSync(new URL(name, docs), "utf8");

test.each([...pages().keys()])("docs/%s is current; `npm run docs` makes it so", (name) => {
  expect(committed(name)).toBe(pages().get(name));
});

/** What stands in the first cell of every row whose table begins with `column`. */
function firstCells(page: string, column: string): string[] {
  const tables = page.split("\n\n").filter((each) => each.startsWith(`| ${column} |`));
  return tables.flatMap((table) =>
    table
      .trim()
      .split("\n")
      .slice(2)
      .map((line) => line.split(" | ")[0]!.slice(2)),
  );
}

const codes = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((each) => each[1]!);

/** `` `a.b`, `c` `` names a.b and a.c. */
function pathsIn(cell: string): string[] {
  const [first, ...others] = codes(cell) as [string, ...string[]];
  const section = first.slice(0, first.lastIndexOf(".") + 1);
  return [first, ...others.map((each) => section + each)];
}

test("every path stands in the scenario reference once", () => {
  const found = firstCells(committed("scenario.md"), "path").flatMap(pathsIn);
  expect(found.sort()).toEqual(
    paths()
      .map(({ path }) => path)
      .sort(),
  );
});

test("every metric stands in the metric reference once, in the order of reports", () => {
  const found = firstCells(committed("metrics.md"), "metric").flatMap(codes);
  expect(found).toEqual(metrics.map(({ id }) => id));
});

describe("the example", () => {
  test("shows every section but extends and those that only refuse", () => {
    const { root } = read("example.yaml", [], example);
    const written = root.kind === "map" ? [...root.entries.keys()] : [];
    const sections = Object.keys(entriesOf(scenarioFields())!);
    expect(sections.filter((each) => !written.includes(each))).toEqual([
      "extends",
      "desktop",
      "routing",
    ]);
  });
});

/** Every link of a page in docs/ or its decisions leads somewhere. */
test.each(["first-hour.md", "model.md", ...pages().keys()])(
  "the links of %s lead somewhere",
  (name) => {
    const targets = [...committed(name).matchAll(/\]\(([^)#:]+)\)/g)].map((each) => each[1]!);
    for (const target of targets) expect(() => readFileSync(new URL(target, docs))).not.toThrow();
  },
);
